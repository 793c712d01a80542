from __future__ import annotations

import random
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents.errors import Damaged, DocumentError, Encrypted, LimitExceeded
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, HiddenKind, Layout, Table
from gongkai.documents.opening import open_bytes
from tests.documents.forge.fonts import needs_fonts
from tests.documents.forge.raw_pdf import raw_pdf, shown
from tests.documents.forge.statistics_table import (
    Grid,
    disputes_table,
    proactive_table,
    requests_table,
)
from tests.documents.forge.with_typst import (
    Style,
    compile_pdf,
    page_markup,
    random_style,
    report_markup,
)


def pdf(markup: str) -> Document:
    return open_bytes(compile_pdf(markup), "报告.pdf")


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def grid_of(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def misplaced(document: Document, grid: Grid) -> list[tuple[int, int, str]]:
    """Numbers that do not stand beside their label in their column, counted from the right."""
    where = {}
    for table in document.tables():
        labels: dict[int, list[tuple[int, str]]] = {}
        for cell in table.cells:
            labels.setdefault(cell.row, []).append((cell.column, cell.text))
        for cell in table.cells:
            beside = {text for column, text in labels[cell.row] if column < cell.column}
            where[cell.text] = (table.column_count - cell.column, beside)
    wrong = []
    for (row, column), number in grid.values().items():
        from_right, beside = where.get(number, (-1, set()))
        label = grid.label_of(row) if grid.first_value_column else None
        if from_right != grid.columns - column or (label is not None and label not in beside):
            wrong.append((row, column, number))
    return wrong


# Ruled tables


@needs_fonts
def test_ruled_table_keeps_its_grid_with_spans() -> None:
    table = next(
        pdf(
            page_markup(
                Style(),
                "#table(columns: 4, table.cell(colspan: 4)[第二十条第（一）项], [信息内容], [制发], [废止], [有效], "
                "table.cell(rowspan: 2)[规章], [11], [12], [13], [21], table.cell(colspan: 2)[22])",
            )
        ).tables()
    )
    assert table.layout is Layout.GRID
    assert [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells
    ] == [
        (0, 0, 1, 4, "第二十条第（一）项"),
        (1, 0, 1, 1, "信息内容"),
        (1, 1, 1, 1, "制发"),
        (1, 2, 1, 1, "废止"),
        (1, 3, 1, 1, "有效"),
        (2, 0, 2, 1, "规章"),
        (2, 1, 1, 1, "11"),
        (2, 2, 1, 1, "12"),
        (2, 3, 1, 1, "13"),
        (3, 1, 1, 1, "21"),
        (3, 2, 1, 2, "22"),
    ]


@needs_fonts
def test_wrapped_label_is_joined_and_its_lines_stay_in_raw() -> None:
    document = pdf(page_markup(Style(), "#table(columns: (40pt, 40pt), [行政规范性文件], [7])"))
    cell = next(document.tables()).cells[0]
    assert cell.text == "行政规范性文件"
    assert cell.origin.raw is not None
    assert cell.origin.raw.replace("\n", "") == "行政规范性文件"
    assert "\n" in cell.origin.raw


@needs_fonts
def test_blank_cell_stays_blank_in_its_column() -> None:
    document = pdf(page_markup(Style(), "#table(columns: 4, [甲], [1], [], [3])"))
    assert grid_of(next(document.tables())) == {(0, 0): "甲", (0, 1): "1", (0, 2): "", (0, 3): "3"}


@needs_fonts
@pytest.mark.parametrize("rules", ["all", "inner"])
def test_ruled_statistics_table_over_two_pages_is_one_table(rules: str) -> None:
    grid = requests_table(random.Random(5))
    style = Style(rules=rules, inset_y=9, repeat_head=True)
    document = pdf(report_markup([grid], style, lead_lines=5))
    tables = list(document.tables())
    assert len(tables) == 1
    assert tables[0].row_count == 28
    assert tables[0].column_count == 10
    assert grid_of(tables[0]) == {(cell.row, cell.column): cell.text for cell in grid.cells}
    assert {cell.origin.page for cell in tables[0].cells} == {1, 2}


@needs_fonts
def test_row_cut_by_the_page_end_is_one_row() -> None:
    label = "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其申请"
    document = pdf(
        page_markup(
            Style(page_numbers=False),
            f"#v(694pt)\n#table(columns: (60pt, 40pt), align: top, [{label}], [37], [其他], [38])",
        )
    )
    tables = list(document.tables())
    assert len(tables) == 1
    assert grid_of(tables[0]) == {(0, 0): label, (0, 1): "37", (1, 0): "其他", (1, 1): "38"}


@needs_fonts
@pytest.mark.parametrize("seed", range(12))
def test_ruled_tables_of_many_styles_are_read_whole(seed: int) -> None:
    rng = random.Random(seed)
    style = random_style(rng, "all")
    grid = requests_table(rng)
    document = pdf(report_markup([grid], style, lead_lines=rng.randint(1, 6)))
    (table,) = document.tables()
    assert grid_of(table) == {(cell.row, cell.column): cell.text for cell in grid.cells}


@needs_fonts
@pytest.mark.parametrize("seed", [3, 9])
def test_ruled_cells_are_those_that_pdfplumber_finds(seed: int) -> None:
    grid = disputes_table(random.Random(seed))
    data = compile_pdf(report_markup([grid], Style(size=8, value_width=28)))
    with pdfplumber.open(BytesIO(data)) as file:
        rows = file.pages[0].extract_tables()[0]
    oracle = {
        (row, column): text.replace("\n", "")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text is not None
    }
    (table,) = open_bytes(data, "报告.pdf").tables()
    assert grid_of(table) == oracle


# Tables without vertical rules


@needs_fonts
@pytest.mark.parametrize("rules", ["none", "three-line", "horizontal"])
@pytest.mark.parametrize("seed", [0, 3, 8, 21, 30])
def test_borderless_statistics_table_has_every_number_in_its_place(rules: str, seed: int) -> None:
    rng = random.Random(seed)
    style = random_style(rng, rules)
    grid = requests_table(rng)
    assert misplaced(pdf(report_markup([grid], style)), grid) == []


@needs_fonts
@pytest.mark.parametrize("seed", range(4))
def test_fifteen_narrow_columns_without_rules_keep_their_heads(seed: int) -> None:
    rng = random.Random(seed)
    grid = disputes_table(rng)
    style = Style(rules="none", value_width=26, size=8)
    (table,) = pdf(report_markup([grid], style)).tables()
    assert grid_of(table) == {(cell.row, cell.column): cell.text for cell in grid.cells}
    assert {cell.text: cell.column_span for cell in table.cells if cell.row < 2} == {
        "行政复议": 5,
        "行政诉讼": 10,
        "结果维持": 1,
        "结果纠正": 1,
        "其他结果": 1,
        "尚未审结": 1,
        "总计": 1,
        "未经复议直接起诉": 5,
        "复议后起诉": 5,
    }


@needs_fonts
def test_blank_number_without_rules_does_not_shift_its_neighbours() -> None:
    rows = [
        ("甲类事项", "11", "12", "13"),
        ("乙类事项", "21", "", "23"),
        ("丙类", "31", "32", "33"),
    ]
    cells = ", ".join(f"[{text}]" for row in rows for text in row)
    document = pdf(page_markup(Style(), f"#table(columns: 4, stroke: none, {cells})"))
    (table,) = document.tables()
    assert grid_of(table) == {
        (row, column): text for row, texts in enumerate(rows) for column, text in enumerate(texts)
    }


@needs_fonts
def test_blocks_of_different_width_without_rules_keep_their_numbers() -> None:
    rng = random.Random(7)
    grid = proactive_table(rng)
    style = Style(rules="none", label_widths=(90,), value_width=70)
    (table,) = pdf(report_markup([grid], style)).tables()
    assert grid_of(table) == {(cell.row, cell.column): cell.text for cell in grid.cells}


@needs_fonts
def test_merged_labels_without_rules_reach_over_their_rows() -> None:
    grid = requests_table(random.Random(4))
    style = Style(rules="none", inset_y=3, landscape=False, margin=30)
    (table,) = pdf(report_markup([grid], style, lead_lines=1)).tables()
    spans = {cell.text: (cell.row, cell.row_span) for cell in table.cells if cell.row_span > 1}
    assert spans["（三）不予公开"] == (7, 8)
    assert spans["（四）无法提供"] == (15, 3)
    assert spans["（五）不予处理"] == (18, 5)
    assert spans["（六）其他处理"] == (23, 3)
    assert spans["三、本年度办理结果"] == (5, 22)


# Running text and page furniture


@needs_fonts
def test_paragraphs_are_joined_over_lines_and_pages_and_begin_at_an_indent() -> None:
    sentence = "青山县柳河镇全年主动公开信息若干条，"
    long_one = sentence * 60 + "完毕。"
    document = pdf(page_markup(Style(), f"一、总体情况\n\n{long_one}\n\n二、其他\n\n短段落。"))
    assert texts(document) == ["一、总体情况", long_one, "二、其他", "短段落。"]


@needs_fonts
def test_page_numbers_and_running_heads_are_left_out() -> None:
    body = "柳河镇情况说明内容。" * 400
    markup = page_markup(Style(), body).replace(
        'numbering: "— 1 —"', 'numbering: "1", header: [青山县柳河镇内部编号 2024-7]'
    )
    document = pdf(markup)
    assert texts(document) == [body]


@needs_fonts
def test_last_number_of_a_table_at_the_foot_is_not_taken_for_a_page_number() -> None:
    document = pdf(
        page_markup(
            Style(page_numbers=False, margin=20),
            "#v(1fr)\n#align(center, table(columns: 3, stroke: none, [甲], [21], [31], [乙], [2], [1]))",
        )
    )
    (table,) = document.tables()
    assert grid_of(table)[(1, 1)] == "2"
    assert grid_of(table)[(1, 2)] == "1"


def test_spaces_of_the_file_stay_and_turned_pages_are_read_upright() -> None:
    content = b"q 0 1 -1 0 595 0 cm " + shown("Annual report 2024", 60, 500) + b"Q"
    document = open_bytes(raw_pdf([content], page_entries=b"/Rotate 90"), "a.pdf")
    assert texts(document) == ["Annual report 2024"]


# What a file hides


def hidden(document: Document) -> list[tuple[HiddenKind, str]]:
    return [(part.kind, part.text) for part in document.hidden]


def test_invisible_white_and_covered_text_is_reported_and_not_read() -> None:
    content = (
        shown("seen", 60, 700)
        + shown("mode three", 60, 650, before="3 Tr")
        + b"0 Tr 1 1 1 rg\n"
        + shown("white", 60, 600)
        + b"0 0 0 rg\n"
        + shown("blacked out", 60, 550)
        + b"0 0 0 rg 50 540 200 30 re f\n"
    )
    document = open_bytes(raw_pdf([content]), "a.pdf")
    assert texts(document) == ["seen"]
    assert hidden(document) == [
        (HiddenKind.HIDDEN_TEXT, "mode three white"),
        (HiddenKind.COVERED_TEXT, "blacked out"),
    ]


def test_white_text_on_a_dark_ground_is_read() -> None:
    content = b"0.1 0.1 0.5 rg 50 590 300 40 re f\n1 1 1 rg\n" + shown("shown heading", 60, 600)
    document = open_bytes(raw_pdf([content]), "a.pdf")
    assert texts(document) == ["shown heading"]
    assert hidden(document) == []


def test_metadata_comments_attachments_and_scripts_are_hidden_parts() -> None:
    maker = pikepdf.open(BytesIO(raw_pdf([shown("text", 60, 700)])))
    maker.docinfo["/Author"] = "张三"
    maker.docinfo["/Producer"] = "某软件"
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 20, 20],
        Contents="请核对",
        T="李四",
    )
    maker.pages[0].obj.Annots = maker.make_indirect(pikepdf.Array([maker.make_indirect(note)]))
    maker.attachments["底稿.xlsx"] = b"data"
    maker.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    out = BytesIO()
    maker.save(out)
    document = open_bytes(out.getvalue(), "a.pdf")
    assert [(part.kind, part.name, part.text) for part in document.hidden] == [
        (HiddenKind.METADATA, "author", "张三"),
        (HiddenKind.METADATA, "producer", "某软件"),
        (HiddenKind.COMMENT, "Text（李四）", "请核对"),
        (HiddenKind.EMBEDDED_FILE, "底稿.xlsx", "data"),
        (HiddenKind.MACRO, "JavaScript", "app.alert(1)"),
    ]


def test_text_that_a_later_save_took_out_is_an_earlier_revision() -> None:
    first = raw_pdf([shown("keep", 60, 700) + shown("secret name", 60, 650)])
    content = shown("keep", 60, 700)
    start = len(first)
    changed = b"11 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        len(content),
        content,
    )
    previous = first.rindex(b"startxref\n") + len(b"startxref\n")
    place = int(first[previous:].split(b"\n")[0])
    table = b"xref\n11 1\n%010d 00000 n \n" % start
    trailer = b"trailer\n<< /Size 12 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        place,
        start + len(changed),
    )
    document = open_bytes(first + changed + table + trailer, "a.pdf")
    assert texts(document) == ["keep"]
    assert hidden(document) == [(HiddenKind.EARLIER_REVISION, "secret name")]


# Files that cannot be read


def test_a_password_is_named() -> None:
    maker = pikepdf.open(BytesIO(raw_pdf([shown("text", 60, 700)])))
    out = BytesIO()
    maker.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Encrypted, match="设有密码"):
        open_bytes(out.getvalue(), "锁.pdf")


def test_a_file_without_structure_is_damaged() -> None:
    with pytest.raises(Damaged, match="PDF结构损坏或不完整"):
        open_bytes(b"%PDF-1.7\n" + b"nothing here" * 20, "坏.pdf")


def test_too_many_pages_are_refused() -> None:
    data = raw_pdf([shown("text", 60, 700)] * 4)
    with pytest.raises(LimitExceeded, match="页数超过 3 页"):
        open_bytes(data, "长.pdf", limits=Limits(pages=3))


SEED = raw_pdf(
    [
        shown("Head 1", 60, 700)
        + b"50 500 m 300 500 l S 50 540 m 300 540 l S 50 500 m 50 540 l S 300 500 m 300 540 l S 150 500 m 150 540 l S "
        + shown("12", 60, 510)
        + shown("34", 200, 510)
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_mutated_file_gives_a_document_or_a_document_error(data: st.DataObject) -> None:
    mutated = bytearray(SEED)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        if data.draw(st.booleans()):
            mutated[at] = data.draw(st.integers(0, 255))
        else:
            del mutated[at : at + data.draw(st.integers(1, 30))]
    try:
        document = open_bytes(b"%PDF-1.7\n" + bytes(mutated[9:]), "乱.pdf")
    except DocumentError:
        return
    assert isinstance(document, Document)
