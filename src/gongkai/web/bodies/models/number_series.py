"""Numbers given by a body, per series and year, without a gap."""

from __future__ import annotations

from django.db import models

from gongkai.web.bodies.models.body import PublicBody


class NumberSeries(models.Model):
    """The last serial given by a body in a year, for index numbers, requests or letters.

    Its row is locked while a number is given.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    series = models.CharField("序列", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "编号序列"
        verbose_name_plural = "编号序列"
        constraints = [
            models.UniqueConstraint(fields=["body", "series", "year"], name="bodies_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body.code} {self.series}/{self.year} {self.last}"
