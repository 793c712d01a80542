"""Why an item came late."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models.item import ItemPage


class LatenessNote(models.Model):
    """The reason for which an item was, or will be, published after its last day."""

    item = models.OneToOneField(ItemPage, on_delete=models.PROTECT, related_name="lateness")
    reason = models.TextField(_lazy("逾期原因"))
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("说明人"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    explained_at = models.DateTimeField(_lazy("说明时间"))

    class Meta:
        verbose_name = _lazy("逾期说明")
        verbose_name_plural = _lazy("逾期说明")

    def __str__(self) -> str:
        return f"{self.item_id} {self.reason}"
