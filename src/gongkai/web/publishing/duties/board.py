"""The due board: what each body owes under each row, as of a day."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from gongkai.statute.codelists import codelist
from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.publication import publication_due_by_kind, stale_on
from gongkai.statute.workdays import Calendar, load_calendar
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.home import SOON
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow, Way
from gongkai.web.publishing.duties.models import NilReturn
from gongkai.web.publishing.duties.released import released_until
from gongkai.web.publishing.items.models import Attribute, ItemPage

QUOTA_WARNING_DAY = 20
NEVER = (None, 0)


class Status(Enum):
    """How a row stands. ``BY_EVENT``: no period runs until something arises, by then its draft has the last day."""

    CURRENT = "正常"
    SOON = "即将到期"
    ZERO = "本期无"
    SHORT = "本月不足"
    STALE = "超期未更新"
    BLANK = "空白"
    BY_EVENT = "随事公开"


# Colour alone tells nobody anything: each status has a sign of its own.
LETTERS: dict[Status, str] = {
    Status.CURRENT: "正",
    Status.SOON: "近",
    Status.ZERO: "无",
    Status.SHORT: "少",
    Status.STALE: "超",
    Status.BLANK: "空",
    Status.BY_EVENT: "随",
}
OVERDUE = frozenset({Status.STALE, Status.BLANK})


class Cell(NamedTuple):
    """One row of one body on the board.

    ``due_on`` is the last day on which the row still counts as current; ``None`` where its cadence has
    no limit. ``wanted`` and ``published`` are this month's quota and what was published of it.
    """

    body: PublicBody
    row: CatalogueRow
    status: Status
    last_published_on: date | None
    due_on: date | None
    wanted: int | None
    published: int

    @property
    def letter(self) -> str:
        """The sign of its status."""
        return LETTERS[self.status]


def board(bodies: Iterable[PublicBody], on: date) -> list[Cell]:
    """Every row that these bodies owe on that day, body by body. Six questions to the database, for any number."""
    served = {body.pk: body for body in bodies}
    owed: dict[int, dict[int, int | None]] = {}
    for body, row, quota in (
        BodyRow.objects.on(on)
        .filter(body__in=list(served))
        .order_by()
        .values_list("body", "row", "monthly_quota")
    ):
        owed.setdefault(body, {})[row] = quota
    rows = CatalogueRow.objects.in_bulk(set().union(*owed.values()))
    ordered = sorted(
        ((number, row) for number, row in rows.items() if row.way == Way.PROACTIVE),
        key=lambda each: (each[1].order, each[1].code),
    )
    by_event = frozenset(number for number, row in ordered if row.is_by_event)
    released = released_until(served, on)
    zero = set(
        NilReturn.objects.filter(body__in=list(served), first_day__lte=on, last_day__gte=on)
        .order_by()
        .values_list("body", "row")
    )
    cells = []
    for number in sorted(owed):
        body, quotas = served[number], owed[number]
        for row, entry in ordered:
            if row in quotas:
                place, quota = (number, row), quotas[row]
                wanted = entry.monthly_quota if quota is None else quota
                told = released.get(place, NEVER)
                cells.append(_cell(body, entry, wanted, told, on, place in zero, row in by_event))
    return cells


@lru_cache(maxsize=20_000)
def _last_current_day(cadence: str, last: date) -> date | None:
    stale = stale_on(cadence, last)
    return stale - timedelta(days=1) if stale is not None else None


def _cell(
    body: PublicBody,
    row: CatalogueRow,
    wanted: int | None,
    released: tuple[date | None, int],
    on: date,
    is_zero: bool,
    is_by_event: bool,
) -> Cell:
    last, published = released
    due_on = _last_current_day(row.cadence, last) if last is not None else None
    if is_zero:
        status = Status.ZERO
    elif last is None:
        status = Status.BY_EVENT if is_by_event else Status.BLANK
    elif due_on is not None and on > due_on:
        status = Status.STALE
    elif wanted is not None and published < wanted and on.day >= QUOTA_WARNING_DAY:
        status = Status.SHORT
    elif due_on is not None and due_on - on <= SOON:
        status = Status.SOON
    else:
        # Green says that a period runs and has not ended; without a period there is nothing to be within.
        status = Status.CURRENT if due_on is not None or wanted else Status.BY_EVENT
    if status is Status.SHORT:
        due_on = on.replace(day=gregorian.monthrange(on.year, on.month)[1])
    return Cell(body, row, status, last, due_on, wanted, published)


def statement_period(owed: BodyRow, on: date) -> tuple[date, date]:
    """The month, quarter or half-year around a day for which one signs that nothing arose.

    A row with a monthly quota is answered for by the month, any other by its cadence.
    """
    quota = owed.monthly_quota if owed.monthly_quota is not None else owed.row.monthly_quota
    months = int(codelist("cadence_classes")[owed.row.cadence].text("statement_months") or 1)
    if quota:
        months = 1
    first_month = (on.month - 1) // months * months + 1
    last_month = first_month + months - 1
    return (
        date(on.year, first_month, 1),
        date(on.year, last_month, gregorian.monthrange(on.year, last_month)[1]),
    )


@dataclass(frozen=True)
class OpenItem:
    """A draft that has a last day. ``due_on`` is ``None`` where no calendar reaches so far."""

    item: ItemPage
    due_on: date | None

    def is_late(self, on: date) -> bool:
        """Whether the last day is over."""
        return self.due_on is not None and on > self.due_on


def open_items(numbers: Iterable[int], calendar: Calendar | None = None) -> list[OpenItem]:
    """Drafts of these bodies that should become public, with the last day of 条例第二十六条."""
    calendar = calendar or load_calendar()
    drafts = (
        ItemPage.objects.standing()
        .filter(body__in=list(numbers), live=False, attribute=Attribute.PROACTIVE)
        .select_related("row", "body")
        .order_by("formed_on")
    )
    found = []
    for item in drafts:
        try:
            due = publication_due_by_kind(item.row.period_kind, item.formed_on, calendar).due_on
        except CalendarNotLoaded:
            due = None
        found.append(OpenItem(item, due))
    return found
