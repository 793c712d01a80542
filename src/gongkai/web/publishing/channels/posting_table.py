"""Postings as a workbook, one line each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count

from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, write
from gongkai.web.publishing.channels.models import Posting

HEADS: tuple[tuple[str, float], ...] = (
    ("标题", 40),
    ("索引号", 22),
    ("公开事项", 24),
    ("机关", 14),
    ("渠道类别", 12),
    ("渠道", 20),
    ("位置或网址", 30),
    ("第几版", 8),
    ("发布日期", 12),
    ("登记人", 12),
    ("应撤下日", 12),
    ("撤下日期", 12),
    ("撤下登记人", 12),
    ("凭证数", 8),
    ("说明", 24),
)


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _line(posting: Posting) -> list[Any]:
    return [
        posting.item.title,
        posting.item.index_number,
        posting.item.row.name,
        posting.body.short_name,
        posting.get_kind_display(),
        posting.where,
        posting.url or posting.place,
        posting.version,
        _day(posting.posted_on),
        posting.posted_by.name if posting.posted_by else "平台",
        _day(posting.take_down_on or posting.recalled_on),
        _day(posting.removed_on),
        posting.removed_by.name if posting.removed_by else "",
        posting.proof_count,
        posting.note,
    ]


def as_workbook(postings: Any) -> bytes:
    """The postings as an .xlsx file."""
    lines: Iterable[list[Any]] = (
        _line(posting) for posting in postings.annotate(proof_count=Count("proofs"))
    )
    cells = [SheetCell(0, column, head, Look.HEAD) for column, (head, _) in enumerate(HEADS)]
    for row, line in enumerate(lines, start=1):
        cells += [
            SheetCell(row, column, value, Look.LABEL if isinstance(value, str) else Look.FIGURE)
            for column, value in enumerate(line)
        ]
    sheet = Sheet(
        "发布记录", tuple(cells), tuple(width for _, width in HEADS), frozen=(1, 1), landscape=True
    )
    return write([sheet], title="发布记录")
