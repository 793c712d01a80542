"""The statutory statistics tables as plain grids; every number in them is its own, so that a misplaced one shows."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import NamedTuple


class GridCell(NamedTuple):
    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True)
class Grid:
    """`cells` cover every position of the grid once; numbers stand at `first_value_row`/`first_value_column` and after."""

    cells: tuple[GridCell, ...]
    columns: int
    rows: int
    first_value_row: int
    first_value_column: int

    def label_of(self, row: int) -> str:
        """The label nearest to the numbers of a row."""
        labels = [
            cell
            for cell in self.cells
            if cell.row <= row < cell.row + cell.row_span and cell.column < self.first_value_column
        ]
        return max(labels, key=lambda cell: cell.column).text

    def values(self) -> dict[tuple[int, int], str]:
        return {
            (cell.row, cell.column): cell.text
            for cell in self.cells
            if cell.row >= self.first_value_row and cell.column >= self.first_value_column
        }


GROUPS = (
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    (
        "（四）无法提供",
        (
            "1.本机关不掌握相关政府信息",
            "2.没有现成信息需要另行制作",
            "3.补正后申请内容仍不明确",
        ),
    ),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
)
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def distinct_numbers(count: int, rng: random.Random, *, highest: int = 9999) -> list[str]:
    return [str(number) for number in rng.sample(range(1, highest), count)]


def requests_table(rng: random.Random, *, highest: int = 9999) -> Grid:
    """25 rows of seven numbers under a three-row head, behind three levels of labels."""
    numbers = iter(distinct_numbers(175, rng, highest=highest))
    cells = [
        GridCell(
            0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        ),
        GridCell(0, 3, 1, 7, "申请人情况"),
        GridCell(1, 3, 2, 1, "自然人"),
        GridCell(1, 4, 1, 5, "法人或其他组织"),
        GridCell(1, 9, 2, 1, "总计"),
    ]
    cells += [GridCell(2, 4 + at, 1, 1, text) for at, text in enumerate(ORGANISATIONS)]
    row = 3

    def add_row(*labels: GridCell) -> None:
        nonlocal row
        cells.extend(labels)
        cells.extend(GridCell(row, 3 + at, 1, 1, next(numbers)) for at in range(7))
        row += 1

    add_row(GridCell(3, 0, 1, 3, "一、本年新收政府信息公开申请数量"))
    add_row(GridCell(4, 0, 1, 3, "二、上年结转政府信息公开申请数量"))
    add_row(GridCell(5, 0, 22, 1, "三、本年度办理结果"), GridCell(5, 1, 1, 2, "（一）予以公开"))
    add_row(GridCell(6, 1, 1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"))
    for group, labels in GROUPS:
        for at, label in enumerate(labels):
            if at == 0:
                add_row(GridCell(row, 1, len(labels), 1, group), GridCell(row, 2, 1, 1, label))
            else:
                add_row(GridCell(row, 2, 1, 1, label))
    add_row(GridCell(row, 1, 1, 2, "（七）总计"))
    add_row(GridCell(row, 0, 1, 3, "四、结转下年度继续办理"))
    return Grid(tuple(cells), 10, row, 3, 3)


def disputes_table(rng: random.Random) -> Grid:
    """One row of fifteen numbers under a three-row head."""
    numbers = distinct_numbers(15, rng, highest=999)
    outcomes = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    cells = [
        GridCell(0, 0, 1, 5, "行政复议"),
        GridCell(0, 5, 1, 10, "行政诉讼"),
        *(GridCell(1, at, 2, 1, text) for at, text in enumerate(outcomes)),
        GridCell(1, 5, 1, 5, "未经复议直接起诉"),
        GridCell(1, 10, 1, 5, "复议后起诉"),
        *(GridCell(2, 5 + at, 1, 1, text) for at, text in enumerate(outcomes * 2)),
        *(GridCell(3, at, 1, 1, text) for at, text in enumerate(numbers)),
    ]
    return Grid(tuple(cells), 15, 4, 3, 0)


def proactive_table(rng: random.Random) -> Grid:
    """Four blocks of different width, one below the other."""
    numbers = iter(distinct_numbers(10, rng))
    cells: list[GridCell] = []
    row = 0

    def add(*texts: str) -> None:
        nonlocal row
        spans = {1: (4,), 2: (1, 3), 4: (1, 1, 1, 1)}[len(texts)]
        column = 0
        for text, span in zip(texts, spans, strict=True):
            cells.append(GridCell(row, column, 1, span, text))
            column += span
        row += 1

    add("第二十条第（一）项")
    add("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    add("规章", next(numbers), next(numbers), next(numbers))
    add("行政规范性文件", next(numbers), next(numbers), next(numbers))
    add("第二十条第（五）项")
    add("信息内容", "本年处理决定数量")
    add("行政许可", next(numbers))
    add("第二十条第（六）项")
    add("信息内容", "本年处理决定数量")
    add("行政处罚", next(numbers))
    add("行政强制", next(numbers))
    add("第二十条第（八）项")
    add("信息内容", "本年收费金额（单位：万元）")
    add("行政事业性收费", "12.5")
    return Grid(tuple(cells), 4, row, 2, 1)
