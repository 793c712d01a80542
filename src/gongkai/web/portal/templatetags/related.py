"""What else belongs to an item on its public page: links, and what became of the document."""

from __future__ import annotations

from django import template

from gongkai.web.publishing.links import REPLACES, public_related_items
from gongkai.web.publishing.models import ItemPage, ValidityChange

register = template.Library()


@register.simple_tag
def related_groups(item: ItemPage) -> list[tuple[str, list[ItemPage]]]:
    """Public items linked with this one, by what they are to it; what replaces it stands above."""
    groups: dict[str, list[ItemPage]] = {}
    for each in public_related_items(item):
        if each.label != REPLACES:
            groups.setdefault(each.label, []).append(each.item)
    return list(groups.items())


@register.simple_tag
def last_validity_change(item: ItemPage) -> ValidityChange | None:
    """Since when and why the document stands as it does."""
    return ValidityChange.objects.filter(item_id=item.pk, validity=item.validity).first()
