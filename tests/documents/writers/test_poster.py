"""Posters and covers: words are never markup, the same notice gives the same bytes."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from gongkai.documents.writers import poster as writer
from gongkai.documents.writers.poster import Paper, Poster, PosterLine, PosterParagraph, PosterTable
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


def printed_over(pdf: bytes) -> list[str]:
    """Characters printed over others, and characters beyond the margin."""
    found = []
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            shown = [char for char in page.chars if char["text"].strip()]
            shown.sort(key=lambda char: char["x0"])
            for at, one in enumerate(shown):
                if one["x1"] > page.width - 40 or one["x0"] < 40:
                    found.append(f"{one['text']} beyond the margin")
                for other in shown[at + 1 :]:
                    if other["x0"] >= one["x1"]:
                        break
                    across = min(one["x1"], other["x1"]) - other["x0"]
                    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                    # A kerned pair touches; half a letter is an overprint.
                    if across > 0.5 * min(one["width"], other["width"]) and down > 3:
                        found.append(one["text"] + other["text"])
    return found


@needs_fonts
@pytest.mark.parametrize("paper", list(Paper))
def test_masked_columns_never_print_over_each_other(paper):
    head = (
        "序号",
        "姓名",
        "身份证号码",
        "银行卡号",
        "所在村组",
        "金额（元）",
        "备注",
        "联系电话",
        "社保号",
    )
    line = (
        "王某某",
        "11*************234",
        "6217********1234",
        "柳河镇河东村第三村民小组",
        "1280.00",
        "按月发放到一卡通",
        "138****5678",
        "1101**********56789012",
    )
    rows = (head, *((str(number), *line) for number in range(1, 61)))
    code = tuple(tuple((row + column) % 2 == 0 for column in range(25)) for row in range(25))
    foot = (("扫码看原文", "https://www.qingshan.example.cn/qs11/123/"), ("版本", "第1版"))
    pdf = writer.write(
        Poster("柳河镇人民政府", "10月低保名单", (PosterTable(rows),), (), foot, code, paper)
    )
    assert printed_over(pdf) == []
    texts = ["".join(text.replace("\u200b", "").split()) for text in pages(pdf)]
    assert len(texts) > 1
    assert all("第1版" in text and "6217********1234" in text for text in texts)


@needs_fonts
def test_a_short_table_stays_on_one_sheet_and_a_long_one_goes_over_several():
    few = PosterTable((("村", "户数"), ("河东村", "66"), ("柳林村", "44"), ("渡口村", "75")))
    many = PosterTable(
        (("序号", "姓名", "村"), *((str(n), f"王某{n}", "河东村") for n in range(1, 206)))
    )
    long = tuple(PosterParagraph("柳河镇按月公开城乡低保对象名单。" * 6) for _ in range(5))
    sheets = pages(writer.write(Poster("柳河镇", "名单", (*long, few, many))))
    assert sum("柳林村" in sheet for sheet in sheets) == 1
    (holding,) = [sheet for sheet in sheets if "柳林村" in sheet]
    assert "河东村 66" in holding
    assert "渡口村 75" in holding
    assert "王某 205" in sheets[-1]
    assert 3 < len(sheets) < 20
