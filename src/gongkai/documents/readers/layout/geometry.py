"""Characters, ruling lines and pages in points, with y growing downwards from the top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
"""An affine map a b c d e f, as PDF and OFD write it."""

_DIGIT_GAP = 0.1
_READ_DIGIT_GAP = 0.3


class Glyph(NamedTuple):
    """One character as it stands on the page.

    `spaced` means that the file has a space before it. `confidence` is None unless the character was recognised
    in a picture; `readings`, at the first character of a recognised line, are other readings of that line.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool = False
    confidence: float | None = None
    readings: tuple[str, ...] = ()

    @property
    def centre(self) -> float:
        """Middle of its width."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Middle of its height; Chinese characters reach from 0.12 em below the baseline to 0.88 em above."""
        return self.baseline - 0.38 * self.size


class Rule(NamedTuple):
    """A ruling line: at `at` on one axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies within it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def covers(self, other: Box, slack: float = 0.0) -> bool:
        """Whether `other` lies within it, `slack` points allowed."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and self.right + slack >= other.right
            and self.bottom + slack >= other.bottom
        )


@dataclass(slots=True)
class Word:
    """Characters that stand closely together on one line."""

    glyphs: list[Glyph]
    left: float
    right: float
    baseline: float
    size: float
    _text: str | None = None

    @classmethod
    def of(cls, glyphs: list[Glyph]) -> Word:
        """A word of these characters, given left to right."""
        return cls(
            glyphs,
            min(glyph.left for glyph in glyphs),
            max(glyph.right for glyph in glyphs),
            glyphs[0].baseline,
            max(glyph.size for glyph in glyphs),
        )

    @property
    def text(self) -> str:
        """Its characters, with a space where the file has one between them."""
        if self._text is None:
            self._text = self.glyphs[0].text + "".join(
                " " + glyph.text if glyph.spaced else glyph.text for glyph in self.glyphs[1:]
            )
        return self._text

    @property
    def top(self) -> float:
        """Upper edge of its characters."""
        return self.baseline - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its characters."""
        return self.baseline + 0.12 * self.size

    @property
    def middle(self) -> float:
        """Middle of its height."""
        return self.baseline - 0.38 * self.size

    @property
    def centre(self) -> float:
        """Middle of its width."""
        return (self.left + self.right) / 2

    @property
    def confidence(self) -> float | None:
        """The lowest confidence among its characters; None where the file itself holds them."""
        known = [glyph.confidence for glyph in self.glyphs if glyph.confidence is not None]
        return min(known, default=None)


@dataclass(slots=True)
class Page:
    """What stands on one page: characters, horizontal and vertical ruling lines, pictures.

    `number` counts from 1. `unreadable` tells that what was recognised makes no sense, `poor` that much of it is doubtful.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    unreadable: bool = False
    poor: bool = False


def merge_rules(rules: Iterable[Rule], *, snap: float = 1.6, gap: float = 4.0) -> list[Rule]:
    """Parallel lines as few lines: those within `snap` of each other become one, gaps up to `gap` are closed."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules):
        if lanes and rule.at - lanes[-1][-1].at <= snap:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    merged = []
    for lane in lanes:
        longest = sum(rule.end - rule.start for rule in lane) or 1.0
        at = sum(rule.at * (rule.end - rule.start) for rule in lane) / longest
        lane.sort(key=lambda rule: rule.start)
        start, end = lane[0].start, lane[0].end
        for rule in lane[1:]:
            if rule.start - end <= gap:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        merged.append(Rule(at, start, end))
    return merged


def clusters(values: Iterable[float], distance: float) -> list[list[float]]:
    """The sorted values in groups, a new group wherever the step to the next is more than `distance`."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= distance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def words_of(glyphs: Sequence[Glyph], *, gap: float = 0.55) -> list[Word]:
    """The characters as words, top to bottom and left to right within a line.

    A new word begins where the step from one character to the next is more than `gap` em; between two digits a
    smaller step does, because numbers of narrow columns stand close together.
    """
    words = []
    for line in lines_of(glyphs):
        current: list[Glyph] = []
        for glyph in line:
            if current and glyph.left - current[-1].right > _allowed(current[-1], glyph, gap):
                words.append(Word.of(current))
                current = []
            current.append(glyph)
        words.append(Word.of(current))
    return words


def _allowed(before: Glyph, glyph: Glyph, gap: float) -> float:
    """The widest step, in points, between two characters of one word."""
    if before.text.isdecimal() and glyph.text.isdecimal():
        gap = min(gap, _DIGIT_GAP if glyph.confidence is None else _READ_DIGIT_GAP)
    return gap * max(glyph.size, before.size)


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters by common baseline, lines from top to bottom, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if lines:
            first = lines[-1][0]
            if glyph.baseline - first.baseline <= 0.22 * min(glyph.size, first.size) + 0.1:
                lines[-1].append(glyph)
                continue
        lines.append([glyph])
    parted: list[list[Glyph]] = []
    for line in lines:
        line.sort(key=lambda glyph: glyph.left)
        parted.extend(_parted(line))
    return parted


def _parted(line: list[Glyph]) -> list[list[Glyph]]:
    """The line, or its single baselines where characters of different baselines stand over each other."""
    if not any(
        before.right - glyph.left > 0.4 * glyph.size
        and abs(before.baseline - glyph.baseline) > 0.03 * glyph.size
        for before, glyph in pairwise(line)
    ):
        return [line]
    levels: list[list[Glyph]] = []
    for glyph in sorted(line, key=lambda glyph: glyph.baseline):
        if levels and glyph.baseline - levels[-1][-1].baseline <= 0.03 * glyph.size:
            levels[-1].append(glyph)
        else:
            levels.append([glyph])
    for level in levels:
        level.sort(key=lambda glyph: glyph.left)
    return levels


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first and `outer` after it."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
