"""A zip full of files, opened without trusting it: nothing is unpacked, each part is read when it is needed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath
from typing import BinaryIO

from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.errors import DocumentError
from gongkai.documents.limits import MEBIBYTE, Limits

# A column of several years; one part is held in memory at a time.
LIMITS = Limits(size=2048 * MEBIBYTE, decompressed=8192 * MEBIBYTE, parts=20_000, seconds=600.0)
LARGEST_PART = 100 * MEBIBYTE
_NOT_FILES = ("__MACOSX/", ".")
_NOT_CONTENT = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_NOT_ITEMS = frozenset(
    {".css", ".js", ".ico", ".woff", ".woff2", ".ttf", ".svg", ".map", ".json", ".xml"}
)


class Bundle:
    """The files of a zip by their names, with the names of Chinese Windows put right.

    Raises a `DocumentError` for whatever `Archive` refuses.
    """

    def __init__(self, data: bytes | BinaryIO, name: str) -> None:
        self._archive = Archive(data, Budget(name, LIMITS))
        self._names: dict[str, str] = {}
        for part in self._archive.names:
            shown = shown_name(part)
            plain = PurePosixPath(shown).name.lower()
            if shown.startswith(_NOT_FILES) or plain in _NOT_CONTENT or plain.startswith("~$"):
                continue
            self._names.setdefault(shown, part)

    @property
    def names(self) -> list[str]:
        """Every file, with its folders."""
        return list(self._names)

    @property
    def items(self) -> list[str]:
        """The files that may be items: no style sheets and scripts of an exported site."""
        return [
            name for name in self._names if PurePosixPath(name).suffix.lower() not in _NOT_ITEMS
        ]

    def find(self, name: str) -> str | None:
        """As `find_in`."""
        return find_in(self._names, name)

    def read(self, name: str) -> bytes:
        """The bytes of a file; KeyError where there is none of that name. Raises a `DocumentError`."""
        part = self._names[name]
        if self._archive.size(part) > LARGEST_PART:
            raise DocumentError(
                PurePosixPath(name).name,
                found=f"文件有 {self._archive.size(part) // MEBIBYTE} MB",
                expected="不超过 100 MB",
                next_step="请拆分后再试",
            )
        return self._archive.read(part)


def find_in(names: Collection[str], name: str) -> str | None:
    """The file of that name or path, folders and case aside where that leaves one only."""
    wanted = name.replace("\\", "/").strip().strip("/")
    if wanted in names:
        return wanted
    last = PurePosixPath(wanted).name.casefold()
    for part in ("name", "stem"):
        alike = [each for each in names if getattr(PurePosixPath(each), part).casefold() == last]
        if len(alike) == 1:
            return alike[0]
    return None


def shown_name(part: str) -> str:
    """The name as its maker saw it: older programs write GBK and say nothing of it."""
    try:
        raw = part.encode("cp437")
    except UnicodeEncodeError:
        return part
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part
