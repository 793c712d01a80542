"""The format is read back by a reader of its own, written from the specification of the format and nothing else."""

from __future__ import annotations

import gzip
import struct
from datetime import date

from gongkai.documents.writers.parquet import ParquetColumn, ParquetKind, write

COLUMNS = (
    ParquetColumn("机关", ParquetKind.TEXT),
    ParquetColumn("年度", ParquetKind.COUNT),
    ParquetColumn("数", ParquetKind.NUMBER),
    ParquetColumn("日期", ParquetKind.DAY),
)
ROWS = [("柳河镇", 2025, 1.5, date(2026, 1, 31)), ("白杨乡", 2024, None, None), (None, None, 0, date(1960, 2, 29))]  # fmt: skip


class Compact:
    """Thrift's compact protocol, read."""

    def __init__(self, content: bytes, at: int = 0) -> None:
        self.content, self.at = content, at

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self.content[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def integer(self) -> int:
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def value(self, kind: int):
        if kind in (5, 6):
            return self.integer()
        if kind == 8:
            size = self.varint()
            self.at += size
            return self.content[self.at - size : self.at]
        if kind == 9:
            head = self.content[self.at]
            self.at += 1
            size = head >> 4 if head >> 4 < 15 else self.varint()
            return [self.value(head & 15) for _number in range(size)]
        assert kind == 12
        return self.struct()

    def struct(self) -> dict:
        found, number = {}, 0
        while head := self.content[self.at]:
            self.at += 1
            number += head >> 4
            found[number] = self.value(head & 15)
        self.at += 1
        return found


def read(content: bytes):
    """Names with converted types, and the rows."""
    assert content[:4] == content[-4:] == b"PAR1"
    size = struct.unpack("<I", content[-8:-4])[0]
    about = Compact(content[-8 - size : -8]).struct()
    count, columns = about[3], []
    for chunk in about[4][0][1] if count or about[4] else []:
        meta = chunk[3]
        reader = Compact(content, meta[9])
        header = reader.struct()
        plain = gzip.decompress(content[reader.at : reader.at + header[3]])
        assert len(plain) == header[2]
        levels = struct.unpack("<I", plain[:4])[0]
        run = Compact(plain[4 : 4 + levels])
        assert run.varint() & 1
        there = [bool(run.content[run.at + n // 8] >> n % 8 & 1) for n in range(count)]
        data, at, values = plain[4 + levels :], 0, []
        for present in there:
            if not present:
                values.append(None)
                continue
            if meta[1] == 6:
                length = struct.unpack_from("<I", data, at)[0]
                values.append(data[at + 4 : at + 4 + length].decode())
                at += 4 + length
            else:
                kind, width = {1: ("<i", 4), 2: ("<q", 8), 5: ("<d", 8)}[meta[1]]
                values.append(struct.unpack_from(kind, data, at)[0])
                at += width
        assert at == len(data)
        columns.append(values)
    schema = [(each[4].decode(), each.get(6)) for each in about[2][1:]]
    return schema, list(zip(*columns, strict=True))


def test_every_value_comes_back_and_what_is_not_there_is_null():
    schema, rows = read(write(COLUMNS, ROWS))
    assert schema == [("机关", 0), ("年度", None), ("数", None), ("日期", 6)]
    assert rows == [
        ("柳河镇", 2025, 1.5, 20484),
        ("白杨乡", 2024, None, None),
        (None, None, 0.0, -3594),
    ]


def test_long_tables_and_empty_ones():
    _schema, rows = read(write(COLUMNS, ROWS * 333))
    assert len(rows) == 999
    assert rows[998] == (None, None, 0.0, -3594)
    assert read(write(COLUMNS, []))[1] == []
    many = tuple(ParquetColumn(f"c{number}", ParquetKind.COUNT) for number in range(20))
    assert read(write(many, [range(20)]))[1] == [tuple(range(20))]
