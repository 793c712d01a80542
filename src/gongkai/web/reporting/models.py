"""The annual report of a body for a year: the files handed in, what the check says of each, and every step of its way."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.report.checks.finding import Level
from gongkai.web.accounts.permissions import Permission
from gongkai.web.approvals import routes
from gongkai.web.approvals.models import Approval, ApprovalStep
from gongkai.web.bodies.models import Kind, Membership, PublicBody
from gongkai.web.files.models import StoredFile
from gongkai.web.reporting.permissions import REVIEW_REPORT, SEE_REPORTS, SUBMIT_REPORT


class Stage(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _lazy("起草中")
    SUBMITTED = "submitted", _lazy("已报送")
    RETURNED = "returned", _lazy("已退回")
    ACCEPTED = "accepted", _lazy("已接收")


REPORTING_KINDS = frozenset(
    {
        Kind.COUNTY_GOVERNMENT,
        Kind.COUNTY_DEPARTMENT,
        Kind.TOWNSHIP,
        Kind.SUBDISTRICT,
        Kind.AUTHORISED_ORGANISATION,
    }
)
"""Who owes a report. 条例第四十九条."""


class YearReportQuerySet(models.QuerySet["YearReport"]):
    """The one door to annual reports."""

    def visible_to(self, user: Any) -> YearReportQuerySet:
        """Reports of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_REPORTS))

    def with_whose(self) -> YearReportQuerySet:
        """Each with ``is_by_county``: whether every version of it was filed for the body by others, and the body never sent it for approval."""
        own = models.Q(filed_by=None) | models.Q(
            filed_by__in=Membership.objects.filter(body=models.OuterRef("report__body")).values(
                "user"
            )
        )
        files = ReportFile.objects.filter(report=models.OuterRef("pk"))
        sent = ReportApproval.objects.filter(report=models.OuterRef("pk"))
        told = {
            "is_by_county": models.Exists(files)
            & ~models.Exists(files.filter(own))
            & ~models.Exists(sent)
        }
        return self.annotate(**told)


class YearReport(models.Model):
    """The report of one body on one year. ``current`` is the file that counts; ``None`` before the first."""

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="year_reports",
    )
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    stage = models.CharField(_lazy("状态"), max_length=20, choices=Stage, default=Stage.DRAFT)
    current = models.ForeignKey(
        "ReportFile",
        verbose_name=_lazy("现用文件"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_on = models.DateField(_lazy("报送日期"), null=True, blank=True)
    accepted_on = models.DateField(_lazy("接收日期"), null=True, blank=True)

    objects = YearReportQuerySet.as_manager()
    is_by_county: bool
    """Known of those asked for `with_whose`."""

    class Meta:
        verbose_name = _lazy("年度报告")
        verbose_name_plural = _lazy("年度报告")
        ordering = ["-year", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="reporting_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="reporting_report_stage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}{self.year}年年度报告"

    @property
    def is_open(self) -> bool:
        """Whether the body may still change it."""
        return self.stage in {Stage.DRAFT, Stage.RETURNED}

    @property
    def is_corrected(self) -> bool:
        """Whether it was accepted before, and opened again since."""
        last = (
            self.steps.filter(kind__in=[StepKind.ACCEPTED, StepKind.REOPENED])
            .order_by("at", "pk")
            .last()
        )
        return last is not None and last.kind == StepKind.REOPENED


class ReportFile(StoredFile):
    """One version of a report as a file, with what was read of it and what the check says.

    ``data`` is the report as data (`gongkai report read --json`), ``findings`` its findings apart. ``page`` is where
    the page lies that shows the findings beside the text. ``personal`` counts what must not go out, by kind.
    """

    folder = "reports"

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField(_lazy("版次"))
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("存入人"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    filed_at = models.DateTimeField(_lazy("存入时间"))
    data = models.JSONField(_lazy("读出的内容"))
    findings = models.JSONField(_lazy("问题"))
    personal = models.JSONField(_lazy("不应公开的内容"), default=list)
    page = models.CharField(max_length=200)
    errors = models.PositiveSmallIntegerField(_lazy("错误"))
    warnings = models.PositiveSmallIntegerField(_lazy("警告"))
    notices = models.PositiveSmallIntegerField(_lazy("提示"))

    class Meta:
        verbose_name = _lazy("年度报告文件")
        verbose_name_plural = _lazy("年度报告文件")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reporting_file_number"),
        ]

    def __str__(self) -> str:
        return f"{self.report} 第{self.number}版"

    def count_levels(self) -> None:
        """Set how many findings of each level there are."""
        levels = [finding["level"] for finding in self.findings]
        self.errors, self.warnings, self.notices = (
            levels.count(level.value) for level in (Level.ERROR, Level.WARNING, Level.NOTICE)
        )


class FindingAnswer(models.Model):
    """Why a finding is let stand: an exception to an error, a reply to a warning. It holds for the report, not a file.

    ``mark`` is the finding by its code, place and message: where these change, the answer no longer fits.
    """

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="answers")
    mark = models.CharField(max_length=64)
    code = models.CharField(_lazy("规则"), max_length=10)
    message = models.TextField(_lazy("问题"))
    reason = models.TextField(_lazy("说明"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_lazy("说明时间"))

    class Meta:
        verbose_name = _lazy("问题说明")
        verbose_name_plural = _lazy("问题说明")
        ordering = ["report", "code"]
        constraints = [
            models.UniqueConstraint(fields=["report", "mark"], name="reporting_one_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.reason}"


class StepKind(models.TextChoices):
    """What happened to a report."""

    FILED = "filed", _lazy("存入")
    SUBMITTED = "submitted", _lazy("报送")
    RETURNED = "returned", _lazy("退回")
    ACCEPTED = "accepted", _lazy("接收")
    REOPENED = "reopened", _lazy("退回更正")
    CORRECTED = "corrected", _lazy("公布更正")


class ReportStep(models.Model):
    """One step on a report's way: what, who, when, of which file, and in which words.

    The words of `CORRECTED` are for everybody; those of all other steps are between the offices.
    """

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_lazy("步骤"), max_length=20, choices=StepKind)
    file = models.ForeignKey(ReportFile, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_lazy("时间"))
    words = models.TextField(_lazy("意见"), blank=True)

    class Meta:
        verbose_name = _lazy("办理步骤")
        verbose_name_plural = _lazy("办理步骤")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.report} {self.get_kind_display()}"


class SigningStage(models.TextChoices):
    """A stage on a report's way out of its body."""

    FIRST_REVIEW = routes.FIRST_REVIEW, _lazy("审核")
    SIGN = "sign", _lazy("审签报送")


PERMISSION_OF: dict[str, Permission] = {
    SigningStage.FIRST_REVIEW: REVIEW_REPORT,
    SigningStage.SIGN: SUBMIT_REPORT,
}
SIGNED = "signed"


class ReportApprovalQuerySet(models.QuerySet["ReportApproval"]):
    """The one door to approvals of reports."""

    def waiting_for(self, user: Any) -> ReportApprovalQuerySet:
        """Approvals whose stage this user may decide, without reports of their own."""
        mine = models.Q(pk__in=[])
        for stage, permission in PERMISSION_OF.items():
            mine |= models.Q(stage=stage, body__in=user.bodies_where(permission))
        return (
            self.filter(mine, state=Approval.UNDER_REVIEW)
            .exclude(submitted_by=user)
            .exclude(file__filed_by=user)
        )


class ReportApproval(Approval):
    """One attempt to have one version of a report signed and handed in."""

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="approvals")
    file = models.ForeignKey(ReportFile, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(_lazy("当前环节"), max_length=20, choices=SigningStage)
    state = models.CharField(
        _lazy("状态"),
        max_length=20,
        choices=[
            (Approval.UNDER_REVIEW, _lazy("审签中")),
            (Approval.RETURNED, _lazy("已退回起草")),
            (Approval.RECALLED, _lazy("已撤回送审")),
            (SIGNED, _lazy("已审签")),
        ],
        default=Approval.UNDER_REVIEW,
    )

    objects = ReportApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("年度报告审签")
        verbose_name_plural = _lazy("年度报告审签")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(state="under-review"),
                name="reporting_approval_one_open",
            )
        ]
        indexes = [models.Index(fields=["state", "stage", "body"], name="reporting_approval_desk")]

    def __str__(self) -> str:
        return f"{self.report}（{self.get_state_display()}）"

    @property
    def revision_id(self) -> int:
        """Which version: the file that was submitted."""
        return self.file_id


class ReportDecision(ApprovalStep):
    """A decision at a stage of a report."""

    approval = models.ForeignKey(ReportApproval, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(_lazy("环节"), max_length=20, choices=SigningStage)

    class Meta(ApprovalStep.Meta):
        verbose_name = _lazy("年度报告审签记录")
        verbose_name_plural = _lazy("年度报告审签记录")

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.get_decision_display()}"


class Demand(models.Model):
    """The county asks a body for its report, or for a mended one (督办); the body answers."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="report_demands")
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    words = models.TextField(_lazy("催办内容"))
    answer_by = models.DateField(_lazy("答复期限"))
    demanded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    demanded_at = models.DateTimeField(_lazy("催办时间"))
    answer = models.TextField(_lazy("答复"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_lazy("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("催报")
        verbose_name_plural = _lazy("催报")
        ordering = ["-demanded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.body.short_name}{self.year}年年度报告催报"


class DueDay(models.Model):
    """The day that a county sets for the reports of the bodies beneath it, where it is not the law's."""

    county = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    due_on = models.DateField(_lazy("报送截止日"))

    class Meta:
        verbose_name = _lazy("报送截止日")
        verbose_name_plural = _lazy("报送截止日")
        constraints = [
            models.UniqueConstraint(fields=["county", "year"], name="reporting_one_due_day"),
        ]

    def __str__(self) -> str:
        return f"{self.county.short_name} {self.year}：{self.due_on}"


def reporting_bodies(on: date) -> models.QuerySet[PublicBody]:
    """Bodies that owe a report, as they stand on that day."""
    return PublicBody.objects.real().standing_on(on).filter(kind__in=REPORTING_KINDS)
