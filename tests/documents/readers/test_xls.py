import struct
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged, DocumentError, Encrypted, LimitExceeded
from gongkai.documents.model import Document, Paragraph
from gongkai.documents.readers.xls import shown
from tests.documents.compound_files import compound, properties

BOF_GLOBALS = struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)
BOF_SHEET = struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    body = struct.pack("<HHHH", row, column, 0, len(text)) + b"\x01" + text.encode("utf-16-le")
    return record(0x204, body)


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def hidden_row(row: int) -> bytes:
    return record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x20))


def hidden_columns(first: int, last: int) -> bytes:
    return record(0x7D, struct.pack("<HHHHHH", first, last, 2048, 0, 1, 0))


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    return record(0xE5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def note(row: int, column: int, author: str, text: str) -> bytes:
    words = b"\x01" + text.encode("utf-16-le")
    writer = struct.pack("<H", len(author)) + b"\x01" + author.encode("utf-16-le")
    return (
        record(0x5D, struct.pack("<HHHHH", 0x15, 0x12, 0x19, 7, 0) + bytes(12))
        + record(0x1B6, struct.pack("<HHHHHHHH", 0, 0, 0, 0, 0, len(text), 0, 0))
        + record(0x3C, words)
        + record(0x1C, struct.pack("<HHHH", row, column, 0, 7) + writer)
    )


def workbook(sheets: dict[str, bytes], states: tuple[int, ...] = (), extra: bytes = b"") -> bytes:
    names = [name.encode("utf-16-le") for name in sheets]
    head = record(0x809, BOF_GLOBALS) + extra
    size = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    bounds, bodies = b"", b""
    for n, (encoded, content) in enumerate(zip(names, sheets.values(), strict=True)):
        state = states[n] if n < len(states) else 0
        place = struct.pack("<IBB", size + len(bodies), state, 0)
        bounds += record(0x85, place + bytes([len(encoded) // 2, 1]) + encoded)
        bodies += record(0x809, BOF_SHEET) + content + record(0x0A)
    return head + bounds + record(0x0A) + bodies


def file(*args: object, **streams: bytes) -> bytes:
    return compound({"Workbook": workbook(*args), **streams})  # type: ignore[arg-type]


def read(*args: object) -> Document:
    return open_bytes(file(*args), "白杨乡.xls")


LIST = (
    label(0, 0, "补贴名单") + merged(0, 0, 0, 2)
    + label(1, 0, "姓名") + label(1, 1, "金额") + label(1, 2, "身份证")
    + label(2, 0, "某甲") + number(2, 1, 1.5) + label(2, 2, "0001")
    + label(3, 0, "某乙") + number(3, 1, 2) + label(3, 2, "0002")
    + label(4, 0, "某丙") + number(4, 1, 3) + label(4, 2, "0003")
)  # fmt: skip


def test_values_titles_and_places_are_read():
    document = read({"名单": LIST})
    title, table = document.blocks
    assert isinstance(title, Paragraph)
    assert title.text == "补贴名单"
    assert [cell.text for cell in table.cells][:6] == [
        "姓名",
        "金额",
        "身份证",
        "某甲",
        "1.5",
        "0001",
    ]
    assert table.cells[4].origin.place() == "工作表“名单”第3行第2列"


def test_hidden_sheets_rows_columns_comments_links_and_properties_are_hidden_parts():
    link = b"\x01" + "\x01D:\\名单.xls".encode("utf-16-le")
    book = workbook(
        {"名单": hidden_row(3) + hidden_columns(2, 2) + LIST + note(2, 0, "某丁", "请核对"),
         "底稿": label(0, 0, "某戊") + number(0, 1, 5), "极密": label(0, 0, "某己")},
        (0, 1, 2),
        record(0x1AE, struct.pack("<HH", 1, 10) + link),
    )  # fmt: skip
    data = compound(
        {
            "Workbook": book,
            "\x05SummaryInformation": properties({4: "某庚"}),
            "_VBA_PROJECT_CUR/VBA": b"x",
        }
    )
    document = open_bytes(data, "白杨乡.xls")
    assert [(p.kind.value, p.name, p.text, p.count) for p in document.hidden] == [
        ("external-link", "externalLinkPath", "D:\\名单.xls", 1),
        ("hidden-row", "第4行", "某乙\t2\t0002", 1),
        ("hidden-column", "C列", "身份证\n0001\n0003", 3),
        ("comment", "某丁", "请核对", 1),
        ("hidden-sheet", "底稿", "某戊\t5", 2),
        ("very-hidden-sheet", "极密", "某己", 1),
        ("metadata", "author", "某庚", 1),
        ("macro", "_VBA_PROJECT_CUR", "", 1),
    ]  # fmt: skip


def test_two_cells_in_opposite_corners_are_refused_before_they_take_memory():
    with pytest.raises(LimitExceeded, match="占用65536行256列"):
        read({"表": number(0, 0, 1) + number(65535, 255, 2)})


def test_a_password_is_told():
    with pytest.raises(Encrypted, match="设有打开密码"):
        read({"表": b""}, (), record(0x2F, bytes(54)))


def test_a_file_without_records_is_damaged():
    with pytest.raises(Damaged, match="工作簿内容不完整"):
        open_bytes(compound({"Workbook": b""}), "白杨乡.xls")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"), (0.1 + 0.2, "0.3"), (True, "TRUE"), (False, "FALSE"), ("结果\n维持", "结果维持"), (None, ""),
        (date(2025, 1, 15), "2025-01-15"), (datetime.fromisoformat("2025-01-15T00:00:00"), "2025-01-15"),
        (datetime.fromisoformat("2025-01-15T08:30:00"), "2025-01-15 08:30:00"), (time(8, 30), "08:30:00"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
    ],
)  # fmt: skip
def test_values_are_shown_plainly(value, text):
    assert shown(value)[0] == text


VALID = file({"名单": hidden_row(3) + LIST + note(2, 0, "某丁", "请核对")})


@given(
    st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_a_mutated_workbook_is_read_or_refused(changes):
    data = bytearray(VALID)
    for at, value in changes:
        data[at] = value
    with suppress(DocumentError):
        open_bytes(bytes(data), "f.xls")
