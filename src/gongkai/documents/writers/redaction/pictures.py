"""The pictures on the pages of a PDF, and the words in them: what no search of its characters finds.

A picture is also what shows words without characters: letters drawn as curves, and letters of a font that does not tell
what they mean; there the whole page is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pypdfium2

from gongkai.documents.errors import ToolMissing
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.readers.pdf.extraction import Extractor
from gongkai.documents.writers.redaction.glyphs import Box, Glyph
from gongkai.documents.writers.redaction.pdf import page_as_shown
from gongkai.documents.writers.redaction.recognition import Recognised, read_gray

_CURVES = 40
"""So many curved paths may be letters."""
_DPI = 200
_LARGEST_SIDE = 2_500
_A4_LONG = 842.0
_LARGE = 900.0
"""Points: a longer picture is a photograph of a sheet, its writing larger than it was."""
_SMALL = 300.0
_NEAR = 3.0
_FLAT = 32
"""Shades of grey: what differs less is of one colour."""
_UNSURE = 0.1
"""Share of doubtful signs from which on a picture is not relied on."""


class ReadPicture(NamedTuple):
    """A picture on a page. All sides are shares (0 to 1) of the page from its left and top.

    `is_sure`: its words were read, and may be relied on; `glyphs` are what was read at all.
    """

    left: float
    top: float
    right: float
    bottom: float
    is_sure: bool
    glyphs: tuple[Glyph, ...]


def pages_with_pictures(document: pypdfium2.PdfDocument) -> tuple[int, ...]:
    """The numbers, from 1, of the pages that may show words without characters."""
    return tuple(
        number
        for number in range(1, len(document) + 1)
        if _areas(page_as_shown(document, number - 1), number)
    )


def read_pictures(
    document: pypdfium2.PdfDocument, number: int, name: str, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[ReadPicture, ...]:
    """The pictures of a page, read. Without the extra `ocr` none is sure. Raises `LimitExceeded` for time."""
    page = page_as_shown(document, number - 1)
    width, height = page.get_size()
    found = []
    for left, top, right, bottom in _areas(page, number):
        read = _read(page, (left, top, right, bottom), name, limits)
        if read is None:
            continue
        glyphs = tuple(
            glyph._replace(
                left=(glyph.left + left) / width,
                top=(glyph.top + top) / height,
                right=(glyph.right + left) / width,
                bottom=(glyph.bottom + top) / height,
            )
            for glyph in read.glyphs
        )
        sides = (left / width, top / height, right / width, bottom / height)
        found.append(ReadPicture(*sides, read.doubtful <= _UNSURE, glyphs))
    return tuple(found)


def unread_page() -> ReadPicture:
    """A page of which nothing could be read, as one picture."""
    return ReadPicture(0.0, 0.0, 1.0, 1.0, is_sure=False, glyphs=())


def _areas(page: Any, number: int) -> list[Box]:
    """Where on a page pictures lie, in points; those that touch are one."""
    width, height = page.get_size()
    content = Extractor().page(page.raw, number)
    if content.unmapped or content.strokes > _CURVES:
        return [(0.0, 0.0, width, height)]
    shown = (
        (max(box.left, 0.0), max(box.top, 0.0), min(box.right, width), min(box.bottom, height))
        for box in content.page.pictures
    )
    return _joined(box for box in shown if box[2] - box[0] > 1 and box[3] - box[1] > 1)


def _joined(boxes: Iterable[Box]) -> list[Box]:
    joined: list[Box] = []
    for box in boxes:
        grown = box
        while touching := [other for other in joined if _touch(grown, other)]:
            joined = [other for other in joined if other not in touching]
            grown = _around([grown, *touching])
        joined.append(grown)
    return sorted(joined, key=lambda box: (box[1], box[0]))


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] - _NEAR < other[2]
        and other[0] - _NEAR < one[2]
        and one[1] - _NEAR < other[3]
        and other[1] - _NEAR < one[3]
    )


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _read(page: Any, area: Box, name: str, limits: Limits) -> Recognised | None:
    """What an area shows, its boxes in points from the area's corner; None where it is of one colour."""
    longest = max(area[2] - area[0], area[3] - area[1], 1.0)
    scale = min(_DPI / 72, _LARGEST_SIDE / longest)
    told = scale * longest / _A4_LONG if longest > _LARGE else scale
    gray = _drawn(page, area, scale)
    if not gray.size or int(gray.max()) - int(gray.min()) < _FLAT:
        return None
    try:
        read = read_gray(gray, told, 1 / scale, name, limits)
        if read.doubtful > _UNSURE and longest < _SMALL:
            # What was made small on the page is read at twice its size.
            larger = read_gray(_drawn(page, area, 2 * scale), told, 0.5 / scale, name, limits)
            read = min(read, larger, key=lambda each: each.doubtful)
    except (ToolMissing, ImportError):
        return Recognised([], 1.0)
    return read


def _drawn(page: Any, area: Box, scale: float) -> Any:
    width, height = page.get_size()
    left, top, right, bottom = area
    picture = page.render(
        scale=scale,
        may_draw_forms=True,
        grayscale=True,
        crop=(left, height - bottom, width - right, top),
    )
    gray = picture.to_numpy().reshape(picture.height, -1)[:, : picture.width]
    import numpy as np

    return np.ascontiguousarray(gray)
