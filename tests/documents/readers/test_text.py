from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import open_bytes, open_document
from gongkai.documents.errors import DocumentError, LimitExceeded
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.model import Document, Layout, Paragraph, Source, Table
from gongkai.documents.readers import text

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"


def read(content: str) -> Document:
    return open_bytes(content.encode(), "青山县.txt")


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def only_table(content: str) -> Table:
    (table,) = read(content).tables()
    return table


def texts(document: Document) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "[表]" for block in document.blocks]


def test_each_line_is_a_paragraph_with_its_line_number_and_raw_text():
    first, second = read("\n\u3000\u3000一、 总体\u3000\u3000情况 \n\n2024 年\r\n").blocks
    assert (first.text, first.origin.line) == ("一、 总体 情况", 2)
    assert first.origin.raw == "\u3000\u3000一、 总体\u3000\u3000情况 "
    assert first.origin.file == "青山县.txt"
    assert (second.text, second.origin.line) == ("2024 年", 4)


def test_form_feeds_number_the_pages():
    document = read("一、总体情况\n\f二、主动公开\n\f")
    assert [block.origin.page for block in document.blocks] == [1, 2]


def test_without_form_feeds_there_is_no_page():
    assert read("一、总体情况\n\f").blocks[0].origin.page is None


def test_markdown_headings_and_emphasis_are_tidied_and_kept_raw():
    document = read(
        "# 柳河镇\n\n### **一、总体情况**\n\n#\n- 1、**公开**不足。\n\n---\n<http://example.cn> 查阅"
    )
    assert [(b.text, b.heading_level) for b in document.paragraphs()] == [
        ("柳河镇", 1),
        ("一、总体情况", 3),
        ("#", None),
        ("1、公开不足。", None),
        ("http://example.cn 查阅", None),
    ]
    assert document.blocks[1].origin.raw == "### **一、总体情况**"


def test_tab_rows_keep_their_empty_fields():
    table = only_table("规章\t0\t\t12\n行政规范性文件\t３\t1,288\t/\n")
    assert rows(table) == [["规章", "0", "", "12"], ["行政规范性文件", "３", "1,288", "/"]]
    assert table.layout is Layout.FLOW
    assert [cell.origin.line for cell in table.cells] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert (table.cells[5].origin.row, table.cells[5].origin.column) == (2, 2)


def test_a_stray_or_blank_line_leaves_two_tables_in_order():
    document = read("规章\t0\t0\n\n行政许可\t5\n- 3 -\n行政处罚\t6\n")
    assert texts(document) == ["[表]", "[表]", "- 3 -", "[表]"]


def test_a_rule_within_a_tab_table_is_no_row():
    assert rows(only_table("第一项\t申请人情况\n------\t-----\n")) == [["第一项", "申请人情况"]]


def test_a_tab_before_a_date_or_an_indented_paragraph_is_no_table():
    document = read("柳河镇人民政府\t2025年1月15日\n\n\t2024年，我镇主动公开。\n\t（一）主动公开\n")
    assert texts(document) == [
        "柳河镇人民政府 2025年1月15日",
        "2024年，我镇主动公开。",
        "（一）主动公开",
    ]


def test_one_cell_per_line_rows_end_at_blank_lines():
    table = only_table(
        "二、主动公开\n\t信息内容\n\t本年新\n制作数量\n\n\t规章\n\t0\n\n\t\n\t\n（五）不予处理\n\t12\n\n\n三、收到\n"
    )
    assert rows(table) == [
        ["信息内容", "本年新制作数量"],
        ["规章", "0"],
        ["", "（五）不予处理", "12"],
    ]
    assert table.cells[1].origin.raw == "本年新\n制作数量"
    assert table.cells[1].origin.line == 3
    assert table.layout is Layout.FLOW


def test_text_right_after_the_last_cell_is_no_part_of_it():
    document = read("\t规章\n\t0\n\n\t收费\n\t7\n 五、存在的主要问题\n（一）问题\n2024年还有差距。")
    assert texts(document) == ["[表]", "五、存在的主要问题", "（一）问题", "2024年还有差距。"]
    assert rows(next(document.tables())) == [["规章", "0"], ["收费", "7"]]


def test_a_number_broken_over_lines_is_not_closed_up():
    table = only_table("\t规章\n\t12\n3\n\t0\n\n\t收费\n\t7\n\t8\n")
    assert rows(table) == [["规章", "12 3", "0"], ["收费", "7", "8"]]
    assert table.cells[1].origin.raw == "12\n3"


@pytest.mark.parametrize(
    "content",
    [
        "| 项目 | 数量 |\n|---|---:|\n| **规章** | 3 |\n|  | 4<br>件 |\n",
        "项目|数量\n---|---\n规章|3\n|4件\n",
        "┌────┬────┐\n│项目│数量│\n├────┼────┤\n│规章│ 3  │\n├────┼────┤\n│    │4件 │\n└────┴────┘\n",
        "+------+------+\n| 项目 | 数量 |\n+======+======+\n| 规   | 3    |\n| 章   |      |\n+------+------+\n|      | 4    |\n|      | 件   |\n+------+------+\n",
    ],
)  # fmt: skip
def test_pipe_tables_are_read_in_each_dress(content):
    assert rows(only_table(content)) == [["项目", "数量"], ["规章", "3"], ["", "4件"]]


def test_a_rule_in_the_middle_of_a_pipe_table_is_no_row():
    assert rows(only_table("甲|乙|丙\n1|2|3\n---|---|---\n4|5|6\n")) == [
        ["甲", "乙", "丙"],
        ["1", "2", "3"],
        ["4", "5", "6"],
    ]


def test_a_single_pipe_in_a_sentence_is_no_table():
    assert texts(read("首页 | 政务公开\n2024年。")) == ["首页 | 政务公开", "2024年。"]


def test_columns_of_spaces_are_a_table_and_wrapped_labels_are_joined():
    table = only_table(
        "信息内容            制发件数   废止件数   现行有效\n"
        "规章                   0        0        12\n"
        "（一）其他法律行政法\n"
        "规禁止公开的           3                 4\n"
        "（二）行政规范性        8        1        66\n"
        "      文件\n"
    )
    assert rows(table) == [
        ["信息内容", "制发件数", "废止件数", "现行有效"],
        ["规章", "0", "0", "12"],
        ["（一）其他法律行政法规禁止公开的", "3", "", "4"],
        ["（二）行政规范性文件", "8", "1", "66"],
    ]


def test_lists_and_signatures_with_wide_spaces_stay_paragraphs():
    document = read("附    件\n\n青山县人民政府      2025年1月15日\n规章\n0\n0\n")
    assert texts(document) == ["附 件", "青山县人民政府 2025年1月15日", "规章", "0", "0"]


def test_lines_broken_at_a_fixed_width_become_one_paragraph():
    line = "青山县认真贯彻落实条例要求围绕重点工作推进公开再"
    document = read(f"一、总体情况\n{line}\n{line}\n{line}\n取得成效。\n（一）主动公开\n")
    assert texts(document) == ["一、总体情况", line * 3 + "取得成效。", "（一）主动公开"]


def test_a_file_of_commas_is_one_grid():
    table = only_table('姓名,住址,金额\r\n某甲,"白杨乡,一组",1\n"某\n乙",,2\n')
    assert rows(table) == [
        ["姓名", "住址", "金额"],
        ["某甲", "白杨乡,一组", "1"],
        ["某乙", "", "2"],
    ]
    assert table.layout is Layout.GRID
    assert [cell.origin.line for cell in table.cells][::3] == [1, 2, 4]


def test_prose_with_commas_is_no_table():
    document = read("甲,乙,丙三项均已公开\n其中甲,乙已办结\n收到12件,办结12件\n")
    assert len(texts(document)) == 3


def test_gbk_and_utf_16_files_give_the_same_document():
    content = "一、总体情况\n规章\t0\t1\n"
    for encoding in ("gbk", "utf-16", "utf-8-sig"):
        assert open_bytes(content.encode(encoding), "青山县.txt").blocks == read(content).blocks


def test_limits_are_kept():
    with pytest.raises(LimitExceeded, match="段落和表格超过 3 个"):
        open_bytes(b"a\nb\nc\nd\n", "f.txt", limits=Limits(blocks=3))
    with pytest.raises(LimitExceeded, match="单元格超过 3 个"):
        open_bytes(b"a\t1\nb\t2\n", "f.txt", limits=Limits(cells=3))
    with pytest.raises(LimitExceeded, match="秒"):
        open_bytes(b"a\nb", "f.txt", limits=Limits(seconds=-1))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the five real reports are not on this machine")
@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("000", [(14, 4), (1, 2), (10, 10), (11, 9), (2, 15)]),
        ("001", [(14, 4), (28, 10), (4, 16)]),
        ("002", [(14, 4), (28, 10), (4, 15)]),
        ("003", [(14, 4), (3, 8), (26, 10), (3, 20), (2, 15)]),
        ("004", [(18, 4), (26, 10), (4, 15)]),
    ],
)
def test_the_real_reports_have_their_tables(name, shapes):
    (path,) = SAMPLES.glob(f"{name}_*.txt")
    document = open_document(path)
    assert [(table.row_count, table.column_count) for table in document.tables()] == shapes
    headings = [paragraph.text for paragraph in document.paragraphs()]
    assert "一、总体情况" in headings
    assert "六、其他需要报告的事项" in headings


@given(st.text(alphabet="一（）12 0\t\n|-+#*\f\u3000.、", max_size=200))
def test_any_text_is_read_and_no_digit_is_lost(content):
    document = text.read(content.encode(), Source("f.txt", "", "text/plain", 0), DEFAULT_LIMITS)
    shown = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in document.blocks
    )
    assert [c for c in shown if c.isdigit()] == [c for c in content if c.isdigit()]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with suppress(DocumentError):
        open_bytes(data, "f.txt")
