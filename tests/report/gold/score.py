"""Precision and recall of the rules over the gold set, by code and by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.documents.opening import open_bytes
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.reading import read_report
from tests.report.gold.gold import GoldReport

TOLD = (Level.ERROR, Level.WARNING, Level.NOTICE)


@dataclass
class Tally:
    """How often a rule was right (`true`), wrong (`false`), and silent where it should have spoken (`missed`)."""

    true: int = 0
    false: int = 0
    missed: int = 0
    found: int = 0
    """Marks that were named; `found + missed` are all that must be."""

    @property
    def precision(self) -> float:
        """The share of findings that are true; 1 where there are none."""
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of marked faults that were named; 1 where there are none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


@dataclass
class Score:
    """The tallies, and what was wrong: the report's name, how it came, and the message or the missed mark."""

    by_code: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_level: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_code_and_level: dict[tuple[str, str], Tally] = field(
        default_factory=lambda: defaultdict(Tally)
    )
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def whole(self) -> Tally:
        """All codes together."""
        tallies = self.by_code.values()
        return Tally(
            *(
                sum(getattr(item, name) for item in tallies)
                for name in ("true", "false", "missed", "found")
            )
        )


def findings(report: GoldReport) -> list[Finding]:
    """What the rules say of the report, without what they could not judge."""
    read = read_report(open_bytes(report.data, report.file))
    return [finding for finding in run(Context(read)) if finding.level in TOLD]


def score(reports: Iterable[GoldReport]) -> Score:
    """Judge the rules by the marks of the reports."""
    result = Score()
    for report in reports:
        told = findings(report)
        for finding in told:
            true = any(
                mark.code == finding.code and mark.words in finding.message for mark in report.marks
            )
            level = str(finding.level)
            for tally in (
                result.by_code[finding.code],
                result.by_level[level],
                result.by_code_and_level[finding.code, level],
            ):
                tally.true += true
                tally.false += not true
            if not true:
                result.wrong.append((report.name, report.form, f"{finding.code} {finding.message}"))
        for mark in report.marks:
            if mark.optional:
                continue
            named = any(
                mark.code == finding.code and mark.words in finding.message for finding in told
            )
            result.by_code[mark.code].found += named
            result.by_code[mark.code].missed += not named
            if not named:
                result.missed.append((report.name, report.form, f"{mark.code} {mark.words}"))
    return result
