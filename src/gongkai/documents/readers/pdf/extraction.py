"""What a PDF page shows, through PDFium: characters with boxes, ruling lines, pictures, and text that is not seen."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.documents.readers.layout.geometry import Box, Glyph, Matrix, Page, Rule, product

_THIN = 3.0
_INVISIBLE = 3
_DEPTH = 12
_TALL = 3.0
_ASKEW = 8.0
_STRAIGHT = 0.25
"""Degrees: less is no turn."""


class _Shape(NamedTuple):
    """A filled area or a picture: where it is, how late it is drawn, its colour (None for a picture)."""

    box: Box
    order: int
    colour: tuple[int, int, int] | None


class _Run(NamedTuple):
    """A text object: how late it is drawn and how.

    It is turned on the page as seen by `quarter` quarters and `tilt` degrees.
    """

    order: int
    size: float
    mode: int
    colour: tuple[int, int, int, int]
    quarter: int
    tilt: float


@dataclass(slots=True)
class PageContent:
    """A page and what it holds besides: unseen text by cause, text set at an angle, and what tells a scan.

    `turned` are the same page's texts that stand sideways or on their head, each as a page that is upright.
    """

    page: Page
    turned: list[Page] = field(default_factory=list)
    hidden_text: str = ""
    covered_text: str = ""
    slanted_text: str = ""
    unmapped: int = 0
    strokes: int = 0
    recognised: bool = False
    picture_share: float = 0.0
    shapes: list[_Shape] = field(default_factory=list)


class Extractor:
    """Reads one page after the other of an open PDFium document."""

    def __init__(self) -> None:
        self._left = ctypes.c_double()
        self._right = ctypes.c_double()
        self._tight = tuple(ctypes.c_double() for _ in range(4))
        self._float_x = ctypes.c_float()
        self._float_y = ctypes.c_float()
        self._bounds = tuple(ctypes.c_float() for _ in range(4))
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._matrix = pdfium.FS_MATRIX()
        self._loose = pdfium.FS_RECTF()

    def page(self, handle: Any, number: int) -> PageContent:
        """The content of an open page; `number` counts from 1."""
        rotation = pdfium.FPDFPage_GetRotation(handle) % 4
        content = self._content(handle, number, rotation)
        for quarter in sorted({run.quarter for run in self._written} - {0}):
            other = self._content(handle, number, (rotation + quarter) % 4)
            if other.page.glyphs:
                content.turned.append(other.page)
            content.hidden_text += other.hidden_text
            content.covered_text += other.covered_text
        return content

    def _content(self, handle: Any, number: int, rotation: int) -> PageContent:
        """The page seen under a rotation in quarters, and the text that is upright then."""
        box = self._visible_box(handle)
        turned = rotation % 2 == 1
        width, height = (box.height, box.width) if turned else (box.width, box.height)
        content = PageContent(Page(number, width, height))
        self._box, self._rotation = box, rotation
        self._tilt = 0.0
        identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        count = pdfium.FPDFPage_CountObjects(handle)
        items = [pdfium.FPDFPage_GetObject(handle, at) for at in range(count)]
        self._runs: dict[int, _Run] = {}
        for item in items:
            self._text_objects(item, identity, 0)
        self._tilt = _common_tilt(self._runs.values())
        self._order = 0
        for item in items:
            self._object(item, identity, content, 0)
        self._pictures(content)
        text_page = pdfium.FPDFText_LoadPage(handle)
        if text_page:
            try:
                self._glyphs(text_page, content)
            finally:
                pdfium.FPDFText_ClosePage(text_page)
        return content

    def _visible_box(self, handle: Any) -> Box:
        rectangle = pdfium.FS_RECTF()
        if pdfium.FPDF_GetPageBoundingBox(handle, rectangle):
            low, high = sorted((rectangle.bottom, rectangle.top))
            left, right = sorted((rectangle.left, rectangle.right))
            if right - left > 1 and high - low > 1:
                return Box(left, low, right, high)
        return Box(0.0, 0.0, 595.0, 842.0)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the page as one sees it, a page that was laid askew straightened."""
        box = self._box
        match self._rotation:
            case 0:
                place = x - box.left, box.bottom - y
            case 1:
                place = y - box.top, x - box.left
            case 2:
                place = box.right - x, y - box.top
            case _:
                place = box.bottom - y, box.right - x
        if not self._tilt:
            return place
        angle = math.radians(self._tilt)
        across, down = place[0] - box.width / 2, place[1] - box.height / 2
        return (
            across * math.cos(angle) - down * math.sin(angle) + box.width / 2,
            across * math.sin(angle) + down * math.cos(angle) + box.height / 2,
        )

    def _place_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x0, y0 = self._place(left, bottom)
        x1, y1 = self._place(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    # Page objects

    def _object(self, item: Any, outer: Matrix, content: PageContent, depth: int) -> None:
        self._order += 1
        match pdfium.FPDFPageObj_GetType(item):
            case pdfium.FPDF_PAGEOBJ_TEXT:
                address = _address(item)
                self._runs[address] = self._runs[address]._replace(order=self._order)
            case pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, product(self._matrix_of(item), outer), content)
            case pdfium.FPDF_PAGEOBJ_IMAGE:
                a, b, c, d, e, f = product(self._matrix_of(item), outer)
                xs = (e, e + a, e + c, e + a + c)
                ys = (f, f + b, f + d, f + b + d)
                box = self._place_box(min(xs), min(ys), max(xs), max(ys))
                content.shapes.append(_Shape(box, self._order, None))
            case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEPTH:
                matrix = product(self._matrix_of(item), outer)
                for at in range(max(0, pdfium.FPDFFormObj_CountObjects(item))):
                    self._object(pdfium.FPDFFormObj_GetObject(item, at), matrix, content, depth + 1)

    def _text_objects(self, item: Any, outer: Matrix, depth: int) -> None:
        """Note how every text object is written, before anything is placed."""
        match pdfium.FPDFPageObj_GetType(item):
            case pdfium.FPDF_PAGEOBJ_TEXT:
                self._text_object(item, outer)
            case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEPTH:
                matrix = product(self._matrix_of(item), outer)
                for at in range(max(0, pdfium.FPDFFormObj_CountObjects(item))):
                    self._text_objects(pdfium.FPDFFormObj_GetObject(item, at), matrix, depth + 1)

    def _matrix_of(self, item: Any) -> Matrix:
        if not pdfium.FPDFPageObj_GetMatrix(item, self._matrix):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        m = self._matrix
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _text_object(self, item: Any, outer: Matrix) -> None:
        a, b, c, d, _, _ = product(self._matrix_of(item), outer)
        size = self._float_x
        pdfium.FPDFTextObj_GetFontSize(item, size)
        height = math.hypot(c, d) or 1.0
        angle = math.degrees(math.atan2(b, a)) - 90 * self._rotation
        self._runs[_address(item)] = _Run(
            0,
            abs(size.value * height),
            pdfium.FPDFTextObj_GetTextRenderMode(item),
            self._fill_colour(item),
            round(angle / 90) % 4,
            (angle + 45) % 90 - 45,
        )

    def _fill_colour(self, item: Any) -> tuple[int, int, int, int]:
        red, green, blue, alpha = self._colour
        if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
            return (0, 0, 0, 255)
        return (red.value, green.value, blue.value, alpha.value)

    def _path(self, item: Any, matrix: Matrix, content: PageContent) -> None:
        fill = ctypes.c_int()
        stroke = ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke):
            return
        if not (fill.value or stroke.value):
            return
        count = pdfium.FPDFPath_CountSegments(item)
        if count > 2000:
            content.strokes += 1
            return
        a, b, c, d, e, f = matrix
        points: list[tuple[float, float]] = []
        lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
        start = (0.0, 0.0)
        curved = False
        for at in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, at)
            pdfium.FPDFPathSegment_GetPoint(segment, self._float_x, self._float_y)
            x, y = self._float_x.value, self._float_y.value
            point = self._place(a * x + c * y + e, b * x + d * y + f)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO and points:
                lines.append((points[-1], point))
            else:
                curved = True
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment) and point != start:
                lines.append((point, start))
        if curved:
            content.strokes += 1
            return
        if stroke.value:
            for one, other in lines:
                _add_line(content.page, one, other)
        if fill.value and points:
            self._filled(item, points, lines, bool(stroke.value), content)

    def _filled(
        self,
        item: Any,
        points: list[tuple[float, float]],
        lines: list[tuple[tuple[float, float], tuple[float, float]]],
        stroked: bool,
        content: PageContent,
    ) -> None:
        for box in _rectangles(points):
            if box.height <= _THIN and box.width > box.height:
                if not stroked:
                    middle = (box.top + box.bottom) / 2
                    content.page.horizontal.append(Rule(middle, box.left, box.right))
            elif box.width <= _THIN:
                if not stroked:
                    middle = (box.left + box.right) / 2
                    content.page.vertical.append(Rule(middle, box.top, box.bottom))
            elif len(lines) >= 3:
                red, green, blue, alpha = self._fill_colour(item)
                if alpha > 240 and not pdfium.FPDFPageObj_HasTransparency(item):
                    content.shapes.append(_Shape(box, self._order, (red, green, blue)))

    def _pictures(self, content: PageContent) -> None:
        page = content.page
        pictures = [shape.box for shape in content.shapes if shape.colour is None]
        page.pictures = [box for box in pictures if box.width > 12 and box.height > 12]
        area = page.width * page.height
        content.picture_share = sum(
            max(0.0, min(box.right, page.width) - max(box.left, 0.0))
            * max(0.0, min(box.bottom, page.height) - max(box.top, 0.0))
            for box in pictures
        ) / (area or 1.0)

    # Characters

    def _glyphs(self, text_page: Any, content: PageContent) -> None:
        page = content.page
        loose, origin_x, origin_y = self._loose, self._left, self._right
        unicode_of = pdfium.FPDFText_GetUnicode
        loose_of = pdfium.FPDFText_GetLooseCharBox
        origin_of = pdfium.FPDFText_GetCharOrigin
        object_of = pdfium.FPDFText_GetTextObject
        shown: list[tuple[Glyph, _Run]] = []
        slanted: list[Glyph] = []
        self._written: set[_Run] = set()
        spaced = False
        plain = _Run(0, 0.0, 0, (0, 0, 0, 255), 0, 0.0)
        tilt = self._tilt
        for at in range(pdfium.FPDFText_CountChars(text_page)):
            code = unicode_of(text_page, at)
            if code in (0x20, 0xA0, 0x3000, 0x09):
                spaced = spaced or pdfium.FPDFText_IsGenerated(text_page, at) == 0
                continue
            if code in (0x0A, 0x0D, 0xFFFE, 0xFEFF, 0x200B, 0x02):
                continue
            if not loose_of(text_page, at, loose):
                continue
            origin_of(text_page, at, origin_x, origin_y)
            item = object_of(text_page, at)
            run = self._runs.get(_address(item), plain) if item else plain
            if 0xD800 <= code <= 0xDFFF or code == 0 or code > 0x10FFFF:
                code = 0xFFFD
            if code == 0xFFFD or 0xE000 <= code <= 0xF8FF or code < 0x20:
                content.unmapped += 1
                code = code if code >= 0x20 else 0xFFFD
            box = self._place_box(loose.left, loose.bottom, loose.right, loose.top)
            _, baseline = self._place(origin_x.value, origin_y.value)
            size = run.size or box.height
            if box.bottom - box.top > _TALL * size and not run.quarter:
                box, baseline = self._downward(text_page, at, size, box, baseline)
            if abs(run.tilt - tilt) >= _ASKEW:
                slanted.append(Glyph(chr(code), box.left, box.right, baseline, size, spaced))
                spaced = False
                continue
            if run.quarter:
                self._written.add(run)
                continue
            shown.append((Glyph(chr(code), box.left, box.right, baseline, size, spaced), run))
            spaced = False
        content.slanted_text = _in_a_row(slanted)
        self._sort_out_unseen(shown, content)
        page.glyphs.sort(key=lambda glyph: (glyph.baseline, glyph.left))

    def _downward(
        self, text_page: Any, at: int, size: float, box: Box, baseline: float
    ) -> tuple[Box, float]:
        """Box and baseline of a character whose box is far too large, as PDFium has it for writing that runs down."""
        left, right, bottom, top = self._tight
        if not pdfium.FPDFText_GetCharBox(text_page, at, left, right, bottom, top):
            return box, baseline
        ink = self._place_box(left.value, bottom.value, right.value, top.value)
        middle = (ink.left + ink.right) / 2
        if ink.top >= baseline - 0.1 * size:  # its origin is above it
            baseline += 0.88 * size
        place = Box(middle - size / 2, baseline - 0.88 * size, middle + size / 2, baseline)
        return place, baseline

    def _sort_out_unseen(self, shown: list[tuple[Glyph, _Run]], content: PageContent) -> None:
        """Text under a picture that fills the page is the text layer of a scan; other unseen text is set aside."""
        page = content.page
        if not shown:
            return
        area = page.width * page.height
        backdrops = [
            shape
            for shape in content.shapes
            if shape.colour is None and shape.box.width * shape.box.height > 0.6 * area
        ]
        hidden: list[Glyph] = []
        covered: list[Glyph] = []
        unseen = 0
        verdicts: list[tuple[Glyph, str]] = []
        for glyph, run in shown:
            verdict = self._verdict(glyph, run, content.shapes)
            if verdict:
                unseen += 1
            verdicts.append((glyph, verdict))
        if backdrops and unseen >= 0.5 * len(shown):
            content.recognised = True
            page.glyphs = [glyph for glyph, _ in verdicts]
            return
        for glyph, verdict in verdicts:
            if verdict == "hidden":
                hidden.append(glyph)
            elif verdict == "covered":
                covered.append(glyph)
            else:
                page.glyphs.append(glyph)
        content.hidden_text = _run_on(hidden)
        content.covered_text = _run_on(covered)

    def _verdict(self, glyph: Glyph, run: _Run, shapes: list[_Shape]) -> str:
        if run.mode == _INVISIBLE or run.mode == 7:
            return "hidden"
        x, y = glyph.centre, glyph.middle
        below: tuple[int, int, int] | None = (255, 255, 255)
        for shape in shapes:
            if shape.box.contains(x, y):
                if shape.order > run.order > 0:
                    return "covered"
                below = shape.colour
        if (
            run.mode in (0, 4)
            and below is not None
            and (run.colour[3] < 10 or _alike(below, run.colour))
        ):
            return "hidden"
        return ""


def _common_tilt(runs: Iterable[_Run]) -> float:
    """By how many degrees the text of a page is askew, where nearly all of it is so by the same; else 0."""
    tilts = sorted(run.tilt for run in runs if abs(run.tilt) < _ASKEW)
    if not tilts:
        return 0.0
    middle = tilts[len(tilts) // 2]
    alike = sum(abs(tilt - middle) < 0.5 for tilt in tilts)
    return middle if abs(middle) > _STRAIGHT and alike >= 0.9 * len(tilts) else 0.0


def _in_a_row(glyphs: Sequence[Glyph]) -> str:
    """Text at an angle in the order of the file, with a space where it jumps."""
    text = ""
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        if before is not None:
            leap = math.hypot(glyph.centre - before.centre, glyph.baseline - before.baseline)
            if glyph.spaced or leap > 1.2 * max(before.size, glyph.size):
                text += " "
        text += glyph.text
    return text


def _alike(one: tuple[int, int, int], other: tuple[int, int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=False)) <= 12


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _rectangles(points: list[tuple[float, float]]) -> list[Box]:
    """The rectangles of a filled path: a path may hold several of four or five points, or be one of any shape."""
    for step in (5, 4):
        if len(points) > step and len(points) % step == 0:
            boxes = [_bounds(points[at : at + step]) for at in range(0, len(points), step)]
            if all(_is_rectangle(points[at : at + step]) for at in range(0, len(points), step)):
                return boxes
    return [_bounds(points)]


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    xs = sorted(x for x, _ in points[:4])
    ys = sorted(y for _, y in points[:4])
    return (
        xs[1] - xs[0] < 0.5 and xs[3] - xs[2] < 0.5 and ys[1] - ys[0] < 0.5 and ys[3] - ys[2] < 0.5
    )


def _bounds(points: list[tuple[float, float]]) -> Box:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _add_line(page: Page, one: tuple[float, float], other: tuple[float, float]) -> None:
    x0, y0 = one
    x1, y1 = other
    if abs(y0 - y1) <= 0.6 and abs(x0 - x1) > 0.6:
        page.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x0 - x1) <= 0.6 and abs(y0 - y1) > 0.6:
        page.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _run_on(glyphs: list[Glyph]) -> str:
    """Glyphs in the order of the file, with a space where the file has one, a gap or another line follows."""
    text = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and (
            glyph.spaced
            or abs(glyph.baseline - before.baseline) > before.size * 0.5
            or glyph.left - before.right > before.size
        ):
            text += " "
        text += glyph.text
        before = glyph
    return text
