"""The official tables as grids with spans, derived from the edition: the one place that knows how they are printed.

Word, PDF, HTML and Excel all draw what stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal

from gongkai.documents.writers.official import TABLE_SIZE, OfficialCell, OfficialTable
from gongkai.report.annex import annex_rows
from gongkai.report.edition import NARRATIVE, Block, Column, TableForm, edition
from gongkai.report.model import AnnualReport, Cell, Number

ANNEX = "annex"
ANNEX_LABEL = "政府信息公开情况统计表"
ANNEX_HEADS = ("统计指标", "单位", "年度数")
_ROOMY_SIZE = 10.5  # 五号：表二只有四列

Scope = Literal["", "col", "colgroup", "row", "rowgroup"]


@dataclass(frozen=True, slots=True)
class LaidCell:
    """One cell of a printed table; `row` and `column` count from 0 in its grid.

    A figure has the id of its cell in `id` and no text; a heading has text, and `scope` says what it heads.
    `heads` are the grid positions of the headings that a figure stands under and beside, from the outside in.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    scope: Scope = ""
    id: str = ""
    heads: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A printed table: its cells, the columns' shares of the width, and how many rows at the top are headings.

    The grid of table two changes its headings from block to block, so its `head_rows` is 0.
    """

    id: str
    label: str
    cells: tuple[LaidCell, ...]
    widths: tuple[float, ...]
    head_rows: int
    positions: Mapping[str, tuple[int, int]] = field(repr=False, compare=False)

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return max(cell.row + cell.row_span for cell in self.cells)


@cache
def table_layout(edition_id: str, table_id: str) -> TableLayout:
    """The printed form of a table; `KeyError` for an edition without tables."""
    form = edition(edition_id).table(table_id)
    if form.orientation == "columns":
        cells, widths, head_rows = _side_by_side(form)
    elif len(form.blocks) == 1:
        cells, widths, head_rows = _one_block(form)
    else:
        cells, widths, head_rows = _stacked(form)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    positions = {cell.id: (cell.row, cell.column) for cell in ordered if cell.id}
    return TableLayout(form.id, form.label, ordered, widths, head_rows, positions)


def table_layouts(report: AnnualReport) -> Iterator[TableLayout]:
    """The tables that the report has, in the edition's order; a table that is not in the document is left out."""
    if report.edition == NARRATIVE:
        if report.cells:
            yield _annex(tuple(report.cells))
        return
    for table_id in dict.fromkeys(cell.table for cell in report.cells.values()):
        if report.has_table(table_id):
            yield table_layout(report.edition, table_id)


@cache
def _annex(ids: tuple[str, ...]) -> TableLayout:
    """The statistics annex of a narrative report with the rows that the document has."""
    cells = [LaidCell(0, at, text=text, scope="col") for at, text in enumerate(ANNEX_HEADS)]
    rows = [row for row in annex_rows() if row.id in ids]
    for number, row in enumerate(rows, 1):
        cells.append(LaidCell(number, 0, text=row.label, scope="row"))
        cells.append(LaidCell(number, 1, text=row.column.unit, scope="col"))
        cells.append(LaidCell(number, 2, id=row.id, heads=((0, 2), (number, 0))))
    positions = {row.id: (number, 2) for number, row in enumerate(rows, 1)}
    return TableLayout(ANNEX, ANNEX_LABEL, tuple(cells), (0.6, 0.15, 0.25), 1, positions)


def official_table(layout: TableLayout, cells: Mapping[str, Cell]) -> OfficialTable:
    """The table as writers of office files take it; a cell without a value stays empty and is shaded."""
    return OfficialTable(
        cells=tuple(
            OfficialCell(
                row=cell.row,
                column=cell.column,
                text=printed(cells[cell.id].value) if cell.id else cell.text,
                row_span=cell.row_span,
                column_span=cell.column_span,
                head=bool(cell.scope),
                align="left" if cell.scope == "row" and layout.head_rows else "center",
                shaded=bool(cell.id) and cells[cell.id].value is None,
            )
            for cell in layout.cells
        ),
        widths=layout.widths,
        head_rows=layout.head_rows,
        size=TABLE_SIZE if layout.head_rows else _ROOMY_SIZE,
        description=layout.label,
    )


def printed(value: Number | None) -> str:
    """A figure as printed: digits without separators; nothing for an unknown one."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def _stacked(form: TableForm) -> tuple[list[LaidCell], tuple[float, ...], int]:
    """Table two: blocks one under another, each with a label over its own headings."""
    width = 1 + max(len(block.columns) for block in form.blocks)
    cells: list[LaidCell] = []
    row = 0
    for block in form.blocks:
        top = (row, 0)
        cells.append(LaidCell(row, 0, 1, width, block.label, "colgroup"))
        row += 1
        head_row = row
        cells.append(LaidCell(row, 0, text=block.head, scope="col"))
        for index, column in enumerate(block.columns):
            cells.append(
                LaidCell(
                    row,
                    1 + index,
                    1,
                    _last_takes_the_rest(index, block, width),
                    column.label,
                    "col",
                )
            )
        for item in block.rows:
            row += 1
            cells.append(LaidCell(row, 0, text=item.label, scope="row"))
            for index, column in enumerate(block.columns):
                cells.append(
                    LaidCell(
                        row,
                        1 + index,
                        1,
                        _last_takes_the_rest(index, block, width),
                        id=f"{form.id}.{item.id}.{column.id}",
                        heads=(top, (head_row, 1 + index), (row, 0)),
                    )
                )
        row += 1
    return cells, tuple(1.0 for _ in range(width)), 0


def _last_takes_the_rest(index: int, block: Block, width: int) -> int:
    return width - 1 - index if index + 1 == len(block.columns) else 1


def _one_block(form: TableForm) -> tuple[list[LaidCell], tuple[float, ...], int]:
    """Table three: groups of rows at the left, groups of columns above, a note in the corner."""
    block = form.blocks[0]
    label_columns = 1 + max(len(row.groups) for row in block.rows)
    head_rows = 2 + max(len(column.groups) for column in block.columns)
    cells = [
        LaidCell(0, 0, head_rows, label_columns, form.corner, "col"),
        LaidCell(0, label_columns, 1, len(block.columns), block.label, "colgroup"),
    ]
    column_heads = _column_heads(block.columns, 1, head_rows, label_columns, cells)
    open_groups: list[tuple[str, int]] = []
    rows = [row.groups for row in block.rows]
    for index, row in enumerate(block.rows):
        at = head_rows + index
        del open_groups[_common(rows[index - 1] if index else (), row.groups) :]
        for depth in range(len(open_groups), len(row.groups)):
            span = _run_length(rows, index, depth)
            cells.append(LaidCell(at, depth, span, 1, row.groups[depth], "rowgroup"))
            open_groups.append((row.groups[depth], at))
        depth = len(row.groups)
        cells.append(LaidCell(at, depth, 1, label_columns - depth, row.label, "row"))
        beside = (*((start, level) for level, (_, start) in enumerate(open_groups)), (at, depth))
        for number, column in enumerate(block.columns):
            cells.append(
                LaidCell(
                    at,
                    label_columns + number,
                    id=f"{form.id}.{row.id}.{column.id}",
                    heads=((0, label_columns), *column_heads[number], *beside),
                )
            )
    labels = (11.0, 14.0, 56.0) if label_columns == 3 else (81.0 / label_columns,) * label_columns
    return cells, (*labels, *(75.0 / len(block.columns) for _ in block.columns)), head_rows


def _column_heads(
    columns: tuple[Column, ...], top: int, bottom: int, left: int, cells: list[LaidCell]
) -> list[tuple[tuple[int, int], ...]]:
    """Add the headings of the columns in the rows from `top` up to `bottom`; where each column's headings stand."""
    groups = [column.groups for column in columns]
    starts: dict[int, int] = {}
    found = []
    for index, column in enumerate(columns):
        shared = _common(groups[index - 1] if index else (), column.groups)
        for depth in range(shared, len(column.groups)):
            span = _run_length(groups, index, depth)
            starts[depth] = left + index
            cells.append(
                LaidCell(top + depth, left + index, 1, span, column.groups[depth], "colgroup")
            )
        depth = len(column.groups)
        cells.append(
            LaidCell(top + depth, left + index, bottom - top - depth, 1, column.label, "col")
        )
        above = tuple((top + level, starts[level]) for level in range(depth))
        found.append((*above, (top + depth, left + index)))
    return found


def _side_by_side(form: TableForm) -> tuple[list[LaidCell], tuple[float, ...], int]:
    """Table four: every row's columns side by side over a single line of figures."""
    paths: list[tuple[str, ...]] = []
    ids = []
    for block in form.blocks:
        for row in block.rows:
            names = tuple(dict.fromkeys((block.label, *row.groups, row.label)))
            for column in block.columns:
                paths.append((*names, *column.groups))
                ids.append((f"{form.id}.{row.id}.{column.id}", column))
    head_rows = 1 + max(len(path) for path in paths)
    columns = tuple(
        Column(id=column.id, label=column.label, unit=column.unit, groups=path)
        for path, (_, column) in zip(paths, ids, strict=True)
    )
    cells: list[LaidCell] = []
    heads = _column_heads(columns, 0, head_rows, 0, cells)
    for index, (id, _) in enumerate(ids):
        cells.append(LaidCell(head_rows, index, id=id, heads=heads[index]))
    return cells, tuple(1.0 for _ in ids), head_rows


def _common(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _run_length(paths: list[tuple[str, ...]], start: int, depth: int) -> int:
    """How many paths from `start` on share the first `depth` + 1 names."""
    prefix = paths[start][: depth + 1]
    count = 0
    for path in paths[start:]:
        if path[: depth + 1] != prefix:
            break
        count += 1
    return count
