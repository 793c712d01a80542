"""A picture of a page turned until its writing makes sense."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean
from typing import NamedTuple
from unicodedata import east_asian_width

import numpy as np

from gongkai.documents.budget import Budget
from gongkai.documents.readers.layout.geometry import Page
from gongkai.documents.readers.scan.lines import crop, strips_outside, usual_height
from gongkai.documents.readers.scan.raster import Gray, prepare, without_bars
from gongkai.documents.readers.scan.reading import read_page
from gongkai.documents.readers.scan.recognition import recogniser

_DOUBTFUL = 0.5
_SENSE, _POOR, _NONSENSE = 0.15, 0.25, 0.6
"""Shares of characters below `_DOUBTFUL`: up to the first a page makes sense, from the second on it is poor, from the
third on it is not read."""
_FEWEST = 8
_INK = 3
"""So many signs of which none is sure are writing that was not read."""
_SAMPLE = 12
_BETTER = 0.08
_STACKED = 0.5
"""Share of Chinese characters with another beside them, below which they stand one above the other."""


class Upright(NamedTuple):
    """A page as it was read; the picture was turned by `quarters` quarters anticlockwise before."""

    page: Page
    quarters: int


def read_upright(gray: Gray, scale: float, number: int, budget: Budget) -> Upright:
    """Read a page that may lie on its side or head; arguments as in `read_page`.

    A page whose characters make sense and stand side by side is read once. Of a page that makes none in any position the reading that is
    least doubtful is given, marked as unreadable.
    """
    gray = without_bars(gray, scale)
    page = read_page(gray, scale, number, budget)
    stacked = _is_stacked(page)
    if _doubtful_share(page) <= _SENSE and not stacked:
        page.unreadable = _is_ink_only(page)
        return Upright(page, 0)
    best, sense = 0, _sample(gray, scale)
    for quarters in (1, 2, 3):
        budget.tick()
        other = _sample(turned(gray, quarters), scale)
        if other > sense + _BETTER:
            best, sense = quarters, other
    if best:
        other_page = read_page(turned(gray, best), scale, number, budget)
        doubtful = _doubtful_share(other_page)
        if doubtful < _doubtful_share(page) or (
            stacked and doubtful <= _SENSE and not _is_stacked(other_page)
        ):
            page = other_page
        else:
            best = 0
    share = _doubtful_share(page)
    page.unreadable = share > _NONSENSE or _is_ink_only(page)
    page.poor = _POOR < share <= _NONSENSE
    return Upright(page, best)


def turned(gray: Gray, quarters: int) -> Gray:
    """The picture turned by quarters anticlockwise."""
    return np.ascontiguousarray(np.rot90(gray, quarters))


def _doubtful_share(page: Page) -> float:
    """The share of a page's characters that are doubtful; 0 for a page of a few characters."""
    if len(page.glyphs) < _FEWEST:
        return 0.0
    return sum((glyph.confidence or 0.0) < _DOUBTFUL for glyph in page.glyphs) / len(page.glyphs)


def _is_ink_only(page: Page) -> bool:
    """Whether there are signs on a page, too few to judge their share, and none is sure."""
    return _INK <= len(page.glyphs) < _FEWEST and all(
        (glyph.confidence or 0.0) < _DOUBTFUL for glyph in page.glyphs
    )


def _is_stacked(page: Page) -> bool:
    """Whether most Chinese characters have none beside them: each line of a page on its side, read sign by sign."""
    wide = [glyph for glyph in page.glyphs if east_asian_width(glyph.text[:1] or " ") == "W"]
    if len(wide) < _FEWEST:
        return False
    wide.sort(key=lambda glyph: (round(glyph.baseline / max(glyph.size, 1.0) * 2), glyph.left))
    beside = set()
    for at, (one, other) in enumerate(pairwise(wide)):
        if (
            abs(one.baseline - other.baseline) < 0.5 * one.size
            and other.left - one.right < one.size
        ):
            beside |= {at, at + 1}
    return len(beside) < _STACKED * len(wide)


def _sample(gray: Gray, scale: float) -> float:
    """How sure the characters of the longest lines are, on average; 0 where there are no lines."""
    raster = prepare(gray, scale)
    usual = usual_height(raster)
    plain, _ = strips_outside(raster, [], usual)
    lines = sorted(
        (strip for strip in plain if strip.width > 2 * strip.height),
        key=lambda strip: strip.width,
        reverse=True,
    )[:_SAMPLE]
    readings = recogniser().lines([crop(raster, strip, usual) for strip in lines])
    signs = [sign.confidence for reading in readings for sign in reading.signs]
    return fmean(signs) if len(signs) >= _FEWEST else 0.0
