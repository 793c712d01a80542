"""Holiday notices loaded in the office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody


class LoadedNotice(models.Model):
    """A notice of the State Council as a county's officer pasted and confirmed it; the newest of a year holds there."""

    # Nobody's for one that the owner of the machine has loaded: it holds everywhere.
    county = models.ForeignKey(
        PublicBody, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_lazy("年份"))
    text = models.TextField(_lazy("通知原文"))
    loaded_at = models.DateTimeField(_lazy("载入时间"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _lazy("放假安排")
        verbose_name_plural = _lazy("放假安排")
        ordering = ["year", "pk"]

    def __str__(self) -> str:
        return str(self.year)
