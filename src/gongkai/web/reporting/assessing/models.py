"""What a county weighs otherwise than the defaults, and from which year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody

EVERY_YEAR = 2019
"""From this year on: all years of which the records tell anything."""


class IndicatorWeight(models.Model):
    """How many points an indicator has in a county; 0 leaves it out.

    With ``quarter`` 0 it holds from ``year`` on until another is set, else for that quarter alone.
    """

    county = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_lazy("指标"), max_length=10)
    year = models.PositiveSmallIntegerField(_lazy("年度"), default=EVERY_YEAR)
    quarter = models.PositiveSmallIntegerField(_lazy("季度"), default=0)
    weight = models.PositiveSmallIntegerField(_lazy("分值"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(_lazy("规定时间"))

    class Meta:
        verbose_name = _lazy("自评指标分值")
        verbose_name_plural = _lazy("自评指标分值")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code", "year", "quarter"], name="reporting_weight_once"
            ),
            models.CheckConstraint(
                condition=models.Q(quarter__lte=4), name="reporting_weight_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.weight}"
