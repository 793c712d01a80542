"""A change of a body's facts makes its guide and its page of leaders outdated; a release resolves that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.publication import publication_due_by_kind
from gongkai.statute.workdays import Calendar, load_calendar
from gongkai.web.bodies.models import ContactDetails, Post, PublicBody, Term
from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.guides.guide import GUIDE_ROW, LEADERS_ROW
from gongkai.web.publishing.guides.models import OutdatedPage
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT

# Groups and responsibilities are not told in either page.
TOLD = frozenset({Term, Post, ContactDetails, PublicBody})
KIND = "leadership_change"


def facts_changed(sender: type, body: PublicBody, on: date, **kwargs: Any) -> None:
    """Mark the two pages of the body that answers, from the day of the first change."""
    if sender not in TOLD:
        return
    answering = body.public_body or body
    for row in CatalogueRow.objects.of(answering).filter(plain_code__in=[GUIDE_ROW, LEADERS_ROW]):
        page, made = OutdatedPage.objects.get_or_create(
            body=answering, row=row, resolved_on=None, defaults={"changed_on": on}
        )
        if not made and on < page.changed_on:
            page.changed_on = on
            page.save(update_fields=["changed_on"])


def item_released(sender: type, item: ItemPage, on: date, **kwargs: Any) -> None:
    """What has been released anew is up to date."""
    answering = item.body.public_body_id or item.body_id
    OutdatedPage.objects.open().filter(body=answering, row=item.row_id, changed_on__lte=on).update(
        resolved_on=on
    )


def due_on(page: OutdatedPage, calendar: Calendar) -> date | None:
    """The last day of 条例第二十六条; ``None`` where no calendar reaches so far."""
    try:
        return publication_due_by_kind(KIND, page.changed_on, calendar).due_on
    except CalendarNotLoaded:
        return None


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Pages to bring up to date, with their last day."""
    numbers = user.bodies_where(DRAFT)
    if not numbers:
        return
    calendar = load_calendar()
    pages = OutdatedPage.objects.open().filter(body__in=numbers).select_related("body", "row")
    for page in pages:
        due = due_on(page, calendar)
        guide = page.row.plain_code == GUIDE_ROW
        yield ToDo(
            Slot.LATE if due is not None and on > due else Slot.DUE,
            f"更新{'指南' if guide else '领导和机构信息'}：资料自 {page.changed_on} 起有变更",
            reverse("publishing:guide", args=[page.body_id])
            if guide
            else reverse("publishing:leaders", args=[page.body_id]),
            due_on=due,
            body=page.body.short_name,
            note="条例第十二条、第二十六条" if guide else "条例第二十条第二项、第二十六条",
        )
