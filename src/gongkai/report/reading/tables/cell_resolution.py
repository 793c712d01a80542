"""From placed fields to cells: what is certain gets its value, what is open is decided by the sums or stays open."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.documents.model import Origin
from gongkai.report.edition import Column, TableForm
from gongkai.report.model import Cell, CellState, IrregularityKind, Number
from gongkai.report.reading.tables.column_assignment import NOTHING, Placing
from gongkai.report.reading.tables.irregular import Irregularities
from gongkai.report.reading.tables.rows import LOW_CONFIDENCE, Field
from gongkai.report.reading.tables.values import Figure, Unread, parse_value
from gongkai.report.sums import Vector, outcomes, settle

MOST_READINGS = 64
FEWEST_ROWS_OF_A_COPY = 3


@dataclass(frozen=True, slots=True)
class RowReading:
    """The ways in which one row of the form can be read."""

    placings: tuple[Placing, ...]
    origin: Origin
    repaired: str = ""


class CellSettler:
    """Makes the cells of one table from the readings of its rows."""

    def __init__(
        self, form: TableForm, irregularities: Irregularities, *, recognised: bool
    ) -> None:
        self.form = form
        self.irregularities = irregularities
        self.recognised = recognised

    def cells(self, readings: dict[str, list[RowReading]]) -> dict[str, Cell]:
        """Every cell of the table, in the form's order."""
        cells: dict[str, Cell] = {}
        vectors: dict[str, list[Vector]] = {}
        for row in self.form.rows():
            columns = self.form.columns_of(row.id)
            found = readings.get(row.id, [])
            if not found:
                for column in columns:
                    cells[f"{self.form.id}.{row.id}.{column.id}"] = Cell(
                        f"{self.form.id}.{row.id}.{column.id}",
                        None,
                        CellState.MISSING,
                        note=f"文件中没有“{row.label}”一行",
                    )
                continue
            if len(found) > 1:
                self.irregularities.add(
                    IrregularityKind.ROW_DUPLICATE,
                    row.id,
                    f"“{row.label}”出现{len(found)}次",
                    "",
                    repaired=len({self._texts(reading) for reading in found}) == 1,
                    origin=found[1].origin,
                )
            options = [option for reading in found for option in reading.placings]
            vectors[row.id] = list(
                dict.fromkeys(
                    vector for option in options for vector in self._vectors(option, columns)
                )
            )
            cells.update(self.cells_of(row.id, columns, found, options))
        self._decide(cells, vectors)
        self._doubt_second_table(cells, readings)
        self._doubt_split_rows(cells, readings)
        if self.recognised:
            self._distrust(cells)
        self._note_missing(readings)
        return cells

    @staticmethod
    def _texts(reading: RowReading) -> tuple[str, ...]:
        return tuple(item.text for option in reading.placings for item in option.fields)

    def _vectors(self, option: Placing, columns: Sequence[Column]) -> Iterator[Vector]:
        """The values of a placing; several where a recognised field has several readings."""
        choices = [
            self._choices(item, column) for item, column in zip(option.fields, columns, strict=True)
        ]
        count = 1
        for choice in choices:
            count *= len(choice)
        if count > MOST_READINGS:
            yield tuple(choice[0] if len(choice) == 1 else None for choice in choices)
            return
        yield from itertools.product(*choices)

    def _choices(self, item: Field, column: Column) -> list[Number | None]:
        texts = dict.fromkeys((item.text, *item.readings))
        values = dict.fromkeys(_number(parse_value(text, column)) for text in texts)
        return (
            list(values) if len(values) == 1 else [value for value in values if value is not None]
        )

    def cells_of(
        self,
        row: str,
        columns: Sequence[Column],
        found: Sequence[RowReading],
        options: Sequence[Placing],
    ) -> dict[str, Cell]:
        """Cells of the row's first reading; what is not certain is settled afterwards."""
        cells: dict[str, Cell] = {}
        repaired = next((reading.repaired for reading in found if reading.repaired), "")
        for number, column in enumerate(columns):
            id = f"{self.form.id}.{row}.{column.id}"
            if not options:
                cells[id] = Cell(
                    id,
                    None,
                    CellState.CONFLICTING,
                    found[0].origin,
                    "这一行的数字与列对不上，不能确定各属哪一列",
                )
                continue
            item = options[0].fields[number]
            figure = parse_value(item.text, column)
            origin = item.origin if item is not NOTHING else found[0].origin
            origin = origin if origin.raw is not None else origin._replace(raw=item.text)
            if isinstance(figure, Unread):
                state = CellState.UNREAD
                note = "这一格在文件中不存在" if item is NOTHING else figure.reason
                cells[id] = Cell(id, None, state, origin, note)
                if not figure.blank:
                    self.irregularities.add(
                        IrregularityKind.VALUE_FORM,
                        f"{row}.{column.id}",
                        item.text,
                        "",
                        repaired=False,
                        origin=origin,
                    )
                continue
            if not figure.plain:
                self.irregularities.add(
                    IrregularityKind.VALUE_FORM,
                    f"{row}.{column.id}",
                    item.text,
                    str(figure.value),
                    repaired=True,
                    origin=origin,
                )
            note = repaired or ("" if figure.plain else f"原文为“{item.text.strip()}”")
            state = CellState.REPAIRED if note else CellState.READ
            cells[id] = Cell(id, figure.value, state, origin, note)
        return cells

    def _decide(self, cells: dict[str, Cell], vectors: dict[str, list[Vector]]) -> None:
        """Let the sums decide between the readings of a row; what they leave open has no value."""
        settled = settle(self.form, {row: options for row, options in vectors.items() if options})
        for row, (vector, certain) in settled.items():
            if len(vectors[row]) == 1:
                continue
            for number, column in enumerate(self.form.columns_of(row)):
                id = f"{self.form.id}.{row}.{column.id}"
                values = (option[number] for option in vectors[row])
                candidates = tuple(dict.fromkeys(item for item in values if item is not None))
                if not certain[number]:
                    cells[id] = Cell(
                        id,
                        None,
                        CellState.CONFLICTING,
                        cells[id].origin,
                        "有几种读法，表内合计不能确定是哪一种",
                        candidates,
                    )
                elif len(candidates) > 1 or vector[number] != cells[id].value:
                    value = vector[number]
                    state = CellState.UNREAD if value is None else CellState.REPAIRED
                    note = "空白" if value is None else "有几种读法，按表内合计取定"
                    cells[id] = Cell(id, value, state, cells[id].origin, note, candidates)

    def _doubt_second_table(
        self, cells: dict[str, Cell], readings: dict[str, list[RowReading]]
    ) -> None:
        """Where the table stands in the document twice, take the values from rows that were found in one copy only."""
        twice = sum(
            len({self._texts(reading) for reading in found}) > 1 for found in readings.values()
        )
        if twice < FEWEST_ROWS_OF_A_COPY:
            return
        for id, cell in list(cells.items()):
            if cell.value is not None and len(readings[cell.row]) == 1:
                note = "文件中有两张这样的表，这一行只在其中一张里读到，不能确定是哪一年的"
                cells[id] = Cell(id, None, CellState.CONFLICTING, cell.origin, note, (cell.value,))

    def _doubt_split_rows(
        self, cells: dict[str, Cell], readings: dict[str, list[RowReading]]
    ) -> None:
        """Take the values from rows that were put together and whose own sum does not bear them out."""
        values = {id: cell.value for id, cell in cells.items()}
        for item in outcomes(self.form, values):
            if (
                item.sum.per == "row"
                and not item.holds
                and any(reading.repaired for reading in readings.get(item.at, ()))
            ):
                for id in (*item.left_cells, *item.right_cells):
                    cell = cells[id]
                    if cell.value is None:
                        continue
                    note = "这一行由几行拼合，行内合计不能证实"
                    cells[id] = Cell(
                        id, None, CellState.CONFLICTING, cell.origin, note, (cell.value,)
                    )

    def _distrust(self, cells: dict[str, Cell]) -> None:
        """Take the value from recognised cells that stand in a broken row sum and a broken column sum, or are dim."""
        values = {id: cell.value for id, cell in cells.items()}
        results = outcomes(self.form, values)
        broken: dict[str, int] = {}
        holding: dict[str, int] = {}
        for item in results:
            for id in (*item.left_cells, *item.right_cells):
                if item.broken:
                    broken[id] = broken.get(id, 0) + 1
                elif item.holds:
                    holding[id] = holding.get(id, 0) + 1
        for id, cell in list(cells.items()):
            if cell.value is None:
                continue
            confidence = cell.origin.confidence
            dim = confidence is not None and confidence < LOW_CONFIDENCE and not holding.get(id)
            torn = broken.get(id, 0) >= 1 and not holding.get(id)
            if dim or torn:
                reason = "识别不清" if dim else "识别结果与表内合计不符"
                self.irregularities.add(
                    IrregularityKind.VALUE_DOUBTFUL,
                    id.partition(".")[2],
                    str(cell.value),
                    "",
                    repaired=False,
                    origin=cell.origin,
                )
                cells[id] = Cell(
                    id, None, CellState.CONFLICTING, cell.origin, reason, (cell.value,)
                )

    def _note_missing(self, readings: dict[str, list[RowReading]]) -> None:
        missing = [row for row in self.form.rows() if not readings.get(row.id)]
        if len(missing) == len(self.form.rows()):
            self.irregularities.add(
                IrregularityKind.TABLE_MISSING,
                None,
                self.form.label,
                repaired=False,
            )
            return
        for row in missing:
            self.irregularities.add(IrregularityKind.ROW_MISSING, row.id, row.label, repaired=False)


def _number(parsed: Figure | Unread) -> Number | None:
    return parsed.value if isinstance(parsed, Figure) else None
