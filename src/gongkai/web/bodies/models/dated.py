"""What holds from a day to a day. ``ends_on`` is the first day on which it no longer holds."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy


class DatedQuerySet(models.QuerySet):
    """Rows that hold on a day."""

    def on(self, on: date) -> Self:
        """Rows in force on that day."""
        return self.filter(Q(starts_on__lte=on) & (Q(ends_on__gt=on) | Q(ends_on=None)))


class DatedRecord(models.Model):
    """A half-open period: from ``starts_on`` up to, not including, ``ends_on``."""

    starts_on = models.DateField(_lazy("起始日"))
    ends_on = models.DateField(
        _lazy("终止日"), null=True, blank=True, help_text=_lazy("自该日起不再有效")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, on: date) -> bool:
        """Whether this row is in force on that day."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


def forward(name: str) -> models.CheckConstraint:
    """The constraint that a period does not end before or when it begins."""
    return models.CheckConstraint(
        condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name=name
    )


def not_backward(name: str) -> models.CheckConstraint:
    """The weaker constraint: a period may be withdrawn on its first day, before it held at all."""
    return models.CheckConstraint(
        condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name=name
    )
