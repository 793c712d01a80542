from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx
from gongkai.documents.writers.official import (
    Form,
    OfficialCell,
    OfficialDocument,
    OfficialPicture,
    OfficialTable,
    PageBreak,
)

TABLE = OfficialTable(
    (
        OfficialCell(0, 0, "村", row_span=2, head=True),
        OfficialCell(0, 1, "补贴", column_span=2, head=True),
        OfficialCell(1, 1, "户数", head=True),
        OfficialCell(1, 2, "金额", head=True),
        OfficialCell(2, 0, "甲村"),
        OfficialCell(2, 1, "12"),
        OfficialCell(2, 2, "", shaded=True),
    ),
    (2, 1, 1),
    head_rows=2,
)
LETTER = OfficialDocument(
    "政府信息公开告知书",
    blocks=(Paragraph("现将信息提供给你。"), TABLE, TABLE, PageBreak(), Paragraph("<完> & 毕")),
    signature=("柳河镇人民政府", "2026年9月28日"),
    form=Form.LETTER,
    letterhead="柳河镇人民政府",
    document_number="柳政公开〔2026〕3号",
    addressee="张某某",
    attachments=("甲村补贴名册",),
    note="联系电话：010-5555",
)


def painted(width, height):
    file = BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(file, "PNG")
    return file.getvalue()


def opened(document):
    return Document(BytesIO(official_docx.write(document)))


def lines(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


def test_a_letter_has_all_its_parts_in_order():
    assert lines(opened(LETTER)) == [
        "柳政公开〔2026〕3号",
        "政府信息公开告知书",
        "张某某：",
        "现将信息提供给你。",
        "<完> & 毕",
        "附件：甲村补贴名册",
        "柳河镇人民政府",
        "2026年9月28日",
        "（联系电话：010-5555）",
    ]


def test_a_letter_has_its_mark_and_red_lines_on_the_first_page_only():
    section = opened(LETTER).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "柳河镇人民政府"
    rule = section.first_page_header.paragraphs[1]._p.find(f".//{qn('w:bottom')}")
    assert rule.get(qn("w:val")) == "thickThinSmallGap"
    foot = section.first_page_footer.paragraphs[0]._p.find(f".//{qn('w:bottom')}")
    assert foot.get(qn("w:val")) == "thinThickSmallGap"


def test_two_tables_in_a_row_stay_two():
    assert len(opened(LETTER).tables) == 2


def test_merged_cells_hold_their_text_once():
    table = opened(LETTER).tables[0]
    assert table.cell(1, 0).text == "村"
    assert table.cell(0, 2).text == "补贴"
    assert [cell.text for cell in table.rows[2].cells] == ["甲村", "12", ""]
    with ZipFile(BytesIO(official_docx.write(LETTER))) as file:
        assert file.read("word/document.xml").decode().count("村</w:t>") == 2 * 2


def test_heading_rows_are_repeated_and_rows_are_not_broken():
    table = opened(LETTER).tables[0]
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [
        True,
        True,
        False,
    ]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_page_numbers_stand_outside_on_odd_and_even_pages():
    section = opened(LETTER).sections[0]
    assert section.footer.paragraphs[0].alignment.name == "RIGHT"
    assert section.even_page_footer.paragraphs[0].alignment.name == "LEFT"
    assert section.footer.paragraphs[0].text == "— 1 —"


def test_a_document_with_copies_has_its_imprint():
    document = OfficialDocument(
        "关于公开工作的通知",
        form=Form.DOCUMENT,
        letterhead="青山县人民政府办公室文件",
        document_number="青政办〔2026〕3号",
        copies="县委办公室",
        printed_by="青山县人民政府办公室",
        printed_on="2026年9月28日",
    )
    word = opened(document)
    assert lines(word)[:3] == [
        "青山县人民政府办公室文件",
        "青政办〔2026〕3号",
        "关于公开工作的通知",
    ]
    assert [row.cells[0].text for row in word.tables[0].rows] == [
        "抄送：县委办公室。",
        "青山县人民政府办公室\t2026年9月28日印发",
    ]


def test_heading_levels_become_heading_styles():
    word = opened(
        OfficialDocument(
            "", blocks=tuple(Paragraph("甲", heading_level=n) for n in (1, 2, 3, 4, 9))
        )
    )
    assert [item.style.name for item in word.paragraphs] == [
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Heading 4",
        "Heading 4",
    ]


def test_nothing_of_the_template_is_left_in_the_file():
    names = ZipFile(BytesIO(official_docx.write(LETTER))).namelist()
    assert not [
        name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name
    ]


def test_a_picture_stands_between_paragraphs_and_is_told_to_who_cannot_see_it():
    picture = OfficialPicture(painted(3000, 600), "路线图")
    document = opened(OfficialDocument("通告", (Paragraph("前"), picture, Paragraph("后"))))
    (shown,) = document.inline_shapes
    # 3,000 dots are more than the 156 mm of a line.
    assert (shown.width, shown.height) == (5_616_000, 1_123_200)
    assert shown._inline.docPr.get("descr") == "路线图"
    part = document.part.related_parts[
        shown._inline.graphic.graphicData.pic.blipFill.blip.get(qn("r:embed"))
    ]
    assert part.blob == picture.data


def test_the_same_document_gives_the_same_bytes_at_any_moment():
    with ZipFile(BytesIO(official_docx.write(LETTER))) as package:
        moments = {entry.date_time for entry in package.infolist()}
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert official_docx.write(LETTER) == official_docx.write(LETTER)


def test_the_end_of_the_text_and_what_is_attached_stay_with_the_signature():
    body = Document(BytesIO(official_docx.write(LETTER))).element.body
    paragraphs = [each for each in body if each.tag == qn("w:p")]
    words = ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs]
    first = words.index("<完> & 毕")
    last = words.index("2026年9月28日")
    kept = [each.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for each in paragraphs]
    assert all(kept[first:last])
    assert not kept[last]


def test_an_appendix_begins_a_page_after_the_signature():
    form = OfficialDocument("征求意见确认函", blocks=(TABLE,))
    document = Document(BytesIO(official_docx.write(replace(LETTER, appendix=form))))
    words = [each.text for each in document.paragraphs]
    after = words[words.index("2026年9月28日") :]
    assert [each for each in after if each.strip()][-2:] == ["附件", "征求意见确认函"]
    assert len(document.tables) == 3
