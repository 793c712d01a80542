"""The figures of a body's report on a year: counted, and typed over where somebody did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.report.checks.places import cell_label
from gongkai.report.edition import edition
from gongkai.report.model import AnnualReport, Number
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.casework.requests.models import applicant_columns
from gongkai.web.reporting.counting.beneath import reports_beneath, with_those_beneath
from gongkai.web.reporting.counting.models import TypedFigure
from gongkai.web.reporting.counting.sources import FORM, SOURCES, Records, Tally
from gongkai.web.reporting.models import YearReport


@dataclass(frozen=True)
class Figure:
    """One cell: what was counted, and what was typed over it."""

    cell: str
    counted: Tally
    typed: TypedFigure | None = None

    @property
    def number(self) -> Number | None:
        """What the report says."""
        return whole(self.typed.typed) if self.typed else self.counted.number

    @property
    def at_least(self) -> bool:
        """Whether there may be more than the number says, as far as anybody has confirmed."""
        return self.typed is None and self.counted.at_least

    @property
    def in_report(self) -> Number | None:
        """What goes into the report: no sum of which a part may be missing."""
        _table, row, column = self.cell.split(".")
        is_sum = column == "total" or row == "result_total"
        return None if is_sum and self.at_least else self.number

    @property
    def drifted(self) -> bool:
        """Whether the count has changed since somebody typed over it."""
        if self.typed is None:
            return False
        before = None if self.typed.counted is None else whole(self.typed.counted)
        return before != self.counted.number


@dataclass(frozen=True)
class Mismatch:
    """A column in which the cases carried in are not those carried out last year."""

    column: str
    counted: Number
    last_year: Number


def figures_of(body: PublicBody, year: int, *, on: date) -> dict[str, Figure]:
    """Every cell of the edition in its order."""
    counted: dict[str, Tally] = {}
    for source in SOURCES:
        counted |= source.tallies(body, year, on)
    if body.kind == Kind.COUNTY_GOVERNMENT:
        counted = with_those_beneath(body, year, counted)
    typed = {
        each.cell: each
        for each in TypedFigure.objects.filter(
            body=body, year=year, restored_at=None
        ).select_related("typed_by")
    }
    unknown = Tally(None, _("平台没有这一项的记录；请按台账填写，并写明来源。"))
    return {
        cell: Figure(cell, counted.get(cell, unknown), typed.get(cell))
        for cell in edition(FORM).cell_ids()
    }


def records_of(body: PublicBody, year: int, cell: str) -> Records | None:
    """The records behind a cell; ``None`` where nothing records it."""
    if body.kind == Kind.COUNTY_GOVERNMENT:
        return reports_beneath(body, year, cell)
    for source in SOURCES:
        found = source.records(body, year, cell)
        if found is not None:
            return found
    return None


def last_report(body: PublicBody, year: int) -> Mapping[str, Any] | None:
    """The body's report on the year before as data, where it is here."""
    before = YearReport.objects.filter(body=body, year=year - 1).select_related("current").first()
    return before.current.data if before and before.current else None


def carry_in_mismatches(
    figures: Mapping[str, Figure], previous: Mapping[str, Any] | None
) -> list[Mismatch]:
    """Where what was carried in differs from last year's report; a figure unknown on either side is no mismatch."""
    out = ((previous or {}).get("tables", {}).get("requests", {}) or {}).get("carried_out", {})
    found = []
    for column, label in [*applicant_columns(), ("total", _("总计"))]:
        now, then = figures[f"requests.carried_in.{column}"].number, out.get(column)
        if now is not None and then is not None and now != then:
            found.append(Mismatch(label, now, then))
    return found


def label_of(cell: str) -> str:
    """A cell's name for people, such as `表三 本年新收 自然人`."""
    return cell_label(_EMPTY, cell)


def whole(value: Decimal) -> Number:
    """A count as an integer, an amount as it is."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def _empty() -> AnnualReport:
    from gongkai.documents.model import Source
    from gongkai.report.model import Identity

    return AnnualReport(Source("", "", "", 0), Identity(), FORM, (), (), (), {})


_EMPTY = _empty()
