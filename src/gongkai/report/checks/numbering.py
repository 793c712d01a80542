"""序号 numbering: whether the points of a part are numbered one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    (
        re.compile(
            rf"(?:^|(?<=[。；;，,：:\n（(])|(?<=情况|措施|问题|方面))\s*([{_CHINESE}]{{1,2}})是"
        ),
        "{}是",
    ),
    (re.compile(rf"(?:^|(?<=\n))\s*([{_CHINESE}]{{1,2}})、"), "{}、"),
    (
        re.compile(
            r"(?:^|(?<=[\n。；;：:])|(?<=情况|措施|问题|方面))\s*(\d{1,2})[.、．](?!\d(?!\d{3}年))"
        ),
        "{}.",
    ),
)
"""How points are numbered, and how a message prints each kind."""
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point: its number as read and as printed, the words behind it, and where it stands.

    `paragraph` counts the part's paragraphs from 0, `span` is the number's place in the paragraph's text.
    """

    number: int
    printed: str
    words: str
    origin: Origin
    paragraph: int
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """A list of points as numbered: from 1 to before the next 1. `form` is how its numbers are printed."""

    points: tuple[Point, ...]
    form: str

    @property
    def broken_at(self) -> int | None:
        """The place of the first point whose number is not that of its place; None where all are right."""
        return next((at for at, point in enumerate(self.points) if point.number != at + 1), None)

    @property
    def doubled(self) -> bool:
        """True where the first wrong number stands twice, so that no point is lost."""
        at = self.broken_at
        numbers = [point.number for point in self.points]
        return at is not None and numbers.count(numbers[at]) > 1


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
        for numbering in numberings(section):
            at = numbering.broken_at
            if at is None:
                continue
            place = heading_of(context.report, section.id)
            point = numbering.points[at]
            printed = "".join(numbering.form.format(item.printed) for item in numbering.points)
            yield Finding(
                "AR217",
                f"{place}内的序号依次为“{printed}”，第{at + 1}个（“{excerpt(point.words, width=_LONGEST)}”）"
                f"应为{at + 1}；请改正序号。",
                place=place,
                found=printed,
                expected=at + 1,
                hint="请改正序号",
                origin=point.origin,
                level=None if numbering.doubled else Level.NOTICE,
            )


def numberings(section: Section) -> Iterator[Numbering]:
    """The numbered lists of a part with at least two points, each kind of number for itself."""
    for pattern, form in _KINDS:
        for run in _runs(_points(section, pattern)):
            if len(run) > 1:
                yield Numbering(tuple(run), form)


def _runs(points: Iterable[Point]) -> Iterator[list[Point]]:
    """The lists. One within a point of another begins with 1, and the outer one goes on with its own next number."""
    within: list[list[Point]] = []
    for point in points:
        if point.number == 1:
            within.append([point])
            continue
        goes_on = next(
            (
                at
                for at, run in reversed(list(enumerate(within)))
                if run[-1].number + 1 == point.number
            ),
            len(within) - 1,
        )
        if goes_on < 0:
            continue
        yield from within[goes_on + 1 :]
        del within[goes_on + 1 :]
        within[goes_on].append(point)
    yield from within


def _points(section: Section, pattern: re.Pattern[str]) -> Iterator[Point]:
    for at, paragraph in enumerate(section.paragraphs):
        for found in pattern.finditer(paragraph.text):
            number = parse_number(found[1])
            if isinstance(number, int):
                words = paragraph.text[found.end() :].lstrip()[:_LONGEST]
                yield Point(number, found[1], words, paragraph.origin, at, found.span(1))
