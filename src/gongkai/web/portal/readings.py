"""What the public pages read, each in a fixed number of questions to the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Prefetch
from django.utils import timezone

from gongkai.letters.writing import in_chinese
from gongkai.web.bodies.models import BodyPage, ContactDetails, Kind, Post, PublicBody, Term
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.models.entry import ITEMS_PER_DAY
from gongkai.web.portal.search import Filters, Found, search
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow
from gongkai.web.publishing.items.models import ItemPage, Phase
from gongkai.web.publishing.items.prose import words_of
from gongkai.web.supervision.households.models import HouseholdLookup


@dataclass(frozen=True)
class Leader:
    """A person in a post of leadership today."""

    post: str
    name: str
    duties: str


def newest(body: PublicBody | None = None, rows: tuple[str, ...] | None = None) -> Found:
    """Public items, the newest first: all, those of a body, those under some rows of the catalogue."""
    numbers = None
    if rows is not None:
        numbers = tuple(CatalogueRow.objects.filter(code__in=rows).values_list("pk", flat=True))
    return search("", Filters(body=body, rows=numbers))


def years() -> list[int]:
    """The years in which something public was published, the latest first."""
    places = SearchEntry.objects.filter(place__gte=ITEMS_PER_DAY).values_list("place", flat=True)
    first, last = places.order_by("place").first(), places.order_by("-place").first()
    if first is None or last is None:
        return []
    start, end = (date.fromordinal(place // ITEMS_PER_DAY).year for place in (first, last))
    return list(range(end, start - 1, -1))


def columns_of_bodies(on: date) -> list[BodyPage]:
    """The pages of public bodies that stand today."""
    standing = PublicBody.objects.public().real().standing_on(on)
    return list(
        BodyPage.objects.live()
        .filter(body__in=standing)
        .select_related("body")
        .order_by("body__order", "body__code")
    )


def by_kind(pages: list[BodyPage]) -> Iterator[tuple[str, list[BodyPage]]]:
    """Pages of bodies under the name of their kind, counties first."""
    order = list(Kind)
    pages = sorted(pages, key=lambda page: order.index(Kind(page.body.kind)))
    for kind, group in groupby(pages, key=lambda page: page.body.kind):
        yield Kind(kind).label, list(group)


def contacts_of(body: PublicBody, on: date) -> ContactDetails | None:
    """Where the body's disclosure office is today."""
    answering = body.public_body or body
    return ContactDetails.objects.on(on).filter(body=answering).first()


def leaders_of(body: PublicBody, on: date) -> list[Leader]:
    """Who leads the body today."""
    terms = Prefetch("terms", Term.objects.on(on).select_related("person"), "today")
    posts = Post.objects.filter(body=body, is_leader=True).order_by("order", "pk")
    return [
        Leader(post.title, term.person.name, post.duties)
        for post in posts.prefetch_related(terms)
        for term in post.today
    ]


Categories = list[tuple[str, list[CatalogueRow]]]


@dataclass(frozen=True)
class Counted:
    """Rows of the catalogue by category: those that hold something (``row.shown`` items), and those that do not."""

    held: Categories
    idle: Categories

    @property
    def number(self) -> int:
        """How many hold nothing."""
        return sum(len(rows) for _, rows in self.idle)


def rows_with_counts(body: PublicBody | None, on: date) -> Counted:
    """The catalogue (or what of it the body owes), with how many public items each row holds."""
    public = SearchEntry.objects.filter(public_body=body) if body else SearchEntry.objects.all()
    shown = dict(public.order_by().values_list("row").annotate(Count("pk")))
    owed = set(BodyRow.objects.on(on).filter(body=body).values_list("row", flat=True))
    rows = []
    for row in CatalogueRow.objects.order_by("order", "code"):
        row.shown = shown.get(row.pk, 0)
        # Of a whole county only what holds something is shown of the many rows within a field.
        if body is None and row.is_standard and not row.shown:
            continue
        if body is None or row.shown or row.pk in owed:
            rows.append(row)
    return Counted(
        _by_category(row for row in rows if row.pk in shown),
        _by_category(row for row in rows if row.pk not in shown),
    )


def _by_category(rows: Iterable[CatalogueRow]) -> Categories:
    return [(category, list(group)) for category, group in groupby(rows, key=lambda row: row.group)]


@dataclass(frozen=True)
class Signature:
    """Who signed a document, and the day in full."""

    body: str
    on: date


MOST_OF_A_CHAIN, MOST_OF_A_MATTER = 40, 400
LONGEST_SILENCE = 365
"""Days after which what is published of a matter is told of another round."""
_END, _TAIL = 60, 4000
"""Within so many characters from its end a text that is signed names the day; with tags they are not more."""


def signature_of(item: ItemPage) -> Signature | None:
    """The signature of a document with a number, where its text does not end with one."""
    if not item.document_number or not item.text.strip():
        return None
    day = in_chinese(item.formed_on)
    # Only the end is looked at, so that only the end of a long text is read.
    end = "".join("".join(words_of(item.text[-_TAIL:])).split())[-_END:]
    return None if day in end else Signature(item.issuing_body or item.body.name, item.formed_on)


@dataclass(frozen=True)
class StageOfMatter:
    """A stage of a matter: 决策、执行、管理、服务、结果, with what is public of it."""

    label: str
    items: tuple[ItemPage, ...]


def chain_of(item: ItemPage) -> list[StageOfMatter]:
    """What the body has published of the same matter, stage by stage; nothing where this item is all.

    A matter of every year goes round once a year: of it only the round of this item is shown.
    """
    if not item.matter:
        return []
    same = (
        ItemPage.objects.public()
        .filter(matter=item.matter, body__public_body=item.body.public_body_id or item.body_id)
        .exclude(phase="")
        .only("title", "url_path", "published_on", "phase")
        .order_by("published_on", "pk")
    )
    rounds = list(_rounds(same[:MOST_OF_A_MATTER]))
    found = next((each for each in rounds if any(one.pk == item.pk for one in each)), [])
    found = found[:MOST_OF_A_CHAIN]
    if len(found) < 2:
        return []
    return [
        StageOfMatter(phase.label, tuple(each for each in found if each.phase == phase))
        for phase in Phase
    ]


def _rounds(items: Iterable[ItemPage]) -> Iterator[list[ItemPage]]:
    """The items of a matter in their order, cut where it begins anew: decided again after its result was told, or silent for a year."""
    current: list[ItemPage] = []
    for item in items:
        if current and _begins_anew(item, current):
            yield current
            current = []
        current.append(item)
    if current:
        yield current


def _begins_anew(item: ItemPage, before: list[ItemPage]) -> bool:
    last = before[-1].published_on
    if item.published_on and last and (item.published_on - last).days > LONGEST_SILENCE:
        return True
    return item.phase == Phase.DECISION and any(each.phase == Phase.RESULT for each in before)


def lookups_of_item(item: ItemPage) -> list[HouseholdLookup]:
    """Look-ups by household that are open for a published list."""
    return list(HouseholdLookup.objects.open_on(timezone.localdate()).filter(item=item))


def lookups_of_body(body: PublicBody) -> list[HouseholdLookup]:
    """Look-ups by household that a township has open, for the pages of its villages."""
    return list(HouseholdLookup.objects.open_on(timezone.localdate()).filter(body=body))
