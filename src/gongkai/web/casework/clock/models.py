"""Events of a case: what happened, on which day, who entered it, and what proves it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.event_text import EVENTS
from gongkai.web.casework.requests.models import DisclosureRequest, RequestFile


def event_kinds() -> list[tuple[str, str]]:
    """Codes and names of the events that the law knows."""
    return [(kind, event.label) for kind, event in EVENTS.items()]


class CaseEvent(models.Model):
    """One event. ``facts`` are the further fields of the statute's event, as text."""

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(_lazy("事件"), max_length=40, choices=event_kinds)
    on = models.DateField(_lazy("日期"))
    facts = models.JSONField(_lazy("内容"), default=dict, blank=True)
    note = models.CharField(_lazy("说明"), max_length=300, blank=True)
    proof = models.ForeignKey(
        RequestFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(_lazy("登记时间"))

    class Meta:
        verbose_name = _lazy("办理事件")
        verbose_name_plural = _lazy("办理事件")
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["disclosure_request", "on", "id"], name="casework_event_order")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
