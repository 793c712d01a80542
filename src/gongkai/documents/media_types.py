"""What a file is, by its bytes; its name's ending is not believed."""

from __future__ import annotations

import re

from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.compound import SIGNATURE as OLE_SIGNATURE
from gongkai.documents.compound import CompoundFile
from gongkai.documents.encoding import bare_utf16
from gongkai.documents.errors import Damaged, Encrypted, UnknownFormat
from gongkai.documents.limits import Limits

TEXT = "text/plain"
HTML = "text/html"
MHTML = "multipart/related"
PDF = "application/pdf"
OFD = "application/ofd"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOC = "application/msword"
WPS = "application/vnd.ms-works"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
WORD_XML = "application/vnd.ms-word.xml"
EXCEL_XML = "application/vnd.ms-excel.xml"
UOF = "application/vnd.uof"
PNG, JPEG, TIFF, BMP, GIF, WEBP = (
    "image/png",
    "image/jpeg",
    "image/tiff",
    "image/bmp",
    "image/gif",
    "image/webp",
)
IMAGES = frozenset({PNG, JPEG, TIFF, BMP, GIF, WEBP})

READABLE = "文本、网页、Word、Excel、PDF、OFD 或图片"

_HEAD = 4096
_PDF_WITHIN = 1024  # Acrobat accepts a header anywhere in the first kilobyte
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|script|style|table|div|p|span|h[1-6])\b", re.I
)
_HTML_PROLOG = re.compile(rb"(?:\s|<\?xml.{0,200}?\?>|<!--.{0,2000}?-->)*", re.S)
_MHTML_START = re.compile(rb"(?:^|\n)Content-Type:\s*(?:multipart/related|text/html)", re.I)
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})
_OOXML_MAIN = (
    (b"wordprocessingml.document.main", DOCX),
    (b"wordprocessingml.template.main", DOCX),
    (b"ms-word.document.macroEnabled.main", DOCX),
    (b"ms-word.template.macroEnabledTemplate.main", DOCX),
    (b"spreadsheetml.sheet.main", XLSX),
    (b"spreadsheetml.template.main", XLSX),
    (b"ms-excel.sheet.macroEnabled.main", XLSX),
    (b"ms-excel.template.macroEnabled.main", XLSX),
    (b"ms-excel.sheet.binary.macroEnabled.main", XLSB),
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": ODT,
    b"application/vnd.oasis.opendocument.text-template": ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": ODS,
}


def sniff(data: bytes, name: str, limits: Limits) -> str:
    """The media type of `data`; `name` is used in errors only.

    Raises `Damaged` for an empty or broken file, `Encrypted` for an office file under a password, `UnknownFormat`
    for a form that is not read, and what `Archive` raises for a zip file that cannot be trusted.
    """
    if not data:
        raise Damaged(
            name, found="文件是空的", expected="有内容的文件", next_step="请重新下载或导出后再试"
        )
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _sniff_zip(data, name, limits)
    if data.startswith(OLE_SIGNATURE):
        return _sniff_compound(data, name)
    if data.startswith(b"{\\rtf"):
        return RTF
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    return _sniff_image(data) or _sniff_markup(data) or _sniff_text(data, name)


def _sniff_zip(data: bytes, name: str, limits: Limits) -> str:
    archive = Archive(data, Budget(name, limits))
    if "OFD.xml" in archive:
        return OFD
    if "[Content_Types].xml" in archive:
        types = archive.read("[Content_Types].xml")
        for mark, media_type in _OOXML_MAIN:
            if mark in types:
                return media_type
        if "word/document.xml" in archive:
            return DOCX
        if "xl/workbook.xml" in archive:
            return XLSX
    elif "mimetype" in archive:
        media_type = _ODF.get(archive.read("mimetype").strip(), "")
        if media_type:
            return media_type
    raise _unknown(name, "压缩包或不支持的办公文件", "如是压缩包请先解压")


def _sniff_compound(data: bytes, name: str) -> str:
    streams = CompoundFile(data, name).streams
    if "EncryptedPackage" in streams:
        raise Encrypted(
            name, found="设有打开密码", expected="未加密的文件", next_step="请去除密码后再试"
        )
    if "WordDocument" in streams:
        return DOC
    if "Workbook" in streams or "Book" in streams:
        return XLS
    if "CONTENTS" in streams or "MatOST" in streams:
        return WPS
    raise _unknown(name, "不支持的办公文件", "请另存为 .docx 或 .pdf 后再试")


def _sniff_image(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith((b"II*\0", b"MM\0*")):
        return TIFF
    if data.startswith(b"BM") and len(data) > 18 and data[14:18] in (b"\x28\0\0\0", b"\x7c\0\0\0"):
        return BMP
    if data.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    return None


def _sniff_markup(data: bytes) -> str | None:
    head = _as_bytes(data[:_HEAD])
    prolog = _HTML_PROLOG.match(head)
    start = head[prolog.end() if prolog else 0 :]
    if _HTML_START.match(start):
        return HTML
    if start.startswith(b"<") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return EXCEL_XML
    if start.startswith(b"<") and (
        b"schemas.microsoft.com/office/word/2003/wordml" in head
        or b"schemas.microsoft.com/office/2006/xmlPackage" in head
    ):
        return WORD_XML
    if start.startswith(b"<") and b"<uof:" in head:
        return UOF
    if b"MIME-Version:" in head and _MHTML_START.search(head):
        return MHTML
    if start.startswith(b"<") and re.search(rb"<(?:table|body|div)\b", head, re.I):
        return HTML
    return None


def _as_bytes(head: bytes) -> bytes:
    """The ASCII of the head whatever its Unicode form."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _sniff_text(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    head = data[: _HEAD * 16]
    if data.startswith(b"MZ") and not head[:64].isascii():
        raise _unknown(name, "Windows 程序", "请换成文件本身后再试")
    if b"\0" not in head and len(head.translate(None, _CONTROL)) >= len(head) - len(head) // 200:
        return TEXT
    if bare_utf16(head):
        return TEXT
    import filetype  # needed only to name what is refused

    guess = filetype.guess(data[: _HEAD * 2])
    kind = f"不支持的格式（{guess.mime}）" if guess else "无法识别的内容"
    raise _unknown(name, kind, "请另存为 .docx 或 .pdf 后再试")


def _unknown(name: str, found: str, next_step: str) -> UnknownFormat:
    return UnknownFormat(name, found=found, expected=READABLE, next_step=next_step)
