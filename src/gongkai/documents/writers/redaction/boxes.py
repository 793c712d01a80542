"""A file as pages on which somebody draws boxes: what lies under them goes out of the pixels and out of the words.

Every page of the copy is a picture, drawn anew; over it stand, unseen, the characters that no box touches. Nothing of the
old file is copied, so that nothing hidden in it can be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from gongkai.documents import media_types
from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded, UnknownFormat
from gongkai.documents.guarding import refusing
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.readers import office
from gongkai.documents.writers.redaction.glyphs import Box, Glyph
from gongkai.documents.writers.redaction.image import COLOUR, open_picture
from gongkai.documents.writers.redaction.pdf import append_picture, page_as_shown, text_glyphs
from gongkai.documents.writers.redaction.pictures import (
    ReadPicture,
    pages_with_pictures,
    read_pictures,
    unread_page,
)
from gongkai.documents.writers.redaction.places import (
    Broken,
    PageGlyphs,
    downward_texts,
    folded,
    pages_of,
    word_chains,
)
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
_BLOCK, _RINGING = 8, 24
"""JPEG rings a little around a number, no further than one of its blocks."""
NUMBER_COLOUR = (255, 255, 255)
_NUMBER_POINTS, _SMALLEST_POINTS = 9.0, 3.5
_POINTS = 12
"""A picture is covered where so many points by so many of it are."""
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_NUMBER = re.compile(r"[0-9A-Za-z-]*\d{6}[0-9A-Za-z-]*")


class PageBox(NamedTuple):
    """A box on a page: `page` counts from 1, the sides are shares (0 to 1) of the page from its left and top."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


Pictures = Mapping[int, Sequence[ReadPicture]]
"""By page what was read in its pictures."""
NO_PICTURES: Pictures = MappingProxyType({})


class FoundPlace(NamedTuple):
    """One place of a word: a box for each piece of it, how it is broken, and whether it was read in a picture."""

    boxes: tuple[PageBox, ...]
    broken: Broken
    in_picture: bool


class Remaining(NamedTuple):
    """What was covered elsewhere and still stands on a page, so many times."""

    word: str
    page: int
    times: int


class Covered(NamedTuple):
    """A copy with its boxes painted: the PDF, its pages, and how many characters lay under each box (-1: a picture).

    `remaining` is what was covered and stands in other places still; `unread` are the pages with a picture, not covered
    as a whole, whose words could not be read for certain; `downward` are the page and words of what is written downwards.
    """

    data: bytes
    pages: int
    characters: tuple[int, ...]
    remaining: tuple[Remaining, ...]
    unread: tuple[int, ...]
    downward: tuple[tuple[int, str], ...]


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


def picture_pages(pdf: bytes, name: str) -> tuple[int, ...]:
    """The pages that may show words without characters; raises `Damaged`."""
    document = _opened(pdf, name)
    try:
        return pages_with_pictures(document)
    finally:
        document.close()


def read_page(
    pdf: bytes, name: str, page: int, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[ReadPicture, ...]:
    """The pictures of a page with the words in them; raises `Damaged`, `LimitExceeded`."""
    document = _opened(pdf, name)
    try:
        return read_pictures(document, page, name, limits=limits)
    finally:
        document.close()


def word_places(
    pdf: bytes, name: str, word: str, pictures: Pictures = NO_PICTURES
) -> tuple[FoundPlace, ...]:
    """Every place of a word on every page, and in what was read in their pictures.

    Spaces do not count, wide and narrow forms are the same.
    """
    document = _opened(pdf, name)
    try:
        sizes, pages = [], []
        for number in range(1, len(document) + 1):
            page = page_as_shown(document, number - 1)
            sizes.append(page.get_size())
            pages.append(_glyphs_of(page, number, pictures))
    finally:
        document.close()
    return tuple(
        FoundPlace(
            tuple(_in_shares(page, box, sizes[page - 1]) for page, box in place.boxes),
            place.broken,
            place.in_picture,
        )
        for place in word_chains(pages, word)
    )


def _glyphs_of(page: Any, number: int, pictures: Pictures) -> PageGlyphs:
    width, height = page.get_size()
    read = [
        [
            glyph._replace(
                left=glyph.left * width,
                top=glyph.top * height,
                right=glyph.right * width,
                bottom=glyph.bottom * height,
            )
            for glyph in picture.glyphs
        ]
        for picture in pictures.get(number, ())
    ]
    return PageGlyphs(number, text_glyphs(page, 1.0), read)


def _in_shares(page: int, box: Box, size: tuple[float, float]) -> PageBox:
    width, height = size
    left, top, right, bottom = box
    return PageBox(
        page,
        max(left / width, 0.0),
        max(top / height, 0.0),
        min(right / width, 1.0),
        min(bottom / height, 1.0),
    )


def _scale(width: float, height: float) -> float:
    return min(_DPI / 72, _LARGEST_SIDE / max(width, height, 1))


def cover(
    pdf: bytes,
    name: str,
    boxes: Sequence[PageBox],
    *,
    pictures: Pictures = NO_PICTURES,
    words: Collection[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Covered:
    """A copy in which nothing is left under the boxes, proved on the copy itself; each box carries its number, from 1.

    `words` are what was covered everywhere; they, and what lies under the boxes, are looked for in what is left. The words
    in `pictures` go into the copy as characters that are not seen, so that whoever screens the copy finds them.

    Raises:
        NotRemoved: the proof failed.
        Damaged, LimitExceeded: as of `as_pages`.
    """
    page_count(pdf, name, limits=limits)
    document = _opened(pdf, name)
    stream = BytesIO()
    covered: list[_CoveredPage] = []
    try:
        with_pictures = set(pages_with_pictures(document))
        with pikepdf.new() as output:
            for number in range(1, len(document) + 1):
                page = page_as_shown(document, number - 1)
                glyphs = _glyphs_of(page, number, pictures)
                here = {at: box for at, box in enumerate(boxes, start=1) if box.page == number}
                covered.append(_draw(output, page, glyphs, here))
            output.save(
                stream,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    finally:
        document.close()
    copy = stream.getvalue()
    prove(copy, name, boxes)
    under = {at: text for page in covered for at, text in page.under.items()}
    left = [page.left for page in covered]
    return Covered(
        copy,
        len(covered),
        tuple(-1 if under[at] is None else len(under[at] or "") for at in sorted(under)),
        tuple(_remaining(left, _looked_for(under.values(), words))),
        tuple(_unread(with_pictures, pictures, boxes)),
        tuple((page.page, text) for page in left for text in downward_texts(page)),
    )


def _looked_for(under: Iterable[str | None], words: Collection[str]) -> list[str]:
    """What must not be left anywhere else: the words, and under the boxes names and long numbers."""
    wanted = list(dict.fromkeys(words))
    plain = ["".join(folded(each) for each in word if not each.isspace()) for word in wanted]
    for text in dict.fromkeys(each for each in under if each):
        if any(text in word for word in plain):
            continue
        if _NAME.fullmatch(text) or _NUMBER.fullmatch(text):
            wanted.append(text)
    return wanted


def _remaining(pages: Sequence[PageGlyphs], words: Iterable[str]) -> Iterator[Remaining]:
    for word in words:
        for page, count in pages_of(word_chains(pages, word)).items():
            yield Remaining(word, page, count)


def _unread(
    with_pictures: Collection[int], pictures: Pictures, boxes: Sequence[PageBox]
) -> Iterator[int]:
    """Pages with a picture whose words nobody can be sure of, and that is not covered as a whole."""
    for page in sorted(with_pictures):
        here = [box for box in boxes if box.page == page]
        unsure = [each for each in pictures.get(page, (unread_page(),)) if not each.is_sure]
        if any(not _is_covered(picture, here) for picture in unsure):
            yield page


def _is_covered(picture: ReadPicture, boxes: Sequence[PageBox]) -> bool:
    points = [(number + 0.5) / _POINTS for number in range(_POINTS)]
    return all(
        any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in boxes)
        for x in (picture.left + share * (picture.right - picture.left) for share in points)
        for y in (picture.top + share * (picture.bottom - picture.top) for share in points)
    )


class _CoveredPage(NamedTuple):
    """What is left on a page, and what lay under each box by its number: None where the page shows no characters."""

    left: PageGlyphs
    under: dict[int, str | None]


def _draw(
    output: pikepdf.Pdf, page: Any, glyphs: PageGlyphs, boxes: Mapping[int, PageBox]
) -> _CoveredPage:
    """Append the page as a picture with its boxes painted, the characters that are left over it."""
    width, height = page.get_size()
    scale = _scale(width, height)
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    areas = {number: _in_pixels(box, picture.size) for number, box in boxes.items()}
    _paint(picture, areas, scale)
    append_picture(output, picture, width, height)
    in_points = [tuple(side / scale for side in area) for area in areas.values()]

    def left_of(some: Sequence[Glyph]) -> list[Glyph]:
        return [glyph for glyph in some if not any(_touches(glyph, area) for area in in_points)]

    left = PageGlyphs(
        glyphs.page, left_of(glyphs.written), [left_of(each) for each in glyphs.pictures]
    )
    seen = [*left.written]
    for read in left.pictures:
        seen += [glyph for glyph in read if not _stands_on(glyph, left.written)]
    every = [*glyphs.written, *(glyph for read in glyphs.pictures for glyph in read)]
    add_glyphs(output, output.pages[-1], seen, [True] * len(seen), 1.0)
    under = {
        number: "".join(folded(glyph.character) for glyph in every if _touches(glyph, area))
        if every
        else None
        for number, area in zip(areas, in_points, strict=True)
    }
    return _CoveredPage(left, under)


def _stands_on(glyph: Glyph, written: Sequence[Glyph]) -> bool:
    """Whether a character that was read in a picture is written there too."""
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return any(each.left <= x <= each.right and each.top <= y <= each.bottom for each in written)


def _paint(
    picture: Image.Image, areas: Mapping[int, tuple[float, ...]], scale: float
) -> dict[int, tuple[float, ...]]:
    """Paint the boxes, then their numbers; where the numbers stand. A box too small for it has none."""
    brush = ImageDraw.Draw(picture)
    for area in areas.values():
        brush.rectangle(area, fill=COLOUR)
    numbers: dict[int, tuple[float, ...]] = {}
    for number, (left, top, right, bottom) in areas.items():
        room = min(0.7 * (bottom - top), _NUMBER_POINTS * scale)
        room = min(room, 1.5 * (right - left) / len(str(number)))
        if room < _SMALLEST_POINTS * scale:
            continue
        font = ImageFont.load_default(size=room)
        middle = ((left + right) / 2, (top + bottom) / 2)
        brush.text(middle, str(number), fill=NUMBER_COLOUR, font=font, anchor="mm")
        numbers[number] = brush.textbbox(middle, str(number), font=font, anchor="mm")
    return numbers


def _in_pixels(box: PageBox, size: tuple[int, int]) -> tuple[float, float, float, float]:
    width, height = size
    return (
        box.left * width - 1,
        box.top * height - 1,
        box.right * width + 1,
        box.bottom * height + 1,
    )


def _touches(glyph: Glyph, area: Sequence[float]) -> bool:
    """Whether more than a rim of the character lies under the area."""
    left, top, right, bottom = area
    across = min(glyph.right, right) - max(glyph.left, left)
    down = min(glyph.bottom, bottom) - max(glyph.top, top)
    return across > 0.12 * (glyph.right - glyph.left) and down > 0.2 * (glyph.bottom - glyph.top)


def prove(copy: bytes, name: str, boxes: Iterable[PageBox]) -> None:
    """Look at a copy as an outsider would: no character stands under a box, and each box shows its colour and its number.

    Raises `NotRemoved`.
    """
    numbered = sorted(enumerate(boxes, start=1), key=lambda each: each[1].page)
    document = _opened(copy, name)
    try:
        for number, same in groupby(numbered, key=lambda each: each[1].page):
            if not 1 <= number <= len(document):
                raise _left(name, number)
            page = document[number - 1]
            width, height = page.get_size()
            scale = _scale(width, height)
            picture = page.render(scale=scale).to_pil().convert("RGB")
            areas = {at: _in_pixels(box, picture.size) for at, box in same}
            for glyph in text_glyphs(page, scale):
                x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
                if any(
                    left < x < right and top < y < bottom
                    for left, top, right, bottom in areas.values()
                ):
                    raise _left(name, number)
            if not _shows_only(picture, areas, scale):
                raise _left(name, number)
    finally:
        document.close()


def _shows_only(picture: Image.Image, areas: Mapping[int, tuple[float, ...]], scale: float) -> bool:
    """Whether the picture under the areas is what `_paint` paints there."""
    wanted = Image.new("RGB", picture.size, COLOUR)
    numbers = _paint(wanted, areas, scale).values()
    differs = ImageChops.difference(picture, wanted).convert("L")
    brush = ImageDraw.Draw(differs)
    for left, top, right, bottom in numbers:
        place = (round(left) - 2, round(top) - 2, round(right) + 2, round(bottom) + 2)
        if ImageStat.Stat(differs.crop(place)).mean[0] > _NOISE:
            return False
        brush.rectangle(place, fill=0)
        x0, y0, x1, y1 = place
        around = (max(x0 - _BLOCK, 0), max(y0 - _BLOCK, 0), x1 + _BLOCK, y1 + _BLOCK)
        calmed = differs.crop(around).point([max(0, value - _RINGING) for value in range(256)])
        differs.paste(calmed, around[:2])
    for left, top, right, bottom in areas.values():
        inner = (round(left + 3), round(top + 3), round(right - 3), round(bottom - 3))
        if inner[0] < inner[2] and inner[1] < inner[3]:
            shades = differs.crop(inner).histogram()
            if any(shades[_NOISE + 1 :]):
                return False
    return True


def _left(name: str, page: int) -> NotRemoved:
    return NotRemoved(
        name,
        found=f"第{page}页有一处没有遮盖干净",
        expected="遮盖处没有文字、没有图像",
        next_step="请重新画框后再生成",
    )
