"""A ledger of items, one row each: which column is which, and what a row says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.documents.model import Document, Table
from gongkai.papers import signs
from gongkai.screening.columns import letter

# Field, label on the screen, and heads in use; the first field that knows a head takes it.
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "title": ("标题", ("标题", "信息名称", "文件名称", "公开内容名称", "题名", "名称", "信息标题", "文件标题")),
    "document_number": ("文号", ("文号", "发文字号", "文件编号", "公文文号")),
    "issuing_body": ("发文机关", ("发文机关", "发布机构", "发文单位", "制发机关", "公开主体", "来源")),
    "formed_on": ("成文日期", ("成文日期", "生成日期", "发文日期", "形成日期", "制发日期", "成文时间", "印发日期")),
    "published_on": ("原公开日期", ("发布日期", "公开日期", "发布时间", "公开时间", "上网日期", "上传时间", "刊登日期")),
    "url": ("原网址", ("网址", "链接", "发布网址", "原文链接", "公开网址", "页面地址", "url")),
    "index_number": ("原索引号", ("索引号", "原索引号", "信息索引")),
    "row": ("公开事项", ("公开事项", "栏目", "所属栏目", "分类", "信息分类", "目录", "类别")),
    "summary": ("内容概述", ("内容概述", "概述", "摘要", "内容摘要", "简介")),
    "text": ("正文", ("正文", "内容", "信息内容", "正文内容")),
    "keywords": ("关键词", ("关键词", "主题词")),
    "file": ("附件文件名", ("附件", "附件名称", "附件文件名", "文件", "文件路径", "附件名", "文件名")),
}  # fmt: skip
DAYS = ("formed_on", "published_on")
LONGEST = {"title": 200, "document_number": 100, "issuing_body": 200, "keywords": 200, "url": 500}
_SPACES = re.compile(r"[\s\u3000（(].*|[\s\u3000]")
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_FILES = re.compile(r"[;；\n、]+")


@dataclass(frozen=True)
class LedgerRow:
    """A row: its number in the sheet and its cells by column (counted from 0)."""

    number: int
    cells: Mapping[int, str]

    def at(self, column: int) -> str:
        """The name of a cell, as ``B7``."""
        return f"{letter(column)}{self.number}"


@dataclass(frozen=True)
class Ledger:
    """A table with heads, and its rows."""

    heads: Mapping[int, str]
    rows: tuple[LedgerRow, ...]


@dataclass
class Facts:
    """What a line says of an item, and what is wrong with it, each with its cell."""

    values: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def read_ledger(document: Document) -> Ledger | None:
    """The table with a column of titles; ``None`` where there is none."""
    for table in sorted(document.tables(), key=lambda each: -each.row_count):
        rows = list(_rows(table))
        for place, row in enumerate(rows[:10]):
            if "title" in guess_columns(row.cells) and len(row.cells) > 1:
                return Ledger(row.cells, tuple(rows[place + 1 :]))
    return None


def _rows(table: Table) -> list[LedgerRow]:
    found = []
    for number, row in enumerate(table.rows(), start=1):
        cells = {cell.column: cell.text.strip() for cell in row if cell.text.strip()}
        at = next((cell.origin.row or cell.origin.line for cell in row), None)
        if cells:
            found.append(LedgerRow(at or number, cells))
    return found


def guess_columns(heads: Mapping[int, str]) -> dict[str, int]:
    """Which column holds which field, by the heads; a column serves one field."""
    plain = {column: _SPACES.sub("", head).lower() for column, head in heads.items()}
    guessed: dict[str, int] = {}
    for name, (_, aliases) in FIELDS.items():
        for alias in aliases:
            column = next(
                (
                    number
                    for number, head in plain.items()
                    if head == alias and number not in guessed.values()
                ),
                None,
            )
            if column is not None:
                guessed[name] = column
                break
    return guessed


def facts_of(row: LedgerRow, columns: Mapping[str, int]) -> Facts:
    """Read a row. Each problem names its cell, what stands there and what should."""
    facts = Facts()
    for name, column in columns.items():
        value = row.cells.get(column, "")
        if not value:
            continue
        label, at = FIELDS[name][0], row.at(column)
        if name == "file":
            facts.files = [part.strip() for part in _FILES.split(value) if part.strip()]
        elif name in DAYS:
            day = day_of(value)
            if day is None:
                facts.problems.append(f"{at}“{value[:20]}”不是{label}，应写作 2026-03-09")
            else:
                facts.values[name] = day.isoformat()
        elif len(value) > LONGEST.get(name, len(value)):
            facts.problems.append(f"{at} {label}有 {len(value)} 字，最多 {LONGEST[name]} 字")
        elif name == "url" and not value.startswith(("http://", "https://")):
            facts.problems.append(f"{at}“{value[:20]}”不是网址，应以 http:// 或 https:// 开头")
        else:
            facts.values[name] = value
    if not facts.values.get("title"):
        at = row.at(columns["title"]) if "title" in columns else f"第 {row.number} 行"
        if not any(problem.startswith(at) for problem in facts.problems):
            facts.problems.append(f"{at} 没有标题")
    return facts


def day_of(text: str) -> date | None:
    """A day in one of the usual forms, ``20260309`` too; ``None`` for anything else."""
    compact = _COMPACT_DAY.fullmatch(text.strip())
    if compact:
        text = "-".join(compact.groups())
    return next(signs.days_in(text), None)
