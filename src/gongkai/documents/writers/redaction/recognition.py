"""The characters of a picture with their boxes, read by the same OCR as the reader of scans."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from PIL import Image

from gongkai.documents.budget import Budget
from gongkai.documents.errors import ToolMissing
from gongkai.documents.limits import Limits
from gongkai.documents.readers.layout.geometry import Glyph as Read
from gongkai.documents.writers.redaction.glyphs import Glyph

_ABOVE, _BELOW = 0.9, 0.16
"""How far a character reaches above and below its baseline, in ems."""
_DOUBTFUL = 0.5
_SAME_LINE = 0.4
"""Share of its size by which the writing of one line may lie higher or lower."""


def glyphs_of_picture(picture: Image.Image, name: str, limits: Limits) -> list[Glyph]:
    """Each recognised character of an upright picture with its box in the picture's pixels.

    Raises `ToolMissing` where the extra `ocr` is not installed, `LimitExceeded` for time.
    """
    try:
        from gongkai.documents.readers.scan import gray_of
    except ImportError as error:
        raise _missing(name) from error
    gray, scale = gray_of(picture)
    return glyphs_of_gray(gray, scale, picture.width / gray.shape[1], name, limits)


class Recognised(NamedTuple):
    """What was read of a picture: its characters, and the share of its signs that nobody should rely on.

    `doubtful` is 1 for a picture of which nothing was read.
    """

    glyphs: list[Glyph]
    doubtful: float


def glyphs_of_gray(
    gray: Any, scale: float, enlarged: float, name: str, limits: Limits
) -> list[Glyph]:
    """As `glyphs_of_picture`, of a grey array with `scale` pixels to the point; boxes are `enlarged` times its pixels."""
    return read_gray(gray, scale, enlarged, name, limits).glyphs


def read_gray(gray: Any, scale: float, enlarged: float, name: str, limits: Limits) -> Recognised:
    """As `glyphs_of_gray`, with how far it is to be relied on."""
    try:
        from gongkai.documents.readers.scan.raster import estimate_skew
        from gongkai.documents.readers.scan.upright import read_upright, turned
    except ImportError as error:
        raise _missing(name) from error
    page, quarters = read_upright(gray, scale, 1, Budget(name, limits))
    upright = turned(gray, quarters)
    height, width = upright.shape[:2]
    turn = _Turn(estimate_skew(upright), width / 2, height / 2)
    glyphs = []
    for line, glyph in _by_lines(page.glyphs):
        share = (glyph.right - glyph.left) / len(glyph.text)
        for number, character in enumerate(glyph.text):
            left = (glyph.left + number * share) * scale
            top, bottom = (
                (glyph.baseline - _ABOVE * glyph.size) * scale,
                (glyph.baseline + _BELOW * glyph.size) * scale,
            )
            box = turn.back(left, top, left + share * scale, bottom)
            x0, y0, x1, y1 = _laid_back(box, quarters, width, height)
            sides = (x0 * enlarged, y0 * enlarged, x1 * enlarged, y1 * enlarged)
            glyphs.append(Glyph(character, *sides, line, quarters))
    unsure = sum((glyph.confidence or 0.0) < _DOUBTFUL for glyph in page.glyphs)
    lost = page.unreadable or not glyphs
    return Recognised(glyphs, 1.0 if lost else unsure / len(page.glyphs))


def _by_lines(glyphs: Sequence[Read]) -> Iterator[tuple[int, Read]]:
    """What was read with the number of its line, line by line: columns may stand a little higher or lower."""
    foot = 0.0
    lines: list[list[Read]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if not glyph.text.strip():
            continue
        if not lines or glyph.baseline - foot > _SAME_LINE * glyph.size:
            lines.append([])
            foot = glyph.baseline
        lines[-1].append(glyph)
    for line, same in enumerate(lines):
        for glyph in sorted(same, key=lambda glyph: glyph.left):
            yield line, glyph


def _laid_back(
    box: tuple[float, float, float, float], quarters: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box on the picture of `width` and `height` that was turned anticlockwise, on the picture as it lay."""
    x0, y0, x1, y1 = box
    for _ in range(quarters):
        # A quarter anticlockwise brought the point (x, y) of a picture w wide to (y, w - x).
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
        width, height = height, width
    return x0, y0, x1, y1


class _Turn:
    """From the page that was turned upright for reading back to the picture."""

    def __init__(self, degrees: float, middle_x: float, middle_y: float) -> None:
        angle = math.radians(degrees) if abs(degrees) >= 0.08 else 0.0
        self._cos, self._sin = math.cos(angle), math.sin(angle)
        self._x, self._y = middle_x, middle_y

    def back(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        points = [
            (
                self._cos * (x - self._x) - self._sin * (y - self._y) + self._x,
                self._sin * (x - self._x) + self._cos * (y - self._y) + self._y,
            )
            for x in (left, right)
            for y in (top, bottom)
        ]
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        return min(xs), min(ys), max(xs), max(ys)


def _missing(name: str) -> ToolMissing:
    return ToolMissing(
        name,
        found="图片识别组件没有安装",
        expected="pip install 'gongkai[ocr]'",
        next_step="请安装后再遮盖图片和扫描件",
    )
