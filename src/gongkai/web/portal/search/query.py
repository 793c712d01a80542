"""``search(q, filters)``: what is public and holds the words, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.models.entry import ITEMS_PER_DAY, place_of
from gongkai.web.portal.search.positions import Asked, counted, most_counted, places, planned
from gongkai.web.portal.search.schema import facts
from gongkai.web.portal.search.words import NUMBER, TITLE, Phrase, phrases
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage

AT_ONCE = 500
# Where a phrase stands, the best first, and the column that holds it.
TIERS = ((NUMBER, "numbers"), (TITLE, "title"), ("", "folded"))
# What a line of a list shows, on a page, in a feed, in open data.
SHOWN = (
    "title",
    "url_path",
    "index_number",
    "document_number",
    "issuing_body",
    "subject",
    "keywords",
    "summary",
    "formed_on",
    "published_on",
    "validity",
    "last_published_at",
    "body__code",
    "body__name",
    "row__code",
    "row__name",
    "row__category",
)


@dataclass(frozen=True)
class Filters:
    """What narrows a search; ``None``, ``""`` and no rows narrow nothing.

    ``body`` takes in the sections and villages for which a public body answers; ``rows`` are several
    rows of the catalogue, of which an item has one.
    """

    body: PublicBody | None = None
    row: CatalogueRow | None = None
    rows: tuple[int, ...] | None = None
    year: int | None = None
    validity: str = ""


EVERYTHING = Filters()


class Found:
    """Items in their order. Nothing is read before it is asked for, nor more than is asked for."""

    ordered = True

    def __init__(self, q: str, filters: Filters) -> None:
        self.phrases = phrases(q)
        self.filters = filters
        self.is_question = bool(q.strip())

    def whole(self) -> Iterator[ItemPage]:
        """Every item with its text and files, some hundreds at a time."""
        numbers = self.numbers()
        for start in range(0, len(numbers), AT_ONCE):
            public = ItemPage.objects.public().select_related("body", "row")
            known = public.prefetch_related("attachments").in_bulk(numbers[start : start + AT_ONCE])
            yield from (known[each] for each in numbers[start : start + AT_ONCE] if each in known)

    def count(self) -> int:
        """How many there are; of a question's hits no more than ``most_counted``."""
        return min(self._counted, self.most_counted) if self.is_question else self._counted

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.is_question and self._counted > self.most_counted

    @property
    def most_counted(self) -> int:
        """So many hits of a question are counted."""
        return most_counted(self._asked)

    @cached_property
    def _counted(self) -> int:
        if not self.is_question:
            return self._narrowed.count()
        return counted(self._asked) if self._may_hit else 0

    @property
    def _may_hit(self) -> bool:
        return bool(self._asked.phrases) and self.filters.rows != ()

    @cached_property
    def _asked(self) -> Asked:
        return asked_of(self.phrases, self.filters)

    def __getitem__(self, part: slice) -> list[ItemPage]:
        return items_in_order(self.numbers(part.start or 0, part.stop))

    def __iter__(self) -> Iterator[ItemPage]:
        if self.is_question:
            numbers = self.numbers()
            for start in range(0, len(numbers), AT_ONCE):
                yield from items_in_order(numbers[start : start + AT_ONCE])
            return
        # From place to place, so that a long list needs no more memory than a short one.
        last: int | None = None
        while True:
            lower = self._narrowed if last is None else self._narrowed.filter(place__lt=last)
            following = list(lower.values_list("place", flat=True)[:AT_ONCE])
            if not following:
                return
            yield from items_in_order([place % ITEMS_PER_DAY for place in following])
            if len(following) < AT_ONCE:
                return
            last = following[-1]

    def numbers(self, start: int = 0, stop: int | None = None) -> list[int]:
        """Numbers of items, the best first, from one position to another."""
        if not self.is_question:
            return list(self._narrowed.values_list("item_id", flat=True)[start:stop])
        if not self._may_hit:
            return []
        best: dict[int, None] = {}
        with planned():
            for mark, column in TIERS:
                if stop is not None and len(best) >= stop:
                    break
                found = places(self._asked, mark, column, stop)
                best.update(dict.fromkeys(place % ITEMS_PER_DAY for place in found))
        return list(best)[start:stop]

    @cached_property
    def _narrowed(self) -> QuerySet[SearchEntry]:
        found, wanted = SearchEntry.objects.order_by("-place"), self.filters
        if wanted.body is not None:
            answering = {"public_body" if wanted.body.is_public else "body": wanted.body}
            found = found.filter(**answering)
        if wanted.row is not None:
            found = found.filter(row=wanted.row)
        if wanted.rows is not None:
            found = found.filter(row__in=wanted.rows)
        if wanted.year is not None:
            found = found.filter(
                place__gte=place_of(0, date(wanted.year, 1, 1)),
                place__lt=place_of(0, date(wanted.year + 1, 1, 1)),
            )
        if wanted.validity:
            found = found.filter(validity=wanted.validity)
        return found


def search(q: str, filters: Filters = EVERYTHING) -> Found:
    """Public items that hold every phrase of the question; without a question, all of them.

    A number that is asked for comes first, then words in the title, then the newest.
    """
    return Found(q, filters)


def asked_of(wanted: tuple[Phrase, ...], filters: Filters) -> Asked:
    """Phrases and filters as the index knows them."""
    body = filters.body
    narrowing = facts(
        body=body.pk if body and not body.is_public else None,
        public_body=body.pk if body and body.is_public else None,
        row=filters.row.pk if filters.row else None,
        year=filters.year,
        validity=filters.validity,
    )
    among = [fact for row in filters.rows or () for fact in facts(row=row)]
    return Asked(wanted, tuple(narrowing), tuple(among))


def items_in_order(numbers: list[int]) -> list[ItemPage]:
    """These items in this order, with what a line of a list shows; whatever the index says, only what
    is public."""
    known = ItemPage.objects.public().select_related("body", "row").only(*SHOWN).in_bulk(numbers)
    return [known[number] for number in numbers if number in known]
