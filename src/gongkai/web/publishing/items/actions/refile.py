"""Items go with their row: what stood under a row that a body gives up moves to one that it owes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wagtail.models import Revision

from gongkai.papers.rows import RowWords, rank
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import words_of


def rows_given_up(
    *,
    body: PublicBody,
    old: Sequence[CatalogueRow],
    rows: Sequence[CatalogueRow],
    by: User | Platform,
    at: datetime,
    **_: Any,
) -> int:
    """Move the body's items under the old rows, each to the row of the same field that fits it best."""
    moved = 0
    fields = {row.pk: row.standard_field or row.statutory_item for row in old}
    items = ItemPage.objects.whole().filter(body__public_body=body, row__in=old)
    for item in items.select_related("row", "body"):
        found = [row for row in rows if row.standard_field == fields[item.row_id]]
        if found:
            _move(item, _best(item, found), by, at)
            moved += 1
    return moved


def _best(item: ItemPage, rows: Sequence[CatalogueRow]) -> CatalogueRow:
    words = [
        RowWords(row.pk, row.field_code, f"{row.category}{row.name}", row.content) for row in rows
    ]
    ranked = rank(item.draft_title, " ".join([item.summary, *words_of(item.text)]), words)
    by_number = {row.pk: row for row in rows}
    fitting = [by_number[each.key] for each in ranked]
    # A list of people goes where lists are looked after as such.
    lists = [row for row in (fitting or rows) if row.lists_people]
    if (item.lists_people or item.row.lists_people) and lists:
        return lists[0]
    return (fitting or list(rows))[0]


def _move(item: ItemPage, row: CatalogueRow, by: User | Platform, at: datetime) -> None:
    """Only where it is filed changes, of what is public and of the version on its way alike."""
    was = item.row.code
    if item.row.lists_people and not item.lists_people and not row.lists_people:
        item.lists_people = True
    item.row = row
    ItemPage.objects.filter(pk=item.pk).update(row=row, lists_people=item.lists_people)
    numbers = {item.latest_revision_id, item.live_revision_id}
    numbers |= set(item.releases.values_list("revision", flat=True))
    for revision in Revision.objects.filter(pk__in=numbers - {None}):
        revision.content = {**revision.content, "row": row.pk}
        revision.save(update_fields=["content"])
    record(
        acts.REFILED,
        by=by,
        body=item.body,
        subject=item,
        before={"row": was},
        after={"row": row.code},
        at=at,
    )
