"""Running text: lines of a page put together to paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from gongkai.documents.readers.layout.geometry import Box, Glyph, lines_of
from gongkai.documents.readers.layout.placed import PlacedLine
from gongkai.documents.readers.layout.words import (
    line_text,
    lowest_confidence,
    starts_with_list_mark,
)
from gongkai.documents.spacing import join

_END = ("。", "！", "？", "；", "：", "”", ".", "!", "?", ":", ";")


def text_lines(glyphs: Sequence[Glyph], page: int) -> list[PlacedLine]:
    """The characters as lines of text from top to bottom."""
    lines = []
    for line in lines_of(glyphs):
        size = max(glyph.size for glyph in line)
        baseline = line[0].baseline
        box = Box(
            line[0].left,
            baseline - 0.88 * size,
            max(glyph.right for glyph in line),
            baseline + 0.12 * size,
        )
        text = line_text(line)
        lines.append(PlacedLine(page, box, text, size, lowest_confidence(line)))
    return lines


class Measure:
    """The left and right edge of the running text of a whole document and the usual step from line to line."""

    def __init__(self, lines: Sequence[PlacedLine]) -> None:
        long_lines = [line for line in lines if len(line.text) >= 12] or list(lines)
        self.right = max((line.box.right for line in long_lines), default=0.0)
        self.known = sum(line.box.right > self.right - 3 * line.size for line in long_lines) >= 3
        lefts = Counter(round(line.box.left) for line in long_lines)
        common = [left for left, count in lefts.items() if count >= max(1, len(long_lines) // 12)]
        self.left = float(min(common, default=0))
        steps = [
            below.box.bottom - above.box.bottom
            for above, below in pairwise(lines)
            if above.page == below.page
            and abs(above.size - below.size) < 0.5
            and 0 < below.box.bottom - above.box.bottom < 4 * above.size
            and len(above.text) >= 12
        ]
        self.step = median(steps) if steps else 0.0

    def breaks(self, above: PlacedLine, below: PlacedLine, *, adjacent: bool) -> bool:
        """Whether a new paragraph begins at `below`; `adjacent` is False where something stands between them."""
        if not adjacent:
            return True
        if abs(above.size - below.size) > 0.08 * max(above.size, below.size):
            return True
        size = below.size
        indent = below.box.left - self.left
        full = above.box.right >= self.right - 2.2 * size
        if not self.known and above.text.endswith(_END):
            return True
        if above.page == below.page:
            step = below.box.bottom - above.box.bottom
            if step > max(1.45 * self.step if self.step else 2.4 * size, 1.5 * size):
                return True
        if not full:
            return not (
                abs(above.box.left - below.box.left) < 0.5 * size
                and indent < 0.6 * size
                and above.box.right >= self.right - 3.5 * size
                and not above.text.endswith(_END)
                and not starts_with_list_mark(below.text)
            )
        if indent > 1.2 * size:
            both_hang = abs(above.box.left - below.box.left) < 0.5 * size
            return not (both_hang and not above.text.endswith(_END))
        return (
            indent < 0.6 * size and above.text.endswith(_END) and starts_with_list_mark(below.text)
        )


def joined_text(lines: Sequence[PlacedLine]) -> tuple[str, str]:
    """The lines of a paragraph as tidy text and as they stand."""
    return join(line.text for line in lines), "\n".join(line.text for line in lines)
