"""A document that was read once, as bytes to keep beside its file and to be taken up again without reading it anew."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from typing import Any

from gongkai.documents.errors import Damaged
from gongkai.documents.model import (
    NOWHERE,
    Block,
    Document,
    HiddenKind,
    HiddenPart,
    Image,
    Layout,
    Origin,
    Paragraph,
    Source,
    Table,
    TableCell,
)

FORM = 2
"""Of the bytes; another number is not understood."""

_PARAGRAPH, _TABLE, _IMAGE = "p", "t", "i"


def pack(document: Document) -> bytes:
    """The whole document as bytes; `unpack` gives an equal one."""
    facts = {
        "form": FORM,
        "source": list(_fields(document.source, "name", "sha256", "media_type", "size")),
        "blocks": [_block(block) for block in document.blocks],
        "hidden": [_part(part) for part in document.hidden],
        "recognised": document.recognised,
        "notes": document.notes,
        "furniture": [_block(paragraph) for paragraph in document.furniture],
        "carried": [_part(part) for part in document.carried],
        "unsure": [_block(paragraph) for paragraph in document.unsure],
    }
    return zlib.compress(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(data: bytes, name: str) -> Document:
    """The document that was packed; `name` is used in the error only. Raises `Damaged` for anything else."""
    try:
        facts = json.loads(zlib.decompress(data))
        if facts["form"] != FORM:
            raise ValueError(facts["form"])
        return Document(
            Source(*facts["source"]),
            tuple(_block_of(block) for block in facts["blocks"]),
            tuple(_part_of(*part) for part in facts["hidden"]),
            facts["recognised"],
            tuple(facts["notes"]),
            tuple(_paragraph_of(*each[1:]) for each in facts["furniture"]),
            tuple(_part_of(*part) for part in facts["carried"]),
            tuple(_paragraph_of(*each[1:]) for each in facts["unsure"]),
        )
    except (zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Damaged(
            name,
            found="留存的读取结果无法使用",
            expected="完整的读取结果",
            next_step="请重新读取原文件",
        ) from error


def _fields(holder: object, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(holder, name) for name in names)


def _origin(origin: Origin) -> list[Any]:
    values: list[Any] = list(origin)
    while values and values[-1] is None:
        values.pop()
    return values


def _origin_of(values: Sequence[Any]) -> Origin:
    return Origin(*values) if values else NOWHERE


def _part(part: HiddenPart) -> list[Any]:
    return [part.kind.value, part.name, part.text, _origin(part.origin), part.count]


def _part_of(kind: str, name: str, text: str, origin: Sequence[Any], count: int) -> HiddenPart:
    return HiddenPart(HiddenKind(kind), name, text, _origin_of(origin), count)


def _block(block: Block) -> list[Any]:
    match block:
        case Paragraph():
            return [_PARAGRAPH, block.text, _origin(block.origin), block.heading_level]
        case Table():
            cells = [_cell(cell) for cell in block.cells]
            return [_TABLE, cells, _origin(block.origin), block.layout.value]
        case Image():
            data = None if block.data is None else b64encode(block.data).decode("ascii")
            return [_IMAGE, block.media_type, data, _origin(block.origin)]


def _cell(cell: TableCell) -> list[Any]:
    facts = [cell.row, cell.column, cell.text, _origin(cell.origin)]
    if cell.row_span != 1 or cell.column_span != 1 or cell.tables or cell.readings:
        facts += [cell.row_span, cell.column_span, [_block(each) for each in cell.tables]]
        facts.append(cell.readings)
    return facts


def _paragraph_of(text: str, origin: Sequence[Any], level: int | None) -> Paragraph:
    return Paragraph(text, _origin_of(origin), level)


def _table_of(cells: Sequence[Sequence[Any]], origin: Sequence[Any], layout: str) -> Table:
    return Table(tuple(_cell_of(*cell) for cell in cells), _origin_of(origin), Layout(layout))


def _image_of(media_type: str, data: str | None, origin: Sequence[Any]) -> Image:
    return Image(media_type, None if data is None else b64decode(data), _origin_of(origin))


_MAKERS: dict[str, Callable[..., Block]] = {
    _PARAGRAPH: _paragraph_of,
    _TABLE: _table_of,
    _IMAGE: _image_of,
}


def _block_of(facts: Sequence[Any]) -> Block:
    return _MAKERS[facts[0]](*facts[1:])


def _cell_of(
    row: int,
    column: int,
    text: str,
    origin: Sequence[Any],
    row_span: int = 1,
    column_span: int = 1,
    tables: Sequence[Sequence[Any]] = (),
    readings: Sequence[str] = (),
) -> TableCell:
    return TableCell(
        row,
        column,
        text,
        _origin_of(origin),
        row_span,
        column_span,
        tuple(_table_of(*each[1:]) for each in tables),
        tuple(readings),
    )
