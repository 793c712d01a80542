"""The county's figures: its own, and those of the accepted reports of every body beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.report.edition import edition
from gongkai.report.model import Number
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.counting.sources import FORM, Record, Records, Tally
from gongkai.web.reporting.joint import ISSUED, joint_documents
from gongkai.web.reporting.models import Stage, YearReport, reporting_bodies

NAMED = 8


def with_those_beneath(body: PublicBody, year: int, own: Mapping[str, Tally]) -> dict[str, Tally]:
    """Each cell the sum of the county's own figure and of every body's; unknown while a report is missing or a cell is empty.

    The county's own records add what they know: what its office handles stands in the report of the office.
    """
    reports = list(_accepted(body, year))
    there = {report.body_id for report in reports}
    missing = [
        each.short_name
        for each in reporting_bodies(date(year, 12, 31))
        .filter(lineage__startswith=body.lineage)
        .exclude(pk=body.pk)
        .order_by("lineage")
        if each.pk not in there
    ]
    if missing:
        names = "、".join(missing[:NAMED]) + (_("等") if len(missing) > NAMED else "")
        told = _("还没有接收 {names} 的报告（{number} 个机关），不能汇总。").format(
            names=names, number=len(missing)
        )
        return dict.fromkeys(edition(FORM).cell_ids(), Tally(None, told))
    found = {}
    for cell in edition(FORM).cell_ids():
        values = [(report.body.short_name, value_of(report, cell)) for report in reports]
        empty = [name for name, value in values if value is None]
        if empty:
            told = _("{names} 的报告这一格没有数字，不能汇总。").format(
                names="、".join(empty[:NAMED])
            )
            found[cell] = Tally(None, told)
            continue
        mine = own.get(cell, Tally(None)).number
        total = sum((value for _name, value in values if value is not None), mine or 0)
        found[cell] = Tally(total, "" if mine else _("由各机关已接收的报告相加。"))
    return counted_once(found, [report.body for report in reports], year)


def counted_once(
    found: dict[str, Tally], bodies: Sequence[PublicBody], year: int
) -> dict[str, Tally]:
    """The documents issued jointly counted once."""
    joint = joint_documents(bodies, year)
    number = found[ISSUED].number
    if joint and number is not None:
        told = _("联合发文只计一次，已扣除重复 {number} 件：{documents}。").format(
            number=(surplus := sum(each.surplus for each in joint)),
            documents="、".join(each.number for each in joint[:NAMED]),
        )
        found[ISSUED] = Tally(max(number - surplus, 0), told)
    return found


def reports_beneath(body: PublicBody, year: int, cell: str) -> Records:
    """The reports that make a cell, one for each body whose figure is not zero."""
    reports = [each for each in _accepted(body, year) if value_of(each, cell)]

    def told(report: YearReport) -> Record:
        return Record(
            str(report),
            report.accepted_on,
            reverse("reporting:report", args=[report.pk]),
            value_of(report, cell) or 0,
            ((cell, ()),),
        )

    return Records(reports, told)


def _accepted(body: PublicBody, year: int) -> QuerySet[YearReport]:
    return (
        YearReport.objects.filter(
            year=year, stage=Stage.ACCEPTED, body__lineage__startswith=body.lineage
        )
        .exclude(body=body)
        .exclude(current=None)
        .select_related("body", "current")
        .defer("current__findings")
        .order_by("body__lineage")
    )


def value_of(report: YearReport, cell: str) -> Number | None:
    """A cell of the report's current file; ``None`` where it is unknown."""
    table, row, column = cell.split(".")
    data = report.current.data if report.current else {}
    value = data.get("tables", {}).get(table, {}).get(row, {}).get(column)
    return Decimal(str(value)) if isinstance(value, float) else value
