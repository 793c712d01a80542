"""The report's own JSON, read back; and what "the same report" means after it was written and read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from gongkai.documents.model import Origin, Paragraph, Source
from gongkai.report.annex import annex_rows
from gongkai.report.edition import NARRATIVE, Edition, edition, editions
from gongkai.report.errors import ReportError
from gongkai.report.model import (
    AnnualReport,
    Cell,
    CellState,
    Identity,
    Irregularity,
    IrregularityKind,
    Number,
    Section,
    Statement,
)

T = TypeVar("T")


class NotReportJSON(ReportError):
    """The text is not the JSON of a report; `key` says where it goes wrong, `expected` what should stand there."""

    def __init__(self, name: str, key: str, expected: str) -> None:
        self.name = name
        self.key = key
        self.expected = expected
        where = f"“{key}”处" if key else "全文"
        super().__init__(
            f"文件“{name}”：{where}不合年报 JSON 的格式，应为{expected}；请核对 schema.json 或重新导出。"
        )


def from_json(text: str, name: str = "JSON") -> AnnualReport:
    """The report written as `text` by `gongkai.report.writers.json`; `name` is the file's name for messages.

    Only `edition`, `sections` and `tables` must be there; what else is absent is unknown. A figure the tables leave
    out is missing. Raises `NotReportJSON`.
    """
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise NotReportJSON(name, "", "完整的 JSON") from error
    return _Reader(name).report(data)


def same_content(first: AnnualReport, second: AnnualReport) -> bool:
    """True where two reports say the same: identity, edition, every word, every figure.

    This is what writing keeps: `same_content(read(write(report)), report)` for every form, and for JSON
    `from_json(as_json(report)) == report`. Paper shows a figure or an empty cell, so it cannot keep why a figure is
    unknown: a cell that was missing, unreadable or in conflict is written empty. Unknown stays unknown and never
    becomes 0; a table that the report lacks altogether is not written.
    """
    return _content(first) == _content(second)


def _content(report: AnnualReport) -> tuple[object, ...]:
    return (
        report.identity,
        report.edition,
        report.preamble,
        report.sections,
        report.signature,
        {id: cell.value for id, cell in report.cells.items()},
    )


def _cells_of(form: Edition) -> tuple[str, ...]:
    """The cells of a form, and those of the obsolete rows that a report may still have."""
    obsolete = (
        f"{table.id}.{row}.{column.id}"
        for table in form.tables
        for row in table.obsolete()
        for column in table.columns_of(row)
    )
    return (*form.cell_ids(), *obsolete)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name

    def report(self, data: Any) -> AnnualReport:
        if not isinstance(data, dict):
            raise NotReportJSON(self.name, "", "一个对象")
        edition_id = self.get(data, "edition", str, "文字", required=True)
        known = (*(form.id for form in editions()), NARRATIVE)
        if edition_id not in known:
            raise NotReportJSON(self.name, "edition", f"{'、'.join(known)} 之一")
        return AnnualReport(
            source=self.source(data),
            identity=self.identity(data),
            edition=edition_id,
            preamble=self.texts(data, "preamble"),
            sections=self.each(data, "sections", self.section, required=True),
            signature=self.texts(data, "signature"),
            cells=self.cells(data, edition_id),
            statements=self.each(data, "statements", self.statement),
            irregularities=self.each(data, "irregularities", self.irregularity),
        )

    def get(
        self,
        data: Mapping[str, Any],
        key: str,
        kind: type[T],
        expected: str,
        *,
        required: bool = False,
    ) -> T | None:
        value = data.get(key)
        if value is None and not required:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise NotReportJSON(self.name, key, expected)
        return value

    def words(self, data: Mapping[str, Any], key: str) -> str:
        value = self.get(data, key, str, "文字", required=True)
        assert value is not None
        return value

    def texts(self, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
        items = self.get(data, key, list, "文字的列表") or []
        if not all(isinstance(item, str) for item in items):
            raise NotReportJSON(self.name, key, "文字的列表")
        return tuple(items)

    def each(
        self,
        data: Mapping[str, Any],
        key: str,
        build: Callable[[dict[str, Any]], T],
        *,
        required: bool = False,
    ) -> tuple[T, ...]:
        items = self.get(data, key, list, "对象的列表", required=required) or []
        if not all(isinstance(item, dict) for item in items):
            raise NotReportJSON(self.name, key, "对象的列表")
        return tuple(build(item) for item in items)

    def day(self, value: Any, key: str) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise NotReportJSON(self.name, key, "YYYY-MM-DD 的日期") from error

    def source(self, data: Mapping[str, Any]) -> Source:
        source = self.get(data, "source", dict, "一个对象") or {}
        return Source(
            name=self.get(source, "name", str, "文字") or self.name,
            sha256=self.get(source, "sha256", str, "文字") or "",
            media_type=self.get(source, "media_type", str, "文字") or "application/json",
            size=0,
        )

    def identity(self, data: Mapping[str, Any]) -> Identity:
        named = self.get(data, "named_as", dict, "一个对象") or {}
        period = self.get(data, "period", list, "首日和末日两个日期")
        if period is not None and len(period) != 2:
            raise NotReportJSON(self.name, "period", "首日和末日两个日期")
        issued_on = self.get(data, "issued_on", str, "日期")
        return Identity(
            title=self.get(data, "title", str, "文字"),
            organization=self.get(data, "organization", str, "文字"),
            organization_full=self.get(data, "organization_full", str, "文字"),
            level=self.get(data, "level", str, "文字"),
            year=self.get(data, "year", int, "整数"),
            period=None
            if period is None
            else (self.day(period[0], "period"), self.day(period[1], "period")),
            issued_on=None if issued_on is None else self.day(issued_on, "issued_on"),
            title_body=self.get(named, "title", str, "文字"),
            signature_body=self.get(named, "signature", str, "文字"),
            text_body=self.get(named, "text", str, "文字"),
        )

    def section(self, item: dict[str, Any]) -> Section:
        text = self.words(item, "text")
        paragraphs = tuple(Paragraph(line) for line in text.split("\n")) if text else ()
        return Section(self.words(item, "id"), self.words(item, "heading"), paragraphs)

    def statement(self, item: dict[str, Any]) -> Statement:
        value = item.get("value")
        if not isinstance(value, int | Decimal | str | bool):
            raise NotReportJSON(self.name, "statements.value", "数、文字或者是否")
        return Statement(
            fact=self.words(item, "fact"),
            value=value,
            quote=self.words(item, "quote"),
            section=self.words(item, "section"),
            unit=self.get(item, "unit", str, "文字") or "",
            vague=item.get("vague") is True,
            cumulative=item.get("cumulative") is True,
            candidate=item.get("candidate") is True,
        )

    def irregularity(self, item: dict[str, Any]) -> Irregularity:
        try:
            kind = IrregularityKind(self.words(item, "kind"))
        except ValueError as error:
            kinds = "、".join(kind.value for kind in IrregularityKind)
            raise NotReportJSON(self.name, "irregularities.kind", f"{kinds} 之一") from error
        return Irregularity(
            kind=kind,
            where=self.words(item, "where"),
            before=self.words(item, "before"),
            after=self.get(item, "after", str, "文字") or "",
            repaired=item.get("repaired") is True,
        )

    def cells(self, data: Mapping[str, Any], edition_id: str) -> dict[str, Cell]:
        tables = self.get(data, "tables", dict, "一个对象", required=True)
        states = self.get(data, "states", dict, "一个对象") or {}
        assert tables is not None
        annex = edition_id == NARRATIVE
        known = tuple(row.id for row in annex_rows()) if annex else _cells_of(edition(edition_id))
        self.refuse_unknown(tables, known)
        cells = {}
        for id in known:
            table, row, column = id.split(".")
            optional = annex or row in edition(edition_id).table(table).obsolete()
            if optional and column not in (tables.get(table) or {}).get(row, {}):
                continue
            rows = self.get(tables, table, dict, "一个对象") or {}
            columns = self.get(rows, row, dict, "一个对象") or {}
            value = self.number(columns.get(column), id)
            cells[id] = Cell(
                id, value, self.state(states, id, value, column in columns), Origin(file=self.name)
            )
        return cells

    def refuse_unknown(self, tables: Mapping[str, Any], known: tuple[str, ...]) -> None:
        names = set(known)
        for table, rows in tables.items():
            for row, columns in rows.items() if isinstance(rows, dict) else ():
                for column in columns if isinstance(columns, dict) else ():
                    if f"{table}.{row}.{column}" not in names:
                        raise NotReportJSON(
                            self.name, f"tables.{table}.{row}.{column}", "本版格式中的单元格"
                        )

    def number(self, value: Any, id: str) -> Number | None:
        if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
            return value
        raise NotReportJSON(self.name, f"tables.{id}", "数或者 null")

    def state(
        self, states: Mapping[str, Any], id: str, value: Number | None, present: bool
    ) -> CellState:
        stated = states.get(id)
        if stated is None:
            if value is not None:
                return CellState.READ
            return CellState.UNREAD if present else CellState.MISSING
        try:
            state = CellState(stated)
        except ValueError as error:
            names = "、".join(item.value for item in CellState)
            raise NotReportJSON(self.name, f"states.{id}", f"{names} 之一") from error
        if (value is None) == (state in (CellState.READ, CellState.REPAIRED)):
            raise NotReportJSON(self.name, f"states.{id}", "与该格有无数值相合的状态")
        return state
