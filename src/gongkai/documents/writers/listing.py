"""A list as a workbook, written row by row: memory stays flat however long it is.

A text is written as a text, so that nothing in it becomes a formula or a link and no number loses its zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter

from gongkai.documents.writers.official import printable
from gongkai.documents.writers.spreadsheet import FACE, LONGEST_TEXT

Value = str | int | float | Decimal | date | None
"""What a cell may hold; a `datetime` is written as the local moment that it names."""

LAST_ROW = 1_048_576
_CUT = "…（已截短）"
_PIECE = 256 * 1024


class Form(StrEnum):
    """How the values of a column are shown; a text stays a text in every form."""

    TEXT = "@"
    WHOLE = "0"
    MONEY = "#,##0.00"
    DAY = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its head, its width in characters, the form of its values; `choices` are offered as a list."""

    head: str
    width: float = 18.0
    form: Form = Form.TEXT
    wraps: bool = False
    choices: tuple[str, ...] = ()


def write_list(
    file: IO[bytes],
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Value]],
    *,
    name: str = "清单",
    title: str = "",
    frozen_columns: int = 0,
) -> int:
    """Write the rows under the heads into `file`; how many they were.

    The head stays in view and is printed on every page. Rows beyond what a sheet can hold go on in another; a text
    beyond what a cell can hold is cut, and says so.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": printable(title)[:255], "author": ""})
        head = book.add_format(
            {"bold": True, "bottom": 1, "font_name": FACE, "text_wrap": True, "valign": "vcenter"}
        )
        formats = [
            book.add_format(
                {
                    "num_format": column.form.value,
                    "font_name": FACE,
                    "valign": "top",
                    "text_wrap": column.wraps,
                }
            )
            for column in columns
        ]
        page = _page(book, name, columns, formats, head, frozen_columns)
        at = 0
        for row in rows:
            count += 1
            at += 1
            if at == LAST_ROW:
                number = len(book.worksheets()) + 1
                page = _page(book, f"{name}{number}", columns, formats, head, frozen_columns)
                at = 1
            for column, value in enumerate(row):
                _put(page, at, column, value, formats[column])
    return count


def list_as_bytes(
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Value]],
    *,
    name: str = "清单",
    **more: Any,
) -> bytes:
    """The workbook of `write_list` as bytes."""
    file = BytesIO()
    write_list(file, columns, rows, name=name, **more)
    return file.getvalue()


def list_in_pieces(
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Value]],
    *,
    name: str = "清单",
    **more: Any,
) -> Iterator[bytes]:
    """The workbook of `write_list` piece by piece; it lies on disk while it is written."""
    with TemporaryFile() as file:
        write_list(file, columns, rows, name=name, **more)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _page(
    book: Any,
    name: str,
    columns: Sequence[ListColumn],
    formats: Sequence[Any],
    head: Any,
    frozen_columns: int,
) -> Any:
    page = book.add_worksheet(name)
    page.freeze_panes(1, frozen_columns)
    page.repeat_rows(0, 0)
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_landscape()
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width, formats[at])
        page.write_string(0, at, printable(column.head), head)
        if column.choices:
            choices = {"validate": "list", "source": list(column.choices)}
            page.data_validation(1, at, LAST_ROW - 1, at, choices)
    return page


def _put(page: Any, row: int, column: int, value: Value, form: Any) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_string(row, column, "是" if value else "否", form)
        case str():
            text = printable(value)
            if len(text) > LONGEST_TEXT:
                text = text[: LONGEST_TEXT - len(_CUT)] + _CUT
            page.write_string(row, column, text, form)
        case datetime():
            page.write_datetime(row, column, value.replace(tzinfo=None), form)
        case date():
            page.write_datetime(row, column, value, form)
        case _:
            page.write_number(row, column, float(value), form)
