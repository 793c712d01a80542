"""What is wrong with the work of the clock: nobody does it, a job failed, a job does not come to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.permissions import MANAGE_USERS
from gongkai.web.office.home import Indicator, Side
from gongkai.web.schedule.jobs import is_daily, job_names
from gongkai.web.schedule.models import JobRun, WorkLease

# The jobs are done every minute or every few minutes.
SILENT = timedelta(minutes=30)
SILENT_DAILY = timedelta(hours=26)
# The longest slice of a job is a few minutes.
ENDLESS = timedelta(minutes=30)


def job_alarms(at: datetime) -> Iterator[str]:
    """Sentences for the home screen; none where all is well. Two questions to the database."""
    lease = WorkLease.objects.filter(name="jobs").first()
    runs = {run.name: run for run in JobRun.objects.filter(name__in=job_names())}
    if lease is not None and lease.doing and lease.since and at - lease.since > ENDLESS:
        yield _("“{job}”已运行 {minutes} 分钟仍未结束，请检查后台程序").format(
            job=lease.doing, minutes=(at - lease.since) // timedelta(minutes=1)
        )
    if not runs:
        yield _("定时任务还没有运行过；请联系管理员启动后台程序")
        return
    for run in runs.values():
        if run.failures:
            yield _("“{job}”未能完成（{why}），已连续 {failures} 次；请看日志").format(
                job=run.name, why=run.why, failures=run.failures
            )
    last = max(_last(run) for run in runs.values())
    if at - last > SILENT:
        yield _("定时任务自 {last:%Y-%m-%d %H:%M} 起没有运行；请联系管理员启动后台程序").format(
            last=timezone.localtime(last)
        )
        return
    for name in job_names():
        run = runs.get(name)
        allowed = SILENT_DAILY if is_daily(name) else SILENT
        if run is None or (not run.failures and at - _last(run) > allowed):
            yield _("“{job}”很久没有运行；请联系管理员检查后台程序").format(job=name)


def _last(run: JobRun) -> datetime:
    return max(each for each in (run.done_at, run.failed_at) if each is not None)


def indicators(user: Any, on: date) -> Iterator[Indicator]:
    """For administrators: what the clock has not done."""
    if not user.may(MANAGE_USERS, None):
        return
    for sentence in job_alarms(timezone.now()):
        yield Indicator(Side.HEALTH, sentence, alarm=True)
