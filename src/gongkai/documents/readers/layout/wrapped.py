"""Long numbers that were broken over the lines of a narrow cell, put together again.

Without ruling lines nothing else tells that two lines are one cell: a number is broken only where its column is full,
so that all its lines but the last are equally long, and its digits add up to those of an identity number, a mobile
number or an account. Lines that are all alike are put together only where the check digits are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.documents.readers.layout.geometry import Glyph, Word, words_of
from gongkai.documents.spacing import is_broken_number

_PART = re.compile(r"\d{4,}|\d{1,4}[Xx]?|\d{4,}[Xx]|[Xx]")
_LONG = re.compile(r"\d{6}")
_IDENTITY = 18
_IDENTITY_NUMBER = re.compile(
    r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
)
_LINES = 5
_SHORTEST = 6
"""Digits of a broken number's first line; figures of statistics have fewer."""
_STEP = 1.75
"""Ems from one line of a cell to the next, at most."""


def rejoined(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters with each broken number on one line, its digits narrowed to the width of its first line."""
    if not _LONG.search("".join(glyph.text for glyph in glyphs)):
        return list(glyphs)
    words = words_of(glyphs)
    parts = [word for word in words if _PART.fullmatch(word.text)]
    groups = [group for run in _runs(parts) for group in _groups(run)]
    if not groups:
        return list(glyphs)
    moved = {id(glyph) for group in groups for word in group for glyph in word.glyphs}
    baselines = sorted({word.baseline for word in words if id(word.glyphs[0]) not in moved})
    kept = [glyph for glyph in glyphs if id(glyph) not in moved]
    for group in groups:
        kept.extend(_on_one_line(group, baselines))
    return kept


def _runs(parts: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that stand closely below each other, begun or centred at the same place."""
    columns: list[list[Word]] = []
    for word in sorted(parts, key=lambda word: word.baseline):
        for column in columns:
            above = column[-1]
            step = word.baseline - above.baseline
            aligned = (
                abs(word.left - above.left) < 0.4 * word.size
                or abs(word.centre - above.centre) < 0.3 * word.size
            )
            if aligned and 0.8 * word.size < step < _STEP * word.size:
                column.append(word)
                break
        else:
            columns.append([word])
    yield from (column for column in columns if len(column) > 1)


def _groups(run: Sequence[Word]) -> list[list[Word]]:
    """The run cut into broken numbers, none where it cannot be cut without rest or where all lines are alike."""
    lengths = [len(word.text) for word in run]
    if len(set(lengths)) == 1:
        return _even_groups(run)
    groups: list[list[Word]] = []
    at = 0
    while at < len(run):
        end = next(
            (
                end
                for end in range(at + 2, min(at + _LINES, len(run)) + 1)
                if lengths[at] >= _SHORTEST and is_broken_number(lengths[at:end])
            ),
            None,
        )
        if end is None:
            return []
        groups.append(list(run[at:end]))
        at = end
    return groups


def _even_groups(run: Sequence[Word]) -> list[list[Word]]:
    """Lines that are all alike, where each two or three of them make an identity number with the right check digit."""
    lines = _IDENTITY // len(run[0].text)
    if lines * len(run[0].text) != _IDENTITY or not 2 <= lines <= 3 or len(run) % lines:
        return []
    groups = [list(run[at : at + lines]) for at in range(0, len(run), lines)]
    numbers = ("".join(word.text for word in group) for group in groups)
    return groups if all(_has_check_digit(number) for number in numbers) else []


def _has_check_digit(number: str) -> bool:
    """Whether 18 characters are an identity number by their date and check digit (GB 11643)."""
    if not _IDENTITY_NUMBER.fullmatch(number):
        return False
    rest = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(number[:17])) % 11
    return "10X98765432"[rest] == number[17].upper()


def _on_one_line(group: Sequence[Word], baselines: Sequence[float]) -> Iterator[Glyph]:
    """The glyphs of a number side by side, at the height at which other words of its row stand."""
    glyphs = [glyph for word in group for glyph in word.glyphs]
    heights = [group[0].baseline, (group[0].baseline + group[-1].baseline) / 2]
    heights += [one.baseline for one in group[1:]]
    baseline = min(
        heights,
        key=lambda height: (
            min((round(abs(other - height)) for other in baselines), default=0),
            heights.index(height),
        ),
    )
    left = min(word.left for word in group)
    width = (max(word.right for word in group) - left) / len(glyphs)
    for at, glyph in enumerate(glyphs):
        yield glyph._replace(
            left=left + at * width,
            right=left + (at + 1) * width,
            baseline=baseline,
            spaced=False,
        )
