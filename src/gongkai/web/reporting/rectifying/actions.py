"""Assign a fault to the bodies that have it, answer, look again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting import acts
from gongkai.web.reporting.actions.submitting import open_errors
from gongkai.web.reporting.models import ReportFile, YearReport
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT
from gongkai.web.reporting.reasons import says_why
from gongkai.web.reporting.rectifying.faults import faults_of
from gongkai.web.reporting.rectifying.models import Rectification, RectificationState


@transaction.atomic
def assign_fault(
    bodies: Sequence[PublicBody],
    year: int,
    code: str,
    *,
    acting_user: User,
    at: datetime,
    due_on: date,
) -> list[Rectification]:
    """Every one of the bodies that has this fault now is to mend it by a day; one that it was assigned before is left.

    Raises:
        ActionError: the day is over, or nobody has the fault.
    """
    for body in bodies:
        require(acting_user, COLLECT, body)
    if due_on < timezone.localdate(at):
        raise ActionError(
            _("整改期限 {due_on} 已经过去，应为今天或以后的日期。").format(due_on=due_on)
        )
    fault = next((each for each in faults_of(bodies, year) if each.code == code), None)
    if fault is None:
        raise ActionError(_("现在没有报告有这个问题；请刷新后再看。"))
    made = []
    for body in fault.bodies:
        each, new = Rectification.objects.exclude(state=RectificationState.GONE).get_or_create(
            body=body,
            year=year,
            code=code,
            defaults={
                "message": fault.messages[body.pk],
                "due_on": due_on,
                "assigned_by": acting_user,
                "assigned_at": at,
            },
        )
        if not new:
            continue
        made.append(each)
        record(
            acts.FAULT_ASSIGNED,
            by=acting_user,
            body=body,
            subject=each,
            after={"code": code, "due_on": due_on},
            at=at,
        )
    return made


@transaction.atomic
def answer_fault(
    fault: Rectification, *, acting_user: User, at: datetime, answer: str
) -> Rectification:
    """What the body did about it.

    Raises:
        WrongState: it is gone already.
        ActionError: nothing is said.
    """
    current = _locked(fault)
    require(acting_user, FILE_REPORT, current.body)
    if current.state == RectificationState.GONE:
        raise WrongState(_("这个问题已经销号。"))
    if not says_why(answer):
        raise ActionError(_("请写明怎样改的、改在哪一版。"))
    if not ReportFile.objects.filter(
        report__body=current.body, report__year=current.year, filed_at__gt=current.assigned_at
    ).exists():
        raise ActionError(_("交办以后还没有换过报告文件；请先改正、换一版，再填写整改情况。"))
    current.answer, current.answered_by, current.answered_at = answer.strip(), acting_user, at
    current.state = RectificationState.ANSWERED
    current.save(update_fields=["answer", "answered_by", "answered_at", "state"])
    record(acts.FAULT_ANSWERED, by=acting_user, body=current.body, subject=current, at=at)
    return current


@transaction.atomic
def check_again(fault: Rectification, *, acting_user: User, at: datetime) -> Rectification:
    """Look whether the rule still finds something in the current version: gone, or to be mended once more.

    A version that has come since is not accepted as mended while it has an error of its own that nobody explained: the
    fault may have gone with the body's own text.

    Raises:
        WrongState: it is gone already, or nobody has answered.
    """
    current = _locked(fault)
    require(acting_user, COLLECT, current.body)
    if current.state == RectificationState.GONE:
        raise WrongState(_("这个问题已经销号。"))
    report = (
        YearReport.objects.filter(body=current.body, year=current.year)
        .select_related("body", "current")
        .first()
    )
    if current.state != RectificationState.ANSWERED:
        raise WrongState(_("还没有填写整改情况，不能复核；请先催办。"))
    if report is not None:
        found = [each for each in open_errors(report, at) if each.code != current.code]
        if found:
            raise WrongState(
                _(
                    "现用版本另有没有说明的错误（{code}：{message}）；请先退回改正，再复核销号。"
                ).format(code=found[0].code, message=found[0].message)
            )
    findings = report.current.findings if report and report.current else []
    still = next((each for each in findings if each["code"] == current.code), None)
    current.checks += 1
    current.checked_at = at
    current.state = RectificationState.ASSIGNED if still else RectificationState.GONE
    if still:
        current.message = still["message"]
    current.save(update_fields=["checks", "checked_at", "state", "message"])
    record(
        acts.FAULT_CHECKED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"code": current.code, "gone": not still},
        at=at,
    )
    return current


def _locked(fault: Rectification) -> Rectification:
    return (
        Rectification.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=fault.pk)
    )
