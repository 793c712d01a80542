import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl

from gongkai.documents.writers.listing import (
    Form,
    ListColumn,
    list_as_bytes,
    list_in_pieces,
    write_list,
)

COLUMNS = (
    ListColumn("名称", 36, wraps=True),
    ListColumn("件数", 10, Form.WHOLE),
    ListColumn("金额", 14, Form.MONEY),
    ListColumn("日期", 12, Form.DAY),
    ListColumn("时间", 18, Form.MOMENT),
    ListColumn("类别", choices=("决定", "通知")),
)
MOMENT = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
ROW = ("=1+1", 3, Decimal("12.5"), date(2026, 3, 9), MOMENT, "014040019820305017")


def sheet_of(data: bytes):
    return openpyxl.load_workbook(BytesIO(data)).active


def test_values_keep_their_kind_and_no_text_becomes_a_formula():
    sheet = sheet_of(list_as_bytes(COLUMNS, [ROW], name="清单", frozen_columns=1))
    cells = sheet[2]
    assert [cell.value for cell in cells] == [
        "=1+1", 3, 12.5, datetime(2026, 3, 9), datetime(2026, 3, 9, 8, 30), "014040019820305017",  # noqa: DTZ001
    ]  # fmt: skip
    assert cells[0].data_type == "s"
    assert [cell.number_format for cell in cells] == [column.form.value for column in COLUMNS]
    assert sheet.freeze_panes == "B2"
    assert (sheet.column_dimensions["A"].width > 30, cells[0].alignment.wrap_text) == (True, True)
    assert sheet.data_validations.dataValidation[0].formula1 == '"决定,通知"'


def test_control_characters_go_and_an_endless_text_is_cut():
    sheet = sheet_of(list_as_bytes(COLUMNS[:1], [("甲\x00乙",), ("长" * 40_000,), (None,)]))
    assert sheet["A2"].value == "甲乙"
    assert sheet["A3"].value.endswith("长…（已截短）")
    assert sheet["A4"].value is None


def test_pieces_are_the_same_workbook():
    rows = [(f"第{number}条", number) for number in range(500)]
    data = b"".join(list_in_pieces(COLUMNS[:2], rows))
    assert [cell.value for cell in sheet_of(data)["B"]][-1] == 499


def test_memory_does_not_grow_with_the_rows():
    tracemalloc.start()
    with BytesIO() as file:
        count = write_list(file, COLUMNS[:2], (("柳河镇" * 20, n) for n in range(4_000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 3_000_000
