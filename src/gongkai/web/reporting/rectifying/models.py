"""A fault that a body must mend, from the day it was found until it is gone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.permissions import SEE_REPORTS


class RectificationState(models.TextChoices):
    """Where it stands."""

    ASSIGNED = "assigned", _lazy("待整改")
    ANSWERED = "answered", _lazy("已整改待复核")
    GONE = "gone", _lazy("已销号")


class RectificationQuerySet(models.QuerySet["Rectification"]):
    """The one door to faults that are to be mended."""

    def visible_to(self, user: Any) -> RectificationQuerySet:
        """Those of bodies whose reports this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_REPORTS))


class Rectification(models.Model):
    """One rule that a body's report breaks. It is gone when the rule finds nothing more in the current version."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="rectifications")
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    code = models.CharField(_lazy("规则"), max_length=10)
    message = models.TextField(_lazy("问题"))
    state = models.CharField(
        _lazy("状态"),
        max_length=20,
        choices=RectificationState,
        default=RectificationState.ASSIGNED,
    )
    due_on = models.DateField(_lazy("整改期限"))
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(_lazy("交办时间"))
    answer = models.TextField(_lazy("整改情况"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_lazy("整改时间"), null=True, blank=True)
    checks = models.PositiveSmallIntegerField(_lazy("复核次数"), default=0)
    checked_at = models.DateTimeField(_lazy("复核时间"), null=True, blank=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("整改事项")
        verbose_name_plural = _lazy("整改事项")
        ordering = ["state", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "code"],
                condition=~models.Q(state="gone"),
                name="reporting_rectify_once",
            )
        ]
        indexes = [models.Index(fields=["year", "body"], name="reporting_rectify_year")]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.code}"
