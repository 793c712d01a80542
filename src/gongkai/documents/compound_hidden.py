"""What OLE2 files (.doc, .xls) carry without showing it: properties, macros, embedded files, pivot caches."""

from __future__ import annotations

import struct

from gongkai.documents import embedded
from gongkai.documents.compound import CompoundFile
from gongkai.documents.limits import Limits
from gongkai.documents.model import HiddenKind, HiddenPart, Origin
from gongkai.documents.spacing import tidy

_SUMMARY = "\x05SummaryInformation"
_DOCUMENT_SUMMARY = "\x05DocumentSummaryInformation"
_PROPERTIES = {
    _SUMMARY: {
        2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "description", 7: "template",
        8: "last_modified_by",
    },
    _DOCUMENT_SUMMARY: {2: "category", 14: "manager", 15: "company"},
}  # fmt: skip
_STOCK_TEMPLATES = frozenset({"normal", "normal.dot", "normal.dotm", "normal.wpt"})
_CODE_PAGE, _NARROW_TEXT, _WIDE_TEXT = 1, 0x1E, 0x1F
_UNICODE = 1200
_MACRO_FOLDERS = frozenset({"macros", "_vba_project_cur", "vba"})


def hidden_parts(compound: CompoundFile, file: str, limits: Limits) -> list[HiddenPart]:
    """The hidden parts of the container itself; those of the text within belong to its reader."""
    origin = Origin(file=file)
    parts = [
        HiddenPart(HiddenKind.METADATA, name, text, origin)
        for stream, names in _PROPERTIES.items()
        if stream in compound
        for name, text in _properties(compound.read(stream), names)
        if not (name == "template" and text.lower() in _STOCK_TEMPLATES)
    ]
    for storage in sorted(compound.storages):
        leaf = storage.rpartition("/")[2]
        if leaf.lower() in _MACRO_FOLDERS and "/" not in storage:
            parts.append(HiddenPart(HiddenKind.MACRO, leaf, origin=origin))
        elif storage == "_SX_DB_CUR":
            parts.append(HiddenPart(HiddenKind.PIVOT_CACHE, leaf, origin=origin))
        elif (storage.startswith("ObjectPool/") and storage.count("/") == 1) or leaf.startswith(
            "MBD"
        ):
            parts.append(_embedded(compound, storage, leaf, limits, origin))
    return parts


def _embedded(
    compound: CompoundFile, storage: str, leaf: str, limits: Limits, origin: Origin
) -> HiddenPart:
    name, text = leaf, ""
    for stream in ("Package", embedded.NATIVE):
        path = f"{storage}/{stream}"
        if path in compound:
            content = compound.read(path)
            if stream == embedded.NATIVE:
                content, name = embedded.native(content, leaf)
            name, text = embedded.readable(content, name, limits)
            break
    return HiddenPart(HiddenKind.EMBEDDED_FILE, name, text, origin)


def _properties(data: bytes, names: dict[int, str]) -> list[tuple[str, str]]:
    """The first property set of a stream after [MS-OLEPS]; what is cut short is left out."""
    found = []
    try:
        start = struct.unpack_from("<I", data, 44)[0]
        count = min(struct.unpack_from("<I", data, start + 4)[0], 500)
        offsets = dict(struct.unpack_from("<II", data, start + 8 + 8 * n) for n in range(count))
        code_page = 936
        if _CODE_PAGE in offsets:
            code_page = struct.unpack_from("<H", data, start + offsets[_CODE_PAGE] + 4)[0]
        for number, name in names.items():
            if number in offsets:
                text = _text(data, start + offsets[number], code_page)
                if text:
                    found.append((name, text))
    except struct.error:
        return found
    return found


def _text(data: bytes, at: int, code_page: int) -> str:
    kind, length = struct.unpack_from("<II", data, at)
    if kind == _WIDE_TEXT:
        raw = data[at + 8 : at + 8 + 2 * min(length, 65536)].decode("utf-16-le", "replace")
    elif kind == _NARROW_TEXT:
        encoding = {_UNICODE: "utf-16-le", 65001: "utf-8", 936: "gb18030"}.get(code_page, "gb18030")
        raw = data[at + 8 : at + 8 + min(length, 65536)].decode(encoding, "replace")
    else:
        return ""
    return tidy(raw.partition("\0")[0])
