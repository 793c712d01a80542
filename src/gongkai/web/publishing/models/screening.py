"""What the screening saw, and what somebody answered for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.web.publishing.models.item import ItemPage


class Moment(models.TextChoices):
    """When an item was screened."""

    DRAFT = "draft", "起草"
    SUBMIT = "submit", "送审"
    RELEASE = "release", "发布"
    SCAN = "scan", "存量排查"


class ScreeningRun(models.Model):
    """One screening of an item's text and files, whether it passed or was stopped.

    ``result`` holds masked excerpts only; ``rules`` names the edition of the rules that screened.
    """

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="screenings")
    revision_number = models.BigIntegerField("版本", null=True)
    moment = models.CharField("时点", max_length=20, choices=Moment)
    screened_at = models.DateTimeField("筛查时间")
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    rules = models.CharField("筛查规则版本", max_length=16, blank=True)
    blocking = models.PositiveIntegerField("阻断项", default=0)
    result = models.JSONField("结果")

    class Meta:
        verbose_name = "筛查记录"
        verbose_name_plural = "筛查记录"
        ordering = ["-screened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.get_moment_display()} {self.blocking}"


class IgnoredFinding(models.Model):
    """A finding that a named person let stand, with the reason."""

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="ignored_findings")
    fingerprint = models.CharField("发现标识", max_length=64)
    label = models.CharField("内容", max_length=200)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ignored_on = models.DateField("日期")
    reason = models.TextField("理由")

    class Meta:
        verbose_name = "保留的发现"
        verbose_name_plural = "保留的发现"
        constraints = [
            models.UniqueConstraint(fields=["item", "fingerprint"], name="publishing_ignored_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.reason}"
