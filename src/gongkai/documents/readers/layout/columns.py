"""The columns of a table without vertical rules, from the gaps between words on the same height."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.documents.readers.layout.geometry import Glyph, Word, words_of
from gongkai.documents.readers.layout.words import is_list_mark, is_value

_NARROW = 0.32


@dataclass(slots=True)
class _Gap:
    """Room between columns: every same-height pair of words counted in `votes` leaves it free."""

    left: float
    right: float
    votes: int


def find_gutters(words: Sequence[Word], around: Sequence[Word]) -> list[float]:
    """The x of the fewest lines that part every two neighbouring words of the same height.

    Within the room that `words` leave, a line goes where it crosses the fewest words of `around`.
    """
    gaps = _stab(_neighbour_gaps(words))
    kept = [gap for gap in gaps if not _inside_a_column(gap, words)]
    gutters = [_quietest(gap, around) for gap in kept]
    return sorted(gutters)


def _neighbour_gaps(words: Sequence[Word]) -> list[tuple[float, float]]:
    """The free stretch between each word and its nearest neighbour to the right on about the same height.

    A list mark such as `1.` belongs to the words after it.
    """
    ordered = sorted(words, key=lambda word: word.middle)
    middles = [word.middle for word in ordered]
    gaps = []
    for word in ordered:
        if is_list_mark(word.text):
            continue
        reach = 0.8 * word.size
        first = bisect_left(middles, word.middle - reach)
        last = bisect_right(middles, word.middle + reach)
        lefts = [other.left for other in ordered[first:last] if other.left > word.right - 0.5]
        if lefts:
            gaps.append((word.right, max(word.right + 0.1, min(lefts))))
    return gaps


def _stab(gaps: list[tuple[float, float]]) -> list[_Gap]:
    """Gaps with a common point, group by group: the smallest number of points that lie in every gap."""
    groups: list[_Gap] = []
    for left, right in sorted(gaps, key=lambda gap: gap[1]):
        if groups and left < groups[-1].right:
            group = groups[-1]
            group.left = max(group.left, left)
            group.votes += 1
        else:
            groups.append(_Gap(left, right, 1))
    return groups


def _inside_a_column(gap: _Gap, words: Sequence[Word]) -> bool:
    """Whether the gap is only the wide space within a word such as `总　计`, which others of its column cross."""
    middle = (gap.left + gap.right) / 2
    crossing = sum(
        1
        for word in words
        if word.left < middle - 0.3 * word.size and word.right > middle + 0.3 * word.size
    )
    return gap.votes * 5 < crossing and gap.votes <= 3


def _quietest(gap: _Gap, words: Sequence[Word]) -> float:
    """The place within the gap that the fewest words cross; the middle of the widest such stretch."""
    low, high = min(gap.left, gap.right), max(gap.left, gap.right)
    marks = sorted(
        {low, high}
        | {word.left for word in words if low < word.left < high}
        | {word.right for word in words if low < word.right < high}
    )
    best = (len(words) + 1, 0.0, (low + high) / 2)
    for start, end in pairwise(marks):
        middle = (start + end) / 2
        crossing = sum(1 for word in words if word.left < middle < word.right)
        best = min(best, (crossing, start - end, middle))
    return best[2]


def split_labels(words: Sequence[Word], gutters: list[float], first_value: float) -> list[float]:
    """The gutters with those between label columns added whose words never stand side by side.

    Only the columns left of `first_value`, where the numbers begin, are looked at.
    """
    edges = [float("-inf"), *[gutter for gutter in gutters if gutter <= first_value]]
    if len(edges) < 2:
        edges.append(first_value)
    added = []
    for left, right in pairwise(edges):
        band = [word for word in words if word.left >= left - 2 and word.right <= right + 2]
        cut = _split_band(band)
        while cut is not None:
            added.append(cut)
            band = [word for word in band if word.right <= cut + 1]
            cut = _split_band(band)
    return sorted([*gutters, *added])


def _split_band(band: Sequence[Word]) -> float | None:
    """The x that parts the words of a band into two columns, crossed by few of them; None where there is none."""
    best: tuple[int, float] | None = None
    for candidate in {word.left for word in band}:
        before = [word for word in band if word.right <= candidate + 1]
        after = sum(1 for word in band if word.left >= candidate - 1)
        crossing = len(band) - len(before) - after
        if not before or not after or crossing > len(before) + after:
            continue
        edge = max(word.right for word in before)
        at = (edge + candidate) / 2
        if best is None or (crossing, -at) < best:
            best = (crossing, -at)
    return None if best is None else -best[1]


def split_narrowly(words: Sequence[Word]) -> list[Word]:
    """The words, cut where in a table a column may begin: at every step wider than a Latin space, and before `（一）`."""
    pieces = []
    for word in words:
        for piece in words_of(word.glyphs, gap=_NARROW):
            start = 0
            for at in range(1, len(piece.glyphs)):
                if _starts_numeral(piece.glyphs, at):
                    pieces.append(Word.of(piece.glyphs[start:at]))
                    start = at
            pieces.append(Word.of(piece.glyphs[start:]) if start else piece)
    return _with_marks(pieces)


def _with_marks(words: Sequence[Word]) -> list[Word]:
    """The words of a line, a list mark that stands alone joined to the word close after it."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if (
            before is not None
            and is_list_mark(before.text)
            and not is_value(word.text)
            and 0 <= word.left - before.right < 1.2 * word.size
        ):
            joined[-1] = Word.of([*before.glyphs, *word.glyphs])
        else:
            joined.append(word)
    return joined


def _starts_numeral(glyphs: Sequence[Glyph], at: int) -> bool:
    """Whether `（一）` begins here; in `第（一）项` it does not."""
    return (
        glyphs[at].text in "（("
        and glyphs[at - 1].text != "第"
        and at + 2 < len(glyphs)
        and glyphs[at + 1].text in "一二三四五六七八九十"
        and glyphs[at + 2].text in "）)"
    )


def split_at(words: Sequence[Word], gutters: Sequence[float]) -> list[Word]:
    """The words, cut where a narrow space between two characters falls on a gutter."""
    pieces = []
    for word in words:
        start = 0
        glyphs = word.glyphs
        for at in range(1, len(glyphs)):
            if not is_value(word.text) and _falls_on(glyphs, at, gutters):
                pieces.append(Word.of(glyphs[start:at]))
                start = at
        pieces.append(Word.of(glyphs[start:]))
    return pieces


def _falls_on(glyphs: Sequence[Glyph], at: int, gutters: Sequence[float]) -> bool:
    before, glyph = glyphs[at - 1], glyphs[at]
    gap = glyph.left - before.right
    if gap <= 0.15 * glyph.size:
        return False
    slack = 0.35 * glyph.size
    return any(before.right - slack < gutter < glyph.left + slack for gutter in gutters)


def column_range(word: Word, gutters: Sequence[float]) -> tuple[int, int]:
    """First and last column that a word reaches into by more than a third of a character."""
    slack = min(0.35 * word.size, (word.right - word.left) / 3)
    first = bisect_right(gutters, word.left + slack)
    last = bisect_right(gutters, word.right - slack)
    home = bisect_right(gutters, word.centre)
    if first < last and not first < home < last and not is_value(word.text):
        if last == home + 1 and word.right - gutters[home] < 0.9 * word.size:
            last = home
        if first == home - 1 and gutters[first] - word.left < 0.9 * word.size:
            first = home
    if is_value(word.text):
        first = last = home
    return first, last
