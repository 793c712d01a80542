"""An upright page read: every line recognised, doubtful ones twice, as characters with their confidence."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from gongkai.documents.budget import Budget
from gongkai.documents.readers.layout.geometry import Glyph, Page
from gongkai.documents.readers.layout.ruled import find_grids
from gongkai.documents.readers.layout.words import is_value
from gongkai.documents.readers.scan.lines import (
    Strip,
    crop,
    ink_runs,
    strips_in_cell,
    strips_outside,
    usual_height,
)
from gongkai.documents.readers.scan.raster import Gray, Raster, prepare
from gongkai.documents.readers.scan.recognition import Reading, Recogniser, recogniser

_SURE = 0.999
_SURE_TEXT = 0.80
_DISAGREE = 0.5
_CUT = 0.3
_EDGE = 3.0
_WIDE_HEIGHT = 0.92
_DIGIT_HEIGHT = 0.74
_ODD_SIDE = 960
_SAME = 0.7
"""Share of the wider of two strips (of a few characters: of the narrower) above which they are one line."""


def read_page(gray: Gray, scale: float, number: int, budget: Budget) -> Page:
    """The page of a grey picture; `scale` is pixels to the point.

    Ink that gives no character becomes a character without text and with confidence 0.
    """
    raster = prepare(gray, scale)
    budget.tick()
    page = Page(number, raster.width, raster.height)
    page.horizontal, page.vertical = raster.horizontal, raster.vertical
    usual = usual_height(raster)
    grids = find_grids(page)
    strips: list[Strip] = []
    for grid in grids:
        for region in grid.regions:
            strips.extend(strips_in_cell(raster, grid.region_box(region), usual))
    plain, odd = strips_outside(raster, [grid.box for grid in grids], usual)
    strips.extend(plain)
    reader = recogniser()
    for strip in _lines_in_odd_places(raster, odd, reader, usual):
        if not any(_is_same_line(strip, other) for other in strips):
            strips.append(strip)
    budget.tick()
    for strip, glyphs in zip(strips, _read(raster, strips, reader, usual, budget), strict=True):
        page.glyphs.extend(glyphs or [_unread(strip, scale)])
    page.glyphs.sort(key=lambda glyph: (glyph.baseline, glyph.left))
    return page


def _lines_in_odd_places(
    raster: Raster, odd: Sequence[Strip], reader: Recogniser, usual: float
) -> list[Strip]:
    """Lines that the detection network sees where ink is no plain line: under a stamp, in a picture."""
    found: list[Strip] = []
    for place in odd:
        if place.width < 2 * usual:
            continue
        pad = round(0.5 * usual)
        top, left = max(0, place.top - pad), max(0, place.left - pad)
        patch = raster.gray[top : place.bottom + pad, left : place.right + pad]
        factor = min(1.0, _ODD_SIDE / max(patch.shape))
        small = np.asarray(
            cv2.resize(patch, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8
        )
        found.extend(
            Strip(
                left + round(x0 / factor),
                top + round(y0 / factor),
                left + round(x1 / factor),
                top + round(y1 / factor),
            )
            for x0, y0, x1, y1 in reader.boxes(small)
        )
    return found


def _is_same_line(strip: Strip, other: Strip) -> bool:
    """Whether two strips are one line, as where two areas of a photograph overlap: as wide, at the same height."""
    across = min(strip.right, other.right) - max(strip.left, other.left)
    apart = abs(strip.top + strip.bottom - other.top - other.bottom) / 2
    widest = max(strip.width, other.width)
    if widest < 2.5 * max(strip.height, other.height):
        widest = min(strip.width, other.width)
    return across > _SAME * widest and apart < 0.4 * min(strip.height, other.height)


def _read(
    raster: Raster, strips: Sequence[Strip], reader: Recogniser, usual: float, budget: Budget
) -> list[list[Glyph]]:
    firsts = reader.lines([crop(raster, strip, usual) for strip in strips])
    budget.tick()
    doubtful = [at for at, reading in enumerate(firsts) if _is_doubtful(reading)]
    seconds = reader.lines(
        [_sharpened(crop(raster, strips[at], usual, margin=0.34)) for at in doubtful]
    )
    again = dict(zip(doubtful, seconds, strict=True))
    sizes = _common_sizes(strips, firsts, raster.scale)
    return [
        _glyphs(raster, strip, first, again.get(at), sizes)
        for at, (strip, first) in enumerate(zip(strips, firsts, strict=True))
    ]


def _estimated_size(strip: Strip, reading: Reading, scale: float) -> float:
    """The size of type, in points, that the height of a line's ink suggests."""
    wide = any(_is_wide(sign.text) for sign in reading.signs)
    return strip.height / (_WIDE_HEIGHT if wide else _DIGIT_HEIGHT) / scale


def _common_sizes(
    strips: Sequence[Strip], readings: Sequence[Reading], scale: float
) -> list[float]:
    """The sizes of type on the page, told by its longer Chinese lines."""
    estimates = sorted(
        _estimated_size(strip, reading, scale)
        for strip, reading in zip(strips, readings, strict=True)
        if sum(_is_wide(sign.text) for sign in reading.signs) >= 4
    )
    groups: list[list[float]] = []
    for size in estimates:
        if groups and size <= groups[-1][0] * 1.16:
            groups[-1].append(size)
        else:
            groups.append([size])
    return [median(group) for group in groups]


def _snapped(size: float, sizes: Sequence[float]) -> float:
    """The common size nearest to an estimate, which a character such as `一` makes far too low; the estimate itself
    where it is far above all of them."""
    nearest = min(sizes, key=lambda other: abs(other - size), default=size)
    return nearest if size < nearest or nearest >= 0.6 * size else size


def _is_doubtful(reading: Reading) -> bool:
    if not reading.signs:
        return True
    numeric = is_value(reading.text) or len(reading.text) <= 2
    return reading.confidence < (_SURE if numeric else _SURE_TEXT)


def _sharpened(picture: Gray) -> Gray:
    """Twice the size and crisper, as a second look at the same ink."""
    big = cv2.resize(picture, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(big, (0, 0), 2.0)
    crisp = cv2.addWeighted(big, 1.7, soft, -0.7, 0)
    low, high = np.percentile(crisp, (1, 90))
    stretched = (crisp.astype(np.float32) - low) * (255.0 / max(40.0, high - low))
    return np.asarray(np.clip(stretched, 0, 255), np.uint8)


def _glyphs(
    raster: Raster,
    strip: Strip,
    first: Reading,
    second: Reading | None,
    sizes: Sequence[float],
) -> list[Glyph]:
    """The characters of a line; two readings that differ are both kept and make it doubtful."""
    chosen, other = first, ""
    factor = _CUT if _is_cut(raster, strip) else 1.0
    if second is not None and _plain(second.text) != _plain(first.text):
        if second.signs and second.confidence > first.confidence:
            chosen, other = second, first.text
        else:
            other = second.text
        factor *= _DISAGREE
    if not chosen.signs:
        return []
    rivals = _rival_readings(chosen)
    readings = tuple(
        dict.fromkeys(text for text in (other, *rivals) if text and text != chosen.text)
    )
    size = _snapped(_estimated_size(strip, chosen, raster.scale), sizes)
    return _placed(raster, strip, chosen, size, factor, readings)


def _is_cut(raster: Raster, strip: Strip) -> bool:
    """Whether the ink runs to the edge of the picture, so that part of it may be missing."""
    margin = round(_EDGE * raster.scale)
    return strip.left <= margin or strip.right >= raster.gray.shape[1] - margin


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _rival_readings(reading: Reading) -> list[str]:
    """The line with one of its doubtful characters replaced by the runner-up."""
    texts = [sign.text for sign in reading.signs]
    return [
        "".join([*texts[:at], sign.rival, *texts[at + 1 :]])
        for at, sign in enumerate(reading.signs)
        if sign.rival and is_value(reading.text)
    ][:3]


def _placed(
    raster: Raster,
    strip: Strip,
    reading: Reading,
    size: float,
    factor: float,
    readings: tuple[str, ...],
) -> list[Glyph]:
    scale = raster.scale
    wide = any(_is_wide(sign.text) for sign in reading.signs)
    low = strip.height / scale < 0.6 * size
    middle = (strip.top + strip.bottom) / 2 / scale
    baseline = strip.bottom / scale - (0.06 * size if wide else 0.0)
    if low:
        baseline = middle + 0.38 * size
    left, right = strip.left / scale, strip.right / scale
    span = right - left
    pad = 0.18 * max(strip.height, 1) / scale
    glyphs = []
    centres = [left - pad + sign.centre * (span + 2 * pad) for sign in reading.signs]
    exact = _digit_places(raster, strip, reading)
    for at, (sign, centre) in enumerate(zip(reading.signs, centres, strict=True)):
        half = size * (0.5 if _is_wide(sign.text) else 0.26)
        start, end = centre - half, centre + half
        if at:
            start = max(start, left, (centres[at - 1] + centre) / 2)
        else:
            start = left
        if at + 1 < len(centres):
            end = min(end, right, (centre + centres[at + 1]) / 2)
        else:
            end = right
        if exact:
            start, end = exact[at]
        letters = at > 0 and _is_letter(sign.text) and _is_letter(reading.signs[at - 1].text)
        glyphs.append(
            Glyph(
                sign.text,
                start,
                end,
                baseline,
                size,
                sign.spaced and letters,
                sign.confidence * factor,
                readings if not at else (),
            )
        )
    return glyphs


def _digit_places(
    raster: Raster, strip: Strip, reading: Reading
) -> list[tuple[float, float]] | None:
    """Where each digit of a number stands, told by its ink; None where ink and digits do not agree."""
    if not all(sign.text.isdecimal() and sign.text.isascii() for sign in reading.signs):
        return None
    runs = ink_runs(raster, strip)
    if len(runs) != len(reading.signs):
        return None
    return [(start / raster.scale, end / raster.scale) for start, end in runs]


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text) in "WF"


def _is_letter(text: str) -> bool:
    return text.isascii() and text.isalpha()


def _unread(strip: Strip, scale: float) -> Glyph:
    size = strip.height / 0.8 / scale
    return Glyph(
        "", strip.left / scale, strip.right / scale, strip.bottom / scale, size, False, 0.0
    )
