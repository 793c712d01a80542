"""Table four, from the room of disputes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.report.edition import edition
from gongkai.web.bodies.models import PublicBody
from gongkai.web.disputes.counting import RULES, TOTAL, cells_in, count, disputes_in
from gongkai.web.disputes.models import Dispute
from gongkai.web.reporting.counting.rules import provide_rules
from gongkai.web.reporting.counting.sources import FORM, Record, Records, Tally, provide_source
from gongkai.web.reporting.registers.models import RegisterKind, RegisterSigned


class Disputes:
    """Reviews and suits; zero where somebody compared the year with the justice bureau's list and signed."""

    def tallies(self, body: PublicBody, year: int, on: date) -> Mapping[str, Tally]:
        """The fifteen cells of table four."""
        found = count(body, year)
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
            cell: Tally(number if number or signed else None, why)
            for cell, number in numbers.items()
        }

    def records(self, body: PublicBody, year: int, cell: str) -> Records | None:
        """The disputes of a cell."""
        table, row, column = cell.split(".")
        if table != "disputes":
            return None
        standing = [
            dispute
            for dispute in disputes_in(body, year)
            if any(
                each.row == row and column in {each.column, TOTAL}
                for each in cells_in(dispute, year)
            )
        ]
        return Records(standing, lambda dispute: self._told(dispute, year))

    def _told(self, dispute: Dispute, year: int) -> Record:
        cells = tuple((each.id, each.rules) for each in cells_in(dispute, year))
        url = reverse("disputes:dispute", args=[dispute.pk])
        return Record(str(dispute), dispute.opened_on, url, 1, cells)


def connect() -> None:
    """Let table four be counted."""
    provide_rules(RULES)
    provide_source(Disputes())
