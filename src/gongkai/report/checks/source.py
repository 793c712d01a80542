"""来源质量 source: how the file came, which is said before the office is accused of what conversion did."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import form_of, table_label
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.edition import Edition, SectionForm
from gongkai.report.model import AnnualReport, IrregularityKind

RUN_TOGETHER = "AR012"
"""The code of what is said of the file before anything is said of the office."""
_KEPT = re.compile(r"[0-9A-Za-z㐀-鿿]")
_NUMERAL = re.compile(r"^[一二三四五六]、")
_FEWEST_ROWS = 2
_TOO_FEW = 3
"""A row with a third of its numbers or fewer has lost what kept them apart."""


@check(
    "AR012",
    "cells-run-together",
    label="文字连在一起",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
)
def run_together(context: Context) -> Iterator[Finding]:
    """表格的格子、标题应各自分开，不应连成一串。

    What it checks: tables and rows that were not read although their labels stand in the document with figures behind them,
    and headings that stand within a line.
    Why: a crawler or a copy from a PDF has lost the separators; the office did nothing wrong, and the figures are unknown.
    Example: “一、本年新收政府信息公开申请数量713000074”。
    Known limits: only labels printed as the form has them; a table whose labels are lost too counts as missing.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    report = context.report
    tables = glued_tables(report)
    rows = {table: names for table, names in glued_rows(report).items() if table not in tables}
    headings = run_in_headings(report)
    parts = []
    if tables:
        parts.append(f"{'、'.join(table_label(report, table) for table in tables)}的格子")
    for table, names in rows.items():
        parts.append(f"{table_label(report, table)}{len(names)}行的格子")
    if headings:
        form = form_of(report)
        named = "、".join(f"“{form.section(id).heading[:2]}”" for id in headings)
        parts.append(f"{named}等标题与正文")
    if not parts:
        return
    first = next(iter((*tables, *rows)), None)
    yield Finding(
        "AR012",
        f"文件里{'，'.join(parts)}连在一起，原来的分隔在转换或抓取时丢失，数字不能确定；这不是缺表缺行，请换用原来的 Word 文件或网页核对。",
        cells=tuple(
            cell.id
            for table, names in glued_rows(report).items()
            for row in names
            for cell in report.row(table, row)
        ),
        place=table_label(report, first) if first else form_of(report).section(headings[0]).heading,
        found="连在一起",
        expected="各自分开",
        hint="请换用原来的 Word 文件或网页核对",
    )


def glued_tables(report: AnnualReport) -> tuple[str, ...]:
    """Tables not read although at least two of their rows are printed with figures, or all figures of a row are one run."""
    missing = [
        item.where for item in report.irregularities if item.kind is IrregularityKind.TABLE_MISSING
    ]
    return (
        *(table for table in missing if len(_printed_rows(report, table)) >= _FEWEST_ROWS),
        *dict.fromkeys(
            item.where.partition(".")[0]
            for item in report.irregularities
            if item.kind is IrregularityKind.COLUMN_COUNT and _one_run(item.before, item.after)
        ),
    )


def _one_run(figures: str, columns: str) -> bool:
    """True for a row whose few numbers have together at least a digit for every column."""
    numbers = re.findall(r"\d+", figures.partition("：")[2] or figures)
    wanted = re.match(r"\d+", columns)
    if wanted is None or not numbers:
        return False
    return len(numbers) * _TOO_FEW <= int(wanted[0]) <= sum(map(len, numbers))


def glued_rows(report: AnnualReport) -> dict[str, tuple[str, ...]]:
    """Rows not read although they are printed with figures, by table; those of glued tables too."""
    lacking: dict[str, list[str]] = {}
    for item in report.irregularities:
        if item.kind is IrregularityKind.ROW_MISSING:
            table, _, row = item.where.partition(".")
            lacking.setdefault(table, []).append(row)
    for table in glued_tables(report):
        lacking[table] = [row.id for row in form_of(report).table(table).rows()]
    found = {
        table: tuple(row for row in rows if row in _printed_rows(report, table))
        for table, rows in lacking.items()
    }
    for item in report.irregularities:
        if item.kind is IrregularityKind.CELLS_RUN_TOGETHER and not item.repaired:
            table, _, row = item.where.partition(".")
            found[table] = (*found.get(table, ()), row)
    return {table: rows for table, rows in found.items() if rows}


def glued_at_all(report: AnnualReport) -> frozenset[str]:
    """Tables of which at least one row's cells run together, read or not: what else is odd in them may come from that."""
    together = {
        item.where.partition(".")[0]
        for item in report.irregularities
        if item.kind is IrregularityKind.CELLS_RUN_TOGETHER
    }
    return frozenset((*together, *glued_tables(report), *glued_rows(report)))


def blank_rows(report: AnnualReport) -> dict[str, tuple[str, ...]]:
    """Rows not read of which a table of the document has the label in a cell of its own, by table: they are not filled in."""
    lacking = [
        item.where for item in report.irregularities if item.kind is IrregularityKind.ROW_MISSING
    ]
    if not lacking or report.document is None:
        return {}
    cells = {_bare(cell.text) for table in report.document.tables() for cell in table.cells}
    form = form_of(report)
    found: dict[str, list[str]] = {}
    for where in lacking:
        table, _, id = where.partition(".")
        row = next(row for row in form.table(table).rows() if row.id == id)
        if _bare(row.label) in cells:
            found.setdefault(table, []).append(id)
    return {table: tuple(rows) for table, rows in found.items()}


def run_in_headings(report: AnnualReport) -> tuple[str, ...]:
    """Parts whose heading was not found although its words stand in the document."""
    missing = [
        item.where
        for item in report.irregularities
        if item.kind is IrregularityKind.HEADING_MISSING
    ]
    if not missing:
        return ()
    text = re.sub(r"\s", "", "".join(_lines(report)))
    form = form_of(report)
    return tuple(id for id in missing if re.search(_within(form.section(id)), text))


def _within(section: SectionForm) -> str:
    """The heading, word for word or by its key words, with a numeral of the six parts and its mark, within a line."""
    words = [
        re.escape(_NUMERAL.sub("", section.heading)),
        *(".{0,10}".join(map(re.escape, keys)) for keys in section.keywords),
    ]
    return rf"[一二三四五六\d][、.．](?:政府信息公开)?(?:{'|'.join(words)})"


def _printed_rows(report: AnnualReport, table: str) -> set[str]:
    """Rows of a table whose label stands in the table's part with a figure behind it."""
    form = form_of(report)
    text = _part(_printed(report), form, table)
    if form.table(table).orientation == "columns":
        heads = {
            column.label
            for row in form.table(table).rows()
            for column in form.table(table).columns_of(row.id)
        }
        whole = all(_bare(label) in text for label in heads)
        return {row.id for row in form.table(table).rows()} if whole else set()
    return {
        row.id
        for row in form.table(table).rows()
        if any(re.search(rf"{_bare(label)}\d", text) for label in (row.label, *row.aliases))
    }


def _part(text: str, form: Edition, table: str) -> str:
    """The stretch of the text from the part's heading to the next; the whole where the heading is not there."""
    order = list(form.sections)
    at = next(place for place, section in enumerate(order) if section.table == table)
    start = text.rfind(_bare(_NUMERAL.sub("", order[at].heading)))
    if start < 0:
        return (
            text
            if len(form.table(table).rows()) > _FEWEST_ROWS and _heads_printed(form, table, text)
            else ""
        )
    ends = [
        end
        for section in order[at + 1 :]
        if (end := text.find(_bare(_NUMERAL.sub("", section.heading)), start)) > 0
    ]
    return text[start : min(ends, default=len(text))]


def _heads_printed(form: Edition, table: str, text: str) -> bool:
    """True where most of the table's column heads stand in the text."""
    heads = {
        _bare(column.label)
        for row in form.table(table).rows()
        for column in form.table(table).columns_of(row.id)
    }
    return sum(head in text for head in heads) * 2 > len(heads)


def _printed(report: AnnualReport) -> str:
    """The characters and digits of the whole document, or of its parts where the original is not there."""
    return _bare("".join(_lines(report)))


def _lines(report: AnnualReport) -> Iterable[str]:
    if report.document is not None:
        return report.document.lines()
    return (*report.preamble, *(item.text for item in report.sections))


@cache
def _bare(text: str) -> str:
    return "".join(_KEPT.findall(unicodedata.normalize("NFKC", text)))
