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
    links = list(ItemLink.objects.filter(Q(source=item.pk) | Q(target=item.pk)).order_by())
    # Their numbers first: most items have nothing around them, and then that is all that is asked.
    replaced = list(
        ItemPage.objects.filter(superseded_by=item.pk).order_by().values_list("pk", flat=True)
    )
    numbers = {link.target_id if link.source_id == item.pk else link.source_id for link in links}
    numbers |= {*replaced, *filter(None, [item.superseded_by_id])}
    if not numbers:
        return []
    readable = ItemPage.objects.all() if among is None else among
    known = readable.select_related("body").in_bulk(list(numbers))
    found = []
    for link in links:
        is_source = link.source_id == item.pk
        other = known.get(link.target_id if is_source else link.source_id)
        if other is not None:
            label = NAME_OF_TARGET[link.kind] if is_source else LinkKind(link.kind).label
            found.append(Related(label, other, link.pk))
    found.sort(key=lambda each: (each.item.published_on or date.min, each.item.pk), reverse=True)
    kinds = {link.pk: link.kind for link in links}
    found.sort(key=lambda each: kinds[each.number])
    around = [known[number] for number in {*replaced, item.superseded_by_id} if number in known]
    around.sort(key=lambda each: (each.published_on or date.min, each.pk), reverse=True)
    return found + [
        Related(REPLACES if each.pk == item.superseded_by_id else REPLACED, each, None)
        for each in around
    ]
