"""Boxes on pages: what lies under them is in no byte and no pixel of the copy."""

from __future__ import annotations

from io import BytesIO

import docx
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from gongkai.documents.errors import Damaged, UnknownFormat
from gongkai.documents.readers.office import find_program
from gongkai.documents.writers import official_pdf
from gongkai.documents.writers.official import OfficialDocument, Paragraph
from gongkai.documents.writers.redaction.boxes import (
    NO_PICTURES,
    NotRemoved,
    PageBox,
    as_pages,
    cover,
    page_count,
    page_picture,
    prove,
    word_places,
)

SECRET, KEPT = "田大有", "河东村"


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def everything_in(pdf):
    """All bytes of a PDF, its streams unpacked."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        parts = [pdf]
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != "/Image":
                parts.append(each.read_bytes())
    return b"\n".join(parts)


def pixels(pdf, page=1):
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page - 1].render(scale=2).to_pil().convert("L")
    document.close()
    return picture


def boxes_of(pdf, word, pictures=NO_PICTURES):
    return [box for place in word_places(pdf, "甲.pdf", word, pictures) for box in place.boxes]


@pytest.fixture(scope="module")
def letter():
    """Two pages with the name on both."""
    lines = [
        f"{KEPT}村民{SECRET}领取补贴300元。",
        *["其他事项按照规定办理。"] * 40,
        f"经办：{SECRET}",
    ]
    return official_pdf.write(
        OfficialDocument("补贴发放表", blocks=tuple(Paragraph(line) for line in lines))
    )


def test_a_word_is_found_on_every_page_and_goes_from_bytes_and_pixels(letter):
    pages = as_pages(letter, "补贴.pdf")
    places = boxes_of(pages, SECRET)
    assert [box.page for box in places] == [1, page_count(pages, "补贴.pdf")]
    copy = cover(pages, "补贴.pdf", places)
    assert copy.characters == (3, 3)
    text = text_of(copy.data)
    assert SECRET not in text
    assert not set(SECRET) & set(text)
    assert f"{KEPT}村民" in text
    assert "领取补贴300元" in text
    for encoded in (SECRET.encode(), SECRET.encode("utf-16-be").hex().encode()):
        assert encoded not in everything_in(copy.data)
    picture = pixels(copy.data)
    box = places[0]
    inside = picture.crop(
        (
            int(box.left * picture.width) + 3,
            int(box.top * picture.height) + 3,
            int(box.right * picture.width) - 3,
            int(box.bottom * picture.height) - 3,
        )
    )
    # 深灰底，白字编号；没有别的。
    shades = inside.histogram()
    assert sum(shades[60:70]) > 0.7 * sum(shades)
    assert sum(shades[:50]) == 0
    assert sum(shades[240:]) > 3
    assert (
        pixels(pages).crop((0, 0, picture.width, 60)).getextrema()
        == picture.crop((0, 0, picture.width, 60)).getextrema()
    )


def test_a_drawn_box_takes_what_it_touches_and_leaves_its_neighbours(letter):
    [first, _second] = boxes_of(letter, SECRET)
    middle = (first.top + first.bottom) / 2
    narrow = PageBox(1, first.left, middle - 0.004, (first.left + first.right) / 2, middle + 0.004)
    text = text_of(cover(letter, "补贴.pdf", [narrow]).data)
    assert "田大有领取" not in text
    assert "领取补贴300元" in text


def test_a_copy_that_still_shows_something_is_not_given_out(letter):
    with pytest.raises(NotRemoved, match="第1页有一处没有遮盖干净"):
        prove(letter, "补贴.pdf", boxes_of(letter, SECRET)[:1])


def test_a_picture_under_a_box_is_gone_and_nothing_else_comes_along():
    picture = Image.new("RGB", (900, 600), "white")
    ImageDraw.Draw(picture).rectangle((300, 200, 600, 400), fill=(200, 30, 30))
    stream = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "GPS secret"
    picture.save(stream, "JPEG", exif=exif)
    pages = as_pages(stream.getvalue(), "照片.jpg")
    copy = cover(pages, "照片.jpg", [PageBox(1, 0.3, 0.3, 0.7, 0.7)])
    assert copy.characters == (-1,)
    assert b"GPS secret" not in everything_in(copy.data)
    document = pypdfium2.PdfDocument(copy.data)
    drawn = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    # 红色没有了：框里只有深灰和白色编号。
    red, green, _blue = drawn.crop((140, 92, 292, 196)).split()
    assert ImageChops.difference(red, green).getextrema()[1] < 16


@pytest.mark.skipif(find_program() is None, reason="no LibreOffice on this machine")
def test_a_word_file_becomes_pages_without_its_comments_and_hidden_text():
    made = docx.Document()
    made.add_paragraph(f"{KEPT}村民{SECRET}领取补贴300元。")
    hidden = made.add_paragraph().add_run("内部意见")
    hidden.font.hidden = True
    made.core_properties.author = "某经办人"
    stream = BytesIO()
    made.save(stream)
    pages = as_pages(stream.getvalue(), "补贴.docx")
    copy = cover(pages, "补贴.docx", boxes_of(pages, SECRET))
    text = text_of(copy.data)
    assert "领取补贴300元" in text
    assert SECRET not in text
    assert "内部意见" not in text
    assert "某经办人".encode("utf-16-be") not in everything_in(copy.data)


def test_a_page_is_shown_as_a_picture(letter):
    assert page_picture(letter, "补贴.pdf", 1)[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_turned_page_keeps_its_boxes(letter):
    with pikepdf.open(BytesIO(letter)) as opened:
        for page in opened.pages:
            page.rotate(90, relative=False)
        stream = BytesIO()
        opened.save(stream)
    turned = stream.getvalue()
    places = boxes_of(turned, SECRET)
    assert [box.page for box in places] == [1, page_count(turned, "补贴.pdf")]
    copy = cover(turned, "补贴.pdf", places)
    assert SECRET not in text_of(copy.data)


def test_other_forms_and_broken_files_are_refused_in_one_sentence():
    with pytest.raises(UnknownFormat, match="不能逐页遮盖"):
        as_pages("姓名,电话\n田大有,1\n".encode(), "名单.csv")
    with pytest.raises(Damaged):
        as_pages(b"%PDF-1.7\nnothing", "坏.pdf")


def test_a_box_beyond_the_last_page_is_refused(letter):
    with pytest.raises(NotRemoved):
        cover(letter, "补贴.pdf", [PageBox(99, 0.1, 0.1, 0.2, 0.2)])
