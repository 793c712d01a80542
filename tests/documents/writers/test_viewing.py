"""A file is shown page by page, and nothing in what is shown acts."""

from __future__ import annotations

import io
import re

import docx
import openpyxl
import pytest
from PIL import Image

from gongkai.documents.errors import Damaged, UnknownFormat
from gongkai.documents.model import Document, Origin, Paragraph, Source, Table, TableCell
from gongkai.documents.writers.viewing import ROWS_OF_A_PAGE, view, view_of

SOURCE = Source("表.xlsx", "0" * 64, "x", 1)


def saved(made) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_words_are_escaped_whatever_stands_in_them():
    seen = view(b"1 <script>alert(1)</script> a<b & c", "a.txt")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; a&lt;b &amp; c" in seen.html
    assert "<script" not in seen.html


def test_a_page_of_html_loses_whatever_acts():
    page = (
        "<body onload='x()'><script>x()</script><style>p{}</style><a href='javascript:x()'>看</a>"
        "<img src=x onerror=x()><form action=/x><input></form><object data=x></object><p>正文</p></body>"
    )
    shown = view(page.encode(), "a.html").html
    assert "正文" in shown
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "h2", "table", "tbody", "tr", "td"}


def test_a_workbook_is_shown_with_its_sheets_and_spans():
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(["合并", None, "尾"])
    book.active.append(["甲", "乙", "丙"])
    book.active.merge_cells("A1:B1")
    seen = view(saved(book), "表.xlsx")
    assert "<caption>工作表“名单”</caption>" in seen.html
    assert '<td colspan="2">合并</td><td>尾</td>' in seen.html
    assert "<tr><td>甲</td><td>乙</td><td>丙</td></tr>" in seen.html
    assert not seen.drawn


def test_a_long_list_has_pages_and_every_row_stands_on_one_of_them():
    cells = tuple(TableCell(row, 0, f"第{row}行", Origin()) for row in range(950))
    document = Document(SOURCE, (Paragraph("名单"), Table(cells)))
    first = view_of(document)
    told = []
    for page in range(1, first.pages + 1):
        shown = re.findall(r"<td>第(\d+)行</td>", view_of(document, page).html)
        assert len(shown) <= ROWS_OF_A_PAGE
        told += [int(each) for each in shown]
    assert told == list(range(950))
    assert view_of(document, 99).page == first.pages


def test_pictures_in_a_paper_are_drawn_anew():
    file = docx.Document()
    file.add_paragraph("照片")
    file.add_picture(io.BytesIO(saved_png()))
    assert '<img alt="图片" src="data:image/jpeg;base64,' in view(saved(file), "文.docx").html


def saved_png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(stream, "PNG")
    return stream.getvalue()


def test_a_picture_and_each_page_of_a_tiff_are_drawn():
    assert view(saved_png(), "图.png").drawn
    stream = io.BytesIO()
    frames = [Image.new("1", (30, 40 + number)) for number in range(3)]
    frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:])
    seen = view(stream.getvalue(), "扫描.tif", 2)
    assert (seen.page, seen.pages, seen.drawn) == (2, 3, True)
    assert 'alt="第2页"' in seen.html


def test_a_page_of_pdf_is_drawn():
    stream = io.BytesIO()
    pages = [Image.new("RGB", (200, 100), colour) for colour in ("white", "black")]
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:])
    seen = view(stream.getvalue(), "文.pdf", 2)
    assert (seen.page, seen.pages, seen.drawn) == (2, 2, True)


def test_what_cannot_be_shown_is_told():
    with pytest.raises(Damaged):
        view(b"%PDF-1.4 nothing", "坏.pdf")
    with pytest.raises(Damaged):
        view(saved_png()[:40], "坏.png")
    with pytest.raises(UnknownFormat):
        view(b"MZ\x90\x00" + bytes(100), "程序.exe")
