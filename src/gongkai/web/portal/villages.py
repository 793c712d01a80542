"""Everything public about one village: its own items, and those of its township and county that name it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.portal.search import Filters, search
from gongkai.web.portal.search.query import items_in_order
from gongkai.web.publishing.items.models import ItemPage

MOST = 200
PER_BLOCK = 12


@dataclass(frozen=True)
class VillageBlock:
    """Items of a village of one sort, the newest first; ``more`` counts those that are not shown."""

    slug: str
    name: str
    items: tuple[ItemPage, ...]
    more: int


@cache
def _blocks() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    text = resources.files("gongkai.web.portal").joinpath("villages.toml").read_text("utf-8")
    return tuple(
        (each["slug"], each["name"], tuple(each["words"])) for each in tomllib.loads(text)["block"]
    )


def villages_of_townships() -> list[tuple[PublicBody, list[PublicBody]]]:
    """Townships in their order with their villages."""
    villages = (
        PublicBody.objects.filter(kind=Kind.VILLAGE, abolished_on=None)
        .select_related("public_body")
        .order_by("public_body__order", "public_body__code", "order", "code")
    )
    found: dict[int, tuple[PublicBody, list[PublicBody]]] = {}
    for village in villages:
        township = village.public_body
        found.setdefault(township.pk, (township, []))[1].append(village)
    return list(found.values())


def items_of(village: PublicBody) -> list[ItemPage]:
    """What concerns a village, the newest first: its own, and what names it in title, text or files."""
    numbers = dict.fromkeys(search("", Filters(body=village)).numbers(0, MOST))
    numbers |= dict.fromkeys(search(village.short_name).numbers(0, MOST))
    # Two townships may have villages of one name: of others only what the county publishes is meant.
    around = set(
        PublicBody.objects.filter(
            Q(pk=village.public_body_id)
            | Q(public_body=village.public_body_id)
            | Q(kind__in=(Kind.COUNTY_GOVERNMENT, Kind.COUNTY_DEPARTMENT))
        ).values_list("pk", flat=True)
    )
    # Another village's accounts do not concern this one because both stand in a table; a title that names it does.
    others = set(
        PublicBody.objects.filter(kind=Kind.VILLAGE)
        .exclude(pk=village.pk)
        .values_list("pk", flat=True)
    )
    found = [
        item
        for item in items_in_order(list(numbers))
        if item.body_id in around
        and (item.body_id not in others or village.short_name in item.title)
    ]
    found.sort(key=lambda item: (item.published_on or item.formed_on, item.pk), reverse=True)
    return found


def blocks_of(items: list[ItemPage]) -> list[VillageBlock]:
    """The items in four blocks; each stands in one."""
    parted: dict[str, list[ItemPage]] = {slug: [] for slug, *_rest in _blocks()} | {"notices": []}
    for item in items:
        parted[_block_of(item)].append(item)
    names = {slug: name for slug, name, _words in _blocks()} | {"notices": _("通知和其他")}
    return [
        VillageBlock(slug, names[slug], tuple(found[:PER_BLOCK]), max(len(found) - PER_BLOCK, 0))
        for slug, found in parted.items()
    ]


def _block_of(item: ItemPage) -> str:
    for text in (item.title, item.row.name):
        for slug, _name, words in _blocks():
            if any(word in text for word in words):
                return slug
    return "notices"
