"""Spreadsheets as objects, written as .xlsx with their formulas and the values that the formulas give."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from gongkai.documents.writers.errors import NotWritten
from gongkai.documents.writers.official import printable, width

LONGEST_TEXT = 32_767
FACE = "宋体"
_LINE_HEIGHT = 15.0
_PADDING = 3.0
_TALLEST = 409.0  # Excel knows no taller row


class Look(StrEnum):
    """How a cell looks."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    HEAD = "head"
    """A column's or row's heading."""
    LABEL = "label"
    """A long row label, set to the left."""
    FIGURE = "figure"
    OPEN = "open"
    """A figure still to be filled in."""
    WRONG = "wrong"
    """A figure that something is wrong with."""


_LINE_HEIGHTS = {Look.TITLE: 26.0, Look.HEADING: 17.0}


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell; `row` and `column` count from 0.

    With a `formula` (`=SUM(B2:B5)`), `value` is its result. A text is never taken for a formula. `comment` hangs on
    the cell; `target` is a sheet and cell to jump to, such as `('表三', 'D5')`.
    """

    row: int
    column: int
    value: str | int | Decimal | None = None
    look: Look = Look.TEXT
    row_span: int = 1
    column_span: int = 1
    formula: str = ""
    comment: str = ""
    target: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: cells, column widths in characters, how many rows and columns stay in view, and printing across."""

    name: str
    cells: tuple[SheetCell, ...]
    widths: tuple[float, ...]
    frozen: tuple[int, int] = (0, 0)
    landscape: bool = False


def address(row: int, column: int) -> str:
    """The name of a cell counted from 0, such as `B3` for (2, 1)."""
    name: str = xl_rowcol_to_cell(row, column)
    return name


def write(sheets: Iterable[Sheet], *, title: str = "") -> bytes:
    """The sheets as the bytes of an .xlsx file.

    Raises `NotWritten` for a text longer than a cell can hold.
    """
    file = BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": printable(title)[:255], "author": ""})
        formats = {look: book.add_format(_format(look)) for look in Look}
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _set_up(page, sheet)
            for cell in sheet.cells:
                _put(page, cell, formats[cell.look], sheet.name)
    return file.getvalue()


def _set_up(page: Any, sheet: Sheet) -> None:
    for column, characters in enumerate(sheet.widths):
        page.set_column(column, column, characters)
    for row, height in _heights(sheet).items():
        page.set_row(row, height)
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
    if sheet.landscape:
        page.set_landscape()
    if sheet.frozen != (0, 0):
        page.freeze_panes(*sheet.frozen)
        if sheet.frozen[0]:
            page.repeat_rows(0, sheet.frozen[0] - 1)


def _heights(sheet: Sheet) -> dict[int, float]:
    """Heights in points for the wrapped text of each row: not every program finds them itself."""
    heights: dict[int, float] = {}
    for cell in sheet.cells:
        line = _LINE_HEIGHTS.get(cell.look, _LINE_HEIGHT)
        room = sum(sheet.widths[cell.column : cell.column + cell.column_span]) - 1
        shown = "" if cell.value is None else str(cell.value)
        lines = sum(max(1, math.ceil(2 * width(part) / max(room, 2))) for part in shown.split("\n"))
        if cell.row_span == 1:
            needed = min(_TALLEST, lines * line + _PADDING)
            heights[cell.row] = max(heights.get(cell.row, 0.0), needed)
    return heights


def _put(page: Any, cell: SheetCell, form: Any, sheet: str) -> None:
    row, column = cell.row, cell.column
    if cell.row_span > 1 or cell.column_span > 1:
        page.merge_range(
            row, column, row + cell.row_span - 1, column + cell.column_span - 1, "", form
        )
    value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
    if cell.formula:
        page.write_formula(row, column, cell.formula, form, "" if value is None else value)
    elif value is None:
        page.write_blank(row, column, None, form)
    elif isinstance(value, str):
        text = printable(value)
        if len(text) > LONGEST_TEXT:
            raise NotWritten(
                f"工作表“{sheet}”{address(row, column)} 的文字有 {len(text)} 字，Excel 单元格最多 {LONGEST_TEXT} 字"
            )
        if cell.target is None:
            page.write_string(row, column, text, form)
        else:
            place = f"internal:'{cell.target[0]}'!{cell.target[1]}"
            page.write_url(row, column, place, form, text)
    else:
        page.write_number(row, column, value, form)
    if cell.comment:
        page.write_comment(row, column, printable(cell.comment), {"author": "", "x_scale": 2})


def _format(look: Look) -> dict[str, Any]:
    form: dict[str, Any] = {
        "font_name": FACE,
        "font_size": 11,
        "valign": "vcenter",
        "text_wrap": True,
    }
    boxed = {"border": 1, "align": "center"}
    match look:
        case Look.TITLE:
            form |= {"font_size": 18, "bold": True, "align": "center"}
        case Look.HEADING:
            form |= {"bold": True, "font_name": "黑体", "font_size": 12}
        case Look.HEAD:
            form |= {**boxed, "bold": True, "bg_color": "#F2F2F2"}
        case Look.LABEL:
            form |= {**boxed, "align": "left"}
        case Look.FIGURE:
            form |= boxed
        case Look.OPEN:
            form |= {**boxed, "bg_color": "#FFF2CC"}
        case Look.WRONG:
            form |= {**boxed, "bg_color": "#F8CBAD", "font_color": "#9C0006"}
        case Look.TEXT:
            form |= {"valign": "top"}
    return form
