"""Two exchanged columns are read under their own heads, or not at all."""

from __future__ import annotations

import pytest

from gongkai.report.edition import edition
from gongkai.report.labels import build_index
from gongkai.report.reading.tables.column_heads import printed_order, split_heads

TABLE = edition("2021").table("requests")
COLUMNS = TABLE.blocks[0].columns
OUTER = ("自然人", "法人或其他组织", "总计")
INNER = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        ([OUTER, INNER], (0, 1, 2, 3, 4, 5, 6)),
        (
            [OUTER, ("其他", "科研机构", "社会公益组织", "法律服务机构", "商业企业")],
            (0, 5, 2, 3, 4, 1, 6),
        ),
        ([("总计", "自然人", "法人或其他组织"), INNER], (6, 0, 1, 2, 3, 4, 5)),
        ([], (0, 1, 2, 3, 4, 5, 6)),
        ([("自然人", "总计")], (0, 1, 2, 3, 4, 5, 6)),
        ([OUTER, ("科研机构", "商业企业", "其他")], None),
    ],
    ids=[
        "official",
        "exchanged",
        "total first",
        "no heads",
        "some heads",
        "contradicting, not all",
    ],
)
def test_heads_tell_the_order_of_columns_or_that_it_is_unknown(lines, order):
    assert printed_order(lines, COLUMNS, build_index(TABLE)) == order


def test_heads_over_two_cells_are_split_and_heads_in_one_are_not():
    broken = ("商业企业", "科研机构", "社会公益", "法律服务", "其他", "组织", "机构")
    assert split_heads((*OUTER, *broken), TABLE) == [("社会公益", "组织"), ("法律服务", "机构")]
    assert split_heads((*OUTER, *INNER), TABLE) == []


def test_a_head_printed_thrice_is_split_where_one_print_is():
    disputes = edition("2021").table("disputes")
    whole = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    assert split_heads(whole * 3, disputes) == []
    broken = (*whole * 2, "结果", "结果纠正", "其他结果", "尚未审结", "总计", "维持")
    assert split_heads(broken, disputes) == [("结果", "维持")]
