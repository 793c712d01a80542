"""The faults of a year's current versions, gathered by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import checks
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.ledger import LABELS
from gongkai.web.reporting.models import YearReport

HELD = (Level.ERROR.value, Level.WARNING.value)


@dataclass
class Fault:
    """A rule and who breaks it; `messages` by the body's number, the first that each report gives."""

    code: str
    label: str
    level: Level
    hint: str
    bodies: list[PublicBody] = field(default_factory=list)
    messages: dict[int, str] = field(default_factory=dict)

    @property
    def is_common(self) -> bool:
        """Whether more than one body has it."""
        return len(self.bodies) > 1


def faults_of(bodies: Sequence[PublicBody], year: int) -> list[Fault]:
    """Errors and warnings by rule, the graver and the commoner first; two questions to the database."""
    labels = {each.code: each.label for each in checks()} | {
        code: str(label) for code, label in LABELS.items()
    }
    found: dict[str, Fault] = {}
    reports = (
        YearReport.objects.filter(body__in=bodies, year=year)
        .exclude(current=None)
        .select_related("body", "current")
        .defer("current__data")
        .order_by("body__lineage")
    )
    for report in reports:
        for finding in report.current.findings if report.current else ():
            if finding["level"] not in HELD:
                continue
            fault = found.setdefault(
                finding["code"],
                Fault(
                    finding["code"],
                    labels.get(finding["code"], finding["code"]),
                    Level(finding["level"]),
                    finding["hint"] or "",
                ),
            )
            if report.body_id not in fault.messages:
                fault.bodies.append(report.body)
                fault.messages[report.body_id] = finding["message"]
    order = list(Level)
    return sorted(
        found.values(), key=lambda each: (order.index(each.level), -len(each.bodies), each.code)
    )
