"""How many people a list holds, counted from its rows: for a sentence that says so (共 19 人)."""

from __future__ import annotations

import re

from gongkai.documents.model import Table
from gongkai.screening.layouts import parts

_NO_ROW = re.compile(r"合\s*计|小\s*计|总\s*计|^以上|^以下|填表|审核|制表|单位负责")
_PERSON = re.compile(
    r"[\u4e00-\u9fff\u3400-\u4dbf某*＊×○〇]{2,8}(?:[·•・][\u4e00-\u9fff某*]{1,10})*|[A-Za-z .]{3,40}"
)


def people_in(table: Table) -> int:
    """The cells of the table's name columns that name somebody, masked or not; 0 where no column holds names.

    The column that names the most counts, but for heads that stand twice side by side (姓名 | 电话 | 姓名 | 电话).
    """
    total = 0
    for seen, form in parts(table):
        if form:
            continue
        by_head: dict[str, int] = {}
        for column in seen.holding("name"):
            named = sum(
                1
                for number in column.cells
                if (text := re.sub(r"\s", "", table.cells[number].text))
                and _PERSON.fullmatch(text)
                and not _NO_ROW.search(text)
            )
            by_head[column.head] = by_head.get(column.head, 0) + named
        total += max(by_head.values(), default=0)
    return total
