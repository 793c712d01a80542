"""Open a file: find out what it is, keep to the limits, hand it to its reader."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from pathlib import Path

from gongkai.documents import media_types
from gongkai.documents.errors import LimitExceeded, ToolMissing, Unreadable
from gongkai.documents.guarding import refusing
from gongkai.documents.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from gongkai.documents.model import Document, Source

_READERS = {
    media_types.TEXT: "text",
    media_types.HTML: "html",
    media_types.MHTML: "html",
    media_types.DOCX: "docx",
    media_types.XLSX: "xlsx",
    media_types.XLS: "xls",
    media_types.DOC: "office",
    media_types.WPS: "office",
    media_types.RTF: "office",
    media_types.ODT: "office",
    media_types.ODS: "office",
    media_types.XLSB: "office",
    media_types.WORD_XML: "office",
    media_types.EXCEL_XML: "office",
    media_types.UOF: "office",
    media_types.PDF: "pdf",
    media_types.OFD: "ofd",
    **dict.fromkeys(media_types.IMAGES, "scan"),
}
_EXTRAS = {"scan": "图片识别组件（pip install 'gongkai[ocr]'）"}


def open_document(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the file at `path`, whatever its ending says.

    Raises a `DocumentError` and nothing else: `Unreadable` where the disk does not give the file, and what
    `open_bytes` raises.
    """
    try:
        size = path.stat().st_size
        if size > limits.size:
            raise too_large(path.name, size, limits)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            path.name,
            found=_disk_fault(error),
            expected="可以读取的文件",
            next_step="请核对路径和权限",
        ) from error
    return open_bytes(data, path.name, limits=limits)


def open_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the bytes of a file called `name` (folders in the name are dropped).

    Raises a `DocumentError` and nothing else: `UnknownFormat`, `Damaged`, `Encrypted`, `LimitExceeded`, `Unsafe`
    or, where an optional part is not installed, `ToolMissing`.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    if len(data) > limits.size:
        raise too_large(name, len(data), limits)
    with refusing(name):
        media_type = media_types.sniff(data, name, limits)
    source = Source(name, sha256(data).hexdigest(), media_type, len(data))
    reader = _READERS[media_type]
    try:
        with refusing(name):
            document: Document = import_module(f"gongkai.documents.readers.{reader}").read(
                data, source, limits
            )
    except ImportError as error:
        raise ToolMissing(
            name,
            found=f"读取这种文件的组件没有安装（{error.name or reader}）",
            expected=_EXTRAS.get(reader, "完整安装的 gongkai"),
            next_step="请安装后再试",
        ) from error
    return document


def too_large(name: str, size: int, limits: Limits) -> LimitExceeded:
    """The refusal of a file of so many bytes."""
    return LimitExceeded(
        name,
        found=f"文件有 {size / MEBIBYTE:.1f} MB",
        expected=f"不超过 {limits.size / MEBIBYTE:g} MB",
        next_step="请拆分后再试",
    )


def _disk_fault(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "找不到文件"
    if isinstance(error, IsADirectoryError):
        return "是文件夹而不是文件"
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return "无法从磁盘读取"
