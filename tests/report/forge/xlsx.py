"""Reports as workbooks: all on one sheet, or the words and each table on sheets of their own."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

import xlsxwriter

from tests.report.forge.sheet import Box, Grid, Sheet

STYLES = ("single", "sheets", "typed")
_NAMES = {"proactive": "表二", "requests": "表三", "disputes": "表四"}


def write(sheet: Sheet, style: str = "single") -> bytes:
    """The workbook. `single`: one sheet; `sheets`: one per table; `typed`: one sheet, figures stored as text."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    wrapped = book.add_format({"text_wrap": True, "border": 1, "align": "center"})
    page = book.add_worksheet("年报")
    row = 0
    used: dict[str, int] = {}
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            if style == "sheets":
                number = used[piece.table] = used.get(piece.table, 0) + 1
                name = _NAMES[piece.table] + (f"续{number}" if number > 1 else "")
                _table(book.add_worksheet(name), piece, 0, wrapped, as_text=False)
            else:
                _table(page, piece, row, wrapped, as_text=style == "typed")
                row += len(piece.rows) + 1
        else:
            page.write_string(row, 0, piece.text)
            row += 1
    book.close()
    return out.getvalue()


def _table(page: Any, grid: Grid, top: int, form: Any, *, as_text: bool) -> None:
    for down, right, box in grid.placed():
        row = top + down
        if box.rows > 1 or box.columns > 1:
            page.merge_range(row, right, row + box.rows - 1, right + box.columns - 1, "", form)
        number = None if as_text else _number(box)
        if number is None:
            page.write_string(row, right, box.text, form)
        else:
            page.write_number(row, right, number, form)


def _number(box: Box) -> float | None:
    """The figure where it is a plain number, as a clerk's keyboard would enter it."""
    if box.head or not box.text.replace(".", "", 1).isascii():
        return None
    try:
        return float(Decimal(box.text))
    except InvalidOperation:
        return None
