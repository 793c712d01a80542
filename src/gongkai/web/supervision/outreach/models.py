"""Activities by which people are told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.records import Record


class OutreachKind(models.TextChoices):
    """What kind of activity."""

    LEAFLETS = "leaflets", _lazy("发放宣传单")
    TALK = "talk", _lazy("宣讲、座谈")
    OPEN_DAY = "open-day", _lazy("政府开放日")
    DOOR_TO_DOOR = "door-to-door", _lazy("入户讲解")
    QUERY_POINT = "query-point", _lazy("查询点接待")


class Outreach(Record):
    """An activity: when, where, how many people, how many leaflets."""

    kind = models.CharField(_lazy("类别"), max_length=14, choices=OutreachKind)
    title = models.CharField(_lazy("名称"), max_length=200)
    held_on = models.DateField(_lazy("日期"))
    village = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("在哪个村"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.CharField(_lazy("地点"), max_length=100, blank=True)
    people = models.PositiveIntegerField(_lazy("人数"), default=0)
    leaflets = models.PositiveIntegerField(_lazy("发放份数"), default=0)

    class Meta:
        verbose_name = _lazy("宣传活动")
        verbose_name_plural = _lazy("宣传活动")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["body", "held_on"], name="supervision_outreach_year")]

    def __str__(self) -> str:
        return self.title
