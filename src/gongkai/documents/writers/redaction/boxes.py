"""A file as pages on which somebody draws boxes: what lies under them goes out of the pixels and out of the words.

Every page of the copy is a picture, drawn anew; over it stand, unseen, the characters that no box touches. Nothing of the
old file is copied, so that nothing hidden in it can be.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from gongkai.documents import media_types
from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded, UnknownFormat
from gongkai.documents.guarding import refusing
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.readers import office
from gongkai.documents.writers.redaction.glyphs import Glyph
from gongkai.documents.writers.redaction.image import COLOUR, open_picture
from gongkai.documents.writers.redaction.pdf import append_picture, page_as_shown, text_glyphs
from gongkai.documents.writers.redaction.recognition import glyphs_of_picture
from gongkai.documents.writers.redaction.words import add_glyphs

_DPI = 200
_LARGEST_SIDE = 5_000
_SHOWN_SIDE = 1_400
_PICTURE_DPI = 150
_WORD_FORMS = frozenset(
    {
        media_types.DOCX,
        media_types.DOC,
        media_types.WPS,
        media_types.RTF,
        media_types.ODT,
        media_types.WORD_XML,
        media_types.UOF,
    }
)
_NOISE = 24
"""How far a pixel under a box may lie from its colour: a picture may be kept as JPEG."""


class PageBox(NamedTuple):
    """A box on a page: `page` counts from 1, the sides are shares (0 to 1) of the page from its left and top."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Covered(NamedTuple):
    """A copy with its boxes painted: the PDF, its pages, and how many characters lay under each box (-1: a picture)."""

    data: bytes
    pages: int
    characters: tuple[int, ...]


class NotRemoved(DocumentError):
    """The proof failed: under a box something can still be seen or read. No copy is given out."""


def as_pages(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """A PDF, a Word file or a picture as a PDF of pages.

    Raises `UnknownFormat` for another form, `ToolMissing` for a Word file without LibreOffice, `LimitExceeded`, `Damaged`.
    """
    with refusing(name):
        media_type = media_types.sniff(data, name, limits)
        if media_type in media_types.IMAGES:
            made = _page_of(open_picture(data, name, limits))
        elif media_type == media_types.PDF:
            made = data
        elif media_type in _WORD_FORMS:
            made = office.as_pdf(data, media_type, name, limits)
        else:
            raise UnknownFormat(
                name,
                found=f"这种文件（{media_type}）不能逐页遮盖",
                expected="PDF、Word 或者图片",
                next_step="请另存为 PDF 后再试",
            )
        page_count(made, name, limits=limits)
        return made


def _page_of(picture: Image.Image) -> bytes:
    stream = BytesIO()
    with pikepdf.new() as output:
        width, height = (side * 72 / _PICTURE_DPI for side in picture.size)
        append_picture(output, picture, width, height)
        output.save(stream, deterministic_id=True)
    return stream.getvalue()


def page_count(pdf: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> int:
    """How many pages; raises `Damaged`, `LimitExceeded`."""
    document = _opened(pdf, name)
    try:
        if len(document) > limits.pages:
            raise LimitExceeded(
                name,
                found=f"有 {len(document)} 页",
                expected=f"不超过 {limits.pages} 页",
                next_step="请拆分后再试",
            )
        return len(document)
    finally:
        document.close()


def _opened(pdf: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(pdf)
        len(document)
    except pypdfium2.PdfiumError as error:
        raise Damaged(
            name,
            found="PDF 打不开（损坏或者有密码）",
            expected="完整、没有密码的 PDF",
            next_step="请重新导出后再试",
        ) from error
    return document


def page_picture(pdf: bytes, name: str, page: int) -> bytes:
    """A page as PNG for the screen; raises `Damaged`."""
    document = _opened(pdf, name)
    try:
        shown = page_as_shown(document, page - 1)
        scale = _SHOWN_SIDE / max(*shown.get_size(), 1)
        stream = BytesIO()
        shown.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB").save(stream, "PNG")
        return stream.getvalue()
    finally:
        document.close()


def word_places(
    pdf: bytes, name: str, word: str, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[PageBox, ...]:
    """Every place of a word on every page, a box for each line that it stands on.

    Spaces do not count, wide and narrow forms are the same. A page without characters is read by OCR; raises `ToolMissing`
    where that is not installed.
    """
    wanted = "".join(_folded(each) for each in word if not each.isspace())
    if not wanted:
        return ()
    document = _opened(pdf, name)
    try:
        found = [
            box
            for number in range(1, len(document) + 1)
            for box in _places_on(document, number, wanted, name, limits)
        ]
    finally:
        document.close()
    return tuple(found)


def _places_on(
    document: pypdfium2.PdfDocument, number: int, wanted: str, name: str, limits: Limits
) -> Iterator[PageBox]:
    page = page_as_shown(document, number - 1)
    width, height = page.get_size()
    scale = _scale(width, height)
    glyphs = text_glyphs(page, scale)
    if not glyphs:
        picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        glyphs = glyphs_of_picture(picture, name, limits)
    written = "".join(_folded(glyph.character) for glyph in glyphs)
    at = written.find(wanted)
    while at >= 0:
        for _line, same in groupby(glyphs[at : at + len(wanted)], key=_line_of):
            boxes = list(same)
            yield PageBox(
                number,
                max(min(each.left for each in boxes) / scale / width, 0.0),
                max(min(each.top for each in boxes) / scale / height, 0.0),
                min(max(each.right for each in boxes) / scale / width, 1.0),
                min(max(each.bottom for each in boxes) / scale / height, 1.0),
            )
        at = written.find(wanted, at + len(wanted))


def _line_of(glyph: Glyph) -> tuple[int, int]:
    # Characters read by OCR know no line: those of about the same foot stand on one.
    height = max(glyph.bottom - glyph.top, 1.0)
    return glyph.line, 0 if glyph.line else round(glyph.bottom / height)


def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character[:1]


def _scale(width: float, height: float) -> float:
    return min(_DPI / 72, _LARGEST_SIDE / max(width, height, 1))


def cover(
    pdf: bytes, name: str, boxes: Iterable[PageBox], *, limits: Limits = DEFAULT_LIMITS
) -> Covered:
    """A copy in which nothing is left under the boxes, proved on the copy itself.

    Raises:
        NotRemoved: the proof failed.
        Damaged, LimitExceeded: as of `as_pages`.
    """
    wanted = list(boxes)
    characters = [-1] * len(wanted)
    page_count(pdf, name, limits=limits)
    document = _opened(pdf, name)
    stream = BytesIO()
    try:
        with pikepdf.new() as output:
            for number in range(1, len(document) + 1):
                here = [(at, box) for at, box in enumerate(wanted) if box.page == number]
                for at, count in _draw(output, page_as_shown(document, number - 1), here):
                    characters[at] = count
            output.save(
                stream,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
            pages = len(output.pages)
    finally:
        document.close()
    copy = stream.getvalue()
    prove(copy, name, wanted)
    return Covered(copy, pages, tuple(characters))


def _draw(
    output: pikepdf.Pdf, page: Any, boxes: Sequence[tuple[int, PageBox]]
) -> Iterator[tuple[int, int]]:
    """Append the page as a picture with its boxes painted; how many characters lay under each."""
    width, height = page.get_size()
    scale = _scale(width, height)
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    brush = ImageDraw.Draw(picture)
    areas = [(at, _in_pixels(box, picture.size)) for at, box in boxes]
    for _at, area in areas:
        brush.rectangle(area, fill=COLOUR)
    append_picture(output, picture, width, height)
    glyphs = text_glyphs(page, scale)
    touched = [[_touches(glyph, area) for glyph in glyphs] for _at, area in areas]
    kept = [not any(column) for column in zip(*touched, strict=True)] or [True] * len(glyphs)
    add_glyphs(output, output.pages[-1], glyphs, kept, scale)
    for (at, _area), row in zip(areas, touched, strict=True):
        yield at, sum(row) if glyphs else -1


def _in_pixels(box: PageBox, size: tuple[int, int]) -> tuple[float, float, float, float]:
    width, height = size
    return (
        box.left * width - 1,
        box.top * height - 1,
        box.right * width + 1,
        box.bottom * height + 1,
    )


def _touches(glyph: Glyph, area: tuple[float, float, float, float]) -> bool:
    """Whether more than a rim of the character lies under the area."""
    left, top, right, bottom = area
    across = min(glyph.right, right) - max(glyph.left, left)
    down = min(glyph.bottom, bottom) - max(glyph.top, top)
    return across > 0.12 * (glyph.right - glyph.left) and down > 0.2 * (glyph.bottom - glyph.top)


def prove(copy: bytes, name: str, boxes: Iterable[PageBox]) -> None:
    """Look at a copy as a stranger would: no character stands under a box, and each box is of one colour.

    Raises `NotRemoved`.
    """
    document = _opened(copy, name)
    try:
        for number, same in groupby(sorted(boxes), key=lambda box: box.page):
            if not 1 <= number <= len(document):
                raise _left(name, number)
            page = document[number - 1]
            width, height = page.get_size()
            scale = _scale(width, height)
            picture = page.render(scale=scale).to_pil().convert("RGB")
            glyphs = text_glyphs(page, scale)
            for box in same:
                left, top, right, bottom = _in_pixels(box, picture.size)
                if any(
                    left < (glyph.left + glyph.right) / 2 < right
                    and top < (glyph.top + glyph.bottom) / 2 < bottom
                    for glyph in glyphs
                ):
                    raise _left(name, number)
                inner = (round(left + 3), round(top + 3), round(right - 3), round(bottom - 3))
                if inner[0] < inner[2] and inner[1] < inner[3]:
                    for (low, high), colour in zip(
                        picture.crop(inner).getextrema(), COLOUR, strict=True
                    ):
                        if low < colour - _NOISE or high > colour + _NOISE:
                            raise _left(name, number)
    finally:
        document.close()


def _left(name: str, page: int) -> NotRemoved:
    return NotRemoved(
        name,
        found=f"第{page}页有一处没有遮盖干净",
        expected="遮盖处没有文字、没有图像",
        next_step="请重新画框后再生成",
    )
