"""The parts of a draft with the figures bound in them, and the problems followed from year to year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody


class Part(models.TextChoices):
    """What is written by hand; tables and headings are set by the form."""

    PROACTIVE = "proactive", _lazy("主动公开")
    ON_REQUEST = "on_request", _lazy("依申请公开")
    MANAGEMENT = "management", _lazy("政府信息管理")
    PLATFORM = "platform", _lazy("政府信息公开平台建设")
    SAFEGUARDS = "safeguards", _lazy("监督保障")
    PROBLEMS = "problems", _lazy("存在的主要问题及改进情况")
    OTHER = "other", _lazy("其他需要报告的事项")


OVERVIEW = (
    Part.PROACTIVE,
    Part.ON_REQUEST,
    Part.MANAGEMENT,
    Part.PLATFORM,
    Part.SAFEGUARDS,
)
"""The five blocks of part one, in the order of the form."""


class DraftPart(models.Model):
    """One part as it is written. ``bound`` are the figures in its words: the fact, its value then, and the words around it.

    A binding holds as long as its words stand in the text.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    part = models.CharField(_lazy("部分"), max_length=20, choices=Part)
    text = models.TextField(_lazy("文字"), blank=True)
    bound = models.JSONField(_lazy("绑定的数字"), default=list, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(_lazy("改动时间"))

    class Meta:
        verbose_name = _lazy("年报文字")
        verbose_name_plural = _lazy("年报文字")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "part"], name="reporting_draft_part_once"
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=Part.values), name="reporting_draft_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_part_display()}"


class ReportProblem(models.Model):
    """A problem that the report on a year names, the measure it promises, and what came of it a year later."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="report_problems")
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    problem = models.TextField(_lazy("问题"))
    measure = models.TextField(_lazy("改进措施"), blank=True)
    result = models.TextField(_lazy("改进结果"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_lazy("填写时间"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("年报问题")
        verbose_name_plural = _lazy("年报问题")
        ordering = ["year", "pk"]
        indexes = [models.Index(fields=["body", "year"], name="reporting_problem_year")]

    def __str__(self) -> str:
        return self.problem
