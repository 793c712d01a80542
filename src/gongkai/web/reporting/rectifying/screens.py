"""Screens of the county's list of faults, and of the body that mends one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import View
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, GuardedView, ScreenView
from gongkai.web.publishing.catalogue.models import county_of
from gongkai.web.reporting.judging import HELD, judged_on
from gongkai.web.reporting.models import Stage, StepKind, YearReport
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT
from gongkai.web.reporting.rectifying.actions import answer_fault, assign_fault, check_again
from gongkai.web.reporting.rectifying.circular import Received, circular
from gongkai.web.reporting.rectifying.faults import faults_of
from gongkai.web.reporting.rectifying.models import Rectification, RectificationState
from gongkai.web.reporting.rectifying.return_letter import return_letter
from gongkai.web.reporting.screens.collecting import CountyScreen, Line, Status, lines

DAYS = 10


class AssignForm(forms.Form):
    """By which day."""

    due_on = forms.DateField(label=_lazy("整改期限"), widget=AdminDateInput)


class AnswerFaultForm(forms.Form):
    """What was done."""

    answer = forms.CharField(
        label=_lazy("整改情况"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class FaultList(CountyScreen, ScreenView):
    """The faults of the year by rule, and what has become of those assigned."""

    permission = COLLECT
    template_name = "reporting/faults.html"

    def get_page_title(self) -> str:
        return _("{year} 年年报问题整改").format(year=self.year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = self.bodies
        faults = faults_of(bodies, self.year)
        common = [each for each in faults if each.is_common]
        assigned = list(
            Rectification.objects.filter(year=self.year, body__in=bodies).select_related("body")
        )
        return super().get_context_data(
            kinds=len(faults),
            groups=[
                (_("共性问题"), common),
                (_("只有一个机关的问题"), [each for each in faults if not each.is_common]),
            ],
            assigned=assigned,
            gone=sum(each.state == RectificationState.GONE for each in assigned),
            today=timezone.localdate(),
            **{**kwargs, "year": self.year},
        )


class CircularDownload(CountyScreen, ScreenView):
    """The circular as Word."""

    permission = COLLECT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today, bodies = timezone.localdate(), self.bodies
        if not bodies:
            raise Http404
        board = lines(bodies, self.year, today)
        county = bodies[0]
        while county.parent is not None:
            county = county.parent
        came = received(board)
        content = circular(
            county,
            self.year,
            faults_of([body for body in bodies if body not in came.missing], self.year),
            came,
            due_on=today + timedelta(days=DAYS),
            on=today,
        )
        return hand_out(content, _("{year} 年年度报告核对情况通报.docx").format(year=self.year))


class ReturnLetterDownload(GuardedView, View):
    """Why a report was given back, or should be, as a letter to its body."""

    permission = COLLECT
    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> YearReport:
        reports = YearReport.objects.exclude(current=None).exclude(stage=Stage.ACCEPTED)
        return get_object_or_404(reports.select_related("body", "current"), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.report.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report, today = self.report, timezone.localdate()
        last = report.steps.filter(kind__in=[StepKind.RETURNED, StepKind.REOPENED]).last()
        found = (
            judged_on(report.current, list(report.answers.all()), on=today)
            if report.current
            else []
        )
        content = return_letter(
            report,
            county_of(report.body),
            reason=last.words if last and not report.stage == Stage.SUBMITTED else "",
            findings=[each for each in found if each.level.value in HELD],
            due_on=today + timedelta(days=DAYS),
            on=today,
        )
        name = _("{body} {year} 年年度报告退回函.docx").format(
            body=report.body.short_name, year=report.year
        )
        return hand_out(content, name)


def received(board: Sequence[Line]) -> Received:
    """How the reports came in, by their first day of submission."""
    return Received(
        len(board),
        overdue=[line.body for line in board if line.status is Status.LATE],
        not_due=[line.body for line in board if line.status in {Status.MISSING, Status.DRAFT}],
        in_hand=[line.body for line in board if line.status is Status.IN_HAND],
        late=[
            (line.body, line.came_on)
            for line in board
            if line.came_on is not None and line.was_late
        ],
        returned=[line.body for line in board if line.status is Status.RETURNED],
    )


class AssignFaultScreen(CountyScreen, FormScreen):
    """Assign a fault to everybody who has it."""

    permission = COLLECT
    form_class = AssignForm
    submit_label = _lazy("交办")

    def get_page_title(self) -> str:
        return _("交办整改：{code}").format(code=self.kwargs["code"])

    def get_initial(self) -> dict[str, Any]:
        return {"due_on": timezone.localdate() + timedelta(days=DAYS)}

    def act(self, form: forms.Form) -> list[Rectification]:
        return assign_fault(
            self.bodies,
            self.year,
            self.kwargs["code"],
            acting_user=self.user,
            at=timezone.now(),
            **form.cleaned_data,
        )

    def get_done_message(self, result: list[Rectification]) -> str:
        return _("已交办 {number} 个机关。").format(number=len(result))

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:faults", args=[self.year])


class OneFault:
    """A screen about the fault named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def fault(self) -> Rectification:
        faults = Rectification.objects.select_related("body", "assigned_by")
        return get_object_or_404(faults, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.fault.body

    def get_page_title(self) -> str:
        return _("整改：{fault}").format(fault=self.fault)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(fault=self.fault, **kwargs)  # type: ignore[misc]


class AnswerFaultScreen(OneFault, FormScreen):
    """What the body did about it."""

    permission = FILE_REPORT
    form_class = AnswerFaultForm
    template_name = "reporting/fault.html"
    done_message = _lazy("已填写，等待复核。")
    parent_crumbs = (("reporting:list", _lazy("年度报告")),)

    def act(self, form: forms.Form) -> Rectification:
        return answer_fault(
            self.fault, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:list")


class CheckFaultScreen(OneFault, FormScreen):
    """Look again."""

    permission = COLLECT
    form_class = forms.Form
    template_name = "reporting/fault.html"
    submit_label = _lazy("按现用版本复核")

    def act(self, form: forms.Form) -> Rectification:
        return check_again(self.fault, acting_user=self.user, at=timezone.now())

    def get_done_message(self, result: Rectification) -> str:
        if result.state == RectificationState.GONE:
            return _("现用版本没有这个问题了，已销号。")
        return _("现用版本仍有这个问题，继续整改。")

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:faults", args=[self.fault.year])
