from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents.errors import Damaged, DocumentError, Unsafe
from gongkai.documents.model import Document, HiddenKind
from gongkai.documents.opening import open_bytes
from tests.documents.forge.as_ofd import NAMESPACE, archive, line, ofd, ofd_of_pdf, text
from tests.documents.forge.fonts import needs_fonts
from tests.documents.forge.statistics_table import requests_table
from tests.documents.forge.with_typst import Style, compile_pdf, report_markup


def grid_of(document: Document) -> dict[tuple[int, int], str]:
    (table,) = document.tables()
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def test_text_with_repeated_steps_is_placed_and_joined() -> None:
    layer = text("柳河镇年度报告", 70, 40, size=6, deltas="g 6 6") + text("第一段。", 28, 60)
    document = open_bytes(ofd([layer]), "报告.ofd")
    assert [paragraph.text for paragraph in document.paragraphs()] == ["柳河镇年度报告", "第一段。"]


def test_path_lines_make_a_table() -> None:
    rules = [line(20, y, 120, y) for y in (50, 60, 70)]
    rules += [line(x, 50, x, 70) for x in (20, 60, 90, 120)]
    words = [text("甲", 22, 57), text("11", 70, 57), text("12", 100, 57)]
    words += [text("乙", 22, 67), text("22", 100, 67)]
    document = open_bytes(ofd(["".join(rules + words)]), "表.ofd")
    assert grid_of(document) == {
        (0, 0): "甲",
        (0, 1): "11",
        (0, 2): "12",
        (1, 0): "乙",
        (1, 1): "",
        (1, 2): "22",
    }


def test_transformed_objects_in_page_blocks_and_templates_are_placed() -> None:
    block = (
        '<ofd:PageBlock ID="5"><ofd:TextObject ID="6" Boundary="28 50 50 10" CTM="2 0 0 2 0 0" Font="1" Size="2">'
        '<ofd:TextCode X="0" Y="2" DeltaX="2">正文</ofd:TextCode></ofd:TextObject></ofd:PageBlock>'
    )
    template = (
        f'<ofd:Page xmlns:ofd="{NAMESPACE}"><ofd:Content><ofd:Layer ID="9">{text("模板抬头", 28, 20)}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )
    document = open_bytes(
        ofd(
            [block],
            document_extra='<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
            page_extra='<ofd:Template TemplateID="7" ZOrder="Background"/>',
            parts={"Doc_0/Tpls/Tpl_0/Content.xml": template},
        ),
        "a.ofd",
    )
    assert [paragraph.text for paragraph in document.paragraphs()] == ["模板抬头", "正文"]


@needs_fonts
@pytest.mark.parametrize("rules", ["all", "none"])
def test_statistics_table_over_pages_is_read_as_from_pdf(rules: str) -> None:
    grid = requests_table(random.Random(2))
    pdf = compile_pdf(report_markup([grid], Style(rules=rules, inset_y=9), lead_lines=5))
    document = open_bytes(ofd_of_pdf(pdf), "报告.ofd")
    found = grid_of(document)
    assert {cell.origin.page for table in document.tables() for cell in table.cells} == {1, 2}
    assert {place: found.get(place) for place in grid.values()} == grid.values()


def test_author_notes_attachments_and_invisible_text_are_hidden_parts() -> None:
    annotations = (
        f'<ofd:Annotations xmlns:ofd="{NAMESPACE}"><ofd:Page PageID="10"><ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc>'
        "</ofd:Page></ofd:Annotations>"
    )
    note = (
        f'<ofd:PageAnnot xmlns:ofd="{NAMESPACE}"><ofd:Annot ID="1" Type="Highlight" Creator="李四">'
        "<ofd:Remark>请核对</ofd:Remark></ofd:Annot></ofd:PageAnnot>"
    )
    attachments = f'<ofd:Attachments xmlns:ofd="{NAMESPACE}"><ofd:Attachment ID="1" Name="底稿.xlsx"/></ofd:Attachments>'
    document = open_bytes(
        ofd(
            [text("正文", 28, 50) + text("暗文", 28, 60, more='Visible="false"')],
            parts={
                "Doc_0/Annots/Annotations.xml": annotations,
                "Doc_0/Annots/Page_0/Annot.xml": note,
                "Doc_0/Attachs/Attachments.xml": attachments,
            },
        ),
        "a.ofd",
    )
    assert [(part.kind, part.name, part.text, part.origin.page) for part in document.hidden] == [
        (HiddenKind.METADATA, "DocID", "abc", None),
        (HiddenKind.METADATA, "Author", "张三", None),
        (HiddenKind.HIDDEN_TEXT, "看不见的文字", "暗文", 1),
        (HiddenKind.COMMENT, "Highlight（李四）", "请核对", 1),
        (HiddenKind.EMBEDDED_FILE, "底稿.xlsx", "", None),
    ]
    assert [paragraph.text for paragraph in document.paragraphs()] == ["正文"]


def test_a_missing_page_is_named() -> None:
    parts = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{NAMESPACE}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/>'
        "</ofd:Pages></ofd:Document>",
    }
    with pytest.raises(Damaged, match=r"缺少部件 Doc_0/P\.xml"):
        open_bytes(archive(parts), "缺页.ofd")


def test_an_entity_declaration_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "y">]><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016">&x;</ofd:OFD>'
    with pytest.raises(Unsafe, match="DOCTYPE"):
        open_bytes(archive({"OFD.xml": bomb}), "坏.ofd")


LAYER = (
    '<ofd:TextObject ID="1" Boundary="28 50 100 5" CTM="1 0 0 1 0 0" Font="1" Size="4">'
    '<ofd:TextCode X="0" Y="4" DeltaX="g 2 4 5">正文12</ofd:TextCode></ofd:TextObject>'
    + line(20, 50, 90, 50)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(LAYER) - 1), st.integers(1, 12), st.text(max_size=6))
def test_a_mutated_page_gives_a_document_or_a_document_error(
    at: int, length: int, replacement: str
) -> None:
    layer = LAYER[:at] + replacement + LAYER[at + length :]
    try:
        data = ofd([layer])
    except UnicodeEncodeError:
        return
    try:
        document = open_bytes(data, "乱.ofd")
    except DocumentError:
        return
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("turn", "place"),
    [("0 1 -1 0 0 0", "100 40 0 0"), ("0 -1 1 0 0 0", "100 200 0 0"), ("-1 0 0 -1 0 0", "190 100 0 0")],
)  # fmt: skip
def test_text_on_its_side_or_head_is_read(turn: str, place: str) -> None:
    turned = (
        f'<ofd:TextObject ID="9" Boundary="{place}" CTM="{turn}" Font="1" Size="5">'
        '<ofd:TextCode X="0" Y="0">身份证号140400198203050171</ofd:TextCode></ofd:TextObject>'
    )
    document = open_bytes(ofd([text("公示", 20, 30) + turned]), "公示.ofd")
    assert list(document.lines()) == ["公示", "身份证号140400198203050171"]


def test_text_at_an_angle_stands_around_the_text() -> None:
    slanted = (
        '<ofd:TextObject ID="9" Boundary="50 100 0 0" CTM="0.7 0.7 -0.7 0.7 0 0" Font="1" Size="5">'
        '<ofd:TextCode X="0" Y="0">仅供内部13812345678</ofd:TextCode></ofd:TextObject>'
    )
    document = open_bytes(ofd([text("公示", 20, 30) + slanted]), "公示.ofd")
    assert [paragraph.text for paragraph in document.furniture] == ["仅供内部13812345678"]
    assert document.notes == ("第1页有斜排的文字（如水印），未计入正文",)


def test_digits_set_as_wide_as_chinese_letters_stay_one_number() -> None:
    sentence = "户主张三住大坪村3组，来电人电话16615443432。"
    layer = text(sentence, 20, 90, size=4, deltas=f"g {len(sentence) - 1} 4")
    document = open_bytes(ofd([layer]), "表.ofd")
    assert [paragraph.text for paragraph in document.paragraphs()] == [sentence]


def test_words_a_tabulator_apart_stay_two_cells() -> None:
    rows = [("姓名", "电话"), ("张三", "0817"), ("李四", "0818"), ("王五", "0819")]
    layer = "".join(
        text(
            one + other,
            20,
            30 + 8 * at,
            size=4,
            deltas="4 40 " + " ".join(["2"] * (len(other) - 1)),
        )
        for at, (one, other) in enumerate(rows)
    )
    document = open_bytes(ofd([layer]), "表.ofd")
    assert grid_of(document)[1, 1] == "0817"
