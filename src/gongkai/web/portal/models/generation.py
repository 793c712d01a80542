"""Which state of the public pages holds now."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy


def new_mark() -> str:
    """A mark that no earlier state bore, not even one that was rolled back or restored from a copy."""
    return uuid.uuid4().hex


class Generation(models.Model):
    """One row. It changes in the transaction of whatever changes a public page.

    ``changed_at`` is the moment of the last change, for ``Last-Modified``.
    """

    mark = models.CharField(max_length=32, default=new_mark)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _lazy("公开页面版次")
        verbose_name_plural = _lazy("公开页面版次")

    def __str__(self) -> str:
        return self.mark
