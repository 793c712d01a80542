"""Who does the work of the clock just now."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy


class WorkLease(models.Model):
    """One worker at a time holds it, until a moment; whoever died lets it run out."""

    name = models.CharField(max_length=20, unique=True)
    holder = models.CharField(max_length=32, blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _lazy("后台工作")
        verbose_name_plural = _lazy("后台工作")

    def __str__(self) -> str:
        return f"{self.name} {self.until}"
