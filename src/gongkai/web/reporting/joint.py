"""Documents that several bodies issued together, and each of them counted: in a county's sum they are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.duties.counting.counts import count_publishing
from gongkai.web.reporting.registers.doubts import plain_number
from gongkai.web.reporting.registers.models import RegisterKind, RegisterLine

ISSUED = "proactive.normative_documents.issued"


@dataclass(frozen=True)
class JointDocument:
    """A number under which several bodies count the same document, and who they are."""

    number: str
    bodies: tuple[str, ...]

    @property
    def surplus(self) -> int:
        """How many times too often a plain sum has it."""
        return len(self.bodies) - 1


def joint_documents(bodies: Sequence[PublicBody], year: int) -> list[JointDocument]:
    """Normative documents issued in the year that stand with the same number at several of the bodies."""
    names = {body.pk: body.short_name for body in bodies}
    found: dict[str, set[int]] = {}
    lines = (
        RegisterLine.objects.standing()
        .filter(body__in=names, kind=RegisterKind.NORMATIVE, on__year=year)
        .exclude(number="")
        .values_list("number", "body")
    )
    made = count_publishing(list(names), date(year, 1, 1), date(year, 12, 31)).normative.made
    items = made.records.exclude(document_number="").values_list(
        "document_number", "body__public_body"
    )
    for number, body in {*lines, *items}:
        found.setdefault(plain_number(number), set()).add(body)
    return [
        JointDocument(number, tuple(names[body] for body in sorted(at)))
        for number, at in sorted(found.items())
        if len(at) > 1
    ]
