from dataclasses import replace

import pypdfium2
import pytest

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import faces, official_pdf
from gongkai.documents.writers.errors import FontsMissing
from gongkai.documents.writers.official import Form, OfficialDocument, PageBreak
from tests.documents.writers.test_official_docx import LETTER, TABLE


def texts(document):
    opened = pypdfium2.PdfDocument(official_pdf.write(document))
    try:
        found = []
        for page in opened:
            layer = page.get_textpage()
            found.append(layer.get_text_range())
            layer.close()
            page.close()
        return found
    finally:
        opened.close()


def test_a_letter_has_all_its_parts_and_no_number_on_its_first_page():
    first, second = texts(LETTER)
    for part in ("柳河镇人民政府", "柳政公开〔2026〕3号", "政府信息公开告知书", "张某某：", "甲村"):
        assert part in first
    assert "— 1 —" not in first
    assert "附件：甲村补贴名册" in second
    assert "— 2 —" in second


def test_words_are_never_markup():
    words = '#let x = 1 \\ *粗* _斜_ $a$ @b <c> "引" [方] = 题 // 注'
    (page,) = texts(OfficialDocument("", blocks=(Paragraph(words),)))
    assert words in page.replace("\r\n", "").replace("\n", "")


def test_a_document_of_every_block_is_written():
    document = OfficialDocument(
        "关于公开工作的通知",
        blocks=(
            *(Paragraph(f"第{level}级", heading_level=level) for level in (1, 2, 3, 4)),
            TABLE,
            PageBreak(),
        ),
        form=Form.DOCUMENT,
        letterhead="青山县人民政府办公室文件",
        document_number="青政办〔2026〕3号",
        copies="县委办公室",
        printed_by="青山县人民政府办公室",
        printed_on="2026年9月28日",
    )
    first, second = texts(document)
    assert "第4级" in first
    assert "抄送：县委办公室。" in second


def test_an_empty_document_is_one_empty_page():
    assert len(texts(OfficialDocument(""))) == 1


def test_the_prescribed_face_comes_first_and_another_kind_is_told():
    families = frozenset({"FangSong", "Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif CJK JP"})
    chosen, fell_back = faces.choose_faces(families)
    assert chosen["body"] == ["FangSong", "Noto Serif CJK SC", "Noto Sans CJK SC"]
    assert chosen["heading"] == ["Noto Sans CJK SC", "Noto Serif CJK SC"]
    assert fell_back == {"title", "heading", "subheading", "song"}


def test_a_machine_with_only_japanese_faces_is_refused():
    with pytest.raises(FontsMissing, match="fonts-noto-cjk"):
        faces.choose_faces(frozenset({"Noto Serif CJK JP", "DejaVu Sans"}))


def test_a_titled_document_is_accessible_and_one_that_leaves_out_a_heading_level_is_written_all_the_same():
    blocks = (Paragraph("（一）甲", heading_level=2),)
    plain = official_pdf.write(OfficialDocument("", blocks=blocks))
    titled = official_pdf.write(OfficialDocument("通知", blocks=(Paragraph("甲"),)))
    assert b"pdfuaid" in titled
    assert b"pdfuaid" not in plain


def long_letter(paragraphs, attachments=()):
    return OfficialDocument(
        "征求意见书",
        blocks=(
            *(Paragraph("甲" * 60) for _ in range(paragraphs)),
            Paragraph("末段" + "乙" * 50),
        ),
        signature=("柳河镇人民政府", "2026年9月28日"),
        form=Form.LETTER,
        letterhead="柳河镇人民政府",
        document_number="柳政公复〔2026〕3号",
        addressee="清泉供水有限公司",
        attachments=attachments,
        sealed=True,
    )


@pytest.mark.parametrize("paragraphs", range(2, 9))
@pytest.mark.parametrize("attachments", [(), ("名册",), ("名册", "图纸")])
def test_a_signature_never_stands_alone_on_a_page(paragraphs, attachments):
    (page,) = [each for each in texts(long_letter(paragraphs, attachments)) if "28日" in each]
    assert "乙乙" in page


def test_an_appendix_stands_on_a_page_of_its_own_after_the_signature():
    form = OfficialDocument("征求意见确认函", blocks=(TABLE, Paragraph("寄回柳河镇人民政府")))
    letter = replace(long_letter(1, ("征求意见确认函",)), appendix=form)
    first, second = texts(letter)
    assert "2026年9月28日" in first
    assert "附件：征求意见确认函" in first
    assert second.startswith("附件")
    assert "征求意见确认函" in second
    assert "甲村" in second
    assert "寄回柳河镇人民政府" in second


@pytest.mark.parametrize(("more", "pages"), [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2)])
def test_a_signature_that_needs_little_room_is_fetched_back_by_closer_lines(more, pages):
    # As prescribed the first page holds one short line more than this letter; up to four are made room for.
    letter = long_letter(2)
    lines = tuple(Paragraph("短") for _ in range(more))
    assert len(texts(replace(letter, blocks=(*lines, *letter.blocks)))) == pages
