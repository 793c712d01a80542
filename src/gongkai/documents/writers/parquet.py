"""A flat table as Apache Parquet, for those who work with many tables: one row group, plain encoding, gzip.

The format (parquet-format 2.10): four bytes `PAR1`, the columns one after the other, the description in Thrift's compact
protocol, its length, `PAR1`. Of it only what a flat table of text, numbers and days needs is written here.
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

MAGIC = b"PAR1"
EPOCH = date(1970, 1, 1).toordinal()
_PLAIN, _RLE, _GZIP, _OPTIONAL = 0, 3, 2, 1
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12

Value = str | int | float | Decimal | date | None


class ParquetKind(Enum):
    """What a column holds: the physical type of the format, and what it stands for where that says more."""

    TEXT = (6, 0)
    NUMBER = (5, None)
    COUNT = (2, None)
    DAY = (1, 6)


@dataclass(frozen=True, slots=True)
class ParquetColumn:
    """A column's name and kind. Every column may hold nothing."""

    name: str
    kind: ParquetKind


def write(columns: Sequence[ParquetColumn], rows: Iterable[Sequence[Value]]) -> bytes:
    """The bytes of a .parquet file; a value that is `None` is null."""
    held: list[list[Value]] = [[] for _column in columns]
    for row in rows:
        for values, value in zip(held, row, strict=True):
            values.append(value)
    count = len(held[0]) if held else 0
    out, chunks = bytearray(MAGIC), []
    for column, values in zip(columns, held, strict=True):
        start = len(out)
        plain = _levels(values) + _plain(column.kind, values)
        packed = gzip.compress(plain, mtime=0)
        header = _page_header(count, len(plain), len(packed))
        out += header + packed
        whole = len(header) + len(plain)
        chunks.append(_chunk(column, count, whole, len(out) - start, start))
    about = _about(columns, chunks, count, len(out) - len(MAGIC))
    return bytes(out + about + struct.pack("<I", len(about)) + MAGIC)


def _levels(values: Sequence[Value]) -> bytes:
    """Which values are there, one bit each, with the length before them."""
    groups = -(-len(values) // 8)
    bits = bytearray(groups)
    for place, value in enumerate(values):
        if value is not None:
            bits[place >> 3] |= 1 << (place & 7)
    run = _varint(groups << 1 | 1) + bytes(bits)
    return struct.pack("<I", len(run)) + run


def _plain(kind: ParquetKind, values: Sequence[Value]) -> bytes:
    there = [value for value in values if value is not None]
    if kind is ParquetKind.TEXT:
        texts = [str(value).encode() for value in there]
        return b"".join(struct.pack("<I", len(text)) + text for text in texts)
    if kind is ParquetKind.DAY:
        days = [value.toordinal() - EPOCH for value in there if isinstance(value, date)]
        return struct.pack(f"<{len(days)}i", *days)
    if kind is ParquetKind.COUNT:
        return struct.pack(f"<{len(there)}q", *(int(str(value)) for value in there))
    return struct.pack(f"<{len(there)}d", *(float(str(value)) for value in there))


def _page_header(count: int, plain: int, packed: int) -> bytes:
    data = _struct((1, _int(count)), (2, _int(_PLAIN)), (3, _int(_RLE)), (4, _int(_RLE)))
    return _struct((1, _int(0)), (2, _int(plain)), (3, _int(packed)), (5, (_STRUCT, data)))


def _chunk(column: ParquetColumn, count: int, whole: int, packed: int, start: int) -> bytes:
    physical, _meaning = column.kind.value
    about = _struct(
        (1, _int(physical)),
        (2, _list(_I32, [_zigzag(_PLAIN), _zigzag(_RLE)])),
        (3, _list(_BINARY, [_text(column.name)])),
        (4, _int(_GZIP)),
        (5, _long(count)),
        (6, _long(whole)),
        (7, _long(packed)),
        (9, _long(start)),
    )
    return _struct((2, _long(start)), (3, (_STRUCT, about)))


def _about(columns: Sequence[ParquetColumn], chunks: list[bytes], count: int, size: int) -> bytes:
    root = _struct((4, (_BINARY, _text("schema"))), (5, _int(len(columns))))
    schema = [root, *(_element(column) for column in columns)]
    group = _struct((1, _list(_STRUCT, chunks)), (2, _long(size)), (3, _long(count)))
    return _struct(
        (1, _int(1)),
        (2, _list(_STRUCT, schema)),
        (3, _long(count)),
        (4, _list(_STRUCT, [group])),
        (6, (_BINARY, _text("gongkai"))),
    )


def _element(column: ParquetColumn) -> bytes:
    physical, meaning = column.kind.value
    fields = [(1, _int(physical)), (3, _int(_OPTIONAL)), (4, (_BINARY, _text(column.name)))]
    if meaning is not None:
        fields.append((6, _int(meaning)))
    return _struct(*fields)


_Field = tuple[int, bytes]
"""A value in the compact protocol: its type and its bytes."""


def _struct(*fields: tuple[int, _Field]) -> bytes:
    out, before = bytearray(), 0
    for number, (kind, content) in fields:
        out.append((number - before) << 4 | kind)
        out += content
        before = number
    out.append(0)
    return bytes(out)


def _list(kind: int, items: Sequence[bytes]) -> _Field:
    size = len(items)
    head = bytes([size << 4 | kind]) if size < 15 else bytes([0xF0 | kind]) + _varint(size)
    return _LIST, head + b"".join(items)


def _int(value: int) -> _Field:
    return _I32, _zigzag(value)


def _long(value: int) -> _Field:
    return _I64, _zigzag(value)


def _text(text: str) -> bytes:
    content = text.encode()
    return _varint(len(content)) + content


def _zigzag(value: int) -> bytes:
    return _varint(value << 1 ^ value >> 63)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
