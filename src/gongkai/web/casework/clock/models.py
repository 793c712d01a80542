"""Events of a case: what happened, on which day, who entered it, and what proves it."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.event_codes import Channel
from gongkai.statute.event_text import EVENTS
from gongkai.web.accounts.encrypted import SealedTextField
from gongkai.web.casework.requests.models import DisclosureRequest, RequestFile

# What somebody wrote, or a name.
WORDS = frozenset(
    {"good_reason", "reason", "reasons", "proof", "approved_by", "document", "short_because"}
)


def event_kinds() -> list[tuple[str, str]]:
    """Codes and names of the events that the law knows."""
    return [(kind, event.label) for kind, event in EVENTS.items()]


class InForce(models.Manager["CaseEvent"]):
    """Events that nobody has struck out: what the clock and everybody else reads."""

    def get_queryset(self) -> models.QuerySet[CaseEvent]:
        """Without those that were entered by mistake."""
        return super().get_queryset().filter(struck_at=None)


class CaseEvent(models.Model):
    """One event. What was entered by mistake is struck out, never changed or deleted. The further fields of the statute's event are its ``facts``: codes and days are kept as they are, what
    somebody wrote is sealed."""

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(_lazy("事件"), max_length=40, choices=event_kinds)
    on = models.DateField(_lazy("日期"))
    codes = models.JSONField(_lazy("内容"), default=dict, blank=True)
    words = SealedTextField(_lazy("所写的内容"), blank=True, null=True)
    note = SealedTextField(_lazy("说明"), max_length=300, blank=True, null=True)
    proof = models.ForeignKey(
        RequestFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(_lazy("登记时间"))
    struck_at = models.DateTimeField(_lazy("划去时间"), null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    struck_because = SealedTextField(_lazy("划去的理由"), max_length=300, blank=True, null=True)

    objects = InForce()
    everything = models.Manager()

    class Meta:
        verbose_name = _lazy("办理事件")
        verbose_name_plural = _lazy("办理事件")
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["disclosure_request", "on", "id"], name="casework_event_order")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def way(self) -> str:
        """How the letter went that it tells of; empty where it tells of none."""
        code = self.codes.get("channel", "")
        return Channel.named(code).label if code else ""

    @property
    def facts(self) -> dict[str, Any]:
        """Every further field that is kept, by its name."""
        return {**self.codes, **(json.loads(self.words) if self.words else {})}

    @facts.setter
    def facts(self, facts: dict[str, Any]) -> None:
        words = {name: value for name, value in facts.items() if name in WORDS}
        self.codes = {name: value for name, value in facts.items() if name not in WORDS}
        self.words = json.dumps(words, ensure_ascii=False) if words else ""
