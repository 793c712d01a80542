"""By when a body's report is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.statute.report_dates import Reporter, report_due
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.reporting.models import DueDay

REPORTERS = {
    Kind.COUNTY_GOVERNMENT: Reporter.GOVERNMENT,
    Kind.TOWNSHIP: Reporter.TOWNSHIP,
    Kind.SUBDISTRICT: Reporter.TOWNSHIP,
}


def due_days(bodies: Iterable[PublicBody], year: int) -> dict[int, date]:
    """The last day of each body, by its number: the county's own where it has set one, never later than the law's."""
    set_days = {
        day.county.lineage: day.due_on
        for day in DueDay.objects.filter(year=year).select_related("county")
    }
    found = {}
    for body in bodies:
        lawful = report_due(REPORTERS.get(Kind(body.kind), Reporter.DEPARTMENT), year).due_on
        own = [
            day
            for lineage, day in set_days.items()
            if body.lineage.startswith(lineage) and body.lineage != lineage
        ]
        found[body.pk] = min([lawful, *own])
    return found
