"""What was decided on a demand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.records import Record


class DemandDecision(Record):
    """A question that came again and again: an item was begun for it, or there is a reason why not."""

    topic = models.CharField(_lazy("需求"), max_length=200)
    asks = models.PositiveIntegerField(_lazy("次数"))
    kinds = models.CharField(_lazy("途径"), max_length=100)
    last_on = models.DateField(_lazy("最近一次"))
    item = models.ForeignKey(
        ItemPage,
        verbose_name=_lazy("公开信息"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.CharField(_lazy("不采纳的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _lazy("公开需求")
        verbose_name_plural = _lazy("公开需求")
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, reason="")
                | models.Q(item=None) & ~models.Q(reason=""),
                name="supervision_demand_decided",
            )
        ]

    def __str__(self) -> str:
        return self.topic
