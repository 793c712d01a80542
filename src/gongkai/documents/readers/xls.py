"""Old workbooks (.xls, .et) to a `Document`: values by calamine, what is hidden from the records themselves.

The records (BIFF8, [MS-XLS]) are walked before the values are read: a reader that lays out a sheet's whole used range
must not be given two cells in opposite corners.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook

from gongkai.documents.budget import Budget
from gongkai.documents.compound import CompoundFile
from gongkai.documents.compound_hidden import hidden_parts
from gongkai.documents.errors import Damaged, Encrypted, LimitExceeded
from gongkai.documents.limits import Limits
from gongkai.documents.model import Block, Document, HiddenKind, HiddenPart, Origin, Source
from gongkai.documents.readers.sheet_blocks import Cell, SheetGrid
from gongkai.documents.readers.xlsx_values import plain_number
from gongkai.documents.spacing import join, tidy

_BOF, _EOF, _FILE_PASS, _BOUND_SHEET, _SUP_BOOK = 0x809, 0x0A, 0x2F, 0x85, 0x1AE
_ROW, _COLUMN_INFO, _MERGE_CELLS, _NOTE, _OBJECT, _TEXT_OBJECT, _CONTINUE = (
    0x208, 0x7D, 0xE5, 0x1C, 0x5D, 0x1B6, 0x3C,
)  # fmt: skip
# BLANK, NUMBER, LABEL, BOOLERR, RK, FORMULA, LABELSST, RSTRING; MULRK and MULBLANK hold several.
_CELLS = frozenset({0x201, 0x203, 0x204, 0x205, 0x27E, 0x06, 0x206, 0x406, 0xFD, 0xD6})
_CELL_RUNS = frozenset({0xBD, 0xBE})
_WORKSHEET = 0
_DIMENSIONS = 0x200
_LAST_ROW, _LAST_COLUMN = 65_536, 256
_STATES = {1: HiddenKind.HIDDEN_SHEET, 2: HiddenKind.VERY_HIDDEN_SHEET}
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


@dataclass
class _Sheet:
    name: str
    state: int
    offset: int
    is_worksheet: bool = True
    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: list[tuple[int, int, str, str]] = field(default_factory=list)


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read an old workbook. Raises `Encrypted` for a password, `Damaged` for broken records, `LimitExceeded`."""
    budget = Budget(source.name, limits)
    compound = CompoundFile(data, source.name)
    stream = compound.read("Workbook" if "Workbook" in compound else "Book")
    if stream[:2] != _BOF.to_bytes(2, "little"):
        raise _damaged(source.name)
    sheets, links = _globals(stream, source.name, budget)
    for sheet in sheets:
        _walk_sheet(stream, sheet, budget)
        if sheet.rows * sheet.columns > limits.cells:
            raise LimitExceeded(
                source.name,
                found=f"工作表“{sheet.name}”占用{sheet.rows}行{sheet.columns}列",
                expected=f"不超过 {limits.cells} 个单元格",
                next_step="请删除空白行列，另存为 .xlsx 后再试",
            )
    sheets = [sheet for sheet in sheets if sheet.is_worksheet]
    hidden = [
        HiddenPart(HiddenKind.EXTERNAL_LINK, "externalLinkPath", link, Origin(source.name))
        for link in links
    ]
    blocks: list[Block] = []
    values = _values(data, source.name, [sheet.name for sheet in sheets])
    for sheet, rows in zip(sheets, values, strict=True):
        grid = _grid(sheet, rows, source.name, budget)
        origin = Origin(source.name, sheet=sheet.name)
        if (kind := _STATES.get(sheet.state)) is not None:
            hidden.append(HiddenPart(kind, sheet.name, grid.words(), origin, max(grid.count, 1)))
        else:
            blocks += grid.blocks()
            hidden += grid.hidden
        hidden += [
            HiddenPart(
                HiddenKind.COMMENT,
                author,
                text,
                Origin(source.name, sheet=sheet.name, row=row + 1, column=column + 1),
            )
            for row, column, author, text in sheet.comments
        ]
    hidden += hidden_parts(compound, source.name, limits)
    return Document(source, tuple(blocks), tuple(hidden))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(stream: bytes, name: str, budget: Budget) -> tuple[list[_Sheet], list[str]]:
    sheets: list[_Sheet] = []
    links: list[str] = []
    for kind, body in _records(stream, 0):
        budget.tick()
        if kind == _FILE_PASS:
            raise Encrypted(
                name, found="设有打开密码", expected="未加密的文件", next_step="请去除密码后再试"
            )
        if kind == _EOF:
            break
        if kind == _BOUND_SHEET and len(body) > 8:
            offset = struct.unpack_from("<I", body)[0]
            name = _text(body[6:7], body[7:])
            sheets.append(_Sheet(name, body[4] & 3, offset, body[5] == _WORKSHEET))
        elif kind == _SUP_BOOK and len(body) > 5 and body[2:4] not in (b"\x01\x04", b"\x01\x3a"):
            link = tidy(_text(body[2:4], body[4:]))
            if link:
                links.append(link)
    return sheets, links


def _walk_sheet(stream: bytes, sheet: _Sheet, budget: Budget) -> None:
    depth = 0
    texts: dict[int, str] = {}
    notes: list[tuple[int, int, int, str]] = []
    current = waiting = 0
    for kind, body in _records(stream, sheet.offset):
        budget.tick()
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _DIMENSIONS:
            _check_dimensions(body, budget.name)
        elif depth > 1:
            continue  # a chart within the sheet
        elif kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            sheet.rows = max(sheet.rows, row + 1)
            sheet.columns = max(sheet.columns, column + 1)
        elif kind in _CELL_RUNS and len(body) >= 6:
            row, column, last = *struct.unpack_from("<HH", body), body[-2] + 256 * body[-1]
            sheet.rows = max(sheet.rows, row + 1)
            sheet.columns = max(sheet.columns, column + 1, last + 1)
        elif kind == _ROW and len(body) >= 13 and body[12] & _ROW_HIDDEN:
            sheet.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMN_INFO and len(body) >= 9 and body[8] & _COLUMN_HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            sheet.hidden_columns.append((first, last + 1))
        elif kind == _MERGE_CELLS and len(body) >= 2:
            count = min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 8)
            for n in range(count):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * n)
                sheet.merges.append((top, left, bottom, right))
        elif kind == _OBJECT and len(body) >= 8:
            current = struct.unpack_from("<H", body, 6)[0]
        elif kind == _TEXT_OBJECT and len(body) >= 12:
            waiting = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and waiting:
            texts[current] = tidy(_text(waiting.to_bytes(2, "little"), body))
            waiting = 0
        elif kind == _NOTE and len(body) >= 11:
            row, column, _, object_id = struct.unpack_from("<HHHH", body)
            notes.append((row, column, object_id, tidy(_text(body[8:10], body[10:]))))
    sheet.comments = [
        (row, column, author, texts.get(object_id, "")) for row, column, object_id, author in notes
    ]


def _check_dimensions(body: bytes, name: str) -> None:
    """Refuse a used range that no sheet of this form can have: calamine sets memory aside for what it says."""
    if len(body) < 12:
        return
    top, bottom, left, right = struct.unpack_from("<IIHH", body)
    if not (top <= bottom <= _LAST_ROW and left <= right <= _LAST_COLUMN):
        raise _damaged(name)


def _text(length: bytes, body: bytes) -> str:
    """A string of BIFF8: its flag byte says whether it has one or two bytes a character."""
    count = int.from_bytes(length, "little")
    if body[:1] and body[0] & 1:
        return body[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return body[1 : 1 + count].decode("latin-1")


def _values(data: bytes, name: str, sheets: list[str]) -> list[tuple[int, int, list[list[object]]]]:
    """For each worksheet: first row, first column and rows of values."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        found = []
        for sheet_name in sheets:
            sheet = workbook.get_sheet_by_name(sheet_name)
            top, left = sheet.start or (0, 0)
            found.append((top, left, sheet.to_python(skip_empty_area=True)))
    except (CalamineError, ValueError, OSError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error
    return found


def _damaged(name: str) -> Damaged:
    return Damaged(
        name,
        found="工作簿内容不完整",
        expected="完整的 .xls 文件",
        next_step="请用原软件另存为 .xlsx 后再试",
    )


def _grid(
    sheet: _Sheet, values: tuple[int, int, list[list[object]]], file: str, budget: Budget
) -> SheetGrid:
    grid = SheetGrid(file, sheet.name, budget)
    for first, end in sheet.hidden_columns:
        grid.hide_columns(first, end)
    top, left, rows = values
    for number, row in enumerate(rows, start=top):
        cells: list[Cell] = [
            (column, *shown(value)) for column, value in enumerate(row, start=left)
        ]
        grid.add_row(number, cells, number in sheet.hidden_rows)
    for merge in islice(sheet.merges, budget.limits.cells):
        grid.merge(*merge)
    return grid


def shown(value: object) -> tuple[str, str]:
    """Tidied and stored text of a value as calamine gives it."""
    if isinstance(value, str):
        return join(value.split("\n")), value
    if isinstance(value, bool):
        return ("TRUE", "TRUE") if value else ("FALSE", "FALSE")
    if isinstance(value, (int, float)):
        text = plain_number(float(value))
    elif isinstance(value, datetime):
        text = f"{value:%Y-%m-%d %H:%M:%S}" if value.time() != time() else f"{value:%Y-%m-%d}"
    elif isinstance(value, (date, time)):
        text = value.isoformat()
    elif isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        text = f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    else:
        text = ""
    return text, text
