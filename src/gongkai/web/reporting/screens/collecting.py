"""The county's desk: whose reports are in, many files at once, demands, and the roll-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.errors import DocumentError
from gongkai.report.edition import edition
from gongkai.report.errors import ReportError
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.files.confined import pool
from gongkai.web.files.uploads import shown_name
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.errors import WrongState
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.publishing.catalogue.models import county_of
from gongkai.web.reporting import jobs
from gongkai.web.reporting.actions.collecting import (
    demand_report,
    refuse_handed_in,
    set_due_day,
)
from gongkai.web.reporting.actions.filing import Dropped, file_many
from gongkai.web.reporting.counting.beneath import value_of
from gongkai.web.reporting.counting.figures import label_of
from gongkai.web.reporting.counting.sources import FORM
from gongkai.web.reporting.due import due_days
from gongkai.web.reporting.forms import DemandForm, DueDayForm, ManyReportsForm, MergeForm
from gongkai.web.reporting.joint import joint_documents
from gongkai.web.reporting.models import (
    Demand,
    ReportStep,
    Stage,
    StepKind,
    YearReport,
    reporting_bodies,
)
from gongkai.web.reporting.permissions import COLLECT
from gongkai.web.reporting.tables import shown_tables

BOARD = ("reporting:board", _lazy("年报收集"))


class Status(Enum):
    """Where a body's report stands for the county."""

    LATE = _lazy("逾期未报")
    RETURNED = _lazy("已退回")
    MISSING = _lazy("未报")
    DRAFT = _lazy("起草中")
    IN_HAND = _lazy("已收到文件")
    SUBMITTED = _lazy("待接收")
    ACCEPTED = _lazy("已接收")


STANDS = {
    Status.RETURNED: _lazy("退回修改后还没有重新报送"),
    Status.IN_HAND: _lazy("收到的文件还没有审签报送"),
}
"""What a demand says of a report of which something has come."""


@dataclass(frozen=True)
class Line:
    """One body on the board."""

    body: PublicBody
    report: YearReport | None
    status: Status
    due_on: date
    came_on: date | None
    demand: Demand | None

    @property
    def told(self) -> str:
        """The status in words; of a file in hand with what the check says of it."""
        file = self.report.current if self.report is not None else None
        if self.status is not Status.IN_HAND or file is None:
            return str(self.status.value)
        if not file.errors:
            return _("已收到文件，没有错误")
        return _("已收到文件，有 {number} 处错误").format(number=file.errors)

    @property
    def was_late(self) -> bool:
        """Whether it came after its day; a report that came in time and was given back is not late for that."""
        return self.came_on is not None and self.came_on > self.due_on


def lines(bodies: Sequence[PublicBody], year: int, on: date) -> list[Line]:
    """The board of these bodies, worst first; four questions to the database for any number of bodies."""
    days = due_days(bodies, year)
    reports = {
        report.body_id: report
        for report in YearReport.objects.filter(body__in=bodies, year=year)
        .with_whose()
        .select_related("current")
        .defer("current__data", "current__findings")
    }
    came: dict[int, date] = {}
    for number, at in (
        ReportStep.objects.filter(report__in=reports.values(), kind=StepKind.SUBMITTED)
        .order_by("-at", "-pk")
        .values_list("report", "at")
    ):
        came[number] = timezone.localtime(at).date()
    demands: dict[int, Demand] = {}
    for demand in Demand.objects.filter(body__in=bodies, year=year).order_by("demanded_at"):
        demands[demand.body_id] = demand
    found = [
        Line(
            body,
            report := reports.get(body.pk),
            _status(report, days[body.pk], on),
            days[body.pk],
            came.get(report.pk, report.submitted_on) if report else None,
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
    if report is not None and report.is_by_county:
        return Status.IN_HAND
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
    template_name = "reporting/ask.html"
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

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            refuse_handed_in(self.body, self.year)
        except WrongState as error:
            messages.error(request, error.message)
            return redirect("reporting:year-board", year=self.year)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        [line] = lines([self.body], self.year, timezone.localdate())
        return {
            "words": _(
                "你单位 {year} 年政府信息公开工作年度报告应于 {due_on} 前报送，{stands}，请尽快报送并说明原因。"
            ).format(
                year=self.year,
                due_on=line.due_on.isoformat(),
                stands=STANDS.get(line.status, _("至今没有收到")),
            )
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            earlier=Demand.objects.filter(body=self.body, year=self.year), **kwargs
        )

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

    @cached_property
    def missing(self) -> list[PublicBody]:
        """Bodies whose report is not accepted."""
        counted = {report.body_id for report in self.reports}
        return [body for body in self.bodies if body.pk not in counted]

    def summed(self, form: str = "") -> tuple[jobs.Summed | None, str]:
        """The roll-up, with its file in a form where one is asked for; or why there is none."""
        if not self.reports:
            return None, _("还没有接收任何报告，不能汇总。")
        texts = [jobs.as_text(each.current.data) for each in self.reports if each.current]
        missing = [body.name for body in self.missing]
        county = county_of(self.bodies[0]).name
        try:
            return pool.run(jobs.summed, texts, form, missing, county, name=_("汇总")), ""
        except ReportError as error:
            return None, str(error)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        result, problem = self.summed()
        return super().get_context_data(
            result=result,
            problem=problem,
            reports=self.reports,
            missing=self.missing,
            joint=joint_documents([each.body for each in self.reports], self.year),
            tables=list(
                shown_tables(self.reports[0].current.data["edition"], result.totals, self._url)
            )
            if result and self.reports[0].current
            else [],
            **{**kwargs, "year": self.year},
        )

    def _url(self, cell: str) -> str:
        return reverse("reporting:roll-up-cell", args=[self.year, cell])


class RollUpCell(RollUpScreen):
    """One cell of the roll-up: what each body gives to it."""

    template_name = "reporting/roll_up_cell.html"

    def get_page_title(self) -> str:
        return label_of(self.kwargs["cell"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cell = self.kwargs["cell"]
        if cell not in edition(FORM).cell_ids():
            raise Http404
        values = {
            each.body_id: (reverse("reporting:report", args=[each.pk]), value_of(each, cell))
            for each in self.reports
        }
        rows = [(body, *values.get(body.pk, ("", None))) for body in self.bodies]
        known = [number for _body, url, number in rows if url]
        return ScreenView.get_context_data(
            self,
            rows=rows,
            total=None
            if not known or None in known
            else sum(number for number in known if number is not None),
            **{key: value for key, value in kwargs.items() if key not in {"year", "cell"}},
        )


class MergeFilesScreen(FormScreen):
    """Reports from files added up, keeping nothing: the counties for their city, or any others."""

    permission = COLLECT
    page_title = _lazy("汇总其他文件")
    form_class = MergeForm
    template_name = "reporting/merge.html"
    parent_crumbs = (BOARD,)
    submit_label = _lazy("读取并相加")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        wanted = form.cleaned_data["form"]
        files = [(shown_name(file.name), file.read()) for file in form.cleaned_data["files"]]
        try:
            result = pool.run(jobs.summed_files, files, wanted, name=_("汇总"))
        except (DocumentError, ReportError) as error:
            form.add_error("files", str(error))
            return self.form_invalid(form)
        if wanted:
            return hand_out(result.content, _("年度报告汇总.{form}").format(form=wanted))
        return self.render_to_response(
            self.get_context_data(
                form=form, result=result, tables=list(shown_tables(result.edition, result.totals))
            )
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
