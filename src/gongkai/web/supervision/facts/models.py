"""Figures."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.records import Record, RecordQuerySet


class Measure(models.TextChoices):
    """What is counted, by its unit."""

    HOUSEHOLDS = "户", _lazy("户数（户）")
    PEOPLE = "人", _lazy("人数（人）")
    VISITS = "人次", _lazy("人次")
    MONEY = "元", _lazy("金额（元）")
    AREA = "亩", _lazy("面积（亩）")
    FLOOR = "平方米", _lazy("面积（平方米）")
    CASES = "件", _lazy("件数（件）")
    ITEMS = "条", _lazy("条数（条）")


class FactQuerySet(RecordQuerySet):
    """The one door to figures."""

    def standing(self) -> FactQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn_because="")


class Fact(Record):
    """A section says: in this period this matter had so many of this unit; here is where it stands."""

    unit = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("哪个站所、村说的"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    matter = models.CharField(_lazy("事项"), max_length=60)
    period = models.CharField(_lazy("期间"), max_length=20)
    measure = models.CharField(_lazy("口径"), max_length=6, choices=Measure)
    value = models.DecimalField(
        _lazy("数"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)]
    )
    source = models.CharField(_lazy("出处"), max_length=200)
    withdrawn_because = models.CharField(_lazy("撤回原因"), max_length=200, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("口径数据")
        verbose_name_plural = _lazy("口径数据")
        ordering = ["-period", "matter", "measure", "pk"]
        indexes = [
            models.Index(
                fields=["body", "matter", "period", "measure"], name="supervision_fact_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.period} {self.shown}"

    @property
    def shown(self) -> str:
        """With its unit, without idle zeros: 120户."""
        return f"{self.value.normalize():f}{self.measure}"
