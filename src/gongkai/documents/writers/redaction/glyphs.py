"""Where on a page or picture the characters of a value stand, and which of them go."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.documents.writers.redaction.draft import Change


class Glyph(NamedTuple):
    """One character and its box in pixels or points; `line` tells lines of writing apart.

    Its writing is turned by `turn` quarters clockwise.
    """

    character: str
    left: float
    top: float
    right: float
    bottom: float
    line: int = 0
    turn: int = 0


_LONG = 7
Box = tuple[float, float, float, float]


def laid_upright(box: Box, turn: int) -> Box:
    """A box of the page where its writing, turned by `turn` quarters clockwise, runs left to right and downwards."""
    left, top, right, bottom = box
    match turn:
        case 1:
            return top, -right, bottom, -left
        case 2:
            return -right, -bottom, -left, -top
        case 3:
            return -bottom, left, -top, right
        case _:
            return box


def boxes_to_clear(
    glyphs: Sequence[Glyph], changes: Iterable[Change]
) -> tuple[list[Box], list[Change]]:
    """The boxes (left, top, right, bottom) of every character that the changes take away, and what was not found.

    A value is cleared wherever it stands on the page by itself; a long one, and one that never stands by itself,
    wherever it stands.
    Where value and replacement are equally long, only the characters that differ are cleared.
    """
    seen = [glyph for glyph in glyphs if not glyph.character.isspace()]
    written = "".join(_folded(glyph.character) for glyph in seen)
    boxes: list[Box] = []
    lost: list[Change] = []
    done: set[tuple[str, str]] = set()
    for change in changes:
        value = change.text[change.start : change.end]
        key = (value, change.replacement)
        if key in done:
            continue
        done.add(key)
        wanted = "".join(_folded(character) for character in value if not character.isspace())
        if not wanted:
            continue
        places = _places(written, wanted)
        if not places:
            broken = _broken_place(seen, written, wanted)
            boxes.extend(
                _box(seen[broken[at]]) for at in _cleared(value, change.replacement) if broken
            )
            if not broken:
                lost.append(change)
            continue
        alone = [at for at in places if _stands_alone(seen, at, at + len(wanted))]
        for at in places if len(wanted) >= _LONG else alone or places:
            boxes.extend(_box(seen[at + offset]) for offset in _cleared(value, change.replacement))
    return boxes, lost


def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character[:1]


def _places(written: str, wanted: str) -> list[int]:
    places, at = [], written.find(wanted)
    while at >= 0:
        places.append(at)
        at = written.find(wanted, at + 1)
    return places


def _broken_place(glyphs: Sequence[Glyph], written: str, wanted: str) -> list[int]:
    """Where a value stands that is broken over two lines of one cell: the positions of its characters, else none."""
    for split in range(len(wanted) - 1, 0, -1):
        for first in _places(written, wanted[:split]):
            if not _is_apart(glyphs, first + split - 1, first + split):
                continue
            for second in _places(written, wanted[split:]):
                if _is_below(glyphs[first], glyphs[second]) and _is_apart(
                    glyphs, second - 1, second
                ):
                    rest = range(second, second + len(wanted) - split)
                    return [*range(first, first + split), *rest]
    return []


def _is_below(first: Glyph, second: Glyph) -> bool:
    """Whether a line that begins with `second` can go on with what began with `first`."""
    height = max(first.bottom - first.top, 1.0)
    gap = second.bottom - first.bottom
    return 0.6 * height < gap < 3 * height and second.left - first.left < 2 * height


def _stands_alone(glyphs: Sequence[Glyph], start: int, end: int) -> bool:
    return _is_apart(glyphs, start - 1, start) and _is_apart(glyphs, end - 1, end)


def _is_apart(glyphs: Sequence[Glyph], first: int, second: int) -> bool:
    if first < 0 or second >= len(glyphs):
        return True
    one, other = glyphs[first], glyphs[second]
    height = max(one.bottom - one.top, other.bottom - other.top, 1.0)
    if one.line != other.line or abs(one.bottom - other.bottom) > height * 0.6:
        return True
    return (
        not one.character.isalnum()
        or not other.character.isalnum()
        or other.left - one.right > height * 0.4
    )


def _cleared(value: str, replacement: str) -> list[int]:
    """Which of the value's characters (spaces not counted) go."""
    kept = [character for character in value if not character.isspace()]
    masked = [character for character in replacement if not character.isspace()]
    if len(kept) == len(masked):
        return [at for at, (old, new) in enumerate(zip(kept, masked, strict=True)) if old != new]
    prefix = 0
    while prefix < min(len(kept), len(masked)) and kept[prefix] == masked[prefix]:
        prefix += 1
    return list(range(prefix, len(kept)))


def _box(glyph: Glyph) -> Box:
    return glyph.left, glyph.top, glyph.right, glyph.bottom
