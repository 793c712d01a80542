"""A word is found wherever it stands: broken, turned, downwards, in pictures; and what could not be searched is told."""

from __future__ import annotations

from io import BytesIO

import docx
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from gongkai.documents.readers.office import find_program
from gongkai.documents.writers.redaction import pictures
from gongkai.documents.writers.redaction.boxes import (
    PageBox,
    Remaining,
    as_pages,
    cover,
    picture_pages,
    read_page,
    word_places,
)
from gongkai.documents.writers.redaction.places import Broken

NUMBER = "440000199001010000"
OTHER = "440000199102020000"


def pdf_of(*contents, rotate=0, images=()):
    """Pages 600 × 800 with these content streams, a Latin font called F."""
    stream = BytesIO()
    with pikepdf.new() as made:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for content in contents:
            page = made.add_blank_page(page_size=(600, 800))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = made.make_stream(content.encode())
            page.obj.Rotate = rotate
        for picture in images:
            shown = pikepdf.Stream(made, picture.convert("L").tobytes())
            shown.Type, shown.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            shown.Width, shown.Height = picture.size
            shown.ColorSpace, shown.BitsPerComponent = pikepdf.Name.DeviceGray, 8
            made.pages[-1].obj.Resources.XObject = pikepdf.Dictionary(P=shown)
        made.save(stream)
    return stream.getvalue()


def text(x, y, words, matrix="1 0 0 1", size=12):
    return f"BT /F {size} Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def row(y, *cells, at=(60, 160, 300)):
    return "".join(text(x, y, cell) for x, cell in zip(at, cells, strict=True))


def card(*lines):
    """A picture of a paper: black letters on white."""
    picture = Image.new("L", (900, 140 * len(lines)), 255)
    brush = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        brush.text((60, 40 + 130 * number), line, fill=0, font=ImageFont.load_default(size=44))
    return picture


def shown_text(pdf):
    document = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(said.split())


def all_boxes(places):
    return sorted(box for place in places for box in place.boxes)


def read_all(pdf):
    return {page: read_page(pdf, "甲.pdf", page) for page in picture_pages(pdf, "甲.pdf")}


def test_a_number_broken_in_its_cell_is_one_place_of_two_boxes():
    pdf = pdf_of(
        row(700, "1", NUMBER[:10], "300")
        + text(160, 686, NUMBER[10:])
        + row(660, "2", OTHER[:10], "400")
        + text(160, 646, OTHER[10:])
    )
    [place] = word_places(pdf, "甲.pdf", NUMBER)
    assert place.broken is Broken.LINES
    assert len(place.boxes) == 2
    copy = cover(pdf, "甲.pdf", place.boxes, words=[NUMBER])
    assert copy.characters == (10, 8)
    assert copy.remaining == ()
    said = shown_text(copy.data)
    assert "19900101" not in said
    assert OTHER[:10] in said


def test_a_row_split_over_two_pages_is_one_place_on_both():
    head = row(740, "No", "ID", "Yuan")
    foot = text(280, 30, "- 1 -")
    first = head + row(120, "1", OTHER, "300") + row(100, "2", NUMBER[:10], "300") + foot
    second = head + text(160, 720, NUMBER[10:]) + row(700, "3", OTHER[:10], "400")
    second += text(160, 686, OTHER[10:])
    pdf = pdf_of(first, second)
    [place] = word_places(pdf, "甲.pdf", NUMBER)
    assert place.broken is Broken.PAGES
    assert [box.page for box in place.boxes] == [1, 2]
    assert [each.broken for each in word_places(pdf, "甲.pdf", OTHER)] == [
        Broken.NOT,
        Broken.LINES,
    ]
    assert "19900101" not in shown_text(cover(pdf, "甲.pdf", place.boxes).data)


def test_figures_of_one_column_are_no_number():
    column = "".join(row(700 - 14 * at, str(at), "300", str(at)) for at in range(9))
    assert word_places(pdf_of(column), "甲.pdf", "123") == ()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", ["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"])
def test_turned_pages_and_turned_writing_are_searched_and_their_copy_can_be(rotate, matrix):
    pdf = pdf_of(text(300, 400, f"A {NUMBER} {OTHER}", matrix, size=10), rotate=rotate)
    [place] = word_places(pdf, "甲.pdf", NUMBER)
    assert len(place.boxes) == 1
    copy = cover(pdf, "甲.pdf", place.boxes, words=[NUMBER])
    assert copy.characters == (18,)
    assert copy.remaining == ()
    # 没有遮的号码，副本里还查得到。
    assert len(word_places(copy.data, "甲.pdf", OTHER)) == 1
    assert word_places(copy.data, "甲.pdf", NUMBER) == ()


def test_what_is_written_downwards_is_found_and_told():
    downwards = "".join(text(500, 700 - 14 * at, sign) for at, sign in enumerate(NUMBER))
    pdf = pdf_of(text(60, 740, "Title") + downwards)
    [place] = word_places(pdf, "甲.pdf", NUMBER)
    assert len(place.boxes) == 1
    covered = cover(pdf, "甲.pdf", [PageBox(1, 0.1, 0.06, 0.2, 0.09)])
    assert covered.downward == ((1, NUMBER),)
    assert cover(pdf, "甲.pdf", place.boxes).downward == ()


def test_what_was_covered_in_one_place_and_stands_in_another_is_told_with_its_page():
    pdf = pdf_of(text(60, 700, NUMBER), text(60, 700, NUMBER) + text(60, 600, NUMBER))
    [first, *_rest] = word_places(pdf, "甲.pdf", NUMBER)
    assert cover(pdf, "甲.pdf", first.boxes).remaining == (Remaining(NUMBER, 2, 2),)
    everywhere = all_boxes(word_places(pdf, "甲.pdf", NUMBER))
    assert cover(pdf, "甲.pdf", everywhere, words=[NUMBER]).remaining == ()


def test_a_picture_on_a_page_of_text_is_searched_and_goes_into_the_copy_as_words():
    pytest.importorskip("rapidocr")
    page = text(60, 740, f"No 1 {NUMBER}") + "q 360 0 0 112 100 400 cm /P Do Q"
    pdf = pdf_of(page, images=[card(f"ID {NUMBER}", f"ID {OTHER}")])
    read = read_all(pdf)
    assert [picture.is_sure for picture in read[1]] == [True]
    places = word_places(pdf, "甲.pdf", NUMBER, read)
    assert [place.in_picture for place in places] == [False, True]
    copy = cover(pdf, "甲.pdf", all_boxes(places), pictures=read, words=[NUMBER])
    assert copy.remaining == copy.unread == ()
    assert copy.characters == (18, 18)
    said = shown_text(copy.data)
    assert NUMBER not in said
    assert OTHER in said
    # 像素：副本的图里认不出号码了。
    again = [glyph.character for picture in read_all(copy.data)[1] for glyph in picture.glyphs]
    assert NUMBER not in "".join(again)
    assert OTHER in "".join(again)


def test_a_scan_alone_is_searched_in_seconds_not_minutes():
    pytest.importorskip("rapidocr")
    stream = BytesIO()
    card(f"ID {NUMBER}", "Yuan 600").save(stream, "PNG")
    pdf = as_pages(stream.getvalue(), "照片.png")
    [place] = word_places(pdf, "照片.png", NUMBER, read_all(pdf))
    assert place.in_picture


def test_without_recognition_the_page_is_told_until_the_picture_is_covered_whole(monkeypatch):
    def missing(*_args):
        raise pictures.ToolMissing("甲.pdf", found="甲", expected="乙", next_step="丙")

    monkeypatch.setattr(pictures, "read_gray", missing)
    page = text(60, 740, NUMBER) + "q 360 0 0 56 100 400 cm /P Do Q"
    pdf = pdf_of(page, images=[card(f"ID {OTHER}")])
    read = read_all(pdf)
    assert [(picture.is_sure, picture.glyphs) for picture in read[1]] == [(False, ())]
    number = all_boxes(word_places(pdf, "甲.pdf", NUMBER, read))
    assert cover(pdf, "甲.pdf", number, pictures=read).unread == (1,)
    whole = PageBox(1, 95 / 600, 340 / 800, 465 / 600, 405 / 800)
    assert cover(pdf, "甲.pdf", [*number, whole], pictures=read).unread == ()


def test_a_picture_that_nobody_has_read_is_told_too():
    page = text(60, 740, NUMBER) + "q 360 0 0 56 100 400 cm /P Do Q"
    pdf = pdf_of(page, images=[card(f"ID {OTHER}")])
    assert cover(pdf, "甲.pdf", all_boxes(word_places(pdf, "甲.pdf", NUMBER))).unread == (1,)


def test_letters_drawn_as_curves_make_the_page_a_picture():
    curves = "".join(
        f"{at} 100 m {at} 120 {at + 5} 130 {at + 9} 100 c f\n" for at in range(60, 560, 10)
    )
    assert picture_pages(pdf_of(text(60, 700, "A")), "甲.pdf") == ()
    assert picture_pages(pdf_of(text(60, 700, "A") + curves), "甲.pdf") == (1,)


@pytest.mark.skipif(find_program() is None, reason="no LibreOffice on this machine")
def test_a_word_file_with_a_picture_and_a_row_split_over_pages():
    pytest.importorskip("rapidocr")
    made = docx.Document()
    table = made.add_table(rows=1, cols=5)
    table.style = "Table Grid"
    for number in range(1, 31):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = str(number), "甲"
        cells[2].text = NUMBER if number % 2 else OTHER
    stream = BytesIO()
    card(f"ID {NUMBER}").save(stream, "PNG")
    made.add_picture(stream, width=docx.shared.Cm(12))
    whole = BytesIO()
    made.save(whole)
    pages = as_pages(whole.getvalue(), "名册.docx")
    read = read_all(pages)
    places = word_places(pages, "名册.docx", NUMBER, read)
    assert len(places) == 16
    assert sum(place.in_picture for place in places) == 1
    copy = cover(pages, "名册.docx", all_boxes(places), pictures=read, words=[NUMBER])
    assert copy.remaining == ()
    assert sum(copy.characters) == 16 * 18
