"""A county's table of codes, set to the entries of its catalogue by their names."""

from __future__ import annotations

import pytest

from gongkai.catalogue.codes import Entry, assign, read_codes
from gongkai.catalogue.errors import NoCatalogue
from gongkai.documents import open_bytes

ENTRIES = (
    Entry(1, "社会救助领域", "最低生活保障", "审核信息"),
    Entry(2, "社会救助领域", "最低生活保障", "低保对象名单"),
    Entry(3, "社会救助领域", "特困人员救助供养", "审核信息"),
    Entry(4, "养老服务领域", "养老服务通用政策", "老年人补贴名单"),
    Entry(5, "养老服务领域", "养老服务通用政策", "行业信息"),
)


def read(*rows: str):
    return read_codes(open_bytes("\n".join(rows).encode(), "栏目.csv"))


def test_a_line_stands_for_the_entry_of_its_name_under_its_own_heading():
    found = assign(
        read(
            "栏目编码,一级栏目,栏目名称",
            "0301,最低生活保障,审核信息",
            "0302,特困人员救助供养,审核信息",
            "0303,随便什么,低保对象名单",
        ),
        ENTRIES,
    )
    assert found.codes == {1: "0301", 3: "0302", 2: "0303"}
    assert (found.left, found.repeated) == ((), ())


def test_a_path_is_taken_apart():
    found = assign(
        read("编码,栏目", "A1,重点领域 > 社会救助领域 > 最低生活保障 > 审核信息"), ENTRIES
    )
    assert found.codes == {1: "A1"}


def test_a_code_of_a_whole_field_serves_its_entries_without_one():
    found = assign(
        read(
            "代码,名称",
            "05,养老服务领域",
            "0502,老年人补贴名单",
            "03,社会救助领域",
            "0301,最低生活保障",
        ),
        ENTRIES,
    )
    assert found.codes == {4: "0502", 5: "05", 1: "0301", 2: "0301", 3: "03"}


def test_what_stands_for_nothing_or_for_two_is_told_with_its_place():
    found = assign(
        read("栏目编码,栏目名称", "01,审核信息", "02,领导之窗", "03,行业信息", "04,行业信息"),
        ENTRIES,
    )
    assert found.codes == {5: "03"}
    assert [str(line) for line in found.left] == [
        "第 2 行 A2“栏目编码”：01 审核信息",
        "第 3 行 A3“栏目编码”：02 领导之窗",
    ]
    assert [str(line) for line in found.repeated] == ["第 5 行 A5“栏目编码”：04 行业信息"]


def test_a_file_without_such_a_table_is_refused_in_a_sentence():
    with pytest.raises(NoCatalogue, match="表头应有“栏目编码”和“栏目名称”"):
        read("姓名,金额", "张三,100")
