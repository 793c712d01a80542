"""Posters and covers: words are never markup, the same notice gives the same bytes."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from gongkai.documents.writers import poster as writer
from gongkai.documents.writers.poster import Poster, PosterLine, PosterParagraph
from gongkai.documents.writers.redaction.image import clean_photo
from tests.documents.forge.fonts import needs_fonts

WORDS = '#let x = 1 \\ *粗* _斜_ $a$ @b <c> "引" [方] = 题 // 注'


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            layer = page.get_textpage()
            found.append(layer.get_text_range().replace("\r\n", "").replace("\n", ""))
            layer.close()
        return found
    finally:
        document.close()


@needs_fonts
def test_words_of_a_poster_are_never_markup():
    poster = Poster(
        "青山县",
        WORDS,
        (PosterParagraph(WORDS), PosterParagraph(WORDS, PosterLine.HEADING)),
        facts=(("文号", WORDS),),
        foot=(("咨询", WORDS),),
    )
    (text,) = pages(writer.write(poster))
    assert text.replace(" ", "").count(WORDS.replace(" ", "")) == 5


@needs_fonts
def test_a_poster_without_a_code_or_facts_is_a_poster():
    (text,) = pages(writer.write(Poster("青山县", "通知", (PosterParagraph("停水。"),))))
    assert "停水。" in text


@needs_fonts
@pytest.mark.parametrize("title", ["短", "柳河镇2026年防汛工作安排" * 8])
def test_a_cover_has_the_size_of_an_article_list_whatever_its_title(title):
    cover = writer.write_cover(issuer="柳河镇人民政府", title=title)
    assert Image.open(io.BytesIO(cover)).size == (900, 383)


def test_a_photo_is_turned_upright_made_smaller_and_keeps_no_metadata():
    picture = Image.new("RGB", (3000, 1000), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Demo Camera"
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    clean = Image.open(io.BytesIO(clean_photo(file.getvalue(), "板.jpg")))
    assert clean.size == (800, 2400)
    assert dict(clean.getexif()) == {}
