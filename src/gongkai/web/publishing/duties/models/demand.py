"""The county asks a body for what is missing under a row (督办); the body answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow


class RowDemand(models.Model):
    """What was asked for until when, and what came back."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="row_demands")
    row = models.ForeignKey(CatalogueRow, on_delete=models.PROTECT, related_name="demands")
    words = models.TextField(_lazy("督办内容"))
    answer_by = models.DateField(_lazy("答复期限"))
    demanded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    demanded_at = models.DateTimeField(_lazy("督办时间"))
    answer = models.TextField(_lazy("答复"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_lazy("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("督办")
        verbose_name_plural = _lazy("督办")
        ordering = ["-demanded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "row"],
                condition=models.Q(answered_at=None),
                name="publishing_row_demand_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.row.name}"
