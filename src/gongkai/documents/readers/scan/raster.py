"""A picture of a page made ready: grey, upright, its ink and its ruling lines told apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.documents.readers.layout.geometry import Rule, merge_rules

Gray = NDArray[np.uint8]

_STEEPEST = 3.2
_SEARCH_WIDTH = 640
_STROKE = 14.0
_ROW = 30.0
_COLUMN = 11.0
_GAP = 5.0
_MEET = 2.2
_LONG = 72.0
_BUSY = 0.25
BAR = 64
"""The shade of the bars that clean copies are painted with (`writers.redaction.image`)."""
_BAR_NOISE = 10
_BAR_SIDE = 4.0


@dataclass(slots=True)
class Raster:
    """An upright page in grey; `scale` is pixels to the point, `ink` is the page's ink without lines and specks.

    `paper` is the grey of the page where nothing is printed.
    """

    gray: Gray
    ink: Gray
    scale: float
    horizontal: list[Rule]
    vertical: list[Rule]
    skew: float
    paper: int

    @property
    def width(self) -> float:
        """Width in points."""
        return float(self.gray.shape[1] / self.scale)

    @property
    def height(self) -> float:
        """Height in points."""
        return float(self.gray.shape[0] / self.scale)


def prepare(gray: Gray, scale: float) -> Raster:
    """The page turned upright, its ruling lines in points, its ink cleaned of specks."""
    skew = estimate_skew(gray)
    if abs(skew) >= 0.08:
        gray = turned(gray, skew)
    dark = _binary(gray, scale)
    horizontal, horizontal_mask = _rules(dark, scale, across=True)
    vertical, vertical_mask = _rules(dark, scale, across=False)
    vertical = [rule for rule in vertical if _ends_on(rule, horizontal)]
    lines = cv2.bitwise_or(horizontal_mask, vertical_mask)
    around = 1 + 2 * math.ceil(0.45 * scale)
    grown = cv2.dilate(lines, np.ones((around, around), np.uint8))
    ink = np.asarray(cv2.bitwise_and(dark, cv2.bitwise_not(grown)), np.uint8)
    paper = int(np.median(gray))
    return Raster(gray, _without_specks(ink, scale), scale, horizontal, vertical, skew, paper)


def without_bars(gray: Gray, scale: float) -> Gray:
    """The picture with the bars that cover something taken out of it: they say nothing, and are no ink to be read.

    A bar has one shade (`BAR`) and no hole; a dark field with light writing on it stays.
    """
    shade = np.where(np.abs(gray.astype(np.int16) - BAR) <= _BAR_NOISE, 255, 0).astype(np.uint8)
    side = max(3, round(_BAR_SIDE * scale))
    solid = cv2.morphologyEx(shade, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not solid.any():
        return gray
    contours, nesting = cv2.findContours(solid, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    bars = np.zeros_like(solid)
    for contour, (_, _, hole, outside) in zip(contours, nesting[0], strict=True):
        if hole < 0 and outside < 0:
            cv2.drawContours(bars, [contour], -1, 255, cv2.FILLED)
    bars = np.asarray(cv2.dilate(bars, np.ones((5, 5), np.uint8)), np.uint8)
    return np.where(bars > 0, np.uint8(np.median(gray)), gray)


def _ends_on(rule: Rule, across: list[Rule]) -> bool:
    """Whether a line ends on lines across it, at both ends unless it is long; strokes above each other do not."""
    met = [
        any(
            abs(other.at - end) < _MEET and other.start - _MEET < rule.at < other.end + _MEET
            for other in across
        )
        for end in (rule.start, rule.end)
    ]
    return all(met) or (any(met) and rule.end - rule.start > _LONG)


def estimate_skew(gray: Gray) -> float:
    """The angle in degrees by which the page is turned clockwise, within about 3°; rows of ink tell it."""
    factor = _SEARCH_WIDTH / gray.shape[1]
    small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    background = cv2.medianBlur(small, 31)
    depth = background.astype(np.float32) - small.astype(np.float32) - 12
    ink = np.asarray(np.clip(depth, 0, 255), np.float32)
    if ink.sum() < 2000:
        return 0.0
    best = _sharpest(ink, np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.4))
    best = _sharpest(ink, np.arange(best - 0.4, best + 0.41, 0.1))
    return _sharpest(ink, np.arange(best - 0.1, best + 0.11, 0.05))


def _sharpest(ink: NDArray[np.float32], angles: NDArray[np.float64]) -> float:
    def sharpness(angle: float) -> float:
        rows = _rotated(ink, angle, 0.0).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    return float(max(angles, key=lambda angle: (sharpness(float(angle)), -abs(angle))))


def _rotated(picture: NDArray[np.float32], angle: float, border: float) -> NDArray[np.float32]:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=border)
    )


def turned(gray: Gray, skew: float) -> Gray:
    """The page turned back by `skew` degrees."""
    height, width = gray.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    edge = int(np.median(gray))
    return np.asarray(
        cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=edge),
        np.uint8,
    )


def _binary(gray: Gray, scale: float) -> Gray:
    """Ink as 255, paper as 0, by the brightness around each place."""
    smooth = cv2.GaussianBlur(gray, (3, 3), 0)
    window = max(15, round(20 * scale) | 1)
    local = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 14
    )
    return np.asarray(local, np.uint8)


def _lines(dark: Gray, scale: float, *, across: bool) -> Gray:
    """The parts of the ink that run straight for longer than a stroke of a character."""
    length = round(_STROKE * scale)
    spread = (1, 3) if across else (3, 1)
    kernel = (length, 1) if across else (1, length)
    smeared = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, spread))
    opened = cv2.morphologyEx(
        smeared, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, kernel)
    )
    return np.asarray(opened, np.uint8)


def _rules(dark: Gray, scale: float, *, across: bool) -> tuple[list[Rule], Gray]:
    """The ruling lines of a page that are long enough for a table, and their ink."""
    mask = _lines(dark, scale, across=across)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = []
    thin = np.zeros(len(stats), bool)
    for at, (left, top, width, height, area) in enumerate(stats):
        length, thickness = (width, height) if across else (height, width)
        if not at or area / max(1, length) > 4 * scale or thickness > 0.3 * length:
            continue
        if length < _LONG * scale and not _stands_free(
            dark, (left, top, width, height), scale, across=across
        ):
            continue
        thin[at] = True
        start, middle = (left, top + height / 2) if across else (top, left + width / 2)
        pieces.append(
            (
                Rule(
                    float(middle / scale),
                    float(start / scale),
                    float((start + length) / scale),
                ),
                at,
            )
        )
    least = _ROW if across else _COLUMN
    rules = [
        rule
        for rule in merge_rules([rule for rule, _ in pieces], gap=_GAP)
        if rule.end - rule.start >= least
    ]
    for piece, at in pieces:
        thin[at] = any(
            abs(piece.at - rule.at) < 2.0
            and rule.start - 1 <= piece.start
            and piece.end <= rule.end + 1
            for rule in rules
        )
    return rules, np.where(thin[labels], np.uint8(255), np.uint8(0))


def _stands_free(
    dark: Gray, place: tuple[int, int, int, int], scale: float, *, across: bool
) -> bool:
    """Whether there is paper at both sides of a line; beside a stroke of a character there are other strokes."""
    left, top, width, height = place
    if across:
        dark = dark.T
        left, top, width, height = top, left, height, width
    step = max(1, round(0.8 * scale))
    inner = dark[top + height // 10 : top + height - height // 10]
    if not inner.size:
        return True
    sides = [at for at in (left - step, left + width - 1 + step) if 0 <= at < dark.shape[1]]
    return all(float(np.mean(inner[:, at] > 0)) < _BUSY for at in sides)


def _without_specks(ink: Gray, scale: float) -> Gray:
    """The ink without components too small to be part of a character."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least = max(3.0, 0.55 * scale * scale)
    keep = stats[:, cv2.CC_STAT_AREA] >= least
    keep[0] = False
    return np.where(keep[labels], np.uint8(255), np.uint8(0))
