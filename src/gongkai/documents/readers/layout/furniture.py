"""Page furniture: page numbers, running heads and feet, which are no part of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from gongkai.documents.readers.layout.geometry import Box, Page, Word, words_of
from gongkai.documents.readers.layout.words import is_value, word_lines

_HEAD = 0.14
_DASHED = re.compile(
    r"[-—–－―‐·•~\s]+(\d{1,4})[-—–－―‐·•~\s]+"
    r"|第\s*(\d{1,4})\s*页(?:\s*[,，/、]?\s*共\s*\d{1,4}\s*页)?"
    r"|[Pp]age\s*(\d{1,4})(?:\s*of\s*\d+)?|(\d{1,4})\s*/\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")


def _joined(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)


def _number(text: str) -> tuple[int, bool] | None:
    """The page number a line holds and whether its form tells it for one (`— 3 —`, `第3页`)."""
    if match := _DASHED.fullmatch(text):
        return int(next(group for group in match.groups() if group)), True
    if _BARE.fullmatch(text):
        return int(text), False
    return None


def strip_furniture(pages: Sequence[Page], tables: Sequence[Sequence[Box]]) -> None:
    """Take page numbers and running heads and feet away from the pages' characters.

    `tables` are the areas of the ruled tables of each page, which are left alone. A bare number goes only where
    numbers at the same height count on with the pages, or where it is the page's own number and stands alone in
    the middle of the foot.
    """
    margins = [_margin_lines(page, areas) for page, areas in zip(pages, tables, strict=True)]
    doomed: list[list[Word]] = []
    by_place: dict[tuple[bool, int], list[tuple[Page, list[Word], int]]] = defaultdict(list)
    by_text: dict[tuple[bool, str], list[list[Word]]] = defaultdict(list)
    for page, lines in zip(pages, margins, strict=True):
        for line, at_head in lines:
            text = _joined(line)
            found = _number(text)
            if found is None:
                if len(text) > 1 and not all(is_value(word.text) for word in line):
                    by_text[at_head, re.sub(r"\d+", "#", text)].append(line)
                continue
            number, telling = found
            if telling or _alone_at_foot(page, line, number, at_head):
                doomed.append(line)
            edge = line[0].baseline if at_head else page.height - line[0].baseline
            by_place[at_head, round(edge / 6)].append((page, line, number))
    for found_lines in by_place.values():
        steps = {number - page.number for page, _, number in found_lines}
        if len(found_lines) > 1 and len(steps) == 1:
            doomed.extend(line for _, line, _ in found_lines)
    for repeated in by_text.values():
        if len(repeated) > 1 and len(repeated) >= 0.5 * len(pages) and _same_height(repeated):
            doomed.extend(repeated)
    gone = {id(glyph) for line in doomed for word in line for glyph in word.glyphs}
    if gone:
        for page in pages:
            page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in gone]


def _margin_lines(page: Page, areas: Sequence[Box]) -> list[tuple[list[Word], bool]]:
    """The outermost two lines at head and foot that stand in the margin and in no table, and whether at the head."""
    head, foot = page.height * _HEAD, page.height * (1 - _HEAD)
    glyphs = [
        glyph
        for glyph in page.glyphs
        if (glyph.baseline < head or glyph.baseline > foot)
        and not any(area.contains(glyph.centre, glyph.middle) for area in areas)
    ]
    lines = word_lines(words_of(glyphs, gap=1.2))
    upper = [line for line in lines if line[0].baseline < head][:2]
    lower = [line for line in lines if line[0].baseline > foot][-2:]
    return [(line, True) for line in upper] + [(line, False) for line in lower]


def _alone_at_foot(page: Page, line: Sequence[Word], number: int, at_head: bool) -> bool:
    if at_head or len(line) != 1 or number != page.number:
        return False
    word = line[0]
    above = [glyph.baseline for glyph in page.glyphs if glyph.baseline < word.top]
    nearest = max(above, default=0.0)
    return (
        word.baseline > 0.9 * page.height
        and abs(word.centre - page.width / 2) < 0.03 * page.width
        and word.top - nearest > 1.5 * word.size
    )


def _same_height(lines: Sequence[Sequence[Word]]) -> bool:
    heights = [line[0].baseline for line in lines]
    return max(heights) - min(heights) < 3.0
