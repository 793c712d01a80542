"""Wrong passwords, counted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy


class SignInFailures(models.Model):
    """How many wrong passwords came lately for an account, from a network, or from a browser known to an account.

    ``mark`` is a keyed digest of which: neither a name that was typed nor an address stands here.
    """

    mark = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _lazy("登录失败次数")
        verbose_name_plural = _lazy("登录失败次数")

    def __str__(self) -> str:
        return f"{self.mark[:8]} {self.count}"
