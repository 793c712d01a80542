"""The plan of the loudspeaker, which is also its log."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.records import Record


class BroadcastSlot(models.TextChoices):
    """When people listen."""

    MORNING = "morning", _lazy("早 7:00")
    NOON = "noon", _lazy("午 12:00")
    EVENING = "evening", _lazy("晚 18:30")


class Broadcast(Record):
    """An item in a slot of a day, over the loudspeakers of ``body``: a township's or a village's."""

    item = models.ForeignKey(
        ItemPage, verbose_name=_lazy("信息"), on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField(_lazy("日期"))
    slot = models.CharField(_lazy("时段"), max_length=10, choices=BroadcastSlot)
    played_at = models.DateTimeField(_lazy("播出时间"), null=True, blank=True)
    played_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _lazy("广播安排")
        verbose_name_plural = _lazy("广播安排")
        ordering = ["-on", "slot", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "item", "on", "slot"], name="supervision_broadcast_once"
            )
        ]
        indexes = [models.Index(fields=["body", "on"], name="supervision_broadcast_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.get_slot_display()} {self.item.title}"
