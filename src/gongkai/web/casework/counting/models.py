"""The monthly proof of zero: each door signed for "none"."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.models import doors


class NoneReceived(models.Model):
    """Somebody looked: by this door nothing came in that month."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_lazy("月份（第一日）"))
    door = models.CharField(_lazy("渠道"), max_length=20, choices=doors)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_lazy("确认时间"))
    contradicted_at = models.DateTimeField(
        _lazy("以后登记了申请、不再作数的时间"), null=True, blank=True
    )

    class Meta:
        verbose_name = _lazy("本月无申请")
        verbose_name_plural = _lazy("本月无申请")
        constraints = [
            models.UniqueConstraint(fields=["body", "month", "door"], name="casework_none_once")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.get_door_display()}"
