"""What every public page shows: the site's facts, the reader's mode, an item's surroundings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from gongkai.web.outbound import messages
from gongkai.web.portal import generation
from gongkai.web.portal.columns import COLUMNS, Column
from gongkai.web.portal.modes import MODES, STANDARD, mode_of
from gongkai.web.portal.search.wordings import wordings
from gongkai.web.portal.site_facts import site_facts as site_facts_of_today
from gongkai.web.portal.surroundings import surroundings_of
from gongkai.web.publishing.items.models import ItemPage

register = template.Library()


@register.simple_tag(takes_context=True)
def site_facts(context: dict[str, Any]) -> dict[str, Any]:
    """Name, domain, codes, sponsor and telephone of the site."""
    request: HttpRequest | None = context.get("request")
    mode = mode_of(request) if request else STANDARD
    state = generation.of(request).mark if request else generation.current()
    return {
        "name": settings.WAGTAIL_SITE_NAME,
        "domain": _domain(request),
        "mode": mode,
        "other_modes": [(name, label) for name, label in MODES.items() if name != mode],
        "here": request.get_full_path() if request else "/",
        "state": state,
        "mails": messages.sends_mail(),
        **vars(site_facts_of_today(state)),
    }


def _domain(request: HttpRequest | None) -> str:
    try:
        return request.get_host() if request else ""
    except DisallowedHost:
        # The page that says so is rendered with this as well.
        return ""


@register.simple_tag
def portal_columns() -> tuple[Column, ...]:
    """The columns in their order."""
    return COLUMNS


@register.simple_tag
def asked_words() -> tuple[str, ...]:
    """Words that citizens ask by, offered while one types; nothing is sent for it."""
    return wordings().asked


@register.simple_tag
def versions(item: ItemPage) -> tuple[datetime, ...]:
    """When this item was released and released again; what earlier versions said is not shown."""
    return surroundings_of(item).versions


@register.simple_tag
def replaced(item: ItemPage) -> dict[str, Any]:
    """Public items that this one replaces, and the one by which it is replaced."""
    public = ItemPage.objects.public()
    return {
        "by": public.filter(pk=item.superseded_by_id).first() if item.superseded_by_id else None,
        "these": list(public.filter(superseded_by=item.pk)),
    }


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], address: str | None) -> str:
    """An address with its host."""
    request: HttpRequest | None = context.get("request")
    return request.build_absolute_uri(address) if request and address else ""


@register.filter
def parent_address(address: str) -> str:
    """The address one step above, as ``/qs11/`` of ``/qs11/7/``."""
    return address.rstrip("/").rpartition("/")[0] + "/"
