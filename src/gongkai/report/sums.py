"""The sums of the form as an error-locating code.

Table three ties every cell into one row sum and one or two column sums, so a single wrong cell breaks its own set of
them. The code decides between two readings of a row and points at a faulty cell; it never overwrites what stands in
the document.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.report.edition import Sum, TableForm
from gongkai.report.model import Number

Vector = tuple[Number | None, ...]
"""The values of one row in the order of its columns; None where nothing was read."""

MOST_ASSIGNMENTS = 4096


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sum worked out: the cells on both sides and what they add up to; None where a cell is unknown."""

    sum: Sum
    at: str
    left_cells: tuple[str, ...]
    right_cells: tuple[str, ...]
    left: Number | None
    right: Number | None

    @property
    def known(self) -> bool:
        """True where every cell of both sides has a value."""
        return self.left is not None and self.right is not None

    @property
    def holds(self) -> bool:
        """True where both sides are known and equal."""
        return self.known and self.left == self.right

    @property
    def broken(self) -> bool:
        """True where both sides are known and differ."""
        return self.known and self.left != self.right

    @property
    def difference(self) -> Number:
        """Left minus right; only for a known outcome."""
        assert self.left is not None
        assert self.right is not None
        return self.left - self.right


@dataclass(frozen=True, slots=True)
class Instance:
    """One sum at one row or column: the cells on both sides."""

    sum: Sum
    at: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    def worked_out(self, values: Mapping[str, Number | None]) -> Outcome:
        """What both sides add up to."""
        return Outcome(
            self.sum,
            self.at,
            self.left,
            self.right,
            _total(self.left, values),
            _total(self.right, values),
        )


@cache
def instances(form: TableForm) -> tuple[Instance, ...]:
    """Every sum of a table at every row or column it holds in."""
    found = []
    for item in form.sums:
        places = (
            [column.id for column in form.columns_of(item.left[0])]
            if item.per == "column"
            else [row.id for row in form.rows()]
        )
        for place in places:
            left = _cells(form.id, item, item.left, place)
            found.append(Instance(item, place, left, _cells(form.id, item, item.right, place)))
    return tuple(found)


def outcomes(form: TableForm, values: Mapping[str, Number | None]) -> list[Outcome]:
    """Work out every sum of a table. `values` maps cell ids to values; absent ids count as unknown."""
    return [instance.worked_out(values) for instance in instances(form)]


def _cells(table: str, item: Sum, ids: tuple[str, ...], place: str) -> tuple[str, ...]:
    if item.per == "column":
        return tuple(f"{table}.{id}.{place}" for id in ids)
    return tuple(f"{table}.{place}.{id}" for id in ids)


def _total(cells: tuple[str, ...], values: Mapping[str, Number | None]) -> Number | None:
    total: Number = 0
    for cell in cells:
        value = values.get(cell)
        if value is None:
            return None
        total += value
    return total


@dataclass(frozen=True, slots=True)
class Fault:
    """The one cell that explains every broken sum of a table, what it says and what would make the sums hold."""

    cell: str
    found: Number
    expected: Number


def locate_fault(form: TableForm, values: Mapping[str, Number | None]) -> Fault | None:
    """The single cell whose change mends every broken sum, or None where there is no such cell or more than one.

    Only a cell that stands in at least two broken sums is named, and only where all sums that hold it are broken.
    """
    results = outcomes(form, values)
    broken = [item for item in results if item.broken]
    if len(broken) < 2:
        return None
    suspects: list[Fault] = []
    common = set.intersection(*({*item.left_cells, *item.right_cells} for item in broken))
    for cell in common:
        holding = [
            item for item in results if item.known and cell in (*item.left_cells, *item.right_cells)
        ]
        if any(item.holds for item in holding):
            continue
        corrections = {
            -item.difference if cell in item.left_cells else item.difference for item in holding
        }
        value = values[cell]
        if len(corrections) == 1 and value is not None:
            corrected = value + next(iter(corrections))
            if corrected >= 0:
                suspects.append(Fault(cell, value, corrected))
    return suspects[0] if len(suspects) == 1 else None


def resolve(
    form: TableForm, candidates: Mapping[str, Sequence[Vector]]
) -> dict[str, tuple[Vector, tuple[bool, ...]]]:
    """Decide between candidate readings of rows.

    `candidates` maps row ids to their possible readings, best first. The answer maps each row id to a vector and to
    flags that are True where the value is certain: all candidates agree on it, or the sums of the row and of every
    column in which the candidates differ leave one value only.
    """
    distinct = {row: list(dict.fromkeys(vectors)) for row, vectors in candidates.items() if vectors}
    resolved: dict[str, tuple[Vector, tuple[bool, ...]]] = {}
    open_rows: dict[str, list[Vector]] = {}
    for row, vectors in distinct.items():
        if len(vectors) == 1:
            resolved[row] = (vectors[0], (True,) * len(vectors[0]))
        else:
            open_rows[row] = vectors
    if not open_rows:
        return resolved
    fixed = {
        cell: value
        for row, (vector, _) in resolved.items()
        for cell, value in _named(form, row, vector).items()
    }
    kept = _consistent(form, fixed, open_rows)
    for row, vectors in open_rows.items():
        agreed = [len({vector[i] for vector in vectors}) == 1 for i in range(len(vectors[0]))]
        remaining = vectors
        if kept:
            survivors = list(dict.fromkeys(assignment[row] for assignment in kept))
            if _decidable(form, fixed, open_rows, row, agreed):
                remaining = survivors
        certain = tuple(
            len({vector[i] for vector in remaining}) == 1 for i in range(len(vectors[0]))
        )
        resolved[row] = (remaining[0], certain)
    return resolved


def _named(form: TableForm, row: str, vector: Vector) -> dict[str, Number | None]:
    return {
        f"{form.id}.{row}.{column.id}": value
        for column, value in zip(form.columns_of(row), vector, strict=True)
    }


def _consistent(
    form: TableForm, fixed: Mapping[str, Number | None], open_rows: Mapping[str, list[Vector]]
) -> list[dict[str, Vector]]:
    """Assignments of open rows under which every sum that touches them is known and holds."""
    narrowed: dict[str, list[Vector]] = {}
    for row, vectors in open_rows.items():
        fitting = [vector for vector in vectors if _row_holds(form, row, vector)]
        if not fitting:
            return []
        narrowed[row] = fitting
    size = 1
    for vectors in narrowed.values():
        size *= len(vectors)
        if size > MOST_ASSIGNMENTS:
            return []
    touched = [
        instance
        for instance in instances(form)
        if any(cell.split(".")[1] in narrowed for cell in (*instance.left, *instance.right))
    ]
    kept = []
    for choice in itertools.product(*narrowed.values()):
        assignment = dict(zip(narrowed, choice, strict=True))
        values = dict(fixed)
        for row, vector in assignment.items():
            values.update(_named(form, row, vector))
        if not any(instance.worked_out(values).broken for instance in touched):
            kept.append(assignment)
    return kept


def _row_holds(form: TableForm, row: str, vector: Vector) -> bool:
    values = _named(form, row, vector)
    mine = [item for item in instances(form) if item.sum.per == "row" and item.at == row]
    return all(item.worked_out(values).holds for item in mine)


def _decidable(
    form: TableForm,
    fixed: Mapping[str, Number | None],
    open_rows: Mapping[str, list[Vector]],
    row: str,
    agreed: Sequence[bool],
) -> bool:
    """True where every column in which the candidates differ has a column sum all of whose other cells are known."""
    values = dict(fixed)
    for name, vectors in open_rows.items():
        values.update({cell: value or 0 for cell, value in _named(form, name, vectors[0]).items()})
    checkable: dict[str, bool] = {}
    for item in outcomes(form, values):
        if item.sum.per == "column" and any(
            cell.split(".")[1] == row for cell in (*item.left_cells, *item.right_cells)
        ):
            checkable[item.at] = checkable.get(item.at, False) or item.known
    columns = [column.id for column in form.columns_of(row)]
    return all(
        same or checkable.get(column, False) for column, same in zip(columns, agreed, strict=True)
    )
