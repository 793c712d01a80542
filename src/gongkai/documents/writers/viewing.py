"""A file as somebody who reviews it should see it: clean html, page by page, with nothing in it that acts.

Pictures and PDF are drawn; every other form is shown as its reader understood it, in tables and paragraphs. What comes
out holds no script, no link and no address: words are escaped, pictures are drawn anew and stand in the page itself.
"""

from __future__ import annotations

import warnings
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image as Pixels
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from gongkai.documents import media_types
from gongkai.documents.errors import Damaged, LimitExceeded
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.model import Document, Image, Paragraph, Table, TableCell
from gongkai.documents.opening import open_bytes

ROWS_OF_A_PAGE = 200
"""Paragraphs and rows of tables on one page of a form that has no pages of its own."""
_LONGEST_SIDE = 1700
_MOST_NESTED = 3


@dataclass(frozen=True, slots=True)
class View:
    """One page of a file as html without a frame; pages count from 1.

    `drawn`: it is a picture of the page.
    """

    html: str
    page: int
    pages: int
    drawn: bool


def view(data: bytes, name: str, page: int = 1, *, limits: Limits = DEFAULT_LIMITS) -> View:
    """One page; a number beyond the last gives the last. Raises a `DocumentError`."""
    media_type = media_types.sniff(data, name, limits)
    if media_type in media_types.IMAGES:
        return _picture(data, name, page, limits)
    if media_type == media_types.PDF:
        return _pdf(data, name, page, limits)
    return view_of(open_bytes(data, name, limits=limits), page)


def view_of(document: Document, page: int = 1) -> View:
    """One page of a document that has been read."""
    pages = list(_pages(document)) or [""]
    at = min(max(page, 1), len(pages))
    return View(pages[at - 1], at, len(pages), False)


def _damaged(name: str, what: str) -> Damaged:
    return Damaged(
        name, found=f"{what}不完整", expected=f"完整的{what}", next_step="请重新导出后再试"
    )


def _picture(data: bytes, name: str, page: int, limits: Limits) -> View:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pixels.DecompressionBombWarning)
            picture = Pixels.open(BytesIO(data))
            pages = getattr(picture, "n_frames", 1)
            if pages > limits.pages:
                raise LimitExceeded(
                    name,
                    found=f"有 {pages} 页",
                    expected=f"不超过 {limits.pages} 页",
                    next_step="请拆分后再试",
                )
            at = min(max(page, 1), pages)
            frame = next(
                each
                for number, each in enumerate(ImageSequence.Iterator(picture), 1)
                if number == at
            )
            _refuse_large(frame, name, limits)
            upright = ImageOps.exif_transpose(frame)
            drawn = _drawn(upright, f"第{at}页" if pages > 1 else "图片")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        StopIteration,
        Pixels.DecompressionBombError,
    ) as error:
        raise _damaged(name, "图片") from error
    return View(drawn, at, pages, True)


def _refuse_large(picture: Pixels.Image, name: str, limits: Limits) -> None:
    if picture.width * picture.height > limits.image_pixels:
        raise LimitExceeded(
            name,
            found=f"图片有 {picture.width * picture.height // 1_000_000} 百万像素",
            expected=f"不超过 {limits.image_pixels // 1_000_000} 百万像素",
            next_step="请缩小后再试",
        )


def _drawn(picture: Pixels.Image, words: str) -> str:
    shown = picture.convert("RGBA")
    shown.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    flat = Pixels.new("RGB", shown.size, "white")
    flat.paste(shown, mask=shown.getchannel("A"))
    output = BytesIO()
    flat.save(output, "JPEG", quality=85)
    told = b64encode(output.getvalue()).decode("ascii")
    return f'<img alt="{escape(words)}" src="data:image/jpeg;base64,{told}">'


def _pdf(data: bytes, name: str, page: int, limits: Limits) -> View:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        # The reader tells what is wrong with it, such as a password.
        open_bytes(data, name, limits=limits)
        raise _damaged(name, "PDF 文件") from None
    try:
        pages = len(document)
        if pages > limits.pages:
            raise LimitExceeded(
                name,
                found=f"有 {pages} 页",
                expected=f"不超过 {limits.pages} 页",
                next_step="请拆分后再试",
            )
        if not pages:
            raise _damaged(name, "PDF 文件")
        at = min(max(page, 1), pages)
        # What is typed into a form, and what a stamp shows, is part of the page.
        document.init_forms()
        return View(_drawn(_page(document, at), f"第{at}页"), at, pages, True)
    except pypdfium2.PdfiumError as error:
        raise _damaged(name, "PDF 文件") from error
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, at: int) -> Pixels.Image:
    page: Any = document[at - 1]
    width, height = page.get_size()
    scale = min(_LONGEST_SIDE / max(width, height, 1.0), 4.0)
    picture: Pixels.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
    return picture


def _pages(document: Document) -> Iterator[str]:
    kept: list[str] = []
    room = ROWS_OF_A_PAGE
    shown = [each.text for each in document.furniture if each.text.strip()]
    for block in document.blocks:
        for html, rows in _pieces(block, room):
            if rows > room and kept:
                yield "".join(kept)
                kept, room = [], ROWS_OF_A_PAGE
            kept.append(html)
            room -= rows
    if shown:
        # At the end: whoever opens a file came for its text.
        lines = "".join(f"<p>{escape(text)}</p>" for text in dict.fromkeys(shown))
        kept.append(f"<aside><b>页眉、页脚和水印</b>{lines}</aside>")
    if kept:
        yield "".join(kept)


def _pieces(block: Paragraph | Table | Image, room: int) -> Iterator[tuple[str, int]]:
    """A block as html, and how many lines it takes; a long table in several pieces."""
    if isinstance(block, Paragraph):
        tag = f"h{min(block.heading_level + 1, 6)}" if block.heading_level else "p"
        yield f"<{tag}>{_lines(block.text)}</{tag}>", 1 + len(block.text) // 200
    elif isinstance(block, Table):
        rows = list(block.rows())
        caption = (
            f"<caption>工作表“{escape(block.origin.sheet)}”</caption>" if block.origin.sheet else ""
        )
        at = 0
        while at < len(rows) or not at:
            # A piece of a table ends where the page does; what spans rows is told with its first.
            piece = rows[at : at + (room if not at and room > 1 else ROWS_OF_A_PAGE)]
            yield _table(piece, caption), len(piece)
            at += max(len(piece), 1)
            caption = ""
    else:
        yield _image(block), 10


def _table(rows: list[tuple[TableCell, ...]], caption: str, depth: int = 0) -> str:
    covered: dict[int, int] = {}
    lines = "".join(f"<tr>{_row(row, covered, depth)}</tr>" for row in rows)
    return f"<table>{caption}<tbody>{lines}</tbody></table>"


def _row(row: tuple[TableCell, ...], covered: dict[int, int], depth: int) -> str:
    """The cells of a row, with empty ones where neither a cell stands nor one from above reaches."""
    told, at = [], 0
    for cell in row:
        told += ["<td></td>"] * sum(
            1 for column in range(at, cell.column) if covered.get(column, 0) <= cell.row
        )
        spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        inner = "".join(
            _table(list(each.rows()), "", depth + 1) for each in cell.tables if depth < _MOST_NESTED
        )
        told.append(f"<td{spans}>{_lines(cell.text)}{inner}</td>")
        at = cell.column + cell.column_span
        if cell.row_span > 1:
            for column in range(cell.column, at):
                covered[column] = cell.row + cell.row_span
    return "".join(told)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _image(image: Image) -> str:
    if image.data is None:
        return "<p><i>（图片太大，没有显示）</i></p>"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pixels.DecompressionBombWarning)
            picture = Pixels.open(BytesIO(image.data))
            if picture.width * picture.height > DEFAULT_LIMITS.image_pixels:
                return "<p><i>（图片太大，没有显示）</i></p>"
            return _drawn(picture, "图片")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Pixels.DecompressionBombError,
    ):
        return "<p><i>（图片无法显示）</i></p>"
