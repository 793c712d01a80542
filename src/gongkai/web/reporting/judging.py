"""What stands between a report and its submission: findings not answered, and what must not go out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.report.checks.finding import Level
from gongkai.web.reporting.counting.figures import Figure
from gongkai.web.reporting.ledger import with_ledger
from gongkai.web.reporting.models import FindingAnswer, ReportFile

HELD = (Level.ERROR.value, Level.WARNING.value)
"""An error needs an exception, a warning a reply."""


@dataclass(frozen=True)
class Judged:
    """A finding as the screen shows it; ``answer`` is why it is let stand, ``alike`` how many findings those words answer."""

    mark: str
    level: Level
    code: str
    place: str
    message: str
    hint: str
    answer: FindingAnswer | None = None
    alike: int = 0

    @property
    def is_pasted(self) -> bool:
        """Whether the same words answer another finding too: they cannot say where each difference lies."""
        return self.alike > 1

    @property
    def holds(self) -> bool:
        """Whether the report cannot go out for it."""
        return self.level.value in HELD and self.answer is None


def mark_of(finding: Mapping[str, Any]) -> str:
    """A finding's mark: the same for the same words at the same place."""
    told = "\n".join(str(finding.get(key) or "") for key in ("code", "place", "message"))
    return hashlib.sha256(told.encode()).hexdigest()


def judged(file: ReportFile, answers: Sequence[FindingAnswer]) -> list[Judged]:
    """The file's findings that say something, the gravest first; those from the ledgers as they were kept last."""
    return _judged(file.findings, answers)


def judged_on(
    file: ReportFile,
    answers: Sequence[FindingAnswer],
    *,
    on: date,
    figures: Mapping[str, Figure] | None = None,
) -> list[Judged]:
    """The same with the differences from the ledgers as they are on that day."""
    return _judged(with_ledger(file, on=on, figures=figures), answers)


def _judged(
    findings: Iterable[Mapping[str, Any]], answers: Sequence[FindingAnswer]
) -> list[Judged]:
    by_mark = {answer.mark: answer for answer in answers}
    found = []
    for finding in findings:
        level = Level(finding["level"] or Level.NOTICE.value)
        if level is Level.UNASSESSABLE:
            continue
        mark = mark_of(finding)
        found.append(
            Judged(
                mark,
                level,
                finding["code"],
                finding["place"] or "",
                finding["message"],
                finding["hint"] or "",
                by_mark.get(mark),
            )
        )
    said = Counter(_words(each.answer) for each in found if each.answer)
    found = [
        replace(each, alike=said[_words(each.answer)]) if each.answer else each for each in found
    ]
    order = list(Level)
    return sorted(found, key=lambda each: order.index(each.level))


def _words(answer: FindingAnswer) -> str:
    return plain_words(answer.reason)


def plain_words(reason: str) -> str:
    """The reason without spaces, marks and numbers, by which two are the same: another page of the ledger makes no other reason."""
    return "".join(each for each in reason if each.isalnum() and not each.isnumeric())
