"""Cells of a sheet as blocks: tables where cells stand side by side, paragraphs where lines stand alone."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from gongkai.documents.budget import Budget
from gongkai.documents.model import (
    Block,
    HiddenKind,
    HiddenPart,
    Layout,
    Origin,
    Paragraph,
    Table,
    TableCell,
)

_NEAR = 63

Cell = tuple[int, str, str]
"""Column from 0, tidied text, stored text."""


class _Row(NamedTuple):
    number: int
    cells: list[Cell]


class SheetGrid:
    """Gathers a sheet row by row, then gives it as blocks. `hidden` gathers what the sheet does not show."""

    def __init__(self, file: str, sheet: str, budget: Budget) -> None:
        self._file = file
        self._sheet = sheet
        self._budget = budget
        self._rows: list[_Row] = []
        self._hidden_rows: list[_Row] = []
        self._unseen: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._column_words: dict[int, list[str]] = {}
        self._merges: list[tuple[int, int, int, int]] = []
        self.hidden: list[HiddenPart] = []
        self.count = 0
        self._right = 0

    def hide_columns(self, first: int, end: int) -> None:
        """Columns `first` up to but not `end` are not shown; called before the rows."""
        self._hidden_columns.append((first, end))

    def hide_cell(self, row: int, column: int, text: str) -> None:
        """A cell whose format shows nothing."""
        self.count += 1
        origin = Origin(self._file, sheet=self._sheet, row=row + 1, column=column + 1, raw=text)
        self.hidden.append(HiddenPart(HiddenKind.HIDDEN_TEXT, "", text, origin))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Cells of the rectangle are one, shown at its top left."""
        self._merges.append((top, left, bottom, right))
        self._budget.tick()

    def add_row(self, number: int, cells: list[Cell], is_hidden: bool) -> None:
        """The cells of a row that the file has, blank ones included, in the order of the file."""
        filled = sum(1 for cell in cells if cell[1])
        self.count += filled
        if is_hidden:
            self._unseen.add(number)
            self._budget.cells(filled)
            if filled:
                self._hidden_rows.append(_Row(number, cells))
            return
        if self._hidden_columns:
            cells = self._without_hidden_columns(cells)
            filled = sum(1 for cell in cells if cell[1])
        if filled:
            # Blank cells count as far as the sheet is filled; formats often reach to its very edge.
            self._right = max(self._right, max(cell[0] for cell in cells if cell[1]))
            reach = max(self._right, _NEAR)
            kept = [cell for cell in cells if cell[0] <= reach]
            self._budget.cells(len(kept))
            self._rows.append(_Row(number, kept))

    def _without_hidden_columns(self, cells: list[Cell]) -> list[Cell]:
        kept = []
        for cell in cells:
            column, text, _ = cell
            if any(first <= column < end for first, end in self._hidden_columns):
                if text:
                    self._column_words.setdefault(column, []).append(text)
            else:
                kept.append(cell)
        return kept

    def words(self) -> str:
        """All cells, shown or not, a line for each row, tabs between cells."""
        rows = sorted([*self._rows, *self._hidden_rows])
        lines = ["\t".join(text for _, text, _ in row.cells) for row in rows]
        lines += ["\t".join(words) for _, words in sorted(self._column_words.items())]
        lines += [part.text for part in self.hidden]
        return "\n".join(lines)

    def blocks(self) -> list[Block]:
        """The blocks in the order of the rows; fills `hidden`."""
        self._tell_hidden()
        for row in self._rows:
            row.cells[:] = [cell for cell in row.cells if cell[0] <= self._right]
        spans, covered = self._resolve_merges()
        if covered:
            self._drop_covered(covered)
        blocks: list[Block] = []
        for region in self._regions():
            blocks += self._region_blocks(region, spans)
        self._rows = []
        self._budget.blocks(len(blocks))
        return blocks

    def _tell_hidden(self) -> None:
        group: list[_Row] = []
        for row in [*self._hidden_rows, None]:
            if group and (row is None or row.number != group[-1].number + 1):
                first, last = group[0].number + 1, group[-1].number + 1
                text = "\n".join("\t".join(cell[1] for cell in one.cells) for one in group)
                name = f"第{first}行" if first == last else f"第{first}—{last}行"
                origin = Origin(self._file, sheet=self._sheet, row=first)
                self.hidden.append(
                    HiddenPart(HiddenKind.HIDDEN_ROW, name, text, origin, len(group))
                )
                group = []
            if row is not None:
                group.append(row)
        for column, words in sorted(self._column_words.items()):
            origin = Origin(self._file, sheet=self._sheet, column=column + 1)
            self.hidden.append(
                HiddenPart(
                    HiddenKind.HIDDEN_COLUMN,
                    f"{column_letters(column)}列",
                    "\n".join(words),
                    origin,
                    len(words),
                )
            )

    # --- merged cells ---

    def _resolve_merges(
        self,
    ) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
        """Spans by top left place and the places beneath them, both within the used range."""
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        covered: set[tuple[int, int]] = set()
        if not self._rows:
            return spans, covered
        bottom_row = self._rows[-1].number
        last_column = self._right
        numbers = [row.number for row in self._rows]
        for top, left, merged_bottom, merged_right in self._merges:
            bottom, right = (
                min(merged_bottom, bottom_row),
                min(merged_right, max(last_column, left)),
            )
            if top > bottom or left > last_column or (top, left) in covered:
                continue
            # Only rows that hold something can have anything beneath the merge.
            start = bisect_right(numbers, top - 1)
            rows = numbers[start : bisect_right(numbers, bottom)]
            self._budget.cells(len(rows) * (right - left + 1))
            places = {(row, column) for row in rows for column in range(left, right + 1)}
            places.discard((top, left))
            if places & covered:
                continue
            covered |= places
            spans[(top, left)] = (bottom - top + 1, right - left + 1)
        return spans, covered

    def _drop_covered(self, covered: set[tuple[int, int]]) -> None:
        for row in self._rows:
            kept = []
            for cell in row.cells:
                if (row.number, cell[0]) not in covered:
                    kept.append(cell)
                elif cell[1]:
                    self.hide_cell(row.number, cell[0], cell[1])
            row.cells[:] = kept
        self._rows = [row for row in self._rows if any(cell[1] for cell in row.cells)]

    # --- regions ---

    def _regions(self) -> list[list[_Row]]:
        """Runs of rows without a blank one between; runs of one table that a blank row interrupts stay together."""
        regions: list[list[_Row]] = []
        for row in self._rows:
            last = regions[-1] if regions else None
            if last is not None and self._adjoins(last[-1].number, row.number):
                last.append(row)
            elif last is not None and _goes_on(last[-1], row):
                last.append(row)
            else:
                regions.append([row])
        return regions

    def _adjoins(self, before: int, after: int) -> bool:
        """No row that is shown lies between the two."""
        return after - before <= 1 + len(self._unseen) and all(
            number in self._unseen for number in range(before + 1, after)
        )

    def _region_blocks(
        self, region: list[_Row], spans: dict[tuple[int, int], tuple[int, int]]
    ) -> list[Block]:
        """Lone lines at the region's top and bottom are paragraphs, the rest is one table.

        A lone cell that is merged over several columns is a row of the table where the table has more such rows
        inside it.
        """
        lone = [_lone(row) for row in region]
        wide = [
            one is not None and spans.get((row.number, one[0]), (1, 1))[1] > 1
            for row, one in zip(region, lone, strict=True)
        ]
        first = 0
        while first < len(region) and lone[first] is not None:
            first += 1
        last = len(region)
        while last > first and lone[last - 1] is not None and not wide[last - 1]:
            last -= 1
        if first < last and any(wide[first:last]):
            while first and wide[first - 1]:
                first -= 1
        if first == last and any(spans.get((row.number, one[0]), (1, 1))[0] > 1
                                 for row, one in zip(region, lone, strict=True) if one):  # fmt: skip
            first, last = 0, len(region)
        blocks: list[Block] = [self._paragraph(row) for row in region[:first]]
        if first < last:
            blocks.append(self._table(region[first:last], spans))
        blocks += [self._paragraph(row) for row in region[last:]]
        return blocks

    def _paragraph(self, row: _Row) -> Paragraph:
        ((column, text, raw),) = row.cells
        origin = Origin(self._file, None, None, self._sheet, row.number + 1, column + 1, raw)
        return Paragraph(text, origin)

    def _table(self, rows: list[_Row], spans: dict[tuple[int, int], tuple[int, int]]) -> Table:
        top = rows[0].number
        left = min(row.cells[0][0] for row in rows)
        file, sheet = self._file, self._sheet
        cells = []
        for number, row_cells in rows:
            line = number + 1
            grid_row = number - top
            for column, text, raw in row_cells:
                span = spans.get((number, column))
                height, width = span if span is not None else (1, 1)
                cells.append(
                    TableCell(
                        grid_row,
                        column - left,
                        text,
                        Origin(file, None, None, sheet, line, column + 1, raw),
                        height,
                        width,
                    )
                )
            self._budget.tick()
        origin = Origin(file, None, None, sheet, top + 1, left + 1)
        return Table(tuple(cells), origin, Layout.GRID)


def _lone(row: _Row) -> Cell | None:
    """The only cell of a row, unless it is a bare number; a blank cell beside it makes a row of a table."""
    if len(row.cells) != 1 or row.cells[0][1].replace(".", "", 1).isdigit():
        return None
    return row.cells[0]


def _goes_on(before: _Row, after: _Row) -> bool:
    """After a single blank row the same columns are filled again."""
    return (
        after.number == before.number + 2
        and _lone(before) is None
        and _lone(after) is None
        and [cell[0] for cell in before.cells if cell[1]]
        == [cell[0] for cell in after.cells if cell[1]]
    )


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
