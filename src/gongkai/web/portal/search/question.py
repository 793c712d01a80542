"""``search(q, filters)``: what is public and holds the words, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL

from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal.search.words import Phrase, phrases
from gongkai.web.publishing.models import CatalogueRow, ItemPage
from gongkai.web.publishing.models.item import ItemQuerySet


@dataclass(frozen=True)
class Filters:
    """What narrows a search; ``None`` and ``""`` narrow nothing."""

    body: PublicBody | None = None
    row: CatalogueRow | None = None
    year: int | None = None
    validity: str = ""


def search(q: str, filters: Filters = Filters()) -> ItemQuerySet:
    """Public items that hold every phrase of the question; without a question, all of them.

    A number that is asked for comes first, then words in the title, then the newest. Slice it: what is
    not shown is not fetched.
    """
    found = _narrow(ItemPage.objects.public(), filters)
    asked = phrases(q)
    if not q.strip():
        return found.order_by("-published_on", "-pk")
    if not asked:
        return found.none()
    found = found.filter(pk__in=_holding(asked))
    return found.annotate(rank=_rank(asked)).order_by("-rank", "-published_on", "-pk")


def _narrow(found: ItemQuerySet, filters: Filters) -> ItemQuerySet:
    if filters.body is not None:
        found = found.filter(body__public_body=filters.body)
    if filters.row is not None:
        found = found.filter(row=filters.row)
    if filters.year is not None:
        found = found.filter(
            published_on__gte=date(filters.year, 1, 1),
            published_on__lt=date(filters.year + 1, 1, 1),
        )
    if filters.validity:
        found = found.filter(validity=filters.validity)
    return found


def _holding(asked: tuple[Phrase, ...]) -> RawSQL:
    """The numbers of items whose words hold every phrase."""
    if connection.vendor == "postgresql":
        wanted = sorted({token for phrase in asked for token in phrase.distinct})
        # A folded text knows no sign, so that nothing in a pattern needs escaping.
        return RawSQL(
            "SELECT item_id FROM portal_searchentry"
            " WHERE tokens @> %s::text[] AND folded LIKE ALL (%s::text[])",
            [wanted, [f"%{phrase.pattern}%" for phrase in asked]],
        )
    return RawSQL(
        "SELECT rowid FROM portal_searchwords WHERE portal_searchwords MATCH %s",
        [" AND ".join(_match(phrase) for phrase in asked)],
    )


def _match(phrase: Phrase) -> str:
    sequence, begins = phrase.sequence
    return f'"{" ".join(sequence)}"{" *" if begins else ""}'


def _rank(asked: tuple[Phrase, ...]) -> Case:
    numbers, title = Q(), Q()
    for phrase in asked:
        numbers &= Q(search_entry__numbers__contains=phrase.pattern)
        title &= Q(search_entry__title__contains=phrase.pattern)
    return Case(
        When(numbers, then=Value(2)),
        When(title, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
