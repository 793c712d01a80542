"""Comma-separated files: the whole file is one table, or none of it is."""

from __future__ import annotations

import csv
from io import StringIO

from gongkai.documents.budget import Budget
from gongkai.documents.model import Layout, Origin, Table, TableCell
from gongkai.documents.spacing import join

_FEWEST_ROWS = 3
_LONGEST_FIELD = 300


def comma_table(text: str, file: str, budget: Budget) -> Table | None:
    """The table of a file in which every line has the same number of comma-separated fields, at least two.

    Three lines are needed unless the file's name ends in `.csv`; prose with commas does not pass.
    """
    is_named = file.lower().endswith(".csv")
    head = text.lstrip().partition("\n")[0]
    if "," not in head or ("，" in head and not is_named):
        return None
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            budget.tick()
            if not row or row == [""]:
                continue
            if len(row) < 2 or (rows and len(row) != len(rows[0][1])):
                return None
            if max(map(len, row)) > _LONGEST_FIELD:
                return None
            rows.append((reader.line_num, row))
    except csv.Error:
        return None
    if len(rows) < (1 if is_named else _FEWEST_ROWS):
        return None
    budget.cells(len(rows) * len(rows[0][1]))
    cells = [
        TableCell(
            number,
            column,
            join(field.split("\n")),
            Origin(file, None, line, None, number + 1, column + 1, field),
        )
        for number, (line, row) in enumerate(rows)
        for column, field in enumerate(row)
    ]
    return Table(tuple(cells), Origin(file=file, line=rows[0][0]), Layout.GRID)
