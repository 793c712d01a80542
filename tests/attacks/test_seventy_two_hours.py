"""Seventy-two hours of the clock, by simulated time, with faults injected: nothing is lost, doubled or silent."""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState
from gongkai.web.schedule import jobs
from gongkai.web.schedule.alarms import job_alarms
from gongkai.web.schedule.models import JobRun
from tests.web.publishing.conftest import REVIEWER

pytestmark = pytest.mark.django_db

ROUND = timedelta(minutes=30)
HOURS = 72
FAULTS = [
    OperationalError("database is locked"),
    OSError(errno.ENOSPC, "No space left on device"),
    RuntimeError("a fault of ours"),
]


@pytest.fixture
def faults(monkeypatch) -> list[tuple[str, datetime]]:
    """One run of a job in nine fails, before its work or behind it; which, is told."""
    chance, told = random.Random(72), []

    def faulty(name: str, job: jobs.Job) -> jobs.Job:
        def run(at: datetime) -> Iterator[str]:
            fault = chance.choice(FAULTS) if chance.random() < 1 / 9 and not quiet(at) else None
            before = chance.random() < 0.5
            if fault is not None:
                told.append((name, at))
            if fault is not None and before:
                raise fault
            yield from job(at)
            if fault is not None:
                raise fault

        return run

    start = timezone.now()

    def quiet(at: datetime) -> bool:
        # The last hours are without faults, so that everything comes to its end.
        return at > start + timedelta(hours=HOURS - 3)

    monkeypatch.setattr(
        jobs, "_jobs", {name: faulty(name, job) for name, job in jobs._jobs.items()}
    )
    return told


def test_nothing_is_lost_doubled_or_silent(faults, drafted, person):
    start = timezone.now()
    waiting: dict[int, datetime] = {}
    for number, hours in enumerate((1, 26, 26, 65)):
        item, hour = drafted(f"第{number}项安排"), start + timedelta(hours=hours)
        release = submit_item(item, acting_user=person("柳河拟稿"), at=start, go_live_at=hour)
        for stage, name in REVIEWER.items():
            release = approve(
                release, acting_user=person(name), stage=stage, proofread=True, at=start
            )
        release_item(release, acting_user=person("柳河发布"), at=start)
        waiting[release.pk] = hour
    at = start
    while at <= start + timedelta(hours=HOURS):
        list(jobs.run_jobs(at))
        alarms = " ".join(job_alarms(at))
        for name in {name for name, when in faults if when == at}:
            assert name in alarms, (name, at)
        for number, hour in waiting.items():
            went_out = Release.objects.get(pk=number).state == ReleaseState.RELEASED
            assert not (went_out and at < hour)
        at += ROUND
    assert len(faults) > 50
    assert list(job_alarms(at - ROUND)) == []
    assert set(JobRun.objects.values_list("name", flat=True)) == set(jobs.job_names())
    for release in Release.objects.filter(pk__in=waiting):
        assert release.state == ReleaseState.RELEASED
        assert release.finished_at - waiting[release.pk] < timedelta(hours=3)
        item = ItemPage.objects.get(pk=release.item_id)
        assert item.live
        out = Entry.objects.filter(act="publishing.release", subject_number=str(item.pk))
        assert out.count() == 1
        assert item.postings.count() == 1
    numbers = ItemPage.objects.exclude(index_number="").values_list("index_number", flat=True)
    assert len(set(numbers)) == len(waiting)
    assert verify().found == ""
