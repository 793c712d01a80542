"""How many items a body publishes a month over several rows together."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward
from gongkai.web.publishing.catalogue.models import CatalogueRow


class MonthlyQuota(DatedRecord):
    """As 民生信息每月 4 条: a number over a set of rows, from a day to a day."""

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="monthly_quotas",
    )
    name = models.CharField(_lazy("名称"), max_length=60)
    minimum = models.PositiveSmallIntegerField(
        _lazy("每月至少条数"), validators=[MinValueValidator(1)]
    )
    rows = models.ManyToManyField(CatalogueRow, verbose_name=_lazy("公开事项"), related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("月度条数要求")
        verbose_name_plural = _lazy("月度条数要求")
        ordering = ["body", "name", "starts_on"]
        constraints = [
            forward("publishing_quota_forward"),
            models.UniqueConstraint(
                fields=["body", "name"],
                condition=models.Q(ends_on=None),
                name="publishing_quota_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.name} {self.minimum}"
