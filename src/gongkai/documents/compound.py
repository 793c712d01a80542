"""OLE2 compound files (.doc, .xls, .wps, and the wrapper of an encrypted docx or xlsx).

Layout after [MS-CFB]: a header, a sector table (FAT), a directory, and small streams in a mini stream.
"""

from __future__ import annotations

import struct

from gongkai.documents.errors import Damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and above: no further sector
_STREAM, _STORAGE, _ROOT = 2, 1, 5
_MINI_CUTOFF = 4096
_ENTRY = 128
_MOST_ENTRIES = 20_000


class CompoundFile:
    """The streams of an OLE2 file by path (`ObjectPool/_1/Ole`).

    Raises `Damaged`; never reads past the data, and never takes a sector of it twice for one table or stream, so that
    no stream is longer than the file.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise self._damaged()
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise self._damaged()
        self._sector = 1 << shift
        self._mini_sector = 1 << mini_shift
        first_directory, first_mini_fat = (
            struct.unpack_from("<I", data, 48)[0],
            struct.unpack_from("<I", data, 60)[0],
        )
        self._fat = self._read_fat()
        directory = self._chain(first_directory)
        self._mini_fat = self._table(self._chain(first_mini_fat))
        self._entries: dict[str, tuple[int, int]] = {}
        self._storages: set[str] = set()
        self._mini_stream = b""
        self._read_directory(directory)

    @property
    def streams(self) -> tuple[str, ...]:
        """Paths of all streams."""
        return tuple(self._entries)

    @property
    def storages(self) -> frozenset[str]:
        """Paths of all folders."""
        return frozenset(self._storages)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def read(self, path: str) -> bytes:
        """The bytes of a stream; KeyError where there is none at that path."""
        start, size = self._entries[path]
        if size >= _MINI_CUTOFF:
            return self._chain(start)[:size]
        chunks: list[bytes] = []
        left = size
        sector = start
        for _ in range(len(self._mini_fat) + 1):
            if sector >= _END or sector >= len(self._mini_fat) or left <= 0:
                break
            offset = sector * self._mini_sector
            chunks.append(self._mini_stream[offset : offset + self._mini_sector])
            left -= self._mini_sector
            sector = self._mini_fat[sector]
        return b"".join(chunks)[:size]

    def _read_fat(self) -> tuple[int, ...]:
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        per_sector = self._sector // 4
        next_difat = struct.unpack_from("<I", self._data, 68)[0]
        for _ in range(len(self._data) // self._sector + 1):
            if next_difat >= _END:
                break
            block = self._table(self._sector_bytes(next_difat))
            if len(block) < per_sector:
                raise self._damaged()
            numbers.extend(block[:-1])
            next_difat = block[-1]
        used = [number for number in numbers if number < _END]
        if len(set(used)) < len(used):
            raise self._damaged()
        fat = b"".join(map(self._sector_bytes, used))
        return self._table(fat[: 4 * (len(self._data) // self._sector)])

    @staticmethod
    def _table(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _sector_bytes(self, number: int) -> bytes:
        offset = (number + 1) * self._sector
        if offset >= len(self._data):
            raise self._damaged()
        return self._data[offset : offset + self._sector]

    def _chain(self, start: int) -> bytes:
        chunks: list[bytes] = []
        sector = start
        for _ in range(len(self._fat) + 1):
            if sector >= _END:
                return b"".join(chunks)
            if sector >= len(self._fat):
                raise self._damaged()
            chunks.append(self._sector_bytes(sector))
            sector = self._fat[sector]
        raise self._damaged()

    def _read_directory(self, directory: bytes) -> None:
        """Walk the red-black tree of each folder; a visited set stops loops that a damaged file may hold."""
        count = len(directory) // _ENTRY
        if not 0 < count <= _MOST_ENTRIES:
            raise self._damaged()
        nodes = [self._node(directory, index) for index in range(count)]
        kind, _, _, _, child, start, size = nodes[0]
        if kind != _ROOT:
            raise self._damaged()
        if size and start < _END:
            self._mini_stream = self._chain(start)[:size]
        seen = {0}
        todo = [(child, "")]
        while todo:
            index, prefix = todo.pop()
            if index >= count or index in seen:
                continue
            seen.add(index)
            kind, name, left, right, child, start, size = nodes[index]
            todo += [(left, prefix), (right, prefix)]
            path = prefix + name
            if kind == _STREAM:
                self._entries[path] = (start, size)
            elif kind == _STORAGE:
                self._storages.add(path)
                todo.append((child, path + "/"))

    @staticmethod
    def _node(directory: bytes, index: int) -> tuple[int, str, int, int, int, int, int]:
        offset = index * _ENTRY
        length = min(struct.unpack_from("<H", directory, offset + 64)[0], 64)
        name = directory[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
        kind = directory[offset + 66]
        left, right, child = struct.unpack_from("<III", directory, offset + 68)
        start, size = struct.unpack_from("<II", directory, offset + 116)
        return kind, name, left, right, child, start, size

    def _damaged(self) -> Damaged:
        return Damaged(
            self._name,
            found="复合文档结构不完整",
            expected="完整的 .doc、.xls 或 .wps 文件",
            next_step="请重新下载或用原软件另存后再试",
        )
