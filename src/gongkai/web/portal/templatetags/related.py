"""What else belongs to an item on its public page: links, and what became of the document."""

from __future__ import annotations

from django import template
from django.utils import timezone

from gongkai.web.portal.surroundings import surroundings_of
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.items.links import REPLACES, public_related_items
from gongkai.web.publishing.items.models import ItemPage, ValidityChange

register = template.Library()


@register.simple_tag
def related_groups(item: ItemPage) -> list[tuple[str, list[ItemPage]]]:
    """Public items linked with this one, by what they are to it; what replaces it stands above."""
    groups: dict[str, list[ItemPage]] = {}
    if not surroundings_of(item).has_links:
        return []
    for each in public_related_items(item):
        if each.label != REPLACES:
            groups.setdefault(each.label, []).append(each.item)
    return list(groups.items())


@register.simple_tag
def last_validity_change(item: ItemPage) -> ValidityChange | None:
    """Since when and why the document stands as it does."""
    return ValidityChange.objects.filter(item_id=item.pk, validity=item.validity).first()


@register.simple_tag
def consultation_of(item: ItemPage) -> PublicConsultation | None:
    """The consultation that this item announces, with where it stands today."""
    if not surroundings_of(item).has_consultation:
        return None
    found = (
        PublicConsultation.objects.public().select_related("result").filter(item=item.pk).first()
    )
    if found is not None:
        found.state = found.state_on(timezone.localdate())
    return found
