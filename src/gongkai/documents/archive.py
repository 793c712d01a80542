"""Zip-based files (docx, xlsx, OFD, ODF) opened without trusting what they say of themselves."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import BinaryIO

from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged, Encrypted, LimitExceeded, Unsafe
from gongkai.documents.limits import MEBIBYTE

_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_DRIVE = re.compile(r"^[A-Za-z]:")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Archive:
    """The parts of a zip file by name, each read within the budget; `data` may be an open file instead of its bytes.

    Part names use `/` and have no leading `/` (some makers write `\\\\` or an absolute path; nothing is ever
    unpacked to disk). Raises `Damaged` for a broken zip, `Encrypted` for a locked one, `Unsafe` for a name that
    climbs upwards, a name that comes twice or a compression ratio beyond the limit, `LimitExceeded` for size and
    number of parts.
    """

    def __init__(self, data: bytes | BinaryIO, budget: Budget) -> None:
        self._budget = budget
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._folded: dict[str, str] = {}
        try:
            self._zip = zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
            raise self._damaged("压缩结构不完整") from error
        entries = self._zip.infolist()
        limits = budget.limits
        if len(entries) > limits.parts:
            raise LimitExceeded(
                budget.name,
                found=f"内含 {len(entries)} 个部件",
                expected=f"不超过 {limits.parts} 个",
                next_step="请另存后再试",
            )
        for entry in entries:
            self._add(entry)
        declared = sum(entry.file_size for entry in self._parts.values())
        if declared > limits.decompressed:
            raise LimitExceeded(
                budget.name,
                found=f"解压后有 {declared // MEBIBYTE} MB",
                expected=f"不超过 {limits.decompressed // MEBIBYTE} MB",
                next_step="请拆分或另存后再试",
            )

    def _add(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/")
        if name.endswith("/"):
            return
        name = name.removeprefix("/").removeprefix("./")
        if ".." in name.split("/") or name.startswith("/") or _DRIVE.match(name):
            raise self._unsafe("部件名指向文件之外", "部件都在文件之内")
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Encrypted(
                self._budget.name,
                found="设有密码",
                expected="未加密的文件",
                next_step="请去除密码后再试",
            )
        folded = name.casefold()
        if folded in self._folded:
            raise self._unsafe("同名部件出现两次", "每个部件只有一份")
        self._check_ratio(entry.file_size, entry.compress_size)
        self._folded[folded] = name
        self._parts[name] = entry

    @property
    def names(self) -> tuple[str, ...]:
        """Part names in the order of the file."""
        return tuple(self._parts)

    @property
    def comment(self) -> bytes:
        """What the zip says of itself behind its parts."""
        return self._zip.comment

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._folded

    def size(self, name: str) -> int:
        """Size of a part in bytes as the file declares it; KeyError where there is none of that name."""
        return self._parts[self._folded[name.casefold()]].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a part; names match without regard to case. KeyError where there is none of that name."""
        entry = self._parts[self._folded[name.casefold()]]
        if entry.compress_type not in _METHODS:
            raise self._damaged("压缩方法无法识别")
        chunks = []
        size = 0
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._budget.decompressed(len(chunk))
                    self._check_ratio(size, entry.compress_size)
                    chunks.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self._damaged("部件无法解压") from error
        return b"".join(chunks)

    def _check_ratio(self, size: int, packed: int) -> None:
        ratio = self._budget.limits.compression_ratio
        if size > MEBIBYTE and size > ratio * max(packed, 1):
            raise self._unsafe(f"压缩比超过 {ratio} 倍", "正常的压缩比")

    def _damaged(self, found: str) -> Damaged:
        return Damaged(
            self._budget.name,
            found=found,
            expected="完整的文件",
            next_step="请重新下载或另存后再试",
        )

    def _unsafe(self, found: str, expected: str) -> Unsafe:
        return Unsafe(
            self._budget.name,
            found=found,
            expected=expected,
            next_step="请勿打开，并向来源单位核实",
        )
