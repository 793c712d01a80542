"""Table four, from the room of disputes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.report.edition import edition
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.disputes.counting import (
    RULES,
    TOTAL,
    DisputeCell,
    cells_in,
    count,
    disputes_in,
)
from gongkai.web.disputes.models import Dispute
from gongkai.web.reporting.counting.rules import provide_rules
from gongkai.web.reporting.counting.sources import FORM, Record, Records, Tally, provide_source
from gongkai.web.reporting.registers.models import RegisterKind, RegisterSigned


class Disputes:
    """Reviews and suits; zero where somebody compared the year with the justice bureau's list and signed."""

    def tallies(self, body: PublicBody, year: int, on: date) -> Mapping[str, Tally]:
        """The fifteen cells of table four."""
        found = count(body, year, settings=choices_of(body, year))
        cells = edition(FORM).table("disputes").cell_ids()
        signed = RegisterSigned.objects.filter(
            body=body, kind=RegisterKind.DISPUTES, year=year
        ).exists()
        if not found and not signed:
            told = _("没有登记复议、诉讼案件；确实没有的，请与司法行政部门的名单核对后确认。")
            return dict.fromkeys(cells, Tally(None, told))
        why = "" if signed else _("还没有与司法行政部门的名单核对（统计口径 D8）。")
        numbers = {
            cell: found[row, column] for cell in cells for _t, row, column in [cell.split(".")]
        }
        return {
            cell: Tally(number if number or signed else None, why, bool(number and not signed))
            for cell, number in numbers.items()
        }

    def records(self, body: PublicBody, year: int, cell: str) -> Records | None:
        """The disputes of a cell."""
        table, row, column = cell.split(".")
        if table != "disputes":
            return None
        settings = choices_of(body, year)
        standing = {}
        for dispute in disputes_in(body, year):
            cells = list(cells_in(dispute, year, settings))
            # More than once only where every instance counts.
            adds = sum(each.row == row and column in {each.column, TOTAL} for each in cells)
            if adds:
                standing[dispute] = (adds, cells)
        return Records(list(standing), lambda dispute: self._told(dispute, *standing[dispute]))

    def _told(self, dispute: Dispute, adds: int, found: list[DisputeCell]) -> Record:
        cells = tuple(dict.fromkeys((each.id, each.rules) for each in found))
        url = reverse("disputes:dispute", args=[dispute.pk])
        return Record(str(dispute), dispute.opened_on, url, adds, cells)


def connect() -> None:
    """Let table four be counted."""
    provide_rules(RULES)
    provide_source(Disputes())
