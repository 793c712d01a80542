"""A form becomes lines that one can read, whatever its columns; a list stays a table."""

from __future__ import annotations

from gongkai.documents import open_bytes
from gongkai.papers.rich_text import rich_text


def text_of(*rows: tuple[str, ...]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><table>{lines}</table></body></html>"
    return rich_text(open_bytes(page.encode(), "表.html"))


def test_two_labels_in_a_row_each_keep_their_value():
    assert text_of(
        ("项目名称：", "河东桥维修", "建设单位：", "柳河镇人民政府"),
        ("开工日期：", "2026年3月1日", "总投资:", "120万元"),
        ("备注：", "", "", ""),
    ) == (
        "<ul><li>项目名称：河东桥维修</li><li>建设单位：柳河镇人民政府</li>"
        "<li>开工日期：2026年3月1日</li><li>总投资：120万元</li><li>备注：</li></ul>"
    )


def test_a_list_stays_a_table():
    assert text_of(
        ("序号", "项目：", "金额"), ("1", "河东桥", "120"), ("2", "渡口", "80")
    ).startswith("<table>")


def test_no_row_of_a_form_is_lost_whatever_its_labels_mean():
    assert text_of(
        ("所在村", "河东村"),
        ("供养方式", "分散供养"),
        ("入户调查意见", "情况属实，同意上报"),
        ("审核意见", "同意"),
    ) == (
        "<ul><li>所在村：河东村</li><li>供养方式：分散供养</li>"
        "<li>入户调查意见：情况属实，同意上报</li><li>审核意见：同意</li></ul>"
    )


def test_two_labels_and_two_values_in_a_row_are_told_one_by_one():
    assert text_of(
        ("事项名称", "临时救助", "编号", "LS-2026-018"),
        ("受理人", "王小明", "受理窗口", "三号"),
    ) == (
        "<ul><li>事项名称：临时救助</li><li>编号：LS-2026-018</li>"
        "<li>受理人：王小明</li><li>受理窗口：三号</li></ul>"
    )


def test_four_heads_make_a_list():
    assert text_of(
        ("村名", "户数", "金额", "备注"), ("河东村", "3", "120", ""), ("河西村", "2", "80", "")
    ).startswith("<table>")
