"""Read the links of an item, from both ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.web.publishing.items.models import ItemLink, ItemPage, LinkKind
from gongkai.web.publishing.items.models.item import ItemQuerySet
from gongkai.web.publishing.items.models.link import NAME_OF_TARGET

REPLACED = "被替代的文件"
REPLACES = "现行文件"


@dataclass(frozen=True)
class Related:
    """An item at the other end. ``number`` is the link's, ``None`` where the fact stands on an item."""

    label: str
    item: ItemPage
    number: int | None


def related_items(item: ItemPage) -> list[Related]:
    """Everything linked with an item, drafts included: for the office."""
    return _related(item, None)


def public_related_items(item: ItemPage) -> list[Related]:
    """What of it anybody may read."""
    return _related(item, ItemPage.objects.public())


def _related(item: ItemPage, among: ItemQuerySet | None) -> list[Related]:
    found = [
        Related(NAME_OF_TARGET[link.kind], link.target, link.pk)
        if link.source_id == item.pk
        else Related(LinkKind(link.kind).label, link.source, link.pk)
        for link in ItemLink.objects.filter(Q(source=item.pk) | Q(target=item.pk)).select_related(
            "source__body", "target__body"
        )
    ]
    wanted = Q(superseded_by=item.pk)
    if item.superseded_by_id is not None:
        wanted |= Q(pk=item.superseded_by_id)
    # Sorted here: asked for an order, SQLite reads every item in it instead of the few that are wanted.
    around = list(ItemPage.objects.filter(wanted).select_related("body").order_by())
    around.sort(key=lambda each: (each.published_on or date.min, each.pk), reverse=True)
    found += [
        Related(REPLACES if each.pk == item.superseded_by_id else REPLACED, each, None)
        for each in around
    ]
    if among is None or not found:
        return found
    readable = set(
        among.filter(pk__in=[each.item.pk for each in found]).values_list("pk", flat=True)
    )
    return [each for each in found if each.item.pk in readable]
