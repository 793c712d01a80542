"""Lines of characters as text: what is joined, where a space stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gongkai.documents.readers.layout.geometry import Glyph, Word, lines_of
from gongkai.documents.spacing import join

_WIDE_GAP = 0.9
_PICTURE_GAP = 1.3
_LATIN_GAP = 0.18
_NUMBER = re.compile(
    r"[(（]?[-+－＋]?[\d０-９](?:[\d０-９,，.．\s]*[\d０-９])?[%％‰]?(?:[件条次项万元个份人]{1,2})?[)）]?"
    r"|[-—–－―/／\\*＊○〇零无]{1,4}"
)
_LIST_MARK = re.compile(
    r"\s*(?:[(（][一二三四五六七八九十\d０-９]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[\d０-９]{1,2}[.．、](?!\d)"
    r"|[①-⑳●■◆])"
)


def is_value(text: str) -> bool:
    """Whether a cell's text is a number, a dash or a word for none, as stands in a table's number columns."""
    return _NUMBER.fullmatch(text.strip()) is not None


def starts_with_list_mark(text: str) -> bool:
    """Whether the text begins with a mark such as `（一）`, `三、` or `2.`."""
    return _LIST_MARK.match(text) is not None


def is_list_mark(text: str) -> bool:
    """Whether the text is nothing but such a mark."""
    return _LIST_MARK.fullmatch(text) is not None


def line_text(glyphs: Sequence[Glyph]) -> str:
    """One line as text: the file's own spaces, and one space where the step between characters shows one."""
    parts = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _has_space(before, glyph):
            parts.append(" ")
        parts.append(glyph.text)
        before = glyph
    return "".join(parts)


def _has_space(before: Glyph, glyph: Glyph) -> bool:
    if glyph.spaced:
        return True
    gap = (glyph.left - before.right) / max(glyph.size, before.size)
    if glyph.confidence is not None:
        return gap > _PICTURE_GAP
    if before.text.isascii() and glyph.text.isascii():
        return gap > _LATIN_GAP
    return gap > _WIDE_GAP


def cell_texts(glyphs: Iterable[Glyph]) -> tuple[str, str]:
    """The characters of a cell as tidy text and as the file breaks it into lines."""
    lines = [line_text(line) for line in lines_of(glyphs)]
    return join(lines), "\n".join(lines)


def other_readings(glyphs: Iterable[Glyph]) -> tuple[str, ...]:
    """What a cell could read as well, where one of its recognised lines was read in more than one way."""
    lines = lines_of(glyphs)
    texts = [line_text(line) for line in lines]
    readings = [
        join([*texts[:at], other, *texts[at + 1 :]])
        for at, line in enumerate(lines)
        for other in line[0].readings
    ]
    return tuple(dict.fromkeys(readings))


def lowest_confidence(glyphs: Iterable[Glyph]) -> float | None:
    """The lowest confidence among the characters; None where the file itself holds them."""
    return min((g.confidence for g in glyphs if g.confidence is not None), default=None)


def word_lines(words: Iterable[Word]) -> list[list[Word]]:
    """The words by common baseline, lines from top to bottom, each from left to right.

    Words that stand over each other are on different lines however close their baselines are.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if lines:
            first = lines[-1][0]
            near = word.baseline - first.baseline <= 0.25 * min(word.size, first.size) + 0.1
            if near and not any(_overlap(word, other) for other in lines[-1]):
                lines[-1].append(word)
                continue
        lines.append([word])
    for line in lines:
        line.sort(key=lambda word: word.left)
    return lines


def _overlap(one: Word, other: Word) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0.4 * min(one.size, other.size)
