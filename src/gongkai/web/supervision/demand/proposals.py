"""Which questions come again and again, and have not been decided on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.papers.appeals import (
    ALIKE,
    Matter,
    bare_question,
    groups_of,
    likeness,
    marks_of,
    villages_of,
    without_villages,
)
from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.demand.models import DemandDecision
from gongkai.web.supervision.demand.sources import Asked, asked_between

LEAST = 3
"""Three asks propose an item."""
WINDOW = timedelta(days=365)


@dataclass(frozen=True)
class Proposal:
    """A question with those who asked it: its shortest wording, how often, by which ways, when last."""

    topic: str
    asks: int
    kinds: tuple[tuple[str, int], ...]
    last_on: date

    @property
    def ways(self) -> str:
        """As 依申请公开2、热线信访1."""
        return "、".join(f"{kind}{count}" for kind, count in self.kinds)


def proposals(body: PublicBody, on: date) -> list[Proposal]:
    """Questions of a year that came at least three times, the most frequent first, without those decided on."""
    asked = asked_between(body, on - WINDOW, on)
    matters = [Matter(key, each.on, each.text) for key, each in enumerate(asked)]
    decided = [
        marks_of(topic)
        for topic in DemandDecision.objects.filter(body=body).values_list("topic", flat=True)
    ]
    found = []
    for keys in groups_of(matters, LEAST):
        proposal = _proposal([asked[key] for key in keys])
        marks = marks_of(proposal.topic)
        if not any(likeness(marks, known) >= ALIKE for known in decided):
            found.append(proposal)
    return found


def _proposal(group: list[Asked]) -> Proposal:
    kinds = Counter(str(each.kind.value) for each in group)
    shortest = min(group, key=lambda each: (len(each.text), each.text))
    topic = bare_question(shortest.text)
    named = {village for each in group for village in villages_of(each.text)}
    if len(named) > 1:
        topic = without_villages(topic)
    return Proposal(
        topic[:200],
        len(group),
        tuple(kinds.most_common()),
        max(each.on for each in group),
    )
