"""“本期无此类信息”: a signed statement with its reason, not a filler page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.permissions import SEE_DRAFTS


class NilReturnQuerySet(models.QuerySet["NilReturn"]):
    """The one door to statements."""

    def visible_to(self, user: Any) -> NilReturnQuerySet:
        """Statements of bodies whose drafts this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_DRAFTS))


class NilReturn(models.Model):
    """In a period (both days included) a body had nothing to publish under a row."""

    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="nil_returns"
    )
    row = models.ForeignKey(
        CatalogueRow, verbose_name=_lazy("公开事项"), on_delete=models.PROTECT, related_name="+"
    )
    first_day = models.DateField(_lazy("期间起"))
    last_day = models.DateField(_lazy("期间止"))
    reason = models.TextField(_lazy("理由"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("签署人"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_at = models.DateTimeField(_lazy("签署时间"))

    objects = NilReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("本期无信息说明")
        verbose_name_plural = _lazy("本期无信息说明")
        ordering = ["-last_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="publishing_nil_return_forward"
            ),
            models.UniqueConstraint(
                fields=["body", "row", "first_day", "last_day"], name="publishing_nil_return_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.row} {self.first_day}—{self.last_day}"
