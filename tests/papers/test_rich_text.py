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
