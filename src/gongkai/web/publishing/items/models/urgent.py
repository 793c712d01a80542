"""An item pulled down at once by one person; a second one answers for it afterwards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models.item import ItemPage


class UrgentWithdrawal(models.Model):
    """Who pulled it, why, and who has confirmed it since."""

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="urgent_withdrawals")
    pulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    pulled_at = models.DateTimeField(_lazy("撤下时间"))
    reason = models.TextField(_lazy("原因"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(_lazy("确认时间"), null=True, blank=True)
    note = models.TextField(_lazy("确认意见"), blank=True)

    class Meta:
        verbose_name = _lazy("紧急撤下")
        verbose_name_plural = _lazy("紧急撤下")
        ordering = ["-pulled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(confirmed_at=None), name="publishing_urgent_one_open"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("pulled_by")),
                name="publishing_urgent_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.title} {self.pulled_at:%Y-%m-%d}"
