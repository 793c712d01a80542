"""A body's reports: the list, one report with its check, its files, and its way to the county."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.errors import DocumentError
from gongkai.report.checks.finding import Level
from gongkai.report.errors import ReportError
from gongkai.web.accounts.permissions import Permission
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import pool
from gongkai.web.files.store import private_store
from gongkai.web.office.downloads import hand_out, kept_apart
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.intake.actions.intake import discard_files
from gongkai.web.publishing.intake.models import Intake, IntakeFile
from gongkai.web.reporting import jobs
from gongkai.web.reporting.actions.collecting import answer_demand
from gongkai.web.reporting.actions.filing import file_report, last_years, refuse_replacing
from gongkai.web.reporting.actions.submitting import (
    accept_report,
    answer_finding,
    recall_report,
    reopen_report,
    return_report,
    review_report,
    send_back_report,
    send_report,
    submit_report,
)
from gongkai.web.reporting.counting.figures import Figure, figures_of, label_of, last_report
from gongkai.web.reporting.counting.sources import FORM
from gongkai.web.reporting.due import due_days
from gongkai.web.reporting.forms import (
    AcceptReportForm,
    AnswerForm,
    CheckForm,
    DemandAnswerForm,
    ReportFileForm,
    ReviewForm,
    YearForm,
)
from gongkai.web.reporting.judging import Judged, judged_on
from gongkai.web.reporting.models import (
    PERMISSION_OF,
    Demand,
    FindingAnswer,
    ReportApproval,
    ReportDecision,
    ReportFile,
    SigningStage,
    Stage,
    YearReport,
    reporting_bodies,
)
from gongkai.web.reporting.permissions import (
    COLLECT,
    FILE_REPORT,
    REVIEW_REPORT,
    SEE_REPORTS,
    SUBMIT_REPORT,
)
from gongkai.web.reporting.reading import compared_files, converted_copy, examined, mended_copy
from gongkai.web.reporting.siblings import siblings_of, words_of
from gongkai.web.reporting.years import FIRST_YEAR

LIST = ("reporting:list", _lazy("年度报告"))
FORM_NAMES = {
    "docx": "Word",
    "pdf": "PDF",
    "html": _lazy("网页"),
    "xlsx": "Excel",
    "json": "JSON",
}
OWN_PAGE = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-downloads"


def sandboxed(page: str) -> HttpResponse:
    """A page made from somebody's file: nothing in it runs, nothing is fetched."""
    response = kept_apart(HttpResponse(page), OWN_PAGE)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


class ReportList(ListScreen):
    """Reports of the bodies served."""

    permission = SEE_REPORTS
    page_title = _lazy("年度报告")
    columns = (
        ("report", _lazy("报告")),
        ("stage", _lazy("状态")),
        ("findings", _lazy("问题")),
        ("submitted_on", _lazy("报送日期")),
    )
    searched = ("body__name", "body__short_name")
    search_hint = _lazy("机关名称")
    empty = _lazy("还没有年度报告。")
    add_permission = FILE_REPORT
    add_url_name = "reporting:start"
    add_label = _lazy("存入年度报告")

    def get_queryset(self) -> QuerySet[YearReport]:
        return (
            YearReport.objects.visible_to(self.user)
            .select_related("body", "current")
            .defer("current__data", "current__findings")
            .order_by("-year", "body__lineage")
        )

    def row(self, record: YearReport) -> dict[str, Any]:
        file = record.current
        return {
            "url": reverse("reporting:report", args=[record.pk]),
            "cells": [
                str(record),
                record.get_stage_display(),
                told_findings(file) if file else "",
                record.submitted_on.isoformat() if record.submitted_on else "",
            ],
            "tone": "late" if record.stage == Stage.RETURNED else "",
        }


def told_findings(file: ReportFile) -> str:
    """How many of each level, in words."""
    counts = (
        (_("错误"), file.errors),
        (_("警告"), file.warnings),
        (_("提示"), file.notices),
    )
    return "　".join(f"{label} {number}" for label, number in counts if number) or _("没有发现问题")


class StartScreen(FormScreen):
    """Which body and year a file is to be filed for."""

    permission = FILE_REPORT
    page_title = _lazy("存入年度报告")
    form_class = YearForm
    parent_crumbs = (LIST,)
    submit_label = _lazy("下一步：选择文件")

    def get_form(self, form_class: Any = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        numbers = self.user.bodies_where(FILE_REPORT)
        form.fields["body"] = forms.ModelChoiceField(
            reporting_bodies(timezone.localdate()).filter(pk__in=numbers).order_by("lineage"),
            label=_("机关"),
            empty_label=None,
        )
        form.order_fields(["body", "year"])
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        values = form.cleaned_data
        response = HttpResponse(status=302)
        response["Location"] = reverse("reporting:new", args=[values["body"].pk, values["year"]])
        return response


class NewFileScreen(FormScreen):
    """File the next version of a body's report on a year."""

    permission = FILE_REPORT
    template_name = "reporting/file.html"
    parent_crumbs = (LIST,)
    submit_label = _lazy("存入并核对")

    @cached_property
    def body(self) -> PublicBody:
        bodies = reporting_bodies(timezone.localdate())
        return get_object_or_404(bodies, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    @cached_property
    def carried(self) -> IntakeFile | None:
        """The file that was dropped elsewhere and is named by the address: no need to choose it again."""
        number = self.request.GET.get("file", "")
        if not number.isdecimal():
            return None
        waiting = Intake.objects.visible_to(self.user).waiting()
        files = IntakeFile.objects.filter(intake__in=waiting).select_related("intake__body")
        file = get_object_or_404(files, pk=number)
        if (file.intake.body.public_body or file.intake.body) != self.body:
            raise Http404
        return file

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kwargs["year"] > timezone.localdate().year:
            raise Http404
        report = YearReport.objects.filter(body=self.body, year=self.kwargs["year"]).first()
        if report is not None:
            try:
                refuse_replacing(report)
            except WrongState as error:
                messages.error(request, error.message)
                return redirect("reporting:report", pk=report.pk)
        return super().get(request, *args, **kwargs)

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self.carried else ReportFileForm

    def get_page_title(self) -> str:
        return _("存入{body}{year}年年度报告").format(
            body=self.body.short_name, year=self.kwargs["year"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self.kwargs["year"]
        due_on = due_days([self.body], year)[self.body.pk] if year >= 2019 else None
        return super().get_context_data(due_on=due_on, **self._looked_over(), **kwargs)

    def _looked_over(self) -> dict[str, Any]:
        """What the check says of the file that was carried along, before it is filed."""
        if self.carried is None:
            return {}
        content, siblings = (
            self.carried.read(),
            words_of(siblings_of(self.body, self.kwargs["year"])),
        )
        previous = last_years(self.body, self.kwargs["year"])
        try:
            seen = examined(self.carried.name, content, previous=previous, siblings=siblings)
        except ActionError as error:
            return {"carried": self.carried, "problem": "".join(error.messages)}
        found = [
            (Level(each["level"]), each)
            for each in seen.data["findings"]
            if each["level"] in {level.value for level in jobs.JUDGED}
        ]
        found.sort(key=lambda each: list(Level).index(each[0]))
        return {"carried": self.carried, "found": found, "personal": seen.personal}

    def act(self, form: forms.Form) -> ReportFile:
        carried = self.carried
        file, at = carried or form.cleaned_data["file"], timezone.now()
        with transaction.atomic():
            kept = file_report(
                self.body,
                self.kwargs["year"],
                acting_user=self.user,
                at=at,
                name=file.name,
                content=file.read(),
            )
            if carried is not None and carried.intake.files.count() == 1:
                discard_files(
                    carried.intake,
                    acting_user=self.user,
                    at=at,
                    reason=_("已存入{report}。").format(report=kept.report),
                )
        return kept

    def get_done_message(self, result: ReportFile) -> str:
        return _("已存入第 {number} 版：{findings}。").format(
            number=result.number, findings=told_findings(result)
        )

    def get_next_url(self, result: ReportFile) -> str:
        return reverse("reporting:report", args=[result.report_id])


class OneReport:
    """A screen about the report named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> YearReport:
        reports = YearReport.objects.select_related("body", "current__filed_by")
        return get_object_or_404(reports, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.report.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse(LIST[0]), str(LIST[1])),
            (reverse("reporting:report", args=[self.report.pk]), str(self.report)),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:report", args=[self.report.pk])


class ReportSheet(OneReport, ScreenView):
    """One report: where it stands, what the check says, what comes next, every file and step."""

    permission = SEE_REPORTS
    template_name = "reporting/report.html"

    def get_page_title(self) -> str:
        return str(self.report)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return super().get_parent_crumbs()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, user = self.report, self.user
        file = report.current
        today = timezone.localdate()
        figures = self._figures(today)
        answers = list(report.answers.select_related("answered_by"))
        findings = judged_on(file, answers, on=today, figures=figures) if file else []
        held = sum(each.holds for each in findings)
        approval = report.approvals.filter(state=ReportApproval.UNDER_REVIEW).first()
        mine = approval is not None and user.pk in {
            approval.submitted_by_id,
            file.filed_by_id if file else None,
        }
        ready = report.is_open and file is not None and not held and not file.personal
        return super().get_context_data(
            report=report,
            file=file,
            findings=findings,
            held=held,
            due_on=due_days([report.body], report.year).get(report.body_id)
            if report.year >= 2019
            else None,
            files=report.files.select_related("filed_by").defer("data", "findings"),
            steps=report.steps.select_related("by", "file").defer("file__data", "file__findings"),
            demands=Demand.objects.filter(body=report.body, year=report.year),
            differing=self._differing(figures),
            has_last_year=YearReport.objects.filter(body=report.body, year=report.year - 1)
            .exclude(current=None)
            .exists(),
            approval=approval,
            decisions=ReportDecision.objects.filter(approval__report=report).select_related(
                "decided_by"
            ),
            counts=FIRST_YEAR <= report.year <= timezone.localdate().year,
            forms=FORM_NAMES.items(),
            may={
                "file": report.is_open and approval is None and user.may(FILE_REPORT, report.body),
                "send": ready and approval is None and user.may(FILE_REPORT, report.body),
                "recall": approval is not None and user.may(FILE_REPORT, report.body),
                "review": approval is not None
                and approval.stage == SigningStage.FIRST_REVIEW
                and not mine
                and user.may(REVIEW_REPORT, report.body),
                "submit": ready
                and approval is not None
                and approval.stage == SigningStage.SIGN
                and not mine
                and user.may(SUBMIT_REPORT, report.body),
                "letter": file is not None
                and report.stage != Stage.ACCEPTED
                and user.may(COLLECT, report.body),
                "collect": report.stage == Stage.SUBMITTED and user.may(COLLECT, report.body),
                "reopen": report.stage == Stage.ACCEPTED and user.may(COLLECT, report.body),
            },
            **kwargs,
        )

    def _figures(self, today: date) -> dict[str, Figure]:
        """What the platform counts, where the file's cells are those that it counts."""
        file = self.report.current
        if file is None or file.data.get("edition") != FORM or self.report.year < FIRST_YEAR:
            return {}
        return figures_of(self.report.body, self.report.year, on=today)

    def _differing(self, figures: dict[str, Figure]) -> list[tuple[str, str, Any, Any, str]]:
        """Cells in which the current file is not what the platform counts, or was typed over: cell, label, file, count, why typed."""
        file = self.report.current
        found = []
        for cell, figure in figures.items() if file else ():
            table, row, column = cell.split(".")
            said = file.data["tables"].get(table, {}).get(row, {}).get(column) if file else None
            counted = figure.counted.number
            if counted is None and figure.typed is None:
                continue
            if figure.typed is not None or said is None or Decimal(str(said)) != counted:
                typed = figure.typed.reason if figure.typed else ""
                found.append((cell, label_of(cell), said, counted, typed))
        return found


class ReportPage(OneReport, ScreenView):
    """The current file as a page, its findings beside the text."""

    permission = SEE_REPORTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.report.current is None:
            raise Http404
        with private_store().open(self.report.current.page) as stored:
            return sandboxed(stored.read().decode())


class ComparePage(OneReport, ScreenView):
    """Two versions of the report side by side; version 0 is last year's report."""

    permission = SEE_REPORTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        texts = []
        for number in (self.kwargs["before"], self.kwargs["after"]):
            data: Any = (
                get_object_or_404(ReportFile, report=self.report, number=number).data
                if number
                else last_report(self.report.body, self.report.year)
            )
            if data is None:
                raise Http404
            texts.append(jobs.as_text(dict(data)))
        return sandboxed(pool.run(jobs.compared, *texts, name=str(self.report)))


class ReportDownload(OneReport, ScreenView):
    """A file of the report: as it came, mended, or in another form."""

    permission = SEE_REPORTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        file = get_object_or_404(ReportFile, report=self.report, number=self.kwargs["number"])
        form, stem = self.kwargs["form"], PurePath(file.name).stem
        if form == "original":
            return hand_out(file.read(), file.name)
        try:
            if form == "mended":
                return hand_out(*mended_copy(file.name, file.read()))
            if form not in jobs.FORMS:
                raise Http404
            content = pool.run(
                jobs.converted, file.read(), file.name, form, name=file.name, of=file.sha256
            )
        except (ActionError, DocumentError, ReportError) as error:
            raise Http404(str(error)) from error
        return hand_out(content, f"{stem}.{form}")


class AnswerFindingScreen(OneReport, FormScreen):
    """Why a finding is let stand."""

    keeps_typing = True
    permission = FILE_REPORT
    page_title = _lazy("说明理由")
    form_class = AnswerForm
    template_name = "reporting/answer.html"

    @cached_property
    def finding(self) -> Judged:
        file = self.report.current
        answers = list(self.report.answers.all())
        today = timezone.localdate()
        for each in judged_on(file, answers, on=today) if file else []:
            if each.mark == self.kwargs["mark"]:
                return each
        raise Http404

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.finding.answer.reason if self.finding.answer else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(finding=self.finding, **kwargs)

    def act(self, form: forms.Form) -> Any:
        return answer_finding(
            self.report,
            self.kwargs["mark"],
            acting_user=self.user,
            at=timezone.now(),
            **form.cleaned_data,
        )

    def get_done_message(self, result: FindingAnswer) -> str:
        file, answers = self.report.current, list(self.report.answers.all())
        found = judged_on(file, answers, on=timezone.localdate()) if file else []
        alike = next((each.alike for each in found if each.mark == result.mark), 0)
        if alike < 2:
            return _("已说明。")
        return _("已说明；这句话同时说明了 {number} 处，请逐处写明差在哪里。").format(number=alike)


class OneApproval(OneReport):
    """A screen about the open approval of the report."""

    @cached_property
    def approval(self) -> ReportApproval:
        approvals = self.report.approvals.filter(state=ReportApproval.UNDER_REVIEW)
        return get_object_or_404(approvals.select_related("body"))


class SendScreen(OneReport, FormScreen):
    """Hand the current version to whoever reviews it."""

    permission = FILE_REPORT
    page_title = _lazy("送审")
    form_class = forms.Form
    submit_label = _lazy("送审")
    done_message = _lazy("已送审。")

    def act(self, form: forms.Form) -> Any:
        return send_report(self.report, acting_user=self.user, at=timezone.now())


class ReviewScreen(OneApproval, FormScreen):
    """Read the version and let it go on."""

    permission = REVIEW_REPORT
    page_title = _lazy("审核年度报告")
    form_class = ReviewForm
    template_name = "reporting/submit.html"
    submit_label = _lazy("审核通过")
    done_message = _lazy("已通过，等待审签。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.report, file=self.approval.file, **kwargs)

    def act(self, form: forms.Form) -> Any:
        return review_report(
            self.approval, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class SendBackScreen(OneApproval, FormScreen):
    """Back to the author, by whoever decides the stage at which it waits."""

    @property
    def permission(self) -> Permission:  # type: ignore[override]
        return PERMISSION_OF[self.approval.stage]

    page_title = _lazy("退回起草")
    form_class = ReasonForm
    submit_label = _lazy("退回起草")
    done_message = _lazy("已退回起草。")

    def act(self, form: forms.Form) -> Any:
        return send_back_report(
            self.approval,
            acting_user=self.user,
            at=timezone.now(),
            stage=self.approval.stage,
            comment=form.cleaned_data["reason"],
        )


class RecallScreen(OneApproval, FormScreen):
    """The author takes it back."""

    permission = FILE_REPORT
    page_title = _lazy("撤回送审")
    form_class = ReasonForm
    submit_label = _lazy("撤回送审")
    done_message = _lazy("已撤回。")

    def act(self, form: forms.Form) -> Any:
        return recall_report(
            self.approval, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class SubmitScreen(OneReport, FormScreen):
    """Sign off and hand in."""

    permission = SUBMIT_REPORT
    page_title = _lazy("审签并报送")
    form_class = forms.Form
    template_name = "reporting/submit.html"
    submit_label = _lazy("已看过全文，审签并报送")
    done_message = _lazy("已报送县级主管部门。")

    def guarded(self) -> QuerySet[YearReport]:
        return YearReport.objects.filter(pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.report, file=self.report.current, **kwargs)

    def act(self, form: forms.Form) -> Any:
        return submit_report(self.report, acting_user=self.user, at=timezone.now())


class AcceptScreen(OneReport, FormScreen):
    """Take it in."""

    permission = COLLECT
    page_title = _lazy("接收年度报告")
    form_class = AcceptReportForm
    template_name = "reporting/accept.html"
    submit_label = _lazy("接收")
    done_message = _lazy("已接收，计入汇总。")

    @cached_property
    def standing(self) -> list[Judged]:
        """The errors and warnings of the current file."""
        file = self.report.current
        answers = list(self.report.answers.select_related("answered_by"))
        found = judged_on(file, answers, on=timezone.localdate()) if file else []
        return [each for each in found if each.level is not Level.NOTICE]

    def get_form_kwargs(self) -> dict[str, Any]:
        told = _("{code}　{message}　说明：{reason}")
        return {
            **super().get_form_kwargs(),
            "corrected": self.report.is_corrected,
            "explained": [
                (
                    each.mark,
                    told.format(code=each.code, message=each.message, reason=each.answer.reason),
                )
                for each in self.standing
                if each.answer
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            findings=self.standing,
            return_url=self._return_url() if self.request.method == "POST" else "",
            **kwargs,
        )

    def _return_url(self) -> str:
        allowed = self.request.POST.getlist("allowed")
        refused = [each.mark for each in self.standing if each.answer and each.mark not in allowed]
        address = reverse("reporting:return", args=[self.report.pk])
        return f"{address}?{urlencode({'refused': refused}, doseq=True)}" if refused else ""

    def act(self, form: forms.Form) -> Any:
        return accept_report(
            self.report,
            acting_user=self.user,
            at=timezone.now(),
            **{"allowed": (), **form.cleaned_data},
        )


class ReturnScreen(OneReport, FormScreen):
    """Give it back."""

    permission = COLLECT
    page_title = _lazy("退回年度报告")
    form_class = ReasonForm
    submit_label = _lazy("退回")
    done_message = _lazy("已退回，报送机关的首页会看到理由。")

    def get_initial(self) -> dict[str, Any]:
        file = self.report.current
        answers = list(self.report.answers.all())
        refused = self.request.GET.getlist("refused")
        told = [
            _("{message}（说明没有认可：{reason}）").format(
                message=each.message, reason=each.answer.reason
            )
            if each.answer
            else each.message
            for each in (judged_on(file, answers, on=timezone.localdate()) if file else [])
            if each.level is not Level.NOTICE and (each.holds or each.mark in refused)
        ]
        return {"reason": "\n".join(told)[:500]}

    def act(self, form: forms.Form) -> Any:
        return return_report(
            self.report, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class ReopenScreen(ReturnScreen):
    """Let an accepted report be mended."""

    page_title = _lazy("更正已接收的年度报告")
    submit_label = _lazy("退回更正")
    done_message = _lazy("已退回更正。")

    def get_initial(self) -> dict[str, Any]:
        return {}

    def act(self, form: forms.Form) -> Any:
        return reopen_report(
            self.report, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class AnswerDemandScreen(FormScreen):
    """Answer the county."""

    keeps_typing = True
    permission = FILE_REPORT
    page_title = _lazy("答复催报")
    form_class = DemandAnswerForm
    template_name = "reporting/demand.html"
    parent_crumbs = (LIST,)
    submit_label = _lazy("答复")
    done_message = _lazy("已答复。")

    @cached_property
    def demand(self) -> Demand:
        return get_object_or_404(Demand.objects.select_related("body"), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.demand.body

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demand=self.demand, **kwargs)

    def act(self, form: forms.Form) -> Any:
        return answer_demand(
            self.demand, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )

    def get_next_url(self, result: Any) -> str:
        return reverse(LIST[0])


class CheckScreen(FormScreen):
    """Check any report, take it away in another form, or compare it with another one, keeping nothing."""

    permission = SEE_REPORTS
    page_title = _lazy("核对一份年度报告")
    form_class = CheckForm
    template_name = "reporting/check.html"
    parent_crumbs = (LIST,)
    submit_label = _lazy("核对")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            if "mended" in self.request.POST:
                return hand_out(*mended_copy(file.name, content))
            wanted = self.request.POST.get("form", "")
            if wanted in jobs.FORMS:
                return hand_out(*converted_copy(file.name, content, wanted))
            if "compared" in self.request.POST:
                other = form.cleaned_data["other"]
                if other is None:
                    form.add_error("other", _("请选择与它比较的另一份报告。"))
                    return self.form_invalid(form)
                page = compared_files((other.name, other.read()), (file.name, content))
            else:
                page = examined(file.name, content).page
        except ActionError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, page=page))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(forms=FORM_NAMES.items(), **kwargs)
