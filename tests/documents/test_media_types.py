import io
import zipfile

import pytest

from gongkai.documents import media_types
from gongkai.documents.errors import Damaged, UnknownFormat
from gongkai.documents.limits import DEFAULT_LIMITS


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sniffed(data: bytes) -> str:
    return media_types.sniff(data, "青山县", DEFAULT_LIMITS)


def types(main: bytes) -> dict[str, bytes]:
    return {
        "[Content_Types].xml": b'<Types><Override ContentType="application/' + main + b'"/></Types>'
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("一、总体情况".encode(), "text/plain"),
        ("一、总体情况".encode("gb18030"), "text/plain"),
        ("一、总体情况\n".encode("utf-16"), "text/plain"),
        ("一、总体情况\n".encode("utf-16-le"), "text/plain"),
        ("# 报告\n\n| 规章 | 0 |".encode(), "text/plain"),
        (b"<!DOCTYPE html><html><body>", "text/html"),
        (b"\xef\xbb\xbf\r\n <!-- x -->\n<HTML>", "text/html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', "text/html"),
        ("<html><body>".encode("utf-16"), "text/html"),
        (b"<table><tr><td>1</td></tr></table>", "text/html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "multipart/related"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\n\n%PDF-1.4\n", "application/pdf"),
        (b"{\\rtf1\\ansi", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\0\x08\0\0\0", "image/tiff"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
         b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">', "application/vnd.ms-word.xml"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "application/vnd.ms-excel.xml"),
        (packed({"OFD.xml": b"<OFD/>"}), "application/ofd"),
        (packed(types(b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (packed(types(b"vnd.ms-excel.sheet.macroEnabled.main+xml")),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
         "application/vnd.oasis.opendocument.text"),
    ],
)  # fmt: skip
def test_the_bytes_say_what_a_file_is(data, expected):
    assert sniffed(data) == expected


def test_an_empty_file_is_damaged():
    with pytest.raises(Damaged, match="文件是空的"):
        sniffed(b"")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x7fELF" + bytes(64),
        b"MZ\x90",
        packed({"a.txt": b"x"}),
        packed(types(b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")),
    ],
)
def test_what_is_not_read_is_named_and_refused(data):
    with pytest.raises(UnknownFormat, match=r"文件“青山县”：.*应为文本、网页、Word"):
        sniffed(data)
