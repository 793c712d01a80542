import io
import zipfile
from contextlib import suppress
from datetime import date, time

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, Image, Layout, Paragraph, Table
from gongkai.documents.readers.xlsx_values import plain_number

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
S = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{RELATION}"'


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(book: openpyxl.Workbook, **limits: float) -> Document:
    return open_bytes(saved(book), "白杨乡.xlsx", limits=Limits(**limits))  # type: ignore[arg-type]


def raw(
    sheet: str, extra: dict[str, str] | None = None, workbook: str = "", links: str = ""
) -> bytes:
    """A workbook of one sheet from XML, with further parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types>spreadsheetml.sheet.main</Types>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {S}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>{workbook}</workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{links}</Relationships>"
        )
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {S}>{sheet}</worksheet>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def texts(document: Document) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "[表]" for block in document.blocks]


def grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]


def hidden(document: Document) -> list[tuple[str, str, str, int]]:
    return [(part.kind.value, part.name, part.text, part.count) for part in document.hidden]


def plain(document: Document) -> list[tuple[str, str, str, int]]:
    """Hidden parts without the properties that openpyxl writes into every file."""
    return [part for part in hidden(document) if part[0] != "metadata"]


def test_lines_are_paragraphs_and_cells_side_by_side_are_tables():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "年报"
    for row in (["白杨乡年度报告"], ["一、总体情况"], ["项目", "数量"], ["规章", 12], ["收费", 96171.6], [],
                ["二、其他"], ["无"]):  # fmt: skip
        sheet.append(row)
    document = read(book)
    assert texts(document) == ["白杨乡年度报告", "一、总体情况", "[表]", "二、其他", "无"]
    (table,) = document.tables()
    assert table.layout is Layout.GRID
    assert [cell.text for cell in table.cells] == ["项目", "数量", "规章", "12", "收费", "96171.6"]
    place = table.cells[3].origin
    assert (place.sheet, place.row, place.column, place.raw) == ("年报", 4, 2, "12")
    assert document.blocks[0].origin.place() == "工作表“年报”第1行第1列"


def test_merged_cells_are_spans_and_full_rows_stay_in_their_table():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["表二"], ["第一项", None, None], ["信息", "制发", "废止"], ["规章", 1, 2], ["第五项", None, None],
                ["信息", "数量", None], ["许可", 3, None]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A2:C2")
    sheet.merge_cells("A5:C5")
    sheet.merge_cells("B6:C6")
    sheet.merge_cells("B7:C7")
    document = read(book)
    assert texts(document) == ["表二", "[表]"]
    (table,) = document.tables()
    assert grid(table) == [
        (0, 0, 1, 3, "第一项"),
        (1, 0, 1, 1, "信息"),
        (1, 1, 1, 1, "制发"),
        (1, 2, 1, 1, "废止"),
        (2, 0, 1, 1, "规章"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2"),
        (3, 0, 1, 3, "第五项"),
        (4, 0, 1, 1, "信息"),
        (4, 1, 1, 2, "数量"),
        (5, 0, 1, 1, "许可"),
        (5, 1, 1, 2, "3"),
    ]


def test_a_merged_title_above_a_list_is_a_paragraph():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["补贴名单", None], ["姓名", "金额"], ["某甲", 1], ["某乙", 2]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    assert texts(read(book)) == ["补贴名单", "[表]"]


def test_a_label_beside_a_blank_cell_is_a_row():
    document = open_bytes(
        raw(
            '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>规章</t></is></c><c r="B1"><v>1</v></c></row>'
            '<row r="2"><c r="A2" t="inlineStr"><is><t>收费</t></is></c><c r="B2"/></row></sheetData>'
        ),
        "f.xlsx",
    )
    (table,) = document.tables()
    assert [(c.row, c.text) for c in table.cells] == [(0, "规章"), (0, "1"), (1, "收费"), (1, "")]


def test_a_blank_row_within_a_list_does_not_end_it():
    book = openpyxl.Workbook()
    for row in (["姓名", "金额"], ["某甲", 1], [], ["某乙", 2]):
        book.active.append(row)
    (table,) = read(book).tables()
    assert [cell.row for cell in table.cells] == [0, 0, 1, 1, 3, 3]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (12, "General", "12"),
        (12.0, "0.00", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1288, "#,##0", "1288"),
        (-3, "General", "-3"),
        (123456789012345, "0", "123456789012345"),
        (0.985, "0.0%", "98.5%"),
        (42, "00000", "00042"),
        (date(2025, 1, 15), "yyyy-mm-dd", "2025-01-15"),
        (date(2025, 1, 15), 'yyyy"年"m"月"d"日"', "2025-01-15"),
        (date(2025, 1, 1), 'yyyy"年"m"月"', "2025-01"),
        (date(2025, 1, 1), "yyyy", "2025"),
        (date(1900, 1, 1), "yyyy-mm-dd", "1900-01-01"),
        (45672 + 8.5 / 24, "yyyy-mm-dd hh:mm", "2025-01-15 08:30:00"),
        (time(8, 30), "h:mm", "08:30:00"),
        (True, "General", "TRUE"),
        ("１２件", "General", "１２件"),
        (5, '0"件"', "5"),
        (5, '[$-804]0.0"年"', "5"),
    ],
)
def test_values_are_shown_without_float_noise_and_dates_as_dates(value, form, shown):
    book = openpyxl.Workbook()
    book.active["A1"] = "项目"
    book.active["B1"] = value
    book.active["B1"].number_format = form
    (table,) = read(book).tables()
    assert table.cells[1].text == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0.0, "0"), (1e15, "1000000000000000"), (1.5e-7, "0.00000015"), (110101199003078000.0, "110101199003078000"),
     (float("nan"), "nan"), (float("inf"), "inf"), (-2.50, "-2.5")],
)  # fmt: skip
def test_plain_numbers_have_no_exponent(number, shown):
    assert plain_number(number) == shown


def test_rich_text_line_breaks_and_escapes_are_text():
    data = raw(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><f>A1</f><v>甲_x000D_乙</v></c>'
        '<c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="s"><v>99</v></c></row></sheetData>',
        {
            "xl/sharedStrings.xml": f"<sst {S}><si><r><t>结果\n</t></r><r><t>维持</t></r><rPh><t>x</t></rPh></si></sst>"
        },
    )
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                extra = f'<Relationship Id="r2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", extra.encode())
            archive.writestr(name, content)
    (table,) = open_bytes(buffer.getvalue(), "f.xlsx").tables()
    assert [cell.text for cell in table.cells] == ["结果维持", "甲 乙", "#REF!"]


def test_a_formula_without_saved_result_is_blank_and_noted():
    book = openpyxl.Workbook()
    book.active.title = "表三"
    book.active.append(["规章", 1, "=B1+1"])
    document = read(book)
    assert [cell.text for table in document.tables() for cell in table.cells] == ["规章", "1"]
    assert document.notes == ("工作表“表三”有1个公式没有保存计算结果，按空白读取。",)


def test_hidden_sheets_rows_columns_and_cells_are_hidden_parts():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    for row in (
        ["姓名", "金额", "身份证"],
        ["某甲", 1, "0001"],
        ["某乙", 2, "0002"],
        ["某丙", 3, "0003"],
        ["某丁", 4, "0004"],
    ):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet["B5"].number_format = ";;;"
    secret = book.create_sheet("底稿")
    secret.append(["某戊", 5])
    secret.sheet_state = "hidden"
    very = book.create_sheet("极密")
    very.append(["某己", 6])
    very.sheet_state = "veryHidden"
    document = read(book)
    assert [[c.text for c in t.cells] for t in document.tables()] == [
        ["姓名", "金额", "某甲", "1", "某丁", ""]
    ]
    assert plain(document) == [
        ("hidden-text", "", "4", 1),
        ("hidden-row", "第3—4行", "某乙\t2\t0002\n某丙\t3\t0003", 2),
        ("hidden-column", "C列", "身份证\n0001\n0004", 3),
        ("hidden-sheet", "底稿", "某戊\t5", 2),
        ("very-hidden-sheet", "极密", "某己\t6", 2),
    ]


def test_hidden_columns_without_content_are_not_told():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "金额"])
    book.active.column_dimensions["F"].hidden = True
    assert plain(read(book)) == []


def test_comments_names_and_properties_are_hidden_parts():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["姓名", "金额"])
    sheet["B1"].comment = Comment("核对过", "某甲")
    book.defined_names["名册"] = DefinedName("名册", attr_text="名单!$A$1")
    book.properties.creator = "某乙"
    document = read(book)
    assert [part for part in plain(document) if part[0] == "comment"] == [
        ("comment", "某甲", "核对过", 1)
    ]
    (comment,) = [part for part in document.hidden if part.kind.value == "comment"]
    assert comment.origin.place() == "工作表“名单”第1行第2列"
    assert ("defined-name", "名册", "名单!$A$1", 1) in hidden(document)
    assert ("metadata", "author", "某乙", 1) in hidden(document)


def test_caches_models_links_and_revisions_are_hidden_parts():
    data = raw(
        "<sheetData/>",
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": f'<d {S}><cacheFields><cacheField name="姓名"><sharedItems><s v="某甲"/></sharedItems></cacheField></cacheFields></d>',
            "xl/pivotCache/pivotCacheRecords1.xml": f'<p {S}><r><s v="某乙"/><n v="7"/></r><r><s v="某丙"/></r></p>',
            "xl/model/item.data": "x",
            "xl/connections.xml": f'<connections {S}><connection name="库"><dbPr connection="Server=10.0.0.1" command="select"/></connection></connections>',
            "xl/externalLinks/externalLink1.xml": f"<externalLink {S}><v>某丁</v></externalLink>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": f'<R><Relationship Id="a" Type="{RELATION}/externalLinkPath" Target="file:///D:/%E5%90%8D%E5%8D%95.xlsx" TargetMode="External"/></R>',
            "xl/revisions/revisionLog1.xml": f"<revisions {S}><v>旧值</v></revisions>",
            "xl/vbaProject.bin": "x",
        },
    )
    assert sorted(hidden(open_bytes(data, "f.xlsx"))) == [
        ("data-model", "item.data", "", 1),
        ("earlier-revision", "revisionLog1.xml", "旧值", 1),
        ("external-link", "externalLink1.xml", "某丁", 1),
        ("external-link", "externalLinkPath", "file:///D:/名单.xlsx", 1),
        ("external-link", "库", "Server=10.0.0.1 select", 1),
        ("macro", "vbaProject.bin", "", 1),
        ("pivot-cache", "pivotCacheDefinition1.xml", "姓名\n某甲", 1),
        ("pivot-cache", "pivotCacheRecords1.xml", "某乙\t7\n某丙", 2),
    ]


def test_threaded_comments_have_their_authors_and_no_shadow():
    data = raw(
        "<sheetData/>",
        {
            "xl/threadedComments/t.xml": '<T><threadedComment ref="B2" personId="p1"><text>再核</text></threadedComment></T>',
            "xl/persons/person.xml": '<P><person displayName="某甲" id="p1"/></P>',
            "xl/comments1.xml": f'<comments {S}><authors><author>tc=x</author></authors><commentList><comment ref="B2" authorId="0"><text><t>影</t></text></comment></commentList></comments>',
        },
        links=f'<Relationship Id="a" Type="x/threadedComment" Target="../threadedComments/t.xml"/>'
        f'<Relationship Id="b" Type="{RELATION}/comments" Target="../comments1.xml"/>',
    )
    assert hidden(open_bytes(data, "f.xlsx")) == [("comment", "某甲", "再核", 1)]


def test_text_boxes_pictures_and_headers_are_read():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ["项目", 1])
    sheet.insert_textbox(3, 1, "框内说明")
    sheet.set_header('&L&"宋体,Bold"&12白杨乡&R内部&&资料')
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
        "48afa4710000000049454e44ae426082"
    )
    sheet.insert_image(5, 0, "a.png", {"image_data": io.BytesIO(png)})
    book.close()
    document = open_bytes(buffer.getvalue(), "f.xlsx")
    table, *drawn = document.blocks
    assert isinstance(table, Table)
    assert [block.text for block in drawn if isinstance(block, Paragraph)] == ["框内说明"]
    assert [block.data for block in drawn if isinstance(block, Image)] == [png]
    assert [one.text for one in document.furniture] == ["白杨乡", "内部&资料"]


def test_two_cells_in_opposite_corners_take_no_memory():
    data = raw(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:"/><mergeCell ref="Z9:A1"/></mergeCells>'
    )
    document = open_bytes(data, "f.xlsx")
    assert [c.text for t in document.tables() for c in t.cells] == ["1"]
    assert hidden(document) == [("hidden-text", "", "2", 1)]


def test_cells_without_references_follow_one_another():
    data = raw(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c r='?'><v>4</v></c></row></sheetData>"
    )
    (table,) = open_bytes(data, "f.xlsx").tables()
    assert grid(table) == [
        (0, 0, 1, 1, "1"),
        (0, 1, 1, 1, "2"),
        (1, 0, 1, 1, "3"),
        (1, 1, 1, 1, "4"),
    ]


def test_cells_are_limited_and_bad_parts_are_damaged():
    book = openpyxl.Workbook()
    for _ in range(5):
        book.active.append([1, 2, 3])
    with pytest.raises(LimitExceeded, match="单元格超过 10 个"):
        read(book, cells=10)
    with pytest.raises(Damaged, match="XML"):
        open_bytes(raw("<sheetData>"), "f.xlsx")


VALID = raw(
    '<cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>1</f><v>1</v></c></row>'
    '<row r="2" hidden="1"><c r="C2" t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    {"xl/comments1.xml": f"<comments {S}/>"},
)


@given(
    st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_a_mutated_workbook_is_read_or_refused(changes):
    data = bytearray(VALID)
    for at, value in changes:
        data[at] = value
    with suppress(DocumentError):
        open_bytes(bytes(data), "f.xlsx")


CELLS = st.sampled_from([
    '<row r="1">', '<row r="0">', '<row r="9999999">', '<row hidden="1">', "<row>",
    '<c r="A1"><v>1</v></c>', '<c r="XFE1"><v>1e999</v></c>', '<c r="B1" t="s"><v>-1</v></c>', '<c t="s"><v>٣</v></c>',
    '<c r="C1" s="1"><v>45000.5</v></c>', '<c s="1"><v>-1</v></c>', '<c s="2"><v>1e300</v></c>', '<c t="b"/>', "<c/>",
    '<c s="1"><v>nan</v></c>', '<c s="3"><v>-inf</v></c>',
])  # fmt: skip
STYLES = (
    f'<styleSheet {S}><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/><numFmt numFmtId="165" formatCode="0000"/></numFmts>'
    '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)


@given(
    st.lists(CELLS, max_size=20),
    st.lists(st.sampled_from(["A1:B2", "A1", "B1:A1", "A1:XFD1048576", ""]), max_size=4),
)
def test_any_cells_and_merges_are_read_or_refused(pieces, merges):
    body = ""
    is_open = False
    for piece in pieces:
        if piece.startswith("<row"):
            body += ("</row>" if is_open else "") + piece
            is_open = True
        elif is_open:
            body += piece
    body += "</row>" if is_open else ""
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    with suppress(DocumentError):
        open_bytes(
            raw(f"<sheetData>{body}</sheetData>{cells}", {"xl/styles.xml": STYLES}), "f.xlsx"
        )
