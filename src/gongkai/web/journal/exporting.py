"""The record as a table for an inspection, with every hash."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import xlsxwriter
from django.utils import timezone

from gongkai.web.journal.models import Entry

HEADS = [
    "序号",
    "时间",
    "行为",
    "用户",
    "机关",
    "对象",
    "变更前",
    "变更后",
    "事由",
    "途径",
    "来源地址",
    "上一条校验值",
    "校验值",
]
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cells(entry: Entry) -> list[str]:
    cells = [
        str(entry.sequence),
        timezone.localtime(entry.recorded_at).isoformat(timespec="microseconds"),
        f"{entry.act_label}（{entry.act}）",
        entry.actor_name,
        entry.body_name,
        entry.subject_name,
        entry.before,
        entry.after,
        entry.reason,
        entry.channel,
        entry.address,
        entry.previous_hash,
        entry.hash,
    ]
    return [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]


def as_csv(entries: Iterable[Entry]) -> bytes:
    """A text table that Excel opens as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    writer.writerows(_cells(entry) for entry in entries)
    return "\ufeff".encode() + text.getvalue().encode()


def as_xlsx(entries: Iterable[Entry]) -> bytes:
    """A workbook with one sheet, nothing in it but text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("留痕记录")
        head = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 5, 22)
        sheet.set_column(6, 12, 40)
        for column, name in enumerate(HEADS):
            sheet.write_string(0, column, name, head)
        for row, entry in enumerate(entries, start=1):
            for column, cell in enumerate(_cells(entry)):
                sheet.write_string(row, column, cell[:32_000])
    return file.getvalue()
