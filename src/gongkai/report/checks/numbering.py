"""序号 numbering: whether the points of a part are numbered one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.documents.model import Origin
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import excerpt, heading_of
from gongkai.report.checks.registry import Context, check
from gongkai.report.model import Section
from gongkai.report.numerals import parse_number

_CHINESE = "一二三四五六七八九十"
_KINDS = (
    (
        re.compile(rf"(?<![第条款项见按至和、])[（(]([{_CHINESE}]{{1,2}})[）)](?![项款、至和])"),
        "（{}）",
    ),
    (re.compile(rf"(?:^|(?<=[。；;，,：:\n（(]))\s*([{_CHINESE}]{{1,2}})是"), "{}是"),
    (re.compile(rf"(?:^|(?<=\n))\s*([{_CHINESE}]{{1,2}})、"), "{}、"),
    (re.compile(r"(?:^|(?<=[\n。；;：:]))\s*(\d{1,2})[.、．](?!\d(?!\d{3}年))"), "{}."),
)
"""How points are numbered, and how a message prints each kind."""
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point: its number as read and as printed, the words behind it and where its paragraph begins."""

    number: int
    printed: str
    words: str
    origin: Origin


@check("AR217", "numbering-broken", label="序号不连续", level=Level.WARNING)
def numbering_broken(context: Context) -> Iterator[Finding]:
    """同一层次的序号应依次排列。

    What it checks: （一）（二）, 一是二是, 一、二、 and 1. 2. within a part: after each number the next, or 1 again.
    Why: a number that stands twice or is left out shows a point pasted in or taken out, and nobody can cite it.
    Example: （一）（三）（三）。
    Known limits: a list that does not begin with 1 is left out; after the first break of a list the rest is not judged; a
    number left out is a notice, for its point may stand in words.
    Basis: 党政机关公文格式 GB/T 9704-2012（层次序数一、（一）1.（1））.
    """
    for section in context.report.sections:
        for pattern, form in _KINDS:
            for run in _runs(_points(section, pattern)):
                at = next((i for i, point in enumerate(run) if point.number != i + 1), None)
                if at is None:
                    continue
                numbers = [point.number for point in run]
                doubled = numbers[at] in numbers[:at] or numbers[at] in numbers[at + 1 :]
                place = heading_of(context.report, section.id)
                printed = "".join(form.format(point.printed) for point in run)
                yield Finding(
                    "AR217",
                    f"{place}内的序号依次为“{printed}”，第{at + 1}个（“{excerpt(run[at].words, width=_LONGEST)}”）"
                    f"应为{at + 1}；请改正序号。",
                    place=place,
                    found=printed,
                    expected=at + 1,
                    hint="请改正序号",
                    origin=run[at].origin,
                    level=None if doubled else Level.NOTICE,
                )


def _points(section: Section, pattern: re.Pattern[str]) -> list[Point]:
    points = []
    for paragraph in section.paragraphs:
        for found in pattern.finditer(paragraph.text):
            number = parse_number(found[1])
            if isinstance(number, int):
                rest = paragraph.text[found.end() :].lstrip()
                points.append(Point(number, found[1], rest[:_LONGEST], paragraph.origin))
    return points


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The lists: each begins with 1 and goes on until there is a 1 again."""
    run: list[Point] = []
    for point in points:
        if point.number == 1:
            if len(run) > 1:
                yield run
            run = [point]
        elif run:
            run.append(point)
    if len(run) > 1:
        yield run
