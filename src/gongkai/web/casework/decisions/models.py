"""Decisions 处理决定: the outcome drafted for a case, with the answers that led there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.encrypted import SealedTextField
from gongkai.web.casework.requests.models import DisclosureRequest, outcomes

CLASSIFIED = "state_secret"


class Decision(models.Model):
    """One draft of a decision; the last one of a case holds. ``facts`` is the JSON of what its letter states."""

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.CharField(_lazy("办理结果"), max_length=40, choices=outcomes)
    ground = models.CharField(_lazy("理由"), max_length=40, blank=True)
    further_grounds = models.JSONField(_lazy("其他理由"), default=list, blank=True)
    answers = models.JSONField(_lazy("判断过程"), default=dict)
    overridden_because = models.CharField(_lazy("与提示不同的理由"), max_length=300, blank=True)
    facts = SealedTextField(_lazy("答复内容"))
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(_lazy("拟定时间"))

    class Meta:
        verbose_name = _lazy("处理意见")
        verbose_name_plural = _lazy("处理意见")
        ordering = ["pk"]

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every ground of what is withheld, the main one first."""
        return tuple(filter(None, (self.ground, *self.further_grounds)))

    @property
    def rests_on_a_state_secret(self) -> bool:
        """Whether anything is refused as a state secret."""
        return CLASSIFIED in self.grounds or self.outcome == f"withheld_{CLASSIFIED}"

    def __str__(self) -> str:
        return str(self.get_outcome_display())


class ProactiveRelease(models.Model):
    """What was decided about making public for everybody what was asked for (条例第四十四条); the last one holds."""

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="proactive_releases"
    )
    words_digest = models.CharField(max_length=64, editable=False)
    decided_on = models.DateField(_lazy("决定日期"))
    address = models.CharField(_lazy("公开的网址"), max_length=300, blank=True)
    reason = models.CharField(_lazy("理由"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _lazy("转为主动公开")
        verbose_name_plural = _lazy("转为主动公开")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(address="") | ~Q(reason=""), name="casework_release_or_reason"
            )
        ]
        indexes = [models.Index(fields=["words_digest"], name="casework_release_words")]

    def __str__(self) -> str:
        return f"{self.decided_on} {self.address or self.reason}"
