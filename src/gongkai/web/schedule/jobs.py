"""What is to be done by the clock. Rooms register their jobs in ``apps.py: ready()``; one worker does
them, however many are started."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from gongkai.web.schedule.models import WorkLease

Job = Callable[[datetime], Iterable[str]]
_jobs: dict[str, Job] = {}
_waiting: list[Callable[[], object]] = []
# A worker that died keeps the others waiting for so long.
LEASE = timedelta(minutes=2)
log = logging.getLogger(__name__)


def provide_job(name: str, job: Job, *, waiting: Callable[[], object] | None = None) -> None:
    """Register a job under a Chinese name: ``job(at)`` does what is due and tells it in sentences.

    Doing it twice must do nothing twice. A job that works in slices says by ``waiting`` whether there is
    more to do at once.
    """
    _jobs[name] = job
    if waiting is not None:
        _waiting.append(waiting)


def more_to_do() -> bool:
    """Whether a job that works in slices has more to do at once."""
    return any(waiting() for waiting in _waiting)


def take_lease(holder: str, at: datetime) -> bool:
    """Become, or stay, the one worker; ``False`` while another is at work."""
    with transaction.atomic():
        lease, _ = WorkLease.objects.get_or_create(name="jobs")
        lease = WorkLease.objects.select_for_update().get(pk=lease.pk)
        if lease.holder not in {"", holder} and lease.until is not None and lease.until > at:
            return False
        lease.holder, lease.until = holder, at + LEASE
        lease.save(update_fields=["holder", "until"])
    return True


def give_lease_back(holder: str) -> None:
    """Let the next worker begin at once."""
    WorkLease.objects.filter(name="jobs", holder=holder).update(holder="", until=None)


def run_jobs(at: datetime | None = None) -> Iterator[str]:
    """Do every job once and tell what was done; nothing where another worker is at it.

    A job that fails is told and logged; the others are done all the same.
    """
    holder = uuid4().hex
    try:
        for name, job in list(_jobs.items()):
            moment = at or timezone.now()
            if not take_lease(holder, timezone.now()):
                return
            try:
                for sentence in job(moment):
                    yield f"{name}：{sentence}"
            except Exception:
                log.exception("job %s failed", name)
                yield f"{name}：未能完成，原因已记入日志；下次运行时再试。"
    finally:
        give_lease_back(holder)
