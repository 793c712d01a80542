"""What the clock brings: release, take-down, expiry, each once, however many workers are at it."""

from __future__ import annotations

import io
import subprocess
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from gongkai.web.journal.models import Entry
from gongkai.web.portal.models import SearchEntry
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.items.actions.draft import revise_item
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.validity import change_validity, expire_due
from gongkai.web.publishing.items.models import ItemPage, ReleaseState, Stage, Validity
from gongkai.web.schedule import jobs as jobs
from gongkai.web.schedule.jobs import give_lease_back, run_jobs, take_lease
from tests.web.publishing.conftest import REVIEWER

pytestmark = pytest.mark.both_databases


@pytest.fixture
def scheduled(drafted, person):
    """An item that waits for its hour, which is an hour from now."""

    def make(**fields):
        hour = timezone.now() + timedelta(hours=1)
        release = submit_item(
            drafted(**fields), acting_user=person("柳河拟稿"), go_live_at=hour, at=timezone.now()
        )
        while release.stage != Stage.RELEASE:
            release = approve(
                release,
                acting_user=person(REVIEWER[Stage(release.stage)]),
                stage=release.stage,
                proofread=True,
                at=timezone.now(),
            )
        return release_item(release, acting_user=person("柳河发布"), at=timezone.now())

    return make


@pytest.fixture
def only(monkeypatch):
    """``only(甲=job)``: no other jobs than these."""

    def choose(**mine):
        monkeypatch.setattr(jobs, "_jobs", mine)

    return choose


def test_one_round_releases_takes_down_and_expires(scheduled, released, person):
    today = timezone.localdate()
    waiting = scheduled(title="定时的一件")
    ended = released(title="公示的一件", take_down_on=today + timedelta(days=1))
    old = released(title="有期限的一件", valid_until=today - timedelta(days=1))
    later = timezone.now() + timedelta(days=1, hours=2)
    told = [line for line in run_jobs(later) if "检索" not in line]
    assert told == [
        "定时发布：“定时的一件”已发布",
        "公示期满：“公示的一件”已撤下",
        "有效期满：“有期限的一件”已标为失效",
    ]
    assert ItemPage.objects.get(pk=waiting.item_id).live
    assert ItemPage.objects.get(pk=ended.pk).withdrawal_reason == "period-over"
    assert ItemPage.objects.get(pk=old.pk).validity == Validity.EXPIRED
    assert [line for line in run_jobs(later) if "检索" not in line] == []


def test_an_expiry_is_in_the_journal_with_its_reason(released):
    today = timezone.localdate()
    item = released(valid_until=today - timedelta(days=1))
    assert expire_due(today - timedelta(days=1), at=timezone.now()) == []
    assert expire_due(today, at=timezone.now()) == [item]
    assert expire_due(today, at=timezone.now()) == []
    entry = Entry.objects.first()
    assert entry.act == "publishing.change-validity"
    assert entry.actor_name == "平台"
    assert entry.reason == f"有效期至 {today - timedelta(days=1)}，到期失效。"


def test_what_somebody_declared_valid_again_does_not_expire_twice(released, person):
    today = timezone.localdate()
    item = released(valid_until=today - timedelta(days=1))
    expire_due(today, at=timezone.now())
    change_validity(
        item,
        acting_user=person("柳河发布"),
        validity=Validity.VALID,
        on=today,
        basis="延长有效期的通知",
        at=timezone.now(),
    )
    assert expire_due(today, at=timezone.now()) == []


def test_the_search_index_is_mended(released):
    item = released()
    SearchEntry.objects.all().delete()
    assert list(run_jobs()) == ["检索索引：补齐 1 条，移除 0 条"]
    assert SearchEntry.objects.get().item_id == item.pk


def test_a_job_that_fails_does_not_stop_the_others(county, only, caplog):
    def broken(now):
        raise RuntimeError("x")

    only(坏=broken, 好=lambda now: ["做了一件"])
    assert list(run_jobs()) == [
        "坏：未能完成，原因已记入日志；下次运行时再试。",
        "好：做了一件",
    ]
    assert "job 坏 failed" in caplog.text


def test_a_second_worker_does_nothing_while_one_is_at_it(county, only):
    only(好=lambda now: ["做了一件"])
    now = timezone.now()
    assert take_lease("first", now)
    assert list(run_jobs()) == []
    give_lease_back("first")
    assert list(run_jobs()) == ["好：做了一件"]


def test_the_lease_of_a_dead_worker_runs_out(county):
    now = timezone.now()
    assert take_lease("first", now)
    assert not take_lease("second", now + timedelta(minutes=1))
    assert take_lease("second", now + timedelta(minutes=3))
    assert not take_lease("first", now + timedelta(minutes=3))


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_release_once(scheduled, monkeypatch):
    release = scheduled()
    # Without the lease, to see that the act itself happens once.
    monkeypatch.setattr(jobs, "take_lease", lambda *told: True)
    hour = timezone.now() + timedelta(hours=2)
    failures, told = [], []
    barrier = threading.Barrier(4)

    def work():
        try:
            barrier.wait()
            told.extend(run_jobs(hour))
        except Exception as error:  # noqa: BLE001  a thread must report, whatever it was
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [line for line in told if line.startswith("定时发布")] == [
        "定时发布：“柳河镇2026年防汛工作安排”已发布"
    ]
    release.refresh_from_db()
    assert release.state == ReleaseState.RELEASED
    assert Posting.objects.filter(item=release.item_id).count() == 1
    assert Entry.objects.filter(act="publishing.release").count() == 1


def test_a_changed_draft_does_not_touch_what_is_scheduled(scheduled, person):
    from gongkai.web.office.errors import WrongState

    release = scheduled()
    with pytest.raises(WrongState, match="待定时发布"):
        revise_item(release.item, acting_user=person("柳河拟稿"), summary="x", at=timezone.now())


def test_the_command_does_one_round(released):
    released(title="公示的一件")
    ItemPage.objects.update(take_down_on=timezone.localdate())
    out = io.StringIO()
    call_command("run_due", stdout=out)
    assert "公示期满：“公示的一件”已撤下\n" in out.getvalue()


def test_the_background_process_ends_with_its_parent(county):
    from gongkai.web.project.management.commands.serve import start_background

    background = start_background()
    assert isinstance(background, subprocess.Popen)
    background.stdin.close()
    assert background.wait(timeout=60) == 0
