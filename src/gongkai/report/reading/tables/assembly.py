"""The three tables of a report, read by their labels first.

A row is recognised by its label wherever it stands (`lines`); its values are laid under the columns by the heads where
the file has true columns, by order where that is certain (`placing`), and otherwise by the sums of the form
(`settling`). What stays open stays without a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.documents.model import Origin
from gongkai.report.edition import Column, Edition, TableForm
from gongkai.report.labels import key
from gongkai.report.model import Cell, Irregularity, IrregularityKind
from gongkai.report.reading.tables.cell_resolution import CellSettler, RowReading
from gongkai.report.reading.tables.column_assignment import Placing, Placings, continued, place
from gongkai.report.reading.tables.column_heads import (
    HeadLine,
    column_ids,
    official_order,
    printed_order,
    split_heads,
)
from gongkai.report.reading.tables.glued_cells import SPLIT, judged, sums_are_kept, ways_to_split
from gongkai.report.reading.tables.irregular import Irregularities, quote
from gongkai.report.reading.tables.row_recognition import Line, LineReader
from gongkai.report.reading.tables.rows import Field, RawRow
from gongkai.report.reading.tables.segments import table_rows
from gongkai.report.reading.tables.values import looks_like_value


@dataclass(frozen=True, slots=True)
class TablesRead:
    """Every cell of the edition, and what was irregular on the way."""

    cells: dict[str, Cell]
    irregularities: tuple[Irregularity, ...]


def read_tables(rows: Sequence[RawRow], edition: Edition, *, recognised: bool) -> TablesRead:
    """Read the tables of `edition` from a document's rows.

    `recognised` says that the characters come from pictures; then a value that breaks its sums is not trusted.
    """
    segments = table_rows(rows, edition)
    cells: dict[str, Cell] = {}
    irregularities: list[Irregularity] = []
    for form in edition.tables:
        reader = _TableReader(form, segments[form.id], recognised)
        cells.update(reader.read())
        irregularities.extend(reader.irregularities.found)
    return TablesRead(cells, tuple(irregularities))


@dataclass(frozen=True, slots=True)
class _PlacedRow:
    """A row's values under its columns. `split`: lines below belong to it."""

    placings: Placings
    fields: Sequence[Field]
    columns: Sequence[Column]
    split: bool


class _TableReader:
    def __init__(self, form: TableForm, rows: Sequence[RawRow], recognised: bool) -> None:
        self.form = form
        self.rows = rows
        self.irregularities = Irregularities(form.id)
        self.lines = LineReader(form, self.irregularities)
        self.index = self.lines.index
        self.settler = CellSettler(form, self.irregularities, recognised=recognised)
        self.summed_across = any(total.per == "row" for total in form.sums)
        self.labels_of = {row.id: row.label for row in form.rows()}
        self.glued: dict[str, Field] = {}
        self.by_sum = True
        self.obsolete: dict[str, Cell] = {}

    def read(self) -> dict[str, Cell]:
        """Every cell of the table."""
        readings: dict[str, list[RowReading]] = {}
        self._note_split_heads()
        if self.form.orientation == "columns":
            readings = self._read_side_by_side()
        cells = self.settler.cells(readings or self._read_by_rows())
        if self.glued:
            cells = judged(cells, self.glued, self.form, self.irregularities)
        return {**cells, **self.obsolete}

    def _read_by_rows(self) -> dict[str, list[RowReading]]:
        lines = self.lines.read(self.rows)
        self.by_sum = sums_are_kept(
            [
                (line.filled[0], self.form.columns_of(line.row))
                for line in lines
                if line.row is not None and len(line.filled) == 1 and line.filled[0].glued
            ],
            self.form,
        )
        heads = {
            source: self._heads(source, lines)
            for source in {line.raw.source for line in lines if line.raw.grid}
        }
        padding = self._padding(lines)
        readings: dict[str, list[RowReading]] = {}
        printed: list[HeadLine] = []
        run: list[Line] = []
        reading_heads = False
        for number, line in enumerate(lines):
            if line.row is None:
                texts = self._head_texts(line)
                if texts and not line.filled:
                    run = [*run, line] if reading_heads else [line]
                    reading_heads = True
                    printed = self._printed(run)
                continue
            reading_heads = False
            row = self._place(line.row, lines, number, heads, padding, printed)
            if line.row in self.form.obsolete():
                self._keep_obsolete(line, row)
                continue
            self._note_row(line.row, line, row)
            readings.setdefault(line.row, []).append(
                RowReading(row.placings.options, line.raw.origin, self._repaired(line.row, row))
            )
        self._note_misplaced_heads(lines)
        for line in lines:
            if line.row is None and line.filled and line.labels and not self.lines.is_head(line):
                self.irregularities.add(
                    IrregularityKind.ROW_UNKNOWN,
                    None,
                    quote((line.label, *(item.text for item in line.values))),
                    "",
                    repaired=False,
                    origin=line.raw.origin,
                )
        return readings

    def _keep_obsolete(self, line: Line, row: _PlacedRow) -> None:
        """The figures of a row that only an earlier form has, under its own id."""
        assert line.row is not None
        reading = RowReading(row.placings.options, line.raw.origin)
        self.obsolete.update(
            self.settler.cells_of(line.row, row.columns, [reading], row.placings.options)
        )
        taker = next(item for item in self.form.rows() if item.takes == line.row)
        self.irregularities.add(
            IrregularityKind.ROW_OBSOLETE,
            line.row,
            quote((line.label, *(item.text for item in line.filled))),
            taker.label,
            repaired=False,
            origin=line.raw.origin,
        )

    def _repaired(self, row_id: str, row: _PlacedRow) -> str:
        if row_id in self.glued and len(row.columns) > 1:
            return SPLIT
        return "拆开的一行已拼合" if row.split else ""

    def _place(
        self,
        row_id: str,
        lines: Sequence[Line],
        number: int,
        heads: Mapping[int, dict[str, dict[int, str]]],
        padding: Mapping[tuple[int, int, int], tuple[int, int]],
        printed: Sequence[HeadLine],
    ) -> _PlacedRow:
        """The values of line `number`, with what stands above and below it, under their columns."""
        line = lines[number]
        columns = self.form.columns_of(row_id)
        if len(line.filled) == 1 and line.filled[0].glued:
            self.glued.setdefault(row_id, line.filled[0])
            if len(columns) > 1:
                placings = ways_to_split(line.filled[0], columns, self.form, by_sum=self.by_sum)
                return _PlacedRow(placings, line.filled, columns, split=False)
        tail = self.lines.tail(line, lines, number)
        added = tuple(item for following in tail for item in following.filled)
        split = bool(added) and len(line.filled) < len(columns)
        under = None
        if split or (added and line.raw.source < 0):
            fields = (*line.filled, *added)
            placings = place(fields, len(columns))
        else:
            fields = line.values
            if line.raw.grid:
                under = self._heads_for(heads.get(line.raw.source, {}), columns)
            placings = place(
                fields,
                len(columns),
                heads=under,
                padding=padding.get((line.raw.source, line.lead, len(columns))),
            )
            if 0 < len(added) < max(len(columns), 2) and len(line.filled) == len(columns):
                placings = continued(placings, added)
        unproved = split and line.filled and not self.summed_across
        over = self.lines.above(line, lines, number)
        if unproved or (over and len(line.filled) != len(columns)):
            placings = replace(placings, options=())
        elif over:
            placings = continued(placings, over, above=True)
        if under is None:
            order = printed_order(printed, columns, self.index)
            placings = official_order(placings, order)
        return _PlacedRow(placings, fields, columns, split)

    def _note_row(self, row_id: str, line: Line, row: _PlacedRow) -> None:
        """Irregularities of one row: its shape, that it was split, that its label varies."""
        self._note_shape(row_id, row.placings, row.fields, row.columns, line.raw.origin)
        if row.split:
            self.irregularities.add(
                IrregularityKind.ROW_SPLIT,
                row_id,
                quote(item.text for item in row.fields),
                f"“{self.labels_of[row_id]}”一行",
                repaired=len(row.fields) == len(row.columns),
                origin=line.raw.origin,
            )
        if line.match is not None and line.match.variant:
            self.irregularities.add(
                IrregularityKind.LABEL_VARIANT,
                row_id,
                " ".join(line.pieces or (line.label,)),
                self.labels_of[row_id],
                repaired=True,
                origin=line.raw.origin,
            )

    def _printed(self, run: Sequence[Line]) -> list[HeadLine]:
        """Lines of heads from left to right: as one line where a grid has each head in a column of its own."""
        across = [
            item
            for line in run
            for item in line.raw.fields
            if line.raw.grid and column_ids([item.text], self.index)
        ]
        if across and len({item.column for item in across}) == len(across):
            return [[item.text for item in sorted(across, key=lambda item: item.column)]]
        return [self._head_texts(line) for line in run]

    def _head_texts(self, line: Line) -> HeadLine:
        """The texts of a line that names several columns, empty for any other; a line outside tables is cut at its spaces."""
        texts = tuple(item.text for item in line.raw.fields if not item.blank)
        if line.raw.source < 0:
            texts = tuple(word for text in texts for word in text.split())
        return texts if len(set(column_ids(texts, self.index))) > 1 else ()

    def _heads(self, source: int, lines: Sequence[Line]) -> dict[str, dict[int, str]]:
        """Grid columns under each block's heads: block label key → grid column → column id."""
        heads: dict[str, dict[int, str]] = {}
        block = key(self.form.blocks[0].label)
        for line in lines:
            if line.raw.source != source:
                continue
            for item in line.raw.fields:
                if key(item.text) in {key(candidate.label) for candidate in self.form.blocks}:
                    block = key(item.text)
            if line.row is not None or line.filled:
                continue
            for item in line.raw.fields:
                column = self.index.column(item.text)
                if column is not None:
                    for at in range(item.column, item.column + item.span):
                        heads.setdefault(block, {})[at] = column
        return heads

    def _heads_for(
        self, heads: dict[str, dict[int, str]], columns: Sequence[Column]
    ) -> dict[int, int] | None:
        """Grid column → number within `columns`, completed where at least three heads agree on one run of columns."""
        numbers = {column.id: number for number, column in enumerate(columns)}
        for under in heads.values():
            found = {at: numbers[id] for at, id in under.items() if id in numbers}
            if len({under[at] for at in found}) == len(columns):
                return found
            starts = {at - number for at, number in found.items()}
            if len(found) >= 3 and len(starts) == 1:
                start = starts.pop()
                return {start + number: number for number in range(len(columns))}
        return None

    def _note_split_heads(self) -> None:
        """Record once per table that heads are broken over two cells, where the file has cells but no true grid."""
        heads: list[Field] = []
        for raw in self.rows:
            if any(item.text.strip().isdigit() for item in raw.fields):
                break
            if raw.source >= 0 and not raw.grid:
                heads.extend(item for item in raw.fields if not item.blank)
        split = split_heads([item.text for item in heads], self.form)
        if split:
            self.irregularities.add(
                IrregularityKind.HEADER_SPLIT,
                None,
                "、".join(f"{upper}|{lower}" for upper, lower in split),
                "各在一格",
                repaired=True,
                origin=heads[0].origin,
            )

    def _note_misplaced_heads(self, lines: Sequence[Line]) -> None:
        """Record once per table that values stand in other fields than the heads above them, as merged cells do."""
        for source in dict.fromkeys(
            line.raw.source for line in lines if not line.raw.grid and line.raw.source >= 0
        ):
            mine = [line for line in lines if line.raw.source == source]
            heads = {
                column: number
                for line in mine
                if not line.filled
                for number, item in enumerate(line.raw.fields)
                if (column := self.index.column(item.text)) is not None
            }
            astray = [
                line
                for line in mine
                if line.row is not None
                and len(line.filled) == len(columns := self.form.columns_of(line.row))
                and columns[0].id in heads
                and line.first != heads[columns[0].id]
            ]
            if astray:
                self.irregularities.add(
                    IrregularityKind.ROW_SHIFTED,
                    None,
                    f"{len(astray)}行的数字不在表头各列之下，从“{astray[0].label}”一行起",
                    "数字个数与列数相同，按顺序读取",
                    repaired=True,
                    origin=astray[0].raw.origin,
                )

    def _padding(self, lines: Iterable[Line]) -> dict[tuple[int, int, int], tuple[int, int]]:
        """Blank fields around the values in the complete rows, by table, number of leading fields and of columns."""
        seen: dict[tuple[int, int, int], set[tuple[int, int]]] = {}
        for line in lines:
            if (
                line.row is None
                or line.raw.source < 0
                or len(line.filled) != len(self.form.columns_of(line.row))
            ):
                continue
            filled = [number for number, item in enumerate(line.values) if not item.blank]
            if filled[-1] - filled[0] + 1 == len(filled):
                seen.setdefault((line.raw.source, line.lead, len(filled)), set()).add(
                    (filled[0], len(line.values) - 1 - filled[-1])
                )
        return {place: next(iter(pads)) for place, pads in seen.items() if len(pads) == 1}

    # The table whose rows lie side by side

    def _read_side_by_side(self) -> dict[str, list[RowReading]]:
        """Read the one row of values of a table whose rows are columns; empty where there is no such row."""
        places = [
            (row.id, column.id)
            for row in self.form.rows()
            for column in self.form.columns_of(row.id)
        ]
        lines = [self._as_values(self.lines.line(raw), len(places)) for raw in self.rows]
        bare = [number for number, line in enumerate(lines) if line.filled and not line.labels]
        if not bare:
            return {}
        if len(bare) and len(lines[bare[0]].filled) == 1 and lines[bare[0]].filled[0].glued:
            lines[bare[0]] = self._split_side_by_side(lines[bare[0]], len(places))
        start = next(
            (number for number in bare if len(lines[number].filled) >= len(places)), bare[0]
        )
        first = lines[start]
        fields = first.raw.fields
        tail = tuple(item for line in self.lines.tail(first, lines, start) for item in line.filled)
        joined = bool(tail) and len(first.filled) < len(places)
        if joined:
            fields = (*fields, *tail)
        heads = self._side_heads(lines[:start], places, first)
        placings = place(fields, len(places), heads=heads)
        if heads is None and self._side_heads_exchanged(lines[:start]):
            placings = official_order(placings, None)
        if 0 < len(tail) < len(places) and len(first.filled) == len(places):
            placings = continued(placings, tail)
        over = self.lines.above(first, lines, start)
        if over:
            placings = continued(placings, over, above=True)
        damaged = heads is None and not self._side_heads_complete(lines[:start])
        columns = [column for row in self.form.rows() for column in self.form.columns_of(row.id)]
        self._note_shape(None, placings, fields, columns, first.raw.origin)
        if damaged:
            self.irregularities.add(
                IrregularityKind.HEADER_DAMAGED,
                None,
                quote(item.text for line in lines[:start] for item in line.labels) or "没有表头",
                f"按{len(places)}列读取",
                repaired=len(first.filled) == len(places),
                origin=first.raw.origin,
            )
            if len([item for item in fields if not item.blank]) != len(places):
                return {row.id: [] for row in self.form.rows()}
        repaired = "拆开的一行已拼合" if joined else "表头残缺，按列数读取" if damaged else ""
        readings: dict[str, list[RowReading]] = {}
        offset = 0
        for row in self.form.rows():
            width = len(self.form.columns_of(row.id))
            options = tuple(
                dict.fromkeys(
                    Placing(option.fields[offset : offset + width]) for option in placings.options
                )
            )
            readings[row.id] = [RowReading(options, first.raw.origin, repaired)]
            offset += width
        return readings

    def _split_side_by_side(self, line: Line, width: int) -> Line:
        """The one row of glued figures with a field for each, where each row of the form has one way to split."""
        field = line.filled[0]
        digits = field.text
        if len(digits) != width:
            return line
        fields = tuple(
            replace(field, text=digit, column=at, glued=False) for at, digit in enumerate(digits)
        )
        self.irregularities.add(
            IrregularityKind.CELLS_RUN_TOGETHER,
            None,
            digits,
            " ".join(digits),
            repaired=True,
            origin=field.origin,
        )
        return Line(replace(line.raw, fields=fields), (), fields)

    def _as_values(self, line: Line, width: int) -> Line:
        """The line as values only where most of a row's values stand in it and no label does, but a word among them."""
        fields = [item for item in line.raw.fields if not item.blank]
        figures = [item for item in fields if looks_like_value(item.text)]
        if not line.labels or len(figures) * 2 < width or len(fields) > width:
            return line
        texts = [item.text for item in fields]
        if column_ids(texts, self.index) or any(self.index.row(text) for text in texts):
            return line
        return Line(line.raw, (), line.raw.fields)

    def _side_heads(
        self, lines: Sequence[Line], places: Sequence[tuple[str, str]], first: Line
    ) -> dict[int, int] | None:
        """Column → place where the leaf heads stand over the values, each in the same field as its value."""
        leaves: dict[int, str] = {}
        widest = 0
        for line in lines:
            if line.raw.source != first.raw.source:
                continue
            widest = max(widest, len(line.raw.fields))
            for item in line.raw.fields:
                column = self.index.column(item.text)
                if column is not None and item.span == 1:
                    leaves[item.column] = column
        padded = first.raw.fields[-1].blank
        if not first.raw.grid and (len(first.raw.fields) != widest or padded):
            return None
        ordered = sorted(leaves)
        if len(ordered) != len(places):
            return None
        heads: dict[int, int] = {}
        for row in self.form.rows():
            columns = self.form.columns_of(row.id)
            numbers = {column.id: len(heads) + n for n, column in enumerate(columns)}
            here = ordered[len(heads) : len(heads) + len(columns)]
            if {leaves[at] for at in here} != numbers.keys():
                return None
            heads.update({at: numbers[leaves[at]] for at in here})
        return heads

    def _side_heads_exchanged(self, lines: Sequence[Line]) -> bool:
        """True where the heads of a row of the form stand in another order than the form's."""
        last = len(self.form.blocks[0].columns) - 1
        numbers = {column.id: n for n, column in enumerate(self.form.blocks[0].columns)}
        for line in lines:
            ids = column_ids([item.text for item in line.raw.fields], self.index)
            for left, right in pairwise(numbers[id] for id in ids):
                if right < left and left != last and right != 0:
                    return True
        return False

    def _side_heads_complete(self, lines: Sequence[Line]) -> bool:
        """True where the heads name every row of the table and, however broken over lines, every column."""
        text = "".join(key(item.text) for line in lines for item in line.raw.fields)
        return all(key(row.label) in text for row in self.form.rows()) and all(
            any(
                all(text.count(char) >= len(self.form.rows()) for char in key(label))
                for label in (column.label, *column.aliases)
            )
            for row in self.form.rows()
            for column in self.form.columns_of(row.id)
        )

    # From placed fields to cells

    def _note_shape(
        self,
        row: str | None,
        placings: Placings,
        fields: Sequence[Field],
        columns: Sequence[Column],
        origin: Origin,
    ) -> None:
        filled = [item for item in fields if not item.blank]
        if placings.surplus or placings.short:
            extra = placings.options[0].extra if placings.options else ()
            self.irregularities.add(
                IrregularityKind.COLUMN_COUNT,
                row,
                f"{len(filled)}个数：{quote(item.text for item in filled)}",
                f"{len(columns)}列"
                + (f"，多出{quote(item.text for item in extra)}" if extra else ""),
                repaired=len(placings.options) == 1,
                origin=origin,
            )
        elif placings.shifted:
            self.irregularities.add(
                IrregularityKind.ROW_SHIFTED,
                row,
                quote(item.text for item in fields),
                f"{len(columns)}列",
                repaired=len(placings.options) == 1,
                origin=origin,
            )
