"""What of a recognised page nobody should rely on: pages that make no sense, poor ones, long numbers read doubtfully."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.documents.model import Origin, Paragraph
from gongkai.documents.readers.layout.geometry import Glyph, Page

_SURE = 0.6
"""Two readings of the same ink that differ leave less than this."""
_HALF = 0.5
"""The confidence of a poor page as a whole: some of it was read."""
_NUMBER = re.compile(r"[\dXx]{7,}")


def unsure_places(pages: Sequence[Page], file: str) -> Iterator[Paragraph]:
    """A paragraph without text for each page that was not read or is poor (confidence above 0), one with the number for each doubtful long number."""
    for page in pages:
        if page.unreadable:
            yield Paragraph("", Origin(file=file, page=page.number, confidence=0.0))
            continue
        if page.poor:
            yield Paragraph("", Origin(file=file, page=page.number, confidence=_HALF))
        if all(glyph.confidence is None for glyph in page.glyphs):
            continue
        for line in _lines(page.glyphs):
            text = "".join(glyph.text[:1] or "?" for glyph in line)
            for number in _NUMBER.finditer(text):
                written = line[number.start() : number.end()]
                confidence = min(1.0 if g.confidence is None else g.confidence for g in written)
                if confidence < _SURE:
                    yield Paragraph(
                        number[0], Origin(file=file, page=page.number, confidence=confidence)
                    )


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Runs of characters that stand closely side by side."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (round(glyph.baseline), glyph.left)):
        if line and (
            abs(glyph.baseline - line[-1].baseline) > 1.5
            or glyph.left - line[-1].right > 0.7 * glyph.size
        ):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line
