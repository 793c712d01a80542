from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from gongkai.documents import open_bytes
from gongkai.documents.tabular import (
    Column,
    NoSheet,
    day_of,
    find_sheet,
    letters,
    match,
    problems,
    ticked,
)

COLUMNS = (
    Column("title", ("标题", "信息名称", "名称"), required=True),
    Column("day", ("日期", "成文日期")),
    Column("body", ("发文机关", "制发机关")),
    Column("text", ("正文",), keeps_lines=True),
    Column("by_site", ("政府网站",)),
    Column("by_board", ("公示栏",)),
)


def workbook(rows, merges=(), sheet="Sheet1") -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value is not None:
                    page.write_string(row, column, value)
        for first_row, first, last_row, last, value in merges:
            page.merge_range(first_row, first, last_row, last, value)
    return file.getvalue()


def read(rows, merges=(), columns=COLUMNS):
    return find_sheet(open_bytes(workbook(rows, merges), "台账.xlsx"), columns)


def test_rows_stand_under_their_heads_and_every_cell_has_its_name():
    sheet = read(
        [["柳河镇台账"], ["序号", "信息名称", "日期"], ["1", "关于修路的通知", "2026-03-09"]]
    )
    (row,) = sheet.rows
    assert (sheet.name, sheet.head_row, row.number) == ("Sheet1", 2, 3)
    assert row.text("title") == "关于修路的通知"
    assert row.cells["day"].name == "C3"
    assert [cell.text for cell in sheet.unknown] == ["序号"]


def test_a_wrong_cell_says_place_found_and_expected():
    sheet = read([["标题", "日期"], ["通知", "三月"]])
    cell = sheet.rows[0].cells["day"]
    assert cell.wrong("2026-03-09的写法") == "第 2 行 B2“日期”：“三月”，应为2026-03-09的写法。"
    assert (
        sheet.rows[0].cells["body"].wrong("机关名称") == "第 2 行“发文机关”：是空的，应为机关名称。"
    )


def test_an_empty_cell_that_must_be_filled_is_a_problem():
    sheet = read([["标题", "日期"], ["", "2026-01-02"]])
    assert list(problems(sheet.rows, ["title"])) == ["第 2 行 A2“标题”：是空的，应为有内容。"]


def test_a_head_of_two_rows_is_one_head():
    rows = [
        ["标题", None, None, None, "日期"],
        [None, None, "政府网站", "公示栏", None],
        ["通知", None, "√", "", "2026-03-09"],
    ]
    sheet = read(rows, [(0, 0, 1, 0, "标题"), (0, 2, 0, 3, "公开渠道"), (0, 4, 1, 4, "日期")])
    (row,) = sheet.rows
    assert sheet.head_row == 1
    assert (row.is_ticked("by_site"), row.is_ticked("by_board")) == (True, False)
    assert row.text("day") == "2026-03-09"


def test_the_same_lower_head_under_two_upper_ones_is_told_apart():
    columns = (
        Column("received", ("收到件数",), required=True),
        Column("finished", ("办结件数",), required=True),
    )
    rows = [
        ["收到", None, "办结", None],
        ["件数", "时间", "件数", "时间"],
        ["3", "一季", "2", "二季"],
    ]
    sheet = read(rows, [(0, 0, 0, 1, "收到"), (0, 2, 0, 3, "办结")], columns)
    assert (sheet.rows[0].text("received"), sheet.rows[0].text("finished")) == ("3", "2")


def test_merged_cells_and_ditto_stand_for_what_is_above():
    rows = [
        ["标题", "发文机关"],
        ["甲", "柳河镇人民政府"],
        ["乙", None],
        ["丙", "同上"],
        ["丁", "〃"],
        ["戊", ""],
    ]
    sheet = read(rows, [(1, 1, 2, 1, "柳河镇人民政府")])
    assert [row.text("body") for row in sheet.rows] == [*["柳河镇人民政府"] * 4, ""]


def test_a_column_that_is_not_filled_keeps_only_its_own():
    columns = (Column("title", ("标题",), required=True), Column("sum", ("金额",), filled=False))
    sheet = read([["标题", "金额"], ["甲", "300"], ["乙", None]], [(1, 1, 2, 1, "300")], columns)
    assert [row.text("sum") for row in sheet.rows] == ["300", ""]


def test_line_breaks_stay_where_the_column_keeps_them():
    sheet = read([["标题", "正文"], ["甲\n乙", "第一行\n第二行"]])
    assert sheet.rows[0].text("text") == "第一行\n第二行"
    assert sheet.rows[0].text("title") == "甲乙"


def test_heads_are_known_by_their_other_names_and_without_notes():
    heads = {1: "名称", 2: " 成文 日期（必填）", 3: "制发机关*", 4: "标题："}
    assert match(heads, COLUMNS) == {"title": 1, "day": 2, "body": 3}


def test_a_head_repeated_on_the_next_page_is_no_row():
    sheet = read([["标题", "日期"], ["甲", "2026-01-02"], ["标题", "日期"], ["乙", "2026-01-03"]])
    assert [row.text("title") for row in sheet.rows] == ["甲", "乙"]


def test_text_and_word_tables_are_read_alike():
    sheet = find_sheet(open_bytes("标题\t日期\n通知\t2026-01-02\n".encode(), "a.txt"), COLUMNS)
    assert (sheet.rows[0].number, sheet.rows[0].text("day")) == (2, "2026-01-02")


def test_missing_columns_are_named():
    columns = (*COLUMNS, Column("code", ("编码",), required=True))
    with pytest.raises(NoSheet, match="第 1 行缺少列编码"):
        read([["标题", "日期"], ["甲", "2026-01-02"]], (), columns)
    with pytest.raises(NoSheet, match="没有找到列标题"):
        read([["甲", "乙"], ["1", "2"]])


@pytest.mark.parametrize(
    ("text", "found"),
    [("√", True), ("☑", True), ("是", True), ("1", True), ("", False), ("×", False), ("否", False), ("/", False), ("待定", None)],
)  # fmt: skip
def test_ticks(text, found):
    assert ticked(text) is found


@pytest.mark.parametrize(
    "text", ["2026-03-09", "2026/3/9", "2026.3.9", "2026年3月9日", "20260309", "2026-03-09 00:00:00", "２０２６年３月９日"]
)  # fmt: skip
def test_days(text):
    assert day_of(text) == date(2026, 3, 9)


@pytest.mark.parametrize("text", ["", "三月", "2026-13-01", "2026年3月", "2026-02-30"])
def test_no_days(text):
    assert day_of(text) is None


def test_letters_of_columns():
    assert [letters(column) for column in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
