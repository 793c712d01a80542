"""A figure that somebody put in place of the counted one; what a county chose where counting is unsettled."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.settings import load_settings
from gongkai.web.bodies.models import PublicBody


class TypedFigure(models.Model):
    """Both values of a cell, who typed the second over the first, and why. ``counted`` is ``None`` where it was unknown.

    One that is restored stays to be seen.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    cell = models.CharField(_lazy("单元格"), max_length=80)
    counted = models.DecimalField(
        _lazy("统计数"), max_digits=16, decimal_places=6, null=True, blank=True
    )
    typed = models.DecimalField(_lazy("改填数"), max_digits=16, decimal_places=6)
    reason = models.TextField(_lazy("理由"))
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    typed_at = models.DateTimeField(_lazy("改填时间"))
    restored_at = models.DateTimeField(_lazy("恢复时间"), null=True, blank=True)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _lazy("改填数字")
        verbose_name_plural = _lazy("改填数字")
        ordering = ["-typed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "cell"],
                condition=Q(restored_at=None),
                name="reporting_typed_once",
            ),
            models.CheckConstraint(condition=Q(typed__gte=0), name="reporting_typed_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.cell} {self.counted} → {self.typed}"


class CountingChoice(models.Model):
    """What holds for a body, or for a county and all beneath it, from a year on where the law does not say how to count."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    setting = models.CharField(_lazy("口径"), max_length=60)
    value = models.CharField(_lazy("选择"), max_length=40)
    year = models.PositiveSmallIntegerField(_lazy("从哪一年度起"))
    reason = models.TextField(_lazy("依据"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(_lazy("规定时间"))

    class Meta:
        verbose_name = _lazy("统计口径的选择")
        verbose_name_plural = _lazy("统计口径的选择")
        ordering = ["body", "setting", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "setting", "year"], name="reporting_choice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting} {self.value}"

    @property
    def label(self) -> str:
        """What was chosen, in words."""
        return load_settings()[self.setting].in_chinese(self.value)
