"""The tables of an approval; each room that approves something has its own from these."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody


class Decision(models.TextChoices):
    """What was decided at a stage."""

    APPROVED = "approved", _lazy("通过")
    RETURNED = "returned", _lazy("退回")
    SKIP_PROPOSED = "skip-proposed", _lazy("申请跳过")
    SKIPPED = "skipped", _lazy("跳过")
    RELEASED = "released", _lazy("发布")


class Approval(models.Model):
    """One attempt to bring one version of something out.

    ``route`` are the stages in order, ``stage`` the one that waits. A room names its own stages and may have
    states of its own beside these.
    """

    UNDER_REVIEW = "under-review"
    RETURNED = "returned"
    RECALLED = "recalled"

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    route = models.JSONField(_lazy("环节"))
    stage = models.CharField(_lazy("当前环节"), max_length=20)
    state = models.CharField(_lazy("状态"), max_length=20, default=UNDER_REVIEW)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("送审人"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_lazy("送审时间"))
    finished_at = models.DateTimeField(_lazy("办结时间"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def next_stage(self) -> str | None:
        """The stage after this one, or ``None`` at the end."""
        position = self.route.index(self.stage)
        return self.route[position + 1] if position + 1 < len(self.route) else None


class ApprovalStep(models.Model):
    """A decision at a stage: who, when, what, why."""

    stage = models.CharField(_lazy("环节"), max_length=20)
    decision = models.CharField(_lazy("决定"), max_length=20, choices=Decision)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("办理人"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_lazy("办理时间"))
    comment = models.TextField(_lazy("意见"), blank=True)
    proofread = models.BooleanField(_lazy("已校对"), default=False)

    class Meta:
        abstract = True
        ordering = ["decided_at", "pk"]
