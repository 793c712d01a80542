"""The county asks for reports: by which day, and once more where one does not come."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.statute.report_dates import Reporter, report_due
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting import acts
from gongkai.web.reporting.models import Demand, DueDay, YearReport
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT


@transaction.atomic
def set_due_day(
    county: PublicBody, year: int, *, acting_user: User | Platform, at: datetime, due_on: date
) -> DueDay:
    """By which day the bodies beneath hand in their reports on a year.

    Raises:
        ActionError: a day before the year is over, or later than the law's.
    """
    require(acting_user, COLLECT, county)
    lawful = report_due(Reporter.DEPARTMENT, year)
    if not date(year, 12, 31) < due_on <= lawful.due_on:
        raise ActionError(
            _(
                "截止日 {due_on} 不对，应在 {first} 至 {last} 之间（《政府信息公开条例》第四十九条）；请改正。"
            ).format(due_on=due_on, first=date(year + 1, 1, 1), last=lawful.due_on)
        )
    day, _made = DueDay.objects.update_or_create(
        county=county, year=year, defaults={"due_on": due_on}
    )
    record(
        acts.DUE_DAY_SET,
        by=acting_user,
        body=county,
        subject=day,
        after={"year": year, "due_on": due_on},
        at=at,
    )
    return day


def refuse_handed_in(body: PublicBody, year: int) -> None:
    """Raises `WrongState` where there is nothing to ask for: the report is handed in or accepted."""
    report = YearReport.objects.filter(body=body, year=year).select_related("body").first()
    if report is not None and not report.is_open:
        raise WrongState(
            _("{report}{stage}，不用催报。").format(report=report, stage=report.get_stage_display())
        )


@transaction.atomic
def demand_report(
    body: PublicBody,
    year: int,
    *,
    acting_user: User,
    at: datetime,
    on: date,
    words: str,
    answer_by: date,
) -> Demand:
    """Ask a body for its report, to be answered by a day.

    Raises:
        WrongState: the report has been handed in.
        ActionError: no words, or a day that is over.
    """
    require(acting_user, COLLECT, body)
    refuse_handed_in(body, year)
    if not words.strip():
        raise ActionError(_("请写明催办内容。"))
    if answer_by < on:
        raise ActionError(
            _("答复期限 {answer_by} 已经过去，应为今天或以后的日期。").format(answer_by=answer_by)
        )
    demand = Demand.objects.create(
        body=body,
        year=year,
        words=words.strip(),
        answer_by=answer_by,
        demanded_by=acting_user,
        demanded_at=at,
    )
    record(
        acts.REPORT_DEMANDED,
        by=acting_user,
        body=body,
        subject=demand,
        after={"year": year, "answer_by": answer_by},
        reason=words,
        at=at,
    )
    return demand


@transaction.atomic
def answer_demand(demand: Demand, *, acting_user: User, at: datetime, answer: str) -> Demand:
    """What the body says to it.

    Raises:
        WrongState: it is answered already.
        ActionError: nothing is said.
    """
    current = (
        Demand.objects.select_for_update(of=("self",)).select_related("body").get(pk=demand.pk)
    )
    require(acting_user, FILE_REPORT, current.body)
    if current.answered_at is not None:
        raise WrongState(_("这次催报已经答复过了。"))
    if not answer.strip():
        raise ActionError(_("请写明办理情况和完成时间。"))
    current.answer, current.answered_by, current.answered_at = answer.strip(), acting_user, at
    current.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        acts.DEMAND_ANSWERED,
        by=acting_user,
        body=current.body,
        subject=current,
        reason=answer,
        at=at,
    )
    return current
