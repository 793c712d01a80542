"""Reports that wait for a user: to be made, signed off, mended, taken in; demands to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.office.home import SOON, Slot, ToDo
from gongkai.web.reporting.due import due_days
from gongkai.web.reporting.models import (
    Demand,
    ReportApproval,
    SigningStage,
    Stage,
    YearReport,
    reporting_bodies,
)
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT
from gongkai.web.reporting.rectifying.models import Rectification, RectificationState

SHOWN = 50


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """One line for each report and each demand."""
    yield from _owed(user, on)
    yield from _under_way(user)
    yield from _demands(user)
    yield from _faults(user, on)


def _served(user: Any) -> list[int]:
    """Bodies whose reports the user makes; the county only can, where it files what came by mail."""
    return [service.body_id for service in user.services if service.role in FILE_REPORT.at]


def _owed(user: Any, on: date) -> Iterator[ToDo]:
    """Reports on the last year that are not handed in, once their day is near."""
    year = on.year - 1
    own = _served(user)
    if not own:
        return
    bodies = list(reporting_bodies(on).filter(pk__in=own))
    days = due_days(bodies, year)
    done = set(
        YearReport.objects.filter(
            body__in=bodies, year=year, stage__in=[Stage.SUBMITTED, Stage.ACCEPTED]
        ).values_list("body", flat=True)
    )
    for body in bodies:
        if body.pk not in done and on + SOON >= days[body.pk]:
            late = on > days[body.pk]
            yield ToDo(
                Slot.LATE if late else Slot.DUE,
                _("{year} 年年度报告还没有报送").format(year=year),
                reverse("reporting:new", args=[body.pk, year]),
                due_on=days[body.pk],
                body=body.short_name,
            )


def _under_way(user: Any) -> Iterator[ToDo]:
    found = YearReport.objects.exclude(current=None).select_related("body", "current")
    for report in found.filter(stage=Stage.RETURNED, body__in=_served(user)).order_by("pk")[:SHOWN]:
        yield _line(report, Slot.RETURNED, _("年度报告被退回：{report}"))
    waiting = ReportApproval.objects.waiting_for(user).select_related("report__body")
    for approval in waiting.order_by("pk")[:SHOWN]:
        signs = approval.stage == SigningStage.SIGN
        text = _("审签年度报告：{report}") if signs else _("审核年度报告：{report}")
        yield _line(approval.report, Slot.WAITING, text)
    for report in found.filter(stage=Stage.SUBMITTED, body__in=user.bodies_where(COLLECT)).order_by(
        "submitted_on", "pk"
    )[:SHOWN]:
        yield _line(report, Slot.WAITING, _("接收年度报告：{report}"))


def _line(report: YearReport, slot: Slot, text: str) -> ToDo:
    return ToDo(
        slot,
        text.format(report=report),
        reverse("reporting:report", args=[report.pk]),
        body=report.body.short_name,
    )


def _demands(user: Any) -> Iterator[ToDo]:
    open_demands = Demand.objects.filter(answered_at=None, body__in=_served(user)).select_related(
        "body"
    )
    for demand in open_demands.order_by("answer_by")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("答复催报：{demand}").format(demand=demand),
            reverse("reporting:answer-demand", args=[demand.pk]),
            due_on=demand.answer_by,
            body=demand.body.short_name,
        )


def _faults(user: Any, on: date) -> Iterator[ToDo]:
    assigned = Rectification.objects.filter(
        state=RectificationState.ASSIGNED, body__in=_served(user)
    ).select_related("body")
    for fault in assigned.order_by("due_on")[:SHOWN]:
        yield ToDo(
            Slot.LATE if on > fault.due_on else Slot.WAITING,
            _("整改年报问题：{fault}").format(fault=fault),
            reverse("reporting:answer-fault", args=[fault.pk]),
            due_on=fault.due_on,
            body=fault.body.short_name,
        )
