"""Index numbers 索引号: per body and year, without a gap."""

from __future__ import annotations

from django.db import models

from gongkai.web.bodies.models import PublicBody


class IndexCounter(models.Model):
    """The last serial given by a body in a year. Its row is locked while a number is given."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "索引号序列"
        verbose_name_plural = "索引号序列"
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="publishing_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body.code}/{self.year} {self.last}"
