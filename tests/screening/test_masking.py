"""Clean copies: what was taken away is nowhere in the bytes or pixels, and everything else is as it was."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from gongkai.documents.opening import open_bytes
from gongkai.screening.errors import Unmaskable
from gongkai.screening.masking import mask_file
from gongkai.screening.profiles import parse_profile, shipped_profile
from gongkai.screening.screen import screen
from tests.screening.forge.truth import Forge, table_templates, text_templates

IDENTITY = "119900199001010010"
OTHER = "119900199001020016"
MOBILE = "13900001234"


def parts(data):
    """Every part of a zip package, unpacked, as one string of bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"\n".join(name.encode() + package.read(name) for name in package.namelist())


def assert_nowhere(data, *values):
    for value in values:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            assert value.encode(encoding) not in data, value


def assert_clean(masked):
    assert screen(open_bytes(masked.data, masked.name)).findings == ()


# --- text ---


def test_a_text_keeps_its_line_ends_and_everything_else():
    data = f"低保户张三，{IDENTITY}。\r\n第二行不变  有空格\r\n\r\n电话：0000-5551234\r\n".encode(
        "gb18030"
    )
    masked = mask_file(data, "通知.txt")
    assert masked.data.decode() == (
        "低保户张某，11*************010。\r\n第二行不变  有空格\r\n\r\n电话：0000-5551234\r\n"
    )
    assert [(entry.original, entry.masked) for entry in masked.log] == [
        ("张三", "张某"),
        (IDENTITY, "11*************010"),
    ]


def test_the_log_never_shows_itself():
    masked = mask_file(f"身份证号{IDENTITY}".encode(), "a.txt")
    assert IDENTITY not in repr(masked)
    assert IDENTITY not in repr(masked.log)
    assert IDENTITY in masked.log_as_csv().decode("utf-8-sig")


def test_formulas_in_the_log_are_disarmed():
    masked = mask_file("微信号：abc_12345，邮箱：-abc_1@example.com".encode(), "a.txt")
    for line in masked.log_as_csv().decode("utf-8-sig").splitlines()[1:]:
        assert not any(field.startswith(("=", "+", "-", "@")) for field in line.split(","))


def test_a_name_of_a_file_is_masked_too():
    assert mask_file("通知".encode(), f"证明{IDENTITY}.txt").name == "证明11*************010.txt"


def test_a_secrecy_mark_is_never_masked_away():
    with pytest.raises(Unmaskable, match="送保密审查"):
        mask_file(f"机密★10年\n\n身份证号{IDENTITY}".encode(), "a.txt")


def test_a_profile_may_leave_a_kind():
    profile = parse_profile('base = "county"\n[mask.sensitive_name]\naction = "leave"', "本县")
    masked = mask_file("低保户张三，手机13900001234。".encode(), "a.txt", profile=profile)
    assert masked.data.decode() == "低保户张三，手机139****1234。"


# --- Word ---


def word_file():
    document = docx.Document()
    document.core_properties.author = "张建国"
    document.add_paragraph("柳河镇农村低保对象名单")
    paragraph = document.add_paragraph("低保户")
    paragraph.add_run("张").bold = True
    paragraph.add_run("三，身份证号")
    paragraph.add_run(IDENTITY[:6]).italic = True
    paragraph.add_run(IDENTITY[6:])
    paragraph.add_run("，已核实。")
    hidden = document.add_paragraph("可见文字").add_run(OTHER)
    hidden.font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.set(qn("w:author"), "李四光")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "删去的内容" + OTHER
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    document.add_comment(paragraph.runs[0], text="批注里的" + OTHER, author="王五常")
    document.sections[0].header.paragraphs[0].text = f"页眉 联系户主{MOBILE}"
    table = document.add_table(2, 3)
    for cell, value in zip(table.rows[0].cells, ("姓名", "身份证号", "金额"), strict=True):
        cell.text = value
    for cell, value in zip(table.rows[1].cells, ("李小明", OTHER, "1200.00"), strict=True):
        cell.text = value
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_file_is_clean_in_every_part():
    masked = mask_file(word_file(), "名单.docx")
    assert_nowhere(
        parts(masked.data),
        IDENTITY,
        IDENTITY[6:],
        OTHER,
        MOBILE,
        "李小明",
        "张建国",
        "李四光",
        "王五常",
        "批注里的",
        "删去的内容",
    )
    assert_clean(masked)


def test_a_word_file_keeps_what_is_not_masked():
    document = docx.Document(io.BytesIO(mask_file(word_file(), "名单.docx").data))
    assert [paragraph.text for paragraph in document.paragraphs[:3]] == [
        "柳河镇农村低保对象名单",
        "低保户张某，身份证号11*************010，已核实。",
        "可见文字",
    ]
    assert [run.text for run in document.paragraphs[1].runs if run.bold] == ["张某"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [
        "李某某",
        "11*************016",
        "1200.00",
    ]


# --- workbooks ---


def workbook_file():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "名单"
    sheet.append(["危房改造农户名单", None, None, None, None])
    sheet.merge_cells("A1:E1")
    sheet.append(["序号", "姓名", "身份证号", "金额", "备注"])
    for number in range(1, 9):
        sheet.append([number, "张三", IDENTITY, 1200.5 * number, f"第{number}户"])
    sheet["D12"] = "=SUM(D3:D10)"
    sheet["F3"] = OTHER
    sheet.column_dimensions["F"].hidden = True
    sheet["A14"] = MOBILE
    sheet.row_dimensions[14].hidden = True
    sheet["E3"].comment = Comment("批注里的" + OTHER, "王五常")
    hidden = workbook.create_sheet("底稿")
    hidden.append(["李小明", OTHER])
    hidden.sheet_state = "veryHidden"
    workbook.defined_names["secret"] = DefinedName("secret", attr_text=f'"{OTHER}"')
    workbook.properties.creator = "张建国"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_a_workbook_is_clean_in_every_part():
    masked = mask_file(workbook_file(), "名单.xlsx")
    assert_nowhere(
        parts(masked.data),
        IDENTITY,
        OTHER,
        MOBILE,
        "李小明",
        "张建国",
        "王五常",
        "批注里的",
        "底稿",
        "secret",
        "SUM(",
    )
    assert_clean(masked)


def test_a_workbook_keeps_rows_columns_and_what_is_not_masked():
    before = openpyxl.load_workbook(io.BytesIO(workbook_file()))["名单"]
    after = openpyxl.load_workbook(io.BytesIO(mask_file(workbook_file(), "名单.xlsx").data))["名单"]
    assert (after.max_row, after.max_column) == (before.max_row, before.max_column)
    assert [str(merged) for merged in after.merged_cells.ranges] == ["A1:E1"]
    for row in range(1, 12):
        for column in (1, 2, 4, 5):
            assert after.cell(row, column).value == before.cell(row, column).value
    assert [after.cell(row, 3).value for row in range(3, 11)] == ["11*************010"] * 8


def test_dates_in_a_workbook_are_read_as_dates():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["姓名", "出生日期", "金额"])
    import datetime

    for _ in range(4):
        sheet.append(["张三", datetime.date(1980, 5, 3), 32874])
    stream = io.BytesIO()
    workbook.save(stream)
    after = openpyxl.load_workbook(io.BytesIO(mask_file(stream.getvalue(), "a.xlsx").data)).active
    assert [cell.value for cell in after[2]] == ["张三", "1980", 32874]


# --- web pages ---


def test_a_page_is_clean_in_its_source():
    page = f"""<!DOCTYPE html><html><head><meta name="author" content="张建国"><title>公示</title>
    <script>var id = "{OTHER}";</script></head><body><!-- {OTHER} --><p>低保户<b>张</b>三，身份证号{IDENTITY[:8]}<i>{IDENTITY[8:]}</i>。</p>
    <p style="display: none">{OTHER}</p><input type="hidden" value="{OTHER}"><img src="a.png" alt="{OTHER}">
    <a href="tel:{MOBILE}">咨询</a><table><tr><th>姓名</th><th>身份证号</th><th>金额</th></tr>
    <tr><td>李小明</td><td>{OTHER}</td><td>1200</td></tr></table><p>不变的一段。</p></body></html>"""
    masked = mask_file(page.encode(), "公示.html")
    assert_nowhere(masked.data, IDENTITY, IDENTITY[8:], OTHER, MOBILE, "张建国")
    text = masked.data.decode()
    assert "<b>张某</b>，身份证号11*************010" in text
    assert "<td>李某某</td><td>11*************016</td><td>1200</td>" in text
    assert "<p>不变的一段。</p>" in text
    assert_clean(masked)


# --- properties ---


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
def test_masking_a_list_is_idempotent_and_changes_only_what_was_found(seed):
    forge = Forge(seed)
    template = forge.random.choice(table_templates())
    document, truth, grid = forge.table(template, forge.number(3, 15))
    source = template["title"] + "\n\n" + "\n".join("\t".join(row) for row in grid) + "\n"
    once = mask_file(source.encode(), "名单.txt").data
    assert mask_file(once, "名单.txt").data == once
    lines = once.decode().splitlines()[2:]
    assert len(lines) == len(grid)
    for row, line in enumerate(lines):
        cells = line.split("\t")
        assert len(cells) == len(grid[row])
        for column, cell in enumerate(cells):
            if (row, column) not in truth:
                assert cell == grid[row][column]
    del document


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_masking_texts_is_idempotent(seed):
    forge = Forge(seed)
    source = "\n".join(forge.fill(forge.random.choice(text_templates())[1]).text for _ in range(8))
    once = mask_file(source.encode(), "通知.txt", profile=shipped_profile("strict")).data
    assert mask_file(once, "通知.txt", profile=shipped_profile("strict")).data == once


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_any_text_is_masked_or_refused(text):
    try:
        masked = mask_file(("公示\n" + text).encode(), "a.txt")
    except Unmaskable:
        return
    assert_clean(masked)
