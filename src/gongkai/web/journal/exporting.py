"""The record as a table for an inspection, with every hash."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils import timezone

from gongkai.documents.writers.listing import ListColumn, list_as_bytes
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
WIDTHS = (8, 22, 22, 22, 22, 22, 40, 40, 40, 40, 40, 40, 40)
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
    shown = [ListColumn(head, width) for head, width in zip(HEADS, WIDTHS, strict=True)]
    return list_as_bytes(shown, map(_cells, entries), name="留痕记录")
