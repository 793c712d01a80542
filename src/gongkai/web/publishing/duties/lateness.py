"""Items published after their last day: how late, and whether somebody said why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from gongkai.web.publishing.items.last_day import last_day
from gongkai.web.publishing.items.models import ItemPage

YEAR = timedelta(days=366)
# No period of the list ends sooner.
SHORTEST = timedelta(days=9)


def due_of(item: ItemPage) -> date | None:
    """The last day of an item, by the period of its row."""
    return last_day(item.row.period_kind, item.formed_on)


@dataclass(frozen=True)
class Late:
    """An item that came late."""

    item: int
    title: str
    body: int
    row: int
    due_on: date
    published_on: date
    reason: str

    @property
    def days(self) -> int:
        """How many days after the last one."""
        return (self.published_on - self.due_on).days


def late_items(bodies: Iterable[int], on: date, *, row: int | None = None) -> list[Late]:
    """Items of the last year that came late, newest first. One question to the database."""
    items = (
        ItemPage.objects.public()
        .filter(
            body__public_body__in=list(bodies),
            published_on__range=(on - YEAR, on),
            # A comparison the database makes itself; to add days SQLite asks Python for each row.
            published_on__gt=F("formed_on"),
        )
        .order_by("-published_on", "-pk")
        .values_list(
            "pk",
            "title",
            "body__public_body",
            "row",
            "row__period_kind",
            "formed_on",
            "published_on",
            "lateness__reason",
        )
    )
    if row is not None:
        items = items.filter(row=row)
    found = []
    for pk, title, body, number, kind, formed_on, published_on, reason in items:
        if published_on - formed_on <= SHORTEST:
            continue
        due = last_day(kind, formed_on)
        if due is not None and published_on > due:
            found.append(Late(pk, title, body, number, due, published_on, reason or ""))
    return found
