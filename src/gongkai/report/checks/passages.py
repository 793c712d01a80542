"""The passages of the prose that rules on words read, and the findings they make of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gongkai.documents.model import Origin
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import heading_of
from gongkai.report.checks.registry import Context
from gongkai.report.model import AnnualReport


class Passage(NamedTuple):
    """A stretch of text with the part it stands in and where its paragraph begins."""

    text: str
    section: str
    origin: Origin


def paragraphs(report: AnnualReport, *, whole: bool = False) -> Iterator[Passage]:
    """The paragraphs of the six parts; with `whole` those of the preamble too."""
    if whole:
        for text in report.preamble:
            yield Passage(text, "overview", Origin())
    for section in report.sections:
        for paragraph in section.paragraphs:
            yield Passage(paragraph.text, section.id, paragraph.origin)


def passage_finding(
    context: Context,
    code: str,
    place: Passage,
    fault: str,
    hint: str,
    found: str | int,
    *,
    expected: str | None = None,
    level: Level | None = None,
) -> Finding:
    """A finding of what stands in a passage: its message is the part, the fault and the next step."""
    heading = heading_of(context.report, place.section)
    return Finding(
        code,
        f"{heading}：{fault}；{hint}。",
        place=heading,
        found=found,
        expected=expected,
        hint=hint,
        origin=place.origin,
        level=level,
    )


def not_assessable(code: str, lacking: str, what: str, hint: str) -> Finding:
    """The `unassessable` finding of a rule that lacks what it needs."""
    return Finding(
        code,
        f"没有读出{lacking}，无法核验{what}；{hint}。",
        hint=hint,
        level=Level.UNASSESSABLE,
    )
