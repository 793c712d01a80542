"""Every place of a word on pages: on one line, broken over lines of a paragraph or a cell, over two pages, written
downwards or turned, in characters and in what was read in pictures.

A place is a chain of characters each of which may follow the one before: beside it, at the head of a line beneath, or, at
the foot of a page, at the head of the next.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from gongkai.documents.writers.redaction.glyphs import Box, Glyph, laid_upright

_ONE_CELL = 0.45
"""In heights of a character: a wider gap parts two cells."""
_SPACED = 3.0
_NEXT_LINE = 2.6
_SAME_LINE = 0.5
_PITCH = 1.45
_SHORT_NUMBER = 7
"""Fewer figures are not put together from two lines: a column of numbers would give any of them."""
_LONG_NUMBER = 11
"""So many figures one under the other are a number, as no column counts in single figures so far."""
_UNDER, _OVER = 2, 1
"""Lines that may stand under the last of a page (its foot), and over the first of the next that are not the same on both
(a head with a number; the heads of a table are the same)."""
_HEADS = 12
"""Lines over what may be the first of a page."""


class Broken(StrEnum):
    """How a place is broken."""

    NOT = ""
    LINES = "lines"
    PAGES = "pages"


class PageGlyphs(NamedTuple):
    """The characters of a page, boxes in points, and those read in each of its pictures."""

    page: int
    written: Sequence[Glyph]
    pictures: Sequence[Sequence[Glyph]]


class WordPlace(NamedTuple):
    """One place of a word: a box for each piece, as page and sides in points; whether it is broken, and whether it was read in a picture."""

    boxes: tuple[tuple[int, Box], ...]
    broken: Broken
    in_picture: bool


@dataclass(slots=True)
class _Sign:
    """A character where its writing runs upright."""

    character: str
    glyph: Glyph
    box: Box
    run: int = -1
    beside: _Sign | None = None

    @property
    def height(self) -> float:
        return max(self.box[3] - self.box[1], 1.0)

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


@dataclass(slots=True)
class _Run:
    """Signs that stand closely side by side: a line of a paragraph or of a cell."""

    signs: list[_Sign]
    line: int
    beneath: list[int] = field(default_factory=list)
    under: set[int] = field(default_factory=set)
    over: set[int] = field(default_factory=set)

    @property
    def left(self) -> float:
        return self.signs[0].box[0]

    @property
    def right(self) -> float:
        return self.signs[-1].box[2]

    @property
    def foot(self) -> float:
        return self.signs[0].box[3]

    def overlaps(self, other: _Run) -> bool:
        """Whether one stands over the other."""
        common = min(self.right, other.right) - max(self.left, other.left)
        return common > 0.3 * min(self.right - self.left, other.right - other.left)


@dataclass(slots=True)
class _Strand:
    """Writing of one direction on a page, or in a picture of it."""

    page: int
    turn: int
    in_picture: bool
    runs: list[_Run]

    @property
    def last_line(self) -> int:
        return self.runs[-1].line if self.runs else 0

    def lines(self) -> dict[int, str]:
        """What each line says."""
        said: dict[int, str] = defaultdict(str)
        for run in self.runs:
            said[run.line] += "".join(sign.character for sign in run.signs)
        return said

    def may_begin(self, run: _Run, before: _Strand) -> bool:
        """Whether a run may be the first of this page: only what stands on the page before it too stands over it."""
        if len(run.over) > _HEADS:
            return False
        said, known = self.lines(), set(before.lines().values())
        return sum(said[line] not in known for line in run.over) <= _OVER

    def may_end(self, run: _Run) -> bool:
        """Whether a run may be the last of this page: nothing but its foot stands under it."""
        if len(run.under) > _UNDER:
            return False
        return not run.beneath or run.line >= self.last_line - 1


class _Step(NamedTuple):
    strand: _Strand
    sign: _Sign
    broken: Broken


def word_chains(pages: Sequence[PageGlyphs], word: str) -> list[WordPlace]:
    """Every place of a word, in order of pages. Spaces do not count, wide and narrow forms are the same."""
    wanted = "".join(folded(each) for each in word if not each.isspace())
    if not wanted:
        return []
    breaks = not (wanted.isascii() and wanted.isalnum() and len(wanted) < _SHORT_NUMBER)
    strands = [strand for page in pages for strand in _strands(page)]
    places: list[WordPlace] = []
    for strand in strands:
        taken: set[int] = set()
        for run in strand.runs:
            for sign in run.signs:
                if sign.character != wanted[0] or id(sign) in taken:
                    continue
                chain = _chain(_Step(strand, sign, Broken.NOT), wanted, 1, strands, breaks)
                if chain is None:
                    continue
                taken.update(id(step.sign) for step in chain)
                place = _place(chain)
                if not any(_is_same(place, other) for other in places):
                    places.append(place)
    places.sort(key=lambda place: (place.boxes[0][0], place.boxes[0][1][1], place.boxes[0][1][0]))
    return places


def downward_texts(page: PageGlyphs) -> list[str]:
    """What is written downwards on a page, sign under sign: no reader that goes along lines sees it."""
    return [
        "".join(sign.character for sign in run.signs)
        for glyphs in (page.written, *page.pictures)
        for run in _downward(_runs([_sign(glyph, 0) for glyph in glyphs if not glyph.turn]))
    ]


def folded(character: str) -> str:
    """A character in its plain width."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character[:1]


def _strands(page: PageGlyphs) -> Iterator[_Strand]:
    for number, glyphs in enumerate((page.written, *page.pictures)):
        in_picture = number > 0
        by_turn: dict[int, list[_Sign]] = defaultdict(list)
        for glyph in glyphs:
            by_turn[glyph.turn].append(_sign(glyph, glyph.turn))
        for turn, signs in sorted(by_turn.items()):
            runs = _runs(signs)
            if not turn and (downward := _downward(runs)):
                yield _Strand(page.page, 1, in_picture, _linked(downward))
            yield _Strand(page.page, turn, in_picture, _linked(runs))


def _sign(glyph: Glyph, turn: int) -> _Sign:
    box = laid_upright((glyph.left, glyph.top, glyph.right, glyph.bottom), turn)
    return _Sign(folded(glyph.character), glyph, box)


def _runs(signs: list[_Sign]) -> list[_Run]:
    """Signs put into lines, and lines into runs, from the top."""
    lines: list[list[_Sign]] = []
    for sign in sorted(signs, key=lambda sign: sign.middle):
        if lines and sign.middle - lines[-1][0].middle <= _SAME_LINE * min(
            sign.height, lines[-1][0].height
        ):
            lines[-1].append(sign)
        else:
            lines.append([sign])
    runs: list[_Run] = []
    for number, line in enumerate(lines):
        line.sort(key=lambda sign: sign.box[0])
        before: _Sign | None = None
        for sign in line:
            if before is not None and _is_twice(before, sign):
                continue
            gap = sign.box[0] - before.box[2] if before is not None else 0.0
            if before is None or gap > _ONE_CELL * before.height:
                runs.append(_Run([], number))
            runs[-1].signs.append(sign)
            if before is not None and gap <= _SPACED * before.height:
                before.beside = sign
            before = sign
    return runs


def _is_twice(one: _Sign, other: _Sign) -> bool:
    """Whether a character is drawn twice, a little apart, to look bold."""
    return one.character == other.character and other.box[0] - one.box[0] < 0.3 * (
        one.box[2] - one.box[0]
    )


def _linked(runs: list[_Run]) -> list[_Run]:
    """Each run with the runs of the next line that it may go on in."""
    for number, run in enumerate(runs):
        for sign in run.signs:
            sign.run = number
        line = -1
        for at in range(number + 1, len(runs)):
            other = runs[at]
            if other.line == run.line or not run.overlaps(other):
                continue
            if line < 0 and other.foot - run.foot <= _NEXT_LINE * run.signs[0].height:
                line = other.line
            if other.line == line:
                run.beneath.append(at)
            run.under.add(other.line)
            other.over.add(run.line)
            if len(run.under) > _HEADS:
                break
    return runs


def _downward(runs: list[_Run]) -> list[_Run]:
    """Columns of signs that stand alone one under the other, each as one run, read from the right."""
    alone = [run.signs[0] for run in runs if len(run.signs) == 1]
    columns: list[list[_Sign]] = []
    for sign in sorted(alone, key=lambda sign: sign.box[1]):
        for column in columns:
            last = column[-1]
            centre = (last.box[0] + last.box[2] - sign.box[0] - sign.box[2]) / 2
            if (
                abs(centre) < 0.3 * last.height
                and 0.5 * last.height < sign.middle - last.middle <= _PITCH * last.height
            ):
                column.append(sign)
                break
        else:
            columns.append([sign])
    columns = [column for column in columns if _is_writing(column)]
    columns.sort(key=lambda column: -column[0].box[0])
    found = []
    for number, column in enumerate(columns):
        signs = [_sign(each.glyph, 1) for each in column]
        for one, other in pairwise(signs):
            one.beside = other
        found.append(_Run(signs, number))
    return found


def _is_writing(column: Sequence[_Sign]) -> bool:
    """Whether signs one under the other say something; the figures of a table's column do not."""
    if len(column) >= _LONG_NUMBER:
        return True
    return len(column) > 1 and any("\u4e00" <= sign.character <= "\u9fff" for sign in column)


def _chain(
    step: _Step, wanted: str, done: int, strands: Sequence[_Strand], breaks: bool
) -> list[_Step] | None:
    """The signs of `wanted` that follow `step`, which is one of them; None where the word does not go on."""
    if done == len(wanted):
        return [step]
    for following in _following(step, strands, breaks):
        if following.sign.character == wanted[done]:
            rest = _chain(following, wanted, done + 1, strands, breaks)
            if rest is not None:
                return [step, *rest]
    return None


def _following(step: _Step, strands: Sequence[_Strand], breaks: bool) -> Iterator[_Step]:
    strand, sign = step.strand, step.sign
    run = strand.runs[sign.run]
    if sign.beside is not None and (
        breaks or sign.beside.box[0] - sign.box[2] <= _ONE_CELL * sign.height
    ):
        yield _Step(strand, sign.beside, Broken.NOT)
    if not breaks or run.signs[-1] is not sign:
        return
    for at in run.beneath:
        yield _Step(strand, strand.runs[at].signs[0], Broken.LINES)
    if not strand.may_end(run):
        return
    for other in strands:
        if other.page == strand.page + 1:
            for candidate in other.runs:
                if run.overlaps(candidate) and other.may_begin(candidate, strand):
                    yield _Step(other, candidate.signs[0], Broken.PAGES)


def _place(chain: Sequence[_Step]) -> WordPlace:
    pieces: list[list[_Step]] = []
    for step in chain:
        if not pieces or step.broken is not Broken.NOT:
            pieces.append([])
        pieces[-1].append(step)
    broken = max((step.broken for step in chain), key=list(Broken).index)
    boxes = tuple((piece[0].strand.page, _around(piece)) for piece in pieces)
    return WordPlace(boxes, broken, chain[0].strand.in_picture)


def _around(piece: Sequence[_Step]) -> Box:
    glyphs = [step.sign.glyph for step in piece]
    return (
        min(each.left for each in glyphs),
        min(each.top for each in glyphs),
        max(each.right for each in glyphs),
        max(each.bottom for each in glyphs),
    )


def _is_same(place: WordPlace, other: WordPlace) -> bool:
    """Whether two layers of a page say the same at one place: a scan with its text, a bold shadow."""
    page, box = place.boxes[0]
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        at == page and left <= x <= right and top <= y <= bottom
        for at, (left, top, right, bottom) in other.boxes
    )


def pages_of(places: Sequence[WordPlace]) -> dict[int, int]:
    """How many places there are by the page on which they begin."""
    begins = sorted(place.boxes[0][0] for place in places)
    return {page: len(list(same)) for page, same in groupby(begins)}
