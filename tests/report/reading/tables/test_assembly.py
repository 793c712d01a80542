"""The tables of reports whose rows were blanked, split, wrapped, merged, doubled or lost."""

import pytest

from gongkai.documents.model import Layout, Origin, Paragraph, Table, TableCell
from gongkai.report.edition import edition
from gongkai.report.model import CellState, IrregularityKind
from gongkai.report.reading.tables import read_tables
from gongkai.report.reading.tables.rows import raw_rows

FORM = edition("2021")
HEAD = ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "申请人情况"]
COLUMNS = ["", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
NEW = ["一、本年新收政府信息公开申请数量", "", "30", "2", "0", "0", "1", "0", "33"]
CARRIED_IN = ["二、上年结转政府信息公开申请数量", "", "2", "0", "0", "0", "0", "0", "2"]
REPEAT = ["", "2.重复申请", "4", "0", "0", "0", "0", "0", "4"]


def flow(*rows):
    cells = [
        TableCell(number, column, text, Origin(line=number + 1, column=column + 1))
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return Table(tuple(cells), layout=Layout.FLOW)


def read(*blocks, recognised=False):
    return read_tables(tuple(raw_rows(blocks)), FORM, recognised=recognised)


def row(result, name):
    return [cell.value for id, cell in result.cells.items() if id.startswith(f"requests.{name}.")]


def kinds(result, kind):
    return [item.where for item in result.irregularities if item.kind is kind]


def test_a_row_is_read_by_its_label_with_place_and_words():
    result = read(flow(HEAD, COLUMNS, NEW))
    cell = result.cells["requests.new.natural_person"]
    assert row(result, "new") == [30, 2, 0, 0, 1, 0, 33]
    assert (cell.state, cell.origin.line, cell.origin.column, cell.origin.raw) == (
        CellState.READ,
        3,
        3,
        "30",
    )


def test_a_row_that_is_not_there_is_missing_and_named_and_never_zero():
    result = read(flow(HEAD, COLUMNS, NEW))
    assert row(result, "carried_out") == [None] * 7
    assert result.cells["requests.carried_out.total"].state is CellState.MISSING
    assert "requests.carried_out" in kinds(result, IrregularityKind.ROW_MISSING)


def test_a_blank_cell_is_unread_and_its_neighbours_stay_in_place():
    blanked = [*NEW[:4], "", *NEW[5:]]
    result = read(flow(HEAD, COLUMNS, blanked, CARRIED_IN))
    assert row(result, "new") == [30, 2, None, 0, 1, 0, 33]
    assert result.cells["requests.new.research"].state is CellState.UNREAD


@pytest.mark.parametrize("written", ["/", "—", "无", "12（含3）"])
def test_what_is_no_number_is_unread(written):
    result = read(flow(HEAD, COLUMNS, [*NEW[:4], written, *NEW[5:]]))
    cell = result.cells["requests.new.research"]
    assert (cell.value, cell.state, cell.origin.raw) == (None, CellState.UNREAD, written)
    assert row(result, "new") == [30, 2, None, 0, 1, 0, 33]


def test_a_lost_field_leaves_open_only_what_it_could_have_moved():
    result = read(flow(HEAD, COLUMNS, [*NEW[:4], *NEW[5:]], CARRIED_IN))
    assert row(result, "new") == [None] * 7
    assert result.cells["requests.new.natural_person"].readings == (30,)
    assert kinds(result, IrregularityKind.COLUMN_COUNT) == ["requests.new"]


def test_a_row_split_over_two_lines_is_put_together():
    result = read(flow(HEAD, COLUMNS, NEW[:5], ["", "", *NEW[5:]]))
    assert row(result, "new") == [30, 2, 0, 0, 1, 0, 33]
    assert result.cells["requests.new.total"].state is CellState.REPAIRED
    assert kinds(result, IrregularityKind.ROW_SPLIT) == ["requests.new"]


def test_a_label_wrapped_around_its_values_is_put_together():
    above = ["", "5.要求行政机关确认或重新"]
    values = ["", "", "1", "0", "0", "0", "0", "0", "1"]
    below = ["", "出具已获取信息"]
    result = read(flow(HEAD, COLUMNS, REPEAT, above, values, below))
    assert row(result, "not_processed_reissue") == [1, 0, 0, 0, 0, 0, 1]
    assert row(result, "not_processed_repeat") == [4, 0, 0, 0, 0, 0, 4]


def test_two_rows_in_one_are_taken_apart():
    merged = [
        "",
        "1.属于国家秘密 2.其他法律行政法规禁止公开",
        "1 0",
        "0 2",
        "0 0",
        "0 0",
        "0 0",
        "0 0",
        "1 2",
    ]
    result = read(flow(HEAD, COLUMNS, merged))
    assert row(result, "withheld_state_secret") == [1, 0, 0, 0, 0, 0, 1]
    assert row(result, "withheld_by_law") == [0, 2, 0, 0, 0, 0, 2]


def test_a_row_that_stands_twice_alike_is_read_and_noted():
    result = read(flow(HEAD, COLUMNS, NEW, NEW))
    assert row(result, "new") == [30, 2, 0, 0, 1, 0, 33]
    assert kinds(result, IrregularityKind.ROW_DUPLICATE) == ["requests.new"]


def test_a_row_that_stands_twice_with_other_numbers_is_conflicting_where_they_differ():
    other = [*NEW[:2], "31", *NEW[3:8], "34"]
    result = read(flow(HEAD, COLUMNS, NEW, other))
    assert row(result, "new") == [None, 2, 0, 0, 1, 0, None]
    assert result.cells["requests.new.total"].readings == (33, 34)


def test_a_row_of_ones_own_making_is_noted_and_not_taken_for_another():
    result = read(flow(HEAD, COLUMNS, NEW, ["", "9.其他不予公开情形", *["5"] * 6, "30"]))
    assert kinds(result, IrregularityKind.ROW_UNKNOWN) == ["requests"]
    assert 5 not in [cell.value for cell in result.cells.values()]


def test_one_value_a_line_without_any_table_is_read():
    lines = [*HEAD, *COLUMNS[2:], NEW[0], *NEW[2:], CARRIED_IN[0], *CARRIED_IN[2:]]
    result = read(*(Paragraph(text) for text in lines if text))
    assert row(result, "new") == [30, 2, 0, 0, 1, 0, 33]
    assert row(result, "carried_in") == [2, 0, 0, 0, 0, 0, 2]


def test_a_page_number_between_values_does_not_become_a_value():
    lines = [NEW[0], *NEW[2:5], "12", *NEW[5:], CARRIED_IN[0], *CARRIED_IN[2:]]
    result = read(*(Paragraph(text) for text in lines))
    assert 12 not in row(result, "new")
    assert row(result, "carried_in") == [2, 0, 0, 0, 0, 0, 2]


def test_the_label_and_its_values_may_stand_in_one_line():
    result = read(Paragraph("一、本年新收政府信息公开申请数量 30 2 0 0 1 0 33"))
    assert row(result, "new") == [30, 2, 0, 0, 1, 0, 33]


def test_prose_that_begins_like_a_label_is_no_row():
    result = read(Paragraph("本年新收政府信息公开申请数量较上年增长，全年共收到33件。"))
    assert row(result, "new") == [None] * 7


def test_a_sixteenth_value_is_reported_and_the_fifteen_under_their_heads_are_read():
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    result = read(
        flow(
            ["行政复议", *[""] * 4, "行政诉讼", *[""] * 10],
            [*heads[:5], "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 5],
            [*[""] * 5, *heads[5:], ""],
            [str(number) for number in range(1, 17)],
        )
    )
    values = [cell.value for id, cell in result.cells.items() if id.startswith("disputes.")]
    noted = [item for item in result.irregularities if item.kind is IrregularityKind.COLUMN_COUNT]
    assert values == list(range(1, 16))
    assert [item.after for item in noted] == ["15列，多出16"]


def grid(*rows):
    """Rows of (text, columns) pairs in a true grid."""
    cells = []
    for number, items in enumerate(rows):
        column = 0
        for text, span in items:
            cells.append(
                TableCell(
                    number,
                    column,
                    text,
                    Origin(row=number + 1, column=column + 1),
                    column_span=span,
                )
            )
            column += span
    return Table(tuple(cells))


def test_in_a_true_grid_a_cell_over_two_columns_belongs_to_neither():
    head = [("", 2), *((text, 1) for text in COLUMNS[2:])]
    result = read(
        grid(head, [(NEW[0], 2), ("30", 1), ("2", 2), ("0", 1), ("1", 1), ("0", 1), ("33", 1)])
    )
    assert row(result, "new") == [30, None, None, 0, 1, 0, 33]


def recognised_row(label, values, *, doubtful=()):
    cells = [TableCell(0, 0, label, Origin(confidence=0.99))]
    for number, text in enumerate(values):
        confidence = 0.5 if number in doubtful else 0.99
        cells.append(TableCell(0, number + 1, text, Origin(confidence=confidence, raw=text)))
    return cells


def test_a_dim_digit_without_a_sum_to_confirm_it_is_conflicting():
    cells = recognised_row("行政许可", ["7"], doubtful=(0,))
    block = (
        [TableCell(0, 0, "第二十条第（五）项")],
        [TableCell(1, 0, "信息内容"), TableCell(1, 1, "本年处理决定数量")],
    )
    table = Table((*block[0], *block[1], *(cell._replace(row=2) for cell in cells)))
    result = read(table, recognised=True)
    cell = result.cells["proactive.licences.decisions"]
    assert (cell.value, cell.state, cell.readings) == (None, CellState.CONFLICTING, (7,))


def test_a_dim_digit_that_its_row_sum_confirms_is_read():
    cells = recognised_row(NEW[0], NEW[2:], doubtful=(0,))
    result = read(Table(tuple(cells)), recognised=True)
    assert row(result, "new") == [30, 2, 0, 0, 1, 0, 33]


def test_a_recognised_row_that_does_not_add_up_is_not_trusted():
    cells = recognised_row(NEW[0], ["36", *NEW[3:]])
    result = read(Table(tuple(cells)), recognised=True)
    assert row(result, "new") == [None] * 7


def test_the_same_row_in_a_text_is_what_the_document_says():
    cells = recognised_row(NEW[0], ["36", *NEW[3:]])
    result = read(Table(tuple(cells)), recognised=False)
    assert row(result, "new") == [36, 2, 0, 0, 1, 0, 33]


def test_exchanged_columns_are_read_under_their_heads():
    exchanged = [*COLUMNS[:3], "其他", *COLUMNS[4:7], "商业企业", "总计"]
    result = read(flow(HEAD, exchanged, NEW))
    assert row(result, "new") == [30, 0, 0, 0, 1, 2, 33]


def test_a_word_in_a_row_does_not_hide_its_label():
    result = read(flow(HEAD, COLUMNS, [*NEW[:3], "见附件", *NEW[4:]]))
    assert row(result, "new") == [30, None, 0, 0, 1, 0, 33]


def test_a_remarks_column_is_left_aside():
    result = read(flow(HEAD, [*COLUMNS, "备注"], [*NEW, "已核"]))
    assert row(result, "new") == [30, 2, 0, 0, 1, 0, 33]


def test_a_bare_number_on_the_next_line_makes_the_last_value_doubtful():
    rest = Paragraph("7", Origin(line=4))
    apart = Paragraph("7", Origin(line=5))
    assert row(read(flow(HEAD, COLUMNS, [*NEW[:8], "39"]), rest), "new")[-1] is None
    assert row(read(flow(HEAD, COLUMNS, [*NEW[:8], "39"]), apart), "new")[-1] == 39


@pytest.mark.parametrize("label", ["2 重复申请", "2）重复申请", "２．重复申请"])
def test_a_label_is_known_with_any_numeral(label):
    assert row(read(flow(HEAD, COLUMNS, ["", label, *REPEAT[2:]])), "not_processed_repeat") == [
        *(4, 0, 0, 0, 0, 0, 4)
    ]


def test_a_word_in_table_four_leaves_the_other_figures_in_place():
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    names = ["行政复议", "", "", "", "", "未经复议直接起诉", "", "", "", "", "复议后起诉"]
    figures = [
        *("1", "0", "0", "0", "1"),
        *("见附件", "2", "0", "0", "2"),
        *("0", "0", "0", "3", "3"),
    ]
    result = read(flow(names, heads, figures))
    direct = [
        result.cells[f"disputes.litigation_direct.{c}"].value for c in ("upheld", "corrected")
    ]
    after = [
        result.cells[f"disputes.litigation_after_reconsideration.{c}"].value
        for c in ("pending", "total")
    ]
    assert direct == [None, 2]
    assert after == [3, 3]
