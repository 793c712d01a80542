"""How long a list of people stays public."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.statute.codelists import Code, codelist
from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.workdays import load_calendar
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.catalogue.row_limits import POSTING
from gongkai.web.publishing.items.models import ItemPage


def is_list_of_people(item: ItemPage) -> bool:
    """Whether it must be taken down some day."""
    return item.lists_people or item.row.lists_people


def period_of(row: CatalogueRow) -> Code | None:
    """The posting period laid down by law or custom for lists under a row, or ``None``."""
    codes = codelist("posting_periods").codes
    return codes.get(row.statutory_item) or codes.get(row.standard_field)


def proposed_take_down(item: ItemPage, released_on: date) -> date | None:
    """The day on which a list released on a day is taken down: after the period, days of release not counted."""
    period = period_of(item.row)
    laid_down = (period.text("period") or "") if period else ""
    found = POSTING.fullmatch(item.row.posting) or POSTING.fullmatch(laid_down)
    if found is None:
        return None
    days = int(found["days"])
    if found["unit"] == "working":
        try:
            return load_calendar().add(released_on, days) + timedelta(days=1)
        except CalendarNotLoaded:
            # No shorter than the working days that nobody has counted yet.
            days *= 2
    return released_on + timedelta(days=days + 1)
