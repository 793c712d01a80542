"""Catalogues of counties are read as a person reads them."""

from __future__ import annotations

import pytest

from gongkai.catalogue.county import Line, read_county_catalogue
from gongkai.catalogue.errors import NoCatalogue
from gongkai.documents import open_bytes
from tests.catalogue.workbooks import WORKBOOKS, Matter

COLUMNS = (
    "field",
    "level_1",
    "level_2",
    "contents",
    "limit",
    "owner",
    "channels",
    "audience",
    "way",
    "levels",
)


def told(line: Line) -> Matter:
    limit = line.limits[0] if line.limits else None
    return (
        line.field,
        line.level_1,
        line.level_2,
        line.contents,
        (limit.kind, limit.value, limit.unit) if limit else None,
        line.owner,
        line.channels,
        line.audience,
        line.is_proactive,
        line.levels,
    )


@pytest.mark.parametrize("layout", list(WORKBOOKS))
def test_every_matter_of_a_layout_is_read_whole(layout):
    name, forge, expected = WORKBOOKS[layout]
    lines = read_county_catalogue(open_bytes(forge(), name)).lines
    read = [dict(zip(COLUMNS, told(line), strict=True)) for line in lines]
    assert read == [dict(zip(COLUMNS, matter, strict=True)) for matter in expected]


def test_a_code_is_kept_and_same_as_above_stands_for_what_is_above():
    name, forge, _ = WORKBOOKS["同上, codes, other heads"]
    first, second, third = read_county_catalogue(open_bytes(forge(), name)).lines
    assert [line.code for line in (first, second, third)] == ["QS-CZ-01", "QS-CZ-02", "QS-SH-01"]
    assert second.bases == ("《预算法》第十四条",) or second.bases == ("预算法第十四条",)


def test_a_table_without_the_heads_is_refused_with_the_heads_it_needs():
    page = b"<html><body><table><tr><td>a</td><td>b</td></tr></table></body></html>"
    with pytest.raises(NoCatalogue, match="一级事项”“二级事项”“公开内容"):
        read_county_catalogue(open_bytes(page, "a.html"))


def test_a_field_of_the_countys_own_between_the_rows_ends_the_one_above():
    rows = (
        ("一级事项", "二级事项", "公开内容（要素）"),
        ("一、社会救助领域", "一、社会救助领域", "一、社会救助领域"),
        ("最低生活保障", "审批信息", "低保对象名单"),
        ("（一）城市低保", "（一）城市低保", "（一）城市低保"),
        ("最低生活保障", "审核信息", "初审意见"),
        ("二、青山特色领域", "二、青山特色领域", "二、青山特色领域"),
        ("特色事项", "集市管理", "集市管理办法"),
    )
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><table>{lines}</table></body></html>".encode()
    read = read_county_catalogue(open_bytes(page, "目录.html")).lines
    assert [(line.level_2, line.field) for line in read] == [
        ("审批信息", "social_assistance"),
        ("审核信息", "social_assistance"),
        ("集市管理", None),
    ]
    assert read[2].doubts == ("第 7 行：看不出属于哪个领域；请在表名或“领域”列写明。",)
