"""Why an item came late."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.web.publishing.items.models.item import ItemPage


class LatenessNote(models.Model):
    """The reason for which an item was, or will be, published after its last day."""

    item = models.OneToOneField(ItemPage, on_delete=models.PROTECT, related_name="lateness")
    reason = models.TextField("逾期原因")
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="说明人", on_delete=models.PROTECT, related_name="+"
    )
    explained_at = models.DateTimeField("说明时间")

    class Meta:
        verbose_name = "逾期说明"
        verbose_name_plural = "逾期说明"

    def __str__(self) -> str:
        return f"{self.item_id} {self.reason}"
