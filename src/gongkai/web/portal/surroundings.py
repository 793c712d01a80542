"""What lies around an item on its page: two short questions, since most items have nothing around them.

By hand: to put such a question together costs more time than the database needs to answer it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from gongkai.web.portal.generation import moment_of
from gongkai.web.portal.models.entry import ITEMS_PER_DAY
from gongkai.web.publishing.items.models import ItemPage

MOST_BESIDE = 5
# First the one with a moment, from which PostgreSQL learns what the others leave out.
_AROUND = """
SELECT 'release', id, finished_at FROM publishing_release
 WHERE item_id = %s AND state = 'released' AND finished_at IS NOT NULL
UNION ALL SELECT 'file', id, NULL FROM publishing_attachment WHERE item_id = %s
UNION ALL SELECT 'link', id, NULL FROM publishing_itemlink WHERE source_id = %s
UNION ALL SELECT 'link', id, NULL FROM publishing_itemlink WHERE target_id = %s
UNION ALL SELECT 'link', disclosurepage_ptr_id, NULL FROM publishing_itempage WHERE superseded_by_id = %s
UNION ALL SELECT 'consultation', id, NULL FROM publishing_publicconsultation WHERE item_id = %s
"""
# In this order: from the newest entry under the row to its item, never from the items to their entries.
_BESIDE = """
SELECT entry.place, page.title, page.url_path
 FROM portal_searchentry AS entry CROSS JOIN publishing_itempage AS item CROSS JOIN bodies_disclosurepage AS page
 WHERE entry.public_body_id = %s AND entry.row_id = %s AND entry.item_id <> %s
 AND item.disclosurepage_ptr_id = entry.item_id AND page.id = entry.item_id
 AND page.live AND item.withdrawn_on IS NULL AND item.attribute = 'proactive'
 ORDER BY entry.place DESC LIMIT %s
"""


@dataclass(frozen=True)
class Beside:
    """Another item of the same body under the same row of the catalogue."""

    title: str
    url: str
    published_on: date | None


@dataclass(frozen=True)
class Surroundings:
    """Whether there are files, links, a consultation; ``versions`` are the moments of its releases."""

    has_files: bool
    has_links: bool
    has_consultation: bool
    versions: tuple[datetime, ...]


def surroundings_of(item: ItemPage) -> Surroundings:
    """What lies around it; asked once for each item that was read."""
    known = item.__dict__.get("_surroundings")
    if known is None:
        known = item.__dict__["_surroundings"] = _asked(item)
    return known


def _asked(item: ItemPage) -> Surroundings:
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [item.pk] * 6)
        found = cursor.fetchall()
    kinds = {kind for kind, _, _ in found}
    return Surroundings(
        has_files="file" in kinds,
        has_links="link" in kinds or item.superseded_by_id is not None,
        has_consultation="consultation" in kinds,
        versions=tuple(sorted(moment_of(each) for kind, _, each in found if kind == "release")),
    )


def beside(item: ItemPage) -> list[Beside]:
    """The newest others that the same body has published under the same row of the catalogue."""
    body: Any = item.body
    answering = body.public_body_id or body.pk
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, [answering, item.row_id, item.pk, MOST_BESIDE])
        return list(_placed(cursor.fetchall(), _before(item)))


def _before(item: ItemPage) -> int:
    """How much of a path in the tree stands before an address, the same for all items of the site."""
    return len(item.url_path) - len(item.url or "")


def _placed(found: list[tuple[int, str, str]], before: int) -> Iterator[Beside]:
    for place, title, path in found:
        day = place // ITEMS_PER_DAY
        yield Beside(title, path[before:], date.fromordinal(day) if day else None)
