"""The hits of scans as a workbook: found, resolved, by whom and when."""

from __future__ import annotations

from typing import IO

from django.utils import timezone

from gongkai.documents.writers.listing import ListColumn, write_list
from gongkai.screening.kinds import Level
from gongkai.web.journal.personal import mask
from gongkai.web.publishing.scans.models import HitQuerySet, ScanHit

HEADS = (
    "机关",
    "索引号",
    "标题",
    "发布日期",
    "部位",
    "级别",
    "发现",
    "说明（已遮盖）",
    "首次发现",
    "处理情况",
    "处理人",
    "处理时间",
    "处理说明",
)
WIDTHS = (16, 22, 36, 12, 24, 8, 18, 60, 18, 16, 12, 18, 30)
LEVEL_LABELS: dict[str, str] = {
    Level.ERROR: "严重",
    Level.WARNING: "警示",
    Level.UNASSESSABLE: "无法筛查",
}


def write_workbook(hits: HitQuerySet, file: IO[bytes]) -> int:
    """Write the hits, row by row; how many."""
    shown = [ListColumn(head, width, wraps=True) for head, width in zip(HEADS, WIDTHS, strict=True)]
    lines = hits.select_related("item__body", "resolved_by").iterator(chunk_size=500)
    return write_list(file, shown, map(_cells, lines), name="存量排查")


def _cells(hit: ScanHit) -> tuple[str, ...]:
    return (
        hit.item.body.name,
        hit.item.index_number,
        mask(hit.item.title),
        hit.published_on.isoformat() if hit.published_on else "",
        hit.part,
        LEVEL_LABELS.get(hit.level, hit.level),
        hit.label,
        hit.message,
        f"{timezone.localtime(hit.found_at):%Y-%m-%d %H:%M}",
        hit.get_state_display(),
        hit.resolved_by.name if hit.resolved_by else "",
        f"{timezone.localtime(hit.resolved_at):%Y-%m-%d %H:%M}" if hit.resolved_at else "",
        hit.note,
    )
