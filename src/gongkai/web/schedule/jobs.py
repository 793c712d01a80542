"""What is to be done by the clock. Rooms register their jobs in ``apps.py: ready()``; one worker does
them, however many are started."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.utils import timezone

from gongkai.web.schedule.models import JobRun, WorkLease

Job = Callable[[datetime], Iterable[str]]
_jobs: dict[str, Job] = {}
_waiting: dict[str, Callable[[], object]] = {}
_daily: set[str] = set()
# A worker that died keeps the others waiting for so long.
LEASE = timedelta(minutes=2)
# A job of once a day that failed is tried again after so long.
AGAIN = timedelta(hours=1)
log = logging.getLogger(__name__)


class JobAlarm(Exception):
    """A job has found something that a person must see to. ``str()`` is a sentence for the home screen."""


def provide_job(
    name: str,
    job: Job,
    *,
    waiting: Callable[[], object] | None = None,
    daily: bool = False,
) -> None:
    """Register a job under a Chinese name: ``job(at)`` does what is due and tells it in sentences.

    Doing it twice must do nothing twice. A job that works in slices says by ``waiting`` whether there is
    more to do at once. A ``daily`` job is done in the first round of a day, and again when it failed.
    """
    _jobs[name] = job
    if waiting is not None:
        _waiting[name] = waiting
    if daily:
        _daily.add(name)


def job_names() -> tuple[str, ...]:
    """The jobs there are."""
    return tuple(_jobs)


def is_daily(name: str) -> bool:
    """Whether the job is done once a day."""
    return name in _daily


def more_to_do() -> bool:
    """Whether a job that works in slices has more to do at once."""
    return any(waiting() for waiting in _waiting.values())


def place_of_job(name: str) -> dict[str, Any]:
    """Where the last slice of a job has stopped; empty where the next one begins anew."""
    place = JobRun.objects.filter(name=name).values_list("place", flat=True).first()
    return place or {}


def keep_place_of_job(name: str, place: dict[str, Any]) -> None:
    """Keep where a slice has stopped, for whichever process does the next."""
    JobRun.objects.update_or_create(name=name, defaults={"place": place})


def take_lease(holder: str, at: datetime, doing: str = "") -> bool:
    """Become, or stay, the one worker; ``False`` while another is at work.

    Nobody holds it for longer than `LEASE`: one that is dated further ahead, by a wrong clock or a strange hand,
    holds nothing.
    """
    with transaction.atomic():
        lease, _ = WorkLease.objects.get_or_create(name="jobs")
        lease = WorkLease.objects.select_for_update().get(pk=lease.pk)
        if lease.holder not in {"", holder} and lease.until is not None:
            if at < lease.until <= at + LEASE:
                return False
            if lease.until > at + LEASE:
                log.warning("the lease of the jobs was dated ahead and is void")
        lease.holder, lease.until = holder, at + LEASE
        lease.doing, lease.since = doing, at
        lease.save(update_fields=["holder", "until", "doing", "since"])
    return True


def give_lease_back(holder: str) -> None:
    """Let the next worker begin at once."""
    WorkLease.objects.filter(name="jobs", holder=holder).update(
        holder="", until=None, doing="", since=None
    )


def run_jobs(at: datetime | None = None) -> Iterator[str]:
    """Do every job once and tell what was done; nothing where another worker is at it.

    A job that fails is told, logged and kept for the home screen; the others are done all the same.
    """
    holder = uuid4().hex
    try:
        for name, job in list(_jobs.items()):
            moment = at or timezone.now()
            if name in _daily and not _due_today(name, moment):
                continue
            if not take_lease(holder, timezone.now(), name):
                return
            try:
                for sentence in job(moment):
                    yield f"{name}：{sentence}"
            except JobAlarm as alarm:
                _failed(name, str(alarm), moment)
                yield f"{name}：{alarm}"
            except Exception as error:
                log.exception("job %s failed", name)
                _failed(name, type(error).__name__, moment)
                yield f"{name}：未能完成，原因已记入日志；下次运行时再试。"
            else:
                JobRun.objects.update_or_create(
                    name=name, defaults={"done_at": moment, "failures": 0, "why": ""}
                )
    finally:
        give_lease_back(holder)


def _due_today(name: str, at: datetime) -> bool:
    run = JobRun.objects.filter(name=name).first()
    if run is None or (name in _waiting and _waiting[name]()):
        return True
    if run.failures and run.failed_at is not None:
        return at - run.failed_at >= AGAIN or at < run.failed_at
    return run.done_at is None or timezone.localdate(run.done_at) != timezone.localdate(at)


def _failed(name: str, why: str, at: datetime) -> None:
    try:
        run, _ = JobRun.objects.get_or_create(name=name)
        run.failed_at, run.failures, run.why = at, run.failures + 1, why[:400]
        run.save(update_fields=["failed_at", "failures", "why"])
    except DatabaseError:
        # The database itself is away: silence will tell.
        log.exception("the failure of job %s could not be kept", name)
