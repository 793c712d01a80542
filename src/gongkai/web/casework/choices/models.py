"""Choices that were made, each from a day on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.settings import load_settings
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.models.dated import DatedRecord, forward


def setting_names() -> list[tuple[str, str]]:
    """Ids and names of what the law leaves open."""
    return [(each.id, each.label) for each in load_settings().values()]


class SettingChoice(DatedRecord):
    """One choice of one body, for itself and all beneath it. What was received before ``starts_on`` keeps the one before."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="setting_choices")
    setting = models.CharField(_lazy("设置"), max_length=60, choices=setting_names)
    value = models.CharField(_lazy("选择"), max_length=40)
    reason = models.CharField(_lazy("依据"), max_length=200)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField(_lazy("设置时间"))

    class Meta:
        verbose_name = _lazy("办件设置")
        verbose_name_plural = _lazy("办件设置")
        ordering = ["setting", "starts_on", "pk"]
        constraints = [
            forward("casework_choice_forward"),
            models.UniqueConstraint(
                fields=["body", "setting"],
                condition=Q(ends_on=None),
                name="casework_choice_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_setting_display()} {self.value}"
