"""Where lines of text stand on an upright page: by the ink within table cells, and around the tables."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.documents.readers.layout.geometry import Box
from gongkai.documents.readers.scan.raster import Gray, Raster


class Strip(NamedTuple):
    """A line of ink in pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.right - self.left


def strips_in_cell(raster: Raster, cell: Box, usual: float) -> list[Strip]:
    """The lines of ink within a cell; `usual` is the usual height of a line in pixels."""
    scale = raster.scale
    inset = 0.8 * scale
    left, right = int(cell.left * scale + inset), int(cell.right * scale - inset)
    top, bottom = int(cell.top * scale + inset), int(cell.bottom * scale - inset)
    patch = raster.ink[max(0, top) : bottom, max(0, left) : right]
    if not patch.size or not patch.any():
        return []
    rows = np.asarray(patch.any(axis=1))
    runs = _merged(_runs(rows), usual)
    strips = []
    for start, end in runs:
        columns = np.flatnonzero(patch[start:end].any(axis=0))
        if columns.size:
            strips.append(
                Strip(
                    max(0, left) + int(columns[0]),
                    max(0, top) + start,
                    max(0, left) + int(columns[-1]) + 1,
                    max(0, top) + end,
                )
            )
    return [
        strip
        for strip in strips
        if strip.height > 0.2 * usual
        or (
            strip.width > 0.25 * usual
            and strip.top - top > 0.15 * usual
            and bottom - strip.bottom > 0.15 * usual
        )
    ]


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _merged(runs: list[tuple[int, int]], usual: float) -> list[tuple[int, int]]:
    """Runs too low to be a line join the neighbour with which they make one."""
    merged: list[tuple[int, int]] = []
    for start, end in runs:
        if merged:
            before = merged[-1]
            low = min(before[1] - before[0], end - start) < 0.6 * usual
            if low and end - before[0] <= 1.25 * usual and start - before[1] < 0.6 * usual:
                merged[-1] = (before[0], end)
                continue
        merged.append((start, end))
    return merged


def usual_height(raster: Raster) -> float:
    """The usual height of a character's ink in pixels, from the components of the page."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(raster.ink, connectivity=8)
    heights = stats[1:count, cv2.CC_STAT_HEIGHT]
    widths = stats[1:count, cv2.CC_STAT_WIDTH]
    letters = heights[
        (heights > 4 * raster.scale) & (heights < 24 * raster.scale) & (widths < 30 * raster.scale)
    ]
    if not len(letters):
        return 9.0 * raster.scale
    return float(np.percentile(letters, 75)) * 1.1


def strips_outside(
    raster: Raster, tables: list[Box], usual: float
) -> tuple[list[Strip], list[Strip]]:
    """Lines of ink outside the tables, and areas of ink that are no plain lines (stamps, pictures)."""
    ink = raster.ink.copy()
    scale = raster.scale
    for box in tables:
        ink[
            max(0, int((box.top - 1.5) * scale)) : int((box.bottom + 1.5) * scale),
            max(0, int((box.left - 1.5) * scale)) : int((box.right + 1.5) * scale),
        ] = 0
    if not ink.any():
        return [], []
    width = max(3, round(0.9 * usual))
    smeared = cv2.morphologyEx(
        ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (width, 1))
    )
    smeared = cv2.dilate(smeared, np.ones((max(2, round(0.22 * usual)), 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(smeared, connectivity=8)
    strips: list[Strip] = []
    odd: list[Strip] = []
    for at in range(1, count):
        left, top, wide, high, _ = stats[at]
        window = (labels[top : top + high, left : left + wide] == at) & (
            ink[top : top + high, left : left + wide] > 0
        )
        rows = np.flatnonzero(window.any(axis=1))
        columns = np.flatnonzero(window.any(axis=0))
        if not rows.size:
            continue
        strip = Strip(
            int(left + columns[0]),
            int(top + rows[0]),
            int(left + columns[-1] + 1),
            int(top + rows[-1] + 1),
        )
        rows_apart = _rows_of(window[rows[0] : rows[-1] + 1], strip, usual)
        if len(rows_apart) == 1 and strip.height > 2.6 * usual:
            odd.append(strip)
        else:
            strips.extend(rows_apart)
    return _on_one_line(strips, usual), odd


def _rows_of(window: NDArray[np.bool_], strip: Strip, usual: float) -> list[Strip]:
    """The single lines of an area in which lines stand so close that they were taken for one."""
    letters = _letter_height(window, usual)
    if strip.height < 1.45 * letters:
        return [strip]
    lines = []
    for start, end in _merged(_runs(np.asarray(window.any(axis=1))), letters):
        columns = np.flatnonzero(window[start:end].any(axis=0))
        offset = strip.left - int(np.flatnonzero(window.any(axis=0))[0])
        lines.append(
            Strip(
                offset + int(columns[0]),
                strip.top + start,
                offset + int(columns[-1]) + 1,
                strip.top + end,
            )
        )
    return lines


def _letter_height(window: NDArray[np.bool_], usual: float) -> float:
    """The height of the letters within an area, in pixels."""
    picture = np.where(window, np.uint8(255), np.uint8(0))
    count, _, stats, _ = cv2.connectedComponentsWithStats(picture, connectivity=8)
    heights = stats[1:count, cv2.CC_STAT_HEIGHT]
    widths = stats[1:count, cv2.CC_STAT_WIDTH]
    letters = heights[(heights > 0.3 * usual) & (widths < 2.5 * usual) & (heights < 2 * usual)]
    return float(np.percentile(letters, 70)) if len(letters) else usual


def _on_one_line(strips: list[Strip], usual: float) -> list[Strip]:
    """Small pieces such as dots and dashes join the neighbour on their line."""
    big = [strip for strip in strips if strip.height >= 0.5 * usual]
    small = [strip for strip in strips if strip.height < 0.5 * usual]
    kept = []
    for piece in small:
        best = -1
        reach = 1.0 * usual
        for at, strip in enumerate(big):
            gap = max(strip.left - piece.right, piece.left - strip.right, 0)
            inside = (
                strip.top - 0.3 * usual
                <= (piece.top + piece.bottom) / 2
                <= strip.bottom + 0.3 * usual
            )
            if inside and gap < reach:
                best, reach = at, gap
        if best >= 0:
            strip = big[best]
            big[best] = Strip(
                min(strip.left, piece.left),
                min(strip.top, piece.top),
                max(strip.right, piece.right),
                max(strip.bottom, piece.bottom),
            )
        elif piece.width > 0.35 * usual and piece.height > 0.06 * usual:
            kept.append(piece)
    return big + kept


def ink_runs(raster: Raster, strip: Strip) -> list[tuple[int, int]]:
    """The stretches of a line, in pixels from the left of the page, where there is ink."""
    patch = raster.ink[strip.top : strip.bottom, strip.left : strip.right]
    runs = _runs(np.asarray(patch.any(axis=0)))
    return [(strip.left + start, strip.left + end) for start, end in runs]


def crop(raster: Raster, strip: Strip, usual: float, *, margin: float = 0.18) -> Gray:
    """The picture of a line with a little paper around it, at least as high as usual lines are."""
    need = max(strip.height, 0.8 * usual)
    pad = margin * need
    middle = (strip.top + strip.bottom) / 2
    top, bottom = round(middle - need / 2 - pad), round(middle + need / 2 + pad)
    left, right = round(strip.left - pad), round(strip.right + pad)
    height, width = raster.gray.shape[:2]
    out = np.full((max(1, bottom - top), max(1, right - left)), raster.paper, np.uint8)
    y0, y1 = max(0, top), min(height, bottom)
    x0, x1 = max(0, left), min(width, right)
    if y1 > y0 and x1 > x0:
        out[y0 - top : y1 - top, x0 - left : x1 - left] = raster.gray[y0:y1, x0:x1]
    return out
