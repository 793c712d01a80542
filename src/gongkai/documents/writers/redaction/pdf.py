"""A PDF rebuilt page by page.

A page on which something is taken away, or which carries hidden text, annotations or layers, is drawn anew as a
picture with those characters painted into the pixels; nothing of its old content is copied. Other pages keep their
text. Properties, attachments, scripts, bookmarks, forms, earlier versions and picture metadata are not copied.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from gongkai.documents.errors import Damaged, LimitExceeded
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, HiddenKind
from gongkai.documents.opening import open_bytes
from gongkai.documents.readers.pdf import load_page
from gongkai.documents.readers.pdf.hidden import FORM_VALUES, has_remarks, is_loud_within
from gongkai.documents.writers.redaction.draft import Change, NotLocated, by_origin
from gongkai.documents.writers.redaction.glyphs import Box, Glyph, boxes_to_clear, laid_upright
from gongkai.documents.writers.redaction.image import paint, without_jpeg_metadata
from gongkai.documents.writers.redaction.recognition import glyphs_of_gray
from gongkai.documents.writers.redaction.words import add_words, shown_texts

_DPI = 200
_LARGEST_SIDE = 5_000
"""Pixels of a drawn page's longer side; a poster is drawn at fewer dots an inch."""
_PAGE_KEYS = frozenset(
    {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit"}
)
_ON_PAGE = frozenset(
    {HiddenKind.HIDDEN_TEXT, HiddenKind.COVERED_TEXT, HiddenKind.COMMENT, HiddenKind.DELETED_TEXT}
)
_SPOKEN = frozenset({"/ActualText", "/Alt", "/E"})
_COLOUR_NOISE = 6
_FLATE_LIMIT = 1_500_000


class PdfDraft:
    """A PDF opened for redaction."""

    suffix = ".pdf"

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.document: Document = open_bytes(data, name, limits=limits)
        self._data = data
        self._name = name
        self._limits = limits
        self.notes: Sequence[str] = ()
        self._redrawn: set[int] = set()

    def redact(self, changes: Iterable[Change]) -> bytes:
        """A new PDF of one version, the changes made; every page keeps its size."""
        by_page: dict[int, list[Change]] = {}
        for change in changes:
            by_page.setdefault(change.origin.page or 1, []).append(change)
        drawn = pypdfium2.PdfDocument(self._data)
        try:
            with pikepdf.open(BytesIO(self._data)) as source, pikepdf.new() as output:
                if len(source.pages) > self._limits.pages:
                    raise LimitExceeded(
                        self._name,
                        found=f"有 {len(source.pages)} 页",
                        expected=f"不超过 {self._limits.pages} 页",
                        next_step="请拆分后再试",
                    )
                redrawn = self._redrawn = self._pages_to_redraw(source, set(by_page))
                if self._has_unshown_values():
                    self.notes = ("表单中没有显示在页面上的填写内容没有带入副本。",)
                if redrawn:
                    pages = "、".join(str(number) for number in sorted(redrawn))
                    self.notes = (*self.notes, f"第{pages}页重绘为图片，文字不能再复制。")
                for number, kept in enumerate(source.pages, start=1):
                    if number in redrawn:
                        page = page_as_shown(drawn, number - 1)
                        self._draw(output, page, by_page.get(number, ()))
                    else:
                        for key in list(kept.obj.keys()):
                            if key not in _PAGE_KEYS and key != "/Parent":
                                del kept.obj[key]
                        _without_spoken_words(source, kept)
                        output.pages.append(kept)
                output.remove_unreferenced_resources()
                _strip_objects(output)
                stream = BytesIO()
                output.save(
                    stream,
                    deterministic_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                )
        except pikepdf.PdfError as error:
            raise Damaged(
                self._name,
                found="PDF 结构损坏",
                expected="完整的 PDF",
                next_step="请重新导出后再试",
            ) from error
        finally:
            drawn.close()
        return stream.getvalue()

    def readable(self, copy: bytes, changes: Sequence[Change], values: Mapping[str, str]) -> bytes:
        """`copy` with a text layer on the pages that were drawn anew."""
        texts = shown_texts(self.document)
        wanted = by_origin(changes)
        drawn = pypdfium2.PdfDocument(self._data)
        try:
            with pikepdf.open(BytesIO(copy)) as output:
                for number in sorted(self._redrawn):
                    page = page_as_shown(drawn, number - 1)
                    glyphs = text_glyphs(page, 1.0)
                    target = output.pages[number - 1]
                    add_words(output, target, glyphs, 1.0, texts.get(number, ()), wanted, values)
                stream = BytesIO()
                output.save(
                    stream,
                    deterministic_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                )
        finally:
            drawn.close()
        self.notes = tuple(
            note.replace("文字不能再复制", "允许公开的文字仍可检索和朗读") for note in self.notes
        )
        return stream.getvalue()

    def _has_unshown_values(self) -> bool:
        return any(part.name == FORM_VALUES for part in self.document.carried)

    def _pages_to_redraw(self, source: pikepdf.Pdf, changed: set[int]) -> set[int]:
        every = set(range(1, len(source.pages) + 1))
        if "/OCProperties" in source.Root or "/AcroForm" in source.Root:
            return every
        for part in self.document.hidden:
            if part.kind in _ON_PAGE:
                if part.origin.page is None:
                    return every
                changed.add(part.origin.page)
        for number, page in enumerate(source.pages, start=1):
            annotations = page.obj.get("/Annots", [])
            if any(annotation.get("/Subtype") != "/Link" for annotation in annotations):
                changed.add(number)
            elif is_loud_within(page.obj.get("/Resources")):
                changed.add(number)
        return changed

    def _draw(self, output: pikepdf.Pdf, page: Any, changes: Sequence[Change]) -> None:
        width, height = page.get_size()
        scale = min(_DPI / 72, _LARGEST_SIDE / max(width, height, 1))
        picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        if changes:
            paint(picture, self._boxes(page, picture, scale, changes))
        append_picture(output, picture, width, height)

    def _boxes(
        self, page: Any, picture: Image.Image, scale: float, changes: Sequence[Change]
    ) -> list[Box]:
        boxes, lost = boxes_to_clear(text_glyphs(page, scale), changes)
        if lost:
            # As the reader renders it, so that the same characters are read.
            grey = page.render(scale=_DPI / 72, grayscale=True)
            pixels = grey.to_numpy().reshape(grey.height, -1)[:, : grey.width].copy()
            enlarged = picture.width / grey.width
            read = glyphs_of_gray(pixels, _DPI / 72, enlarged, self._name, self._limits)
            more, lost = boxes_to_clear(read, lost)
            boxes += more
        if lost:
            raise NotLocated(self._name, changes[0].origin.page)
        return boxes


def _without_spoken_words(source: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take out of a kept page what is said in place of its characters (ActualText, Alt) and remarks: nobody sees it there."""
    if not any(
        b"/ActualText" in stream or b"/Alt" in stream or has_remarks(stream)
        for stream in _contents(page)
    ):
        return
    told = []
    for operands, operator in pikepdf.parse_content_stream(page):
        for operand in operands:
            if isinstance(operand, pikepdf.Dictionary):
                for key in _SPOKEN & set(operand.keys()):
                    del operand[key]
        told.append((operands, operator))
    page.obj.Contents = source.make_stream(pikepdf.unparse_content_stream(told))


def _contents(page: pikepdf.Page) -> Iterator[bytes]:
    contents = page.obj.get("/Contents")
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            yield part.read_bytes()


def page_as_shown(document: pypdfium2.PdfDocument, at: int) -> Any:
    """The page with what its annotations and form fields show drawn into it, as the reader sees it."""
    pdfium_c.FPDF_ClosePage(load_page(document, at))
    return document[at]


def text_glyphs(page: Any, scale: float) -> list[Glyph]:
    """The characters of a page with their boxes in pixels of the page drawn at `scale` pixels a point."""
    matrix = _Upright(page, scale)
    rotation = page.get_rotation()
    with _writing_upright(page) as text_page:
        glyphs = []
        line, last_foot = 0, 0.0
        for index in range(text_page.count_chars()):
            character = text_page.get_text_range(index, 1)
            if not character.strip():
                continue
            box = matrix.box(text_page.get_charbox(index, loose=True))
            turn = (_quarter(text_page, index) + rotation // 90) % 4
            _left, top, _right, foot = laid_upright(box, turn)
            if abs(foot - last_foot) > (foot - top) * 0.6:
                line += 1
            last_foot = foot
            glyphs.append(Glyph(character[:1], *box, line, turn))
    return glyphs


@contextmanager
def _writing_upright(page: Any) -> Iterator[Any]:
    """The characters of a page in the order in which they are read.

    PDFium puts characters in order by what is a line on the page as shown: most of the writing has to be upright there.
    """
    shown = page.get_rotation()
    text_page = page.get_textpage()
    try:
        quarters = Counter(_quarter(text_page, at) for at in range(text_page.count_chars()))
        upright = -90 * quarters.most_common(1)[0][0] % 360 if quarters else shown
        if upright != shown:
            text_page.close()
            page.set_rotation(upright)
            text_page = page.get_textpage()
        yield text_page
    finally:
        text_page.close()
        page.set_rotation(shown)


def _quarter(text_page: Any, index: int) -> int:
    """By how many quarters clockwise a character is turned on the page as it is stored."""
    angle = pdfium_c.FPDFText_GetCharAngle(text_page.raw, index)
    return round(angle / (math.pi / 2)) % 4 if angle >= 0 else 0


class _Upright:
    """Page points (from the bottom left of the media box) to pixels of the drawn page."""

    def __init__(self, page: Any, scale: float) -> None:
        self._scale = scale
        self._rotation = page.get_rotation()
        self._left, self._bottom, self._right, self._top = page.get_cropbox()

    def box(self, corners: tuple[float, float, float, float]) -> Box:
        x0, y0, x1, y1 = corners
        points = [self._point(x, y) for x, y in ((x0, y0), (x1, y1))]
        xs, ys = sorted(point[0] for point in points), sorted(point[1] for point in points)
        return xs[0], ys[0], xs[1], ys[1]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        match self._rotation:
            case 90:
                across, down = y - self._bottom, x - self._left
            case 180:
                across, down = self._right - x, y - self._bottom
            case 270:
                across, down = self._top - y, self._right - x
            case _:
                across, down = x - self._left, self._top - y
        return across * self._scale, down * self._scale


def append_picture(output: pikepdf.Pdf, picture: Image.Image, width: float, height: float) -> None:
    """Append a page of `width` × `height` points that is this picture and nothing else."""
    grey = picture.convert("L")
    is_grey = _is_grey(picture, grey)
    raw = grey.tobytes() if is_grey else picture.tobytes()
    packed = zlib.compress(raw, 6)
    space = pikepdf.Name.DeviceGray if is_grey else pikepdf.Name.DeviceRGB
    if len(packed) > _FLATE_LIMIT:
        stream = BytesIO()
        (grey if is_grey else picture).save(stream, "JPEG", quality=88)
        packed, encoding = stream.getvalue(), pikepdf.Name.DCTDecode
    else:
        encoding = pikepdf.Name.FlateDecode
    image = pikepdf.Stream(
        output,
        packed,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=space,
        BitsPerComponent=8,
        Filter=encoding,
    )
    page = output.add_blank_page(page_size=(width, height))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=image))
    page.obj.Contents = pikepdf.Stream(
        output, f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Page Do Q".encode()
    )


def _is_grey(picture: Image.Image, grey: Image.Image) -> bool:
    difference = ImageChops.difference(picture, grey.convert("RGB")).convert("L")
    return sum(difference.histogram()[_COLOUR_NOISE:]) == 0


def _strip_objects(output: pikepdf.Pdf) -> None:
    for found in output.objects:
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in (
            "/Metadata",
            "/PieceInfo",
            "/LastModified",
            "/Alternates",
            "/OPI",
            "/Thumb",
            "/ActualText",
            "/Alt",
        ):
            if key in found:
                del found[key]
        if isinstance(found, pikepdf.Stream) and found.get("/Filter") == "/DCTDecode":
            raw = found.read_raw_bytes()
            found.write(without_jpeg_metadata(raw), filter=pikepdf.Name.DCTDecode)


def open_draft(data: bytes, name: str, limits: Limits) -> PdfDraft:
    """Open a PDF for redaction; errors as in `open_bytes`."""
    return PdfDraft(data, name, limits)
