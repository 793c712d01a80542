"""Which rows of the catalogue a body would enter something under."""

from __future__ import annotations

from datetime import date

from gongkai.papers.rows import Ranked, RowWords, rank
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow
from gongkai.web.publishing.items.models import ItemPage

EARLIER = 500


def rows_of(body: PublicBody, on: date) -> list[RowWords]:
    """The rows that the body owes on that day; the whole catalogue where it was not trimmed."""
    owed = (
        BodyRow.objects.on(on)
        .filter(body=body.public_body_id or body.pk)
        .select_related("row")
        .order_by("row__order", "row__code")
    )
    found = [
        RowWords(each.row.pk, each.row.field_code, each.row.name, each.content or each.row.content)
        for each in owed
    ]
    return found or [
        RowWords(row.pk, row.field_code, row.name, row.content)
        for row in CatalogueRow.objects.of(body)
    ]


def suggest_rows(body: PublicBody, *, title: str, words: str, on: date) -> list[Ranked]:
    """The rows that fit best, by their words and by what the body entered before."""
    earlier = (
        ItemPage.objects.filter(body__public_body=body.public_body_id or body.pk)
        .order_by("-pk")
        .values_list("draft_title", "row")[:EARLIER]
    )
    return rank(title, words, rows_of(body, on), earlier=earlier)
