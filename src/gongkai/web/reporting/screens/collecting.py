"""The county's desk: whose reports are in, many files at once, demands, and the roll-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.report.errors import ReportError
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.files.confined import pool
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.reporting import jobs
from gongkai.web.reporting.actions.collecting import demand_report, set_due_day
from gongkai.web.reporting.actions.filing import Dropped, file_many
from gongkai.web.reporting.due import due_days
from gongkai.web.reporting.forms import DemandForm, DueDayForm, ManyReportsForm
from gongkai.web.reporting.models import Demand, Stage, YearReport, reporting_bodies
from gongkai.web.reporting.permissions import COLLECT

BOARD = ("reporting:board", _lazy("年报收集"))


class Status(Enum):
    """Where a body's report stands for the county."""

    LATE = _lazy("逾期未报")
    RETURNED = _lazy("已退回")
    MISSING = _lazy("未报")
    DRAFT = _lazy("起草中")
    SUBMITTED = _lazy("待接收")
    ACCEPTED = _lazy("已接收")


@dataclass(frozen=True)
class Line:
    """One body on the board."""

    body: PublicBody
    report: YearReport | None
    status: Status
    due_on: date
    was_late: bool
    demand: Demand | None


def lines(bodies: Sequence[PublicBody], year: int, on: date) -> list[Line]:
    """The board of these bodies, worst first; three questions to the database for any number of bodies."""
    days = due_days(bodies, year)
    reports = {
        report.body_id: report
        for report in YearReport.objects.filter(body__in=bodies, year=year)
        .select_related("current")
        .defer("current__data", "current__findings")
    }
    demands: dict[int, Demand] = {}
    for demand in Demand.objects.filter(body__in=bodies, year=year).order_by("demanded_at"):
        demands[demand.body_id] = demand
    found = [
        Line(
            body,
            report := reports.get(body.pk),
            _status(report, days[body.pk], on),
            days[body.pk],
            bool(report and report.submitted_on and report.submitted_on > days[body.pk]),
            demands.get(body.pk),
        )
        for body in bodies
    ]
    order = list(Status)
    return sorted(found, key=lambda line: (order.index(line.status), line.body.lineage))


def _status(report: YearReport | None, due_on: date, on: date) -> Status:
    stage = report.stage if report is not None else ""
    if stage == Stage.ACCEPTED:
        return Status.ACCEPTED
    if stage == Stage.SUBMITTED:
        return Status.SUBMITTED
    if stage == Stage.RETURNED:
        return Status.RETURNED
    if on > due_on:
        return Status.LATE
    return Status.DRAFT if report is not None and report.current_id else Status.MISSING


class CountyScreen:
    """A screen about the year named by the address, of the bodies from which this user collects."""

    kwargs: dict[str, Any]
    user: User

    @property
    def year(self) -> int:
        return int(self.kwargs.get("year") or timezone.localdate().year - 1)

    @cached_property
    def bodies(self) -> list[PublicBody]:
        numbers = self.user.bodies_where(COLLECT)
        own = {service.body_id for service in self.user.services}
        found = reporting_bodies(timezone.localdate()).filter(pk__in=numbers)
        # The county's own report is drafted from theirs.
        return [
            body
            for body in found.order_by("lineage")
            if not (body.pk in own and body.kind == Kind.COUNTY_GOVERNMENT)
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:year-board", args=[self.year])

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("reporting:year-board", args=[self.year]), str(BOARD[1]))]


class Board(CountyScreen, ScreenView):
    """Every body with its report."""

    permission = COLLECT
    template_name = "reporting/board.html"

    def get_page_title(self) -> str:
        return _("{year} 年年报收集").format(year=self.year)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        found = lines(self.bodies, self.year, today)
        return super().get_context_data(
            lines=found,
            day=today,
            years=range(today.year, today.year - 6, -1),
            counts=[
                (each.name.lower(), each.value, sum(line.status is each for line in found))
                for each in Status
            ],
            accepted=sum(line.status is Status.ACCEPTED for line in found),
            **{**kwargs, "year": self.year},
        )


class DropManyScreen(CountyScreen, FormScreen):
    """Many reports at once, of bodies that send theirs by mail."""

    permission = COLLECT
    page_title = _lazy("成批存入年度报告")
    form_class = ManyReportsForm
    template_name = "reporting/drop.html"
    submit_label = _lazy("读取、核对并存入")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        dropped: list[Dropped] = file_many(
            ((file.name, file.read()) for file in form.cleaned_data["files"]),
            acting_user=self.user,
            year=self.year,
            at=timezone.now(),
            among=[body.pk for body in self.bodies],
        )
        return self.render_to_response(
            self.get_context_data(
                form=form, dropped=dropped, filed=sum(each.file is not None for each in dropped)
            )
        )


class DueDayScreen(CountyScreen, FormScreen):
    """Set the county's own day."""

    permission = COLLECT
    page_title = _lazy("规定报送截止日")
    form_class = DueDayForm

    @cached_property
    def county(self) -> PublicBody:
        served = [each.body_id for each in self.user.services if each.role in COLLECT.at]
        return get_object_or_404(PublicBody.objects.filter(pk__in=served).order_by("lineage")[:1])

    def get_body(self) -> PublicBody:
        return self.county

    def act(self, form: forms.Form) -> Any:
        return set_due_day(
            self.county,
            self.year,
            acting_user=self.user,
            at=timezone.now(),
            **form.cleaned_data,
        )


class DemandScreen(CountyScreen, FormScreen):
    """Ask one body."""

    permission = COLLECT
    form_class = DemandForm
    submit_label = _lazy("催报")
    done_message = _lazy("已催报；对方的首页会看到，答复后显示在本页。")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(reporting_bodies(timezone.localdate()), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_page_title(self) -> str:
        return _("向{body}催报 {year} 年年度报告").format(body=self.body.short_name, year=self.year)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "on": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        due_on = due_days([self.body], self.year)[self.body.pk]
        return {
            "words": _(
                "你单位 {year} 年政府信息公开工作年度报告应于 {due_on} 前报送，至今没有收到，请尽快报送并说明原因。"
            ).format(year=self.year, due_on=due_on.isoformat())
        }

    def act(self, form: forms.Form) -> Any:
        return demand_report(
            self.body,
            self.year,
            acting_user=self.user,
            at=timezone.now(),
            on=timezone.localdate(),
            **form.cleaned_data,
        )


def accepted_reports(bodies: Sequence[PublicBody], year: int) -> QuerySet[YearReport]:
    """Reports that count in the roll-up."""
    return (
        YearReport.objects.filter(body__in=bodies, year=year, stage=Stage.ACCEPTED)
        .select_related("body", "current")
        .order_by("body__lineage")
    )


class RollUpScreen(CountyScreen, ScreenView):
    """The accepted reports added up."""

    permission = COLLECT
    template_name = "reporting/roll_up.html"

    def get_page_title(self) -> str:
        return _("{year} 年汇总").format(year=self.year)

    @cached_property
    def reports(self) -> list[YearReport]:
        return list(accepted_reports(self.bodies, self.year))

    def summed(self, form: str = "") -> tuple[jobs.Summed | None, str]:
        """The roll-up, with its file in a form where one is asked for; or why there is none."""
        if not self.reports:
            return None, _("还没有接收任何报告，不能汇总。")
        try:
            return (
                pool.run(
                    jobs.summed,
                    [
                        jobs.as_text(report.current.data)
                        for report in self.reports
                        if report.current
                    ],
                    "",
                    form,
                    name=_("汇总"),
                ),
                "",
            )
        except ReportError as error:
            return None, str(error)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        result, problem = self.summed()
        counted = {report.body_id for report in self.reports}
        return super().get_context_data(
            result=result,
            problem=problem,
            reports=self.reports,
            missing=[body for body in self.bodies if body.pk not in counted],
            **{**kwargs, "year": self.year},
        )


class RollUpDownload(RollUpScreen):
    """The roll-up as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.kwargs["form"]
        if form not in jobs.SUM_FORMS:
            raise Http404
        result, problem = self.summed(form)
        if result is None:
            return hand_out(problem, "problem.txt")
        name = _("{year} 年政府信息公开年度报告汇总").format(year=self.year)
        return hand_out(result.content, f"{name}.{form}")
