"""What the public pages read, each in a fixed number of questions to the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, F, Prefetch, Q

from gongkai.web.bodies.models import BodyPage, ContactDetails, Kind, Post, PublicBody, Term
from gongkai.web.publishing.models import CatalogueRow, ItemPage, Release, ReleaseState
from gongkai.web.publishing.models.item import ItemQuerySet


@dataclass(frozen=True)
class Leader:
    """A person in a post of leadership today."""

    post: str
    name: str
    duties: str


def listed(items: ItemQuerySet) -> ItemQuerySet:
    """Items with what a line of a list shows."""
    return items.select_related("body", "row").defer("text")


def newest() -> ItemQuerySet:
    """Public items, the newest first."""
    return listed(ItemPage.objects.public()).order_by("-published_on", "-pk")


def of_body(body: PublicBody) -> Q:
    """Items of a body; for a public body those of its sections and villages too."""
    return Q(body=body) | Q(body__public_body=body)


def columns_of_bodies(day: date) -> list[BodyPage]:
    """The pages of public bodies that stand today."""
    standing = PublicBody.objects.public().standing_on(day)
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


def contacts_of(body: PublicBody, day: date) -> ContactDetails | None:
    """Where the body's disclosure office is today."""
    answering = body.public_body or body
    return ContactDetails.objects.on(day).filter(body=answering).first()


def leaders_of(body: PublicBody, day: date) -> list[Leader]:
    """Who leads the body today."""
    terms = Prefetch("terms", Term.objects.on(day).select_related("person"), "today")
    posts = Post.objects.filter(body=body, is_leader=True).order_by("order", "pk")
    return [
        Leader(post.title, term.person.name, post.duties)
        for post in posts.prefetch_related(terms)
        for term in post.today
    ]


def rows_with_counts(body: PublicBody | None, day: date) -> list[tuple[str, list[CatalogueRow]]]:
    """The catalogue (or what of it the body owes) by category; ``row.shown`` counts public items."""
    public = Q(items__in=ItemPage.objects.public().values("pk"))
    if body is not None:
        public &= Q(items__body=body) | Q(items__body__public_body=body)
    rows = CatalogueRow.objects.annotate(shown=Count("items", filter=public, distinct=True))
    if body is not None:
        owed = Q(bodies__body=body, bodies__starts_on__lte=day) & (
            Q(bodies__ends_on=None) | Q(bodies__ends_on__gt=day)
        )
        rows = rows.filter(
            Q(pk__in=CatalogueRow.objects.filter(owed).values("pk")) | Q(shown__gt=0)
        )
    rows = rows.order_by("order", "code")
    return [
        (category, list(group)) for category, group in groupby(rows, key=lambda row: row.category)
    ]


def versions_of(item: ItemPage) -> list[date]:
    """When this item was released and released again; what earlier versions said is not shown."""
    released = Release.objects.filter(item_id=item.pk, state=ReleaseState.RELEASED)
    return list(
        released.exclude(finished_at=None)
        .annotate(day=F("finished_at"))
        .order_by("finished_at")
        .values_list("day", flat=True)
    )
