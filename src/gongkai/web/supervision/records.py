"""What every record of supervision has: its body, who entered it and when; and its one door."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.permissions import SEE_RECORDS


class RecordQuerySet(models.QuerySet):
    """The one door to the records."""

    def visible_to(self, user: Any) -> Self:
        """Records of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_RECORDS))


class Record(models.Model):
    """Something that a body did, written down by somebody at a moment."""

    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("登记人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_at = models.DateTimeField(_lazy("登记时间"))

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
