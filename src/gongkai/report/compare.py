"""Two reports side by side: cell by cell, paragraph by paragraph, and how original the one is beside the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from gongkai.report.checks.places import cell_label
from gongkai.report.model import AnnualReport, Number, Section
from gongkai.report.originality import Likeness, grams_of, likeness

Kind = Literal["same", "changed", "added", "removed"]

_WORD = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)
_ALIKE = 0.3  # paragraphs less alike than this are another paragraph, not a changed one
_MOST_PAIRS = 40_000  # more paragraphs than that between two equal ones are not paired
_MOST_WORDS = 4_000_000  # a longer pair of paragraphs is shown as a whole
_SPECKLE = 2  # fewer unchanged characters than this between two changes belong to the change


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs: its id, its place in Chinese, and its value in each report, None where unknown."""

    id: str
    label: str
    before: Number | None
    after: Number | None

    @property
    def change(self) -> Number | None:
        """After less before; None where one of them is unknown."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: in both, only in the first (`removed`) or only in the second (`added`)."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphDifference:
    """A paragraph of the first report and the one it became, None where there is none; `pieces` word by word."""

    kind: Kind
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """A part of the form with its paragraphs in order; a heading is None where that report lacks the part."""

    id: str
    before: str | None
    after: str | None
    paragraphs: tuple[ParagraphDifference, ...]

    @property
    def same(self) -> bool:
        """True where neither heading nor text differs."""
        return self.before == self.after and all(item.kind == "same" for item in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports compared.

    `cells` are the cells that differ; where the editions differ only the cells that both have are compared, and
    `not_comparable` holds the others. `likeness` is None where a text is too short to say.
    """

    first: AnnualReport
    second: AnnualReport
    cells: tuple[CellDifference, ...]
    not_comparable: tuple[str, ...]
    sections: tuple[SectionDifference, ...]
    likeness: Likeness | None

    @property
    def same(self) -> bool:
        """True where no cell and no paragraph differs."""
        return (
            not self.cells and not self.not_comparable and all(item.same for item in self.sections)
        )


def compare(first: AnnualReport, second: AnnualReport) -> Comparison:
    """Compare two reports; of one body and two years, of two bodies, or of two drafts."""
    ids = list(dict.fromkeys([*first.cells, *second.cells]))
    shared = [id for id in ids if id in first.cells and id in second.cells]
    cells = tuple(
        CellDifference(id, cell_label(second, id), first.value(id), second.value(id))
        for id in shared
        if first.value(id) != second.value(id)
    )
    return Comparison(
        first,
        second,
        cells,
        tuple(id for id in ids if id not in shared),
        tuple(_sections(first, second)),
        likeness(grams_of(first), grams_of(second)),
    )


def _sections(first: AnnualReport, second: AnnualReport) -> Iterator[SectionDifference]:
    ids = dict.fromkeys(section.id for section in (*first.sections, *second.sections))
    for id in ids:
        before, after = first.section(id), second.section(id)
        yield SectionDifference(
            id,
            None if before is None else before.heading,
            None if after is None else after.heading,
            tuple(paragraph_differences(_lines(before), _lines(after))),
        )


def _lines(section: Section | None) -> list[str]:
    return [] if section is None else [paragraph.text for paragraph in section.paragraphs]


def paragraph_differences(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[ParagraphDifference]:
    """Pair the paragraphs in order: the same ones first, then those alike enough to be one that was changed."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, left, left_end, right, right_end in matcher.get_opcodes():
        if kind == "equal":
            for text in before[left:left_end]:
                yield ParagraphDifference("same", text, text, (Piece("same", text),))
        else:
            yield from _paired(before[left:left_end], after[right:right_end])


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[ParagraphDifference]:
    """The pairing in order that makes the paired paragraphs most alike in sum."""
    if len(before) * len(after) > _MOST_PAIRS:
        yield from map(_removed, before)
        yield from map(_added, after)
        return
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    firsts, seconds = list(map(_bigrams, before)), list(map(_bigrams, after))
    ratios = [[_alikeness(left, right) for right in seconds] for left in firsts]
    for left in reversed(range(len(before))):
        for right in reversed(range(len(after))):
            pair = ratios[left][right]
            taken = pair + best[left + 1][right + 1] if pair >= _ALIKE else 0.0
            best[left][right] = max(taken, best[left + 1][right], best[left][right + 1])
    left = right = 0
    while left < len(before) and right < len(after):
        pair = ratios[left][right]
        if pair >= _ALIKE and best[left][right] == pair + best[left + 1][right + 1]:
            pieces = tuple(word_differences(before[left], after[right]))
            yield ParagraphDifference("changed", before[left], after[right], pieces)
            left, right = left + 1, right + 1
        elif best[left][right] == best[left + 1][right]:
            yield _removed(before[left])
            left += 1
        else:
            yield _added(after[right])
            right += 1
    yield from map(_removed, before[left:])
    yield from map(_added, after[right:])


def _removed(text: str) -> ParagraphDifference:
    return ParagraphDifference("removed", text, None, (Piece("removed", text),))


def _added(text: str) -> ParagraphDifference:
    return ParagraphDifference("added", None, text, (Piece("added", text),))


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _alikeness(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right))


def word_differences(before: str, after: str) -> Iterator[Piece]:
    """What changed between two paragraphs; figures and Latin words are compared whole, Chinese by character."""
    left, right = _WORD.findall(before), _WORD.findall(after)
    if len(left) * len(right) > _MOST_WORDS:
        yield from _change(before, after)
        return
    removed = added = ""
    for kind, start, end, other, other_end in SequenceMatcher(
        None, left, right, autojunk=False
    ).get_opcodes():
        old, new = "".join(left[start:end]), "".join(right[other:other_end])
        speckle = kind == "equal" and (removed or added) and len(old) < _SPECKLE and end < len(left)
        if kind == "equal" and not speckle:
            yield from _change(removed, added)
            removed = added = ""
            yield Piece("same", old)
        else:
            removed, added = removed + old, added + new
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
