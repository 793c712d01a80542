"""我的村: choose a village; everything about it; its feed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.web.bodies.models import BodyPage, Kind, PublicBody
from gongkai.web.portal import readings, villages
from gongkai.web.portal.page_cache import kept


def village_of(code: str) -> PublicBody:
    """The village of this code; in an address it is written small."""
    return get_object_or_404(
        PublicBody.objects.select_related("public_body"), kind=Kind.VILLAGE, code__iexact=code
    )


@require_safe
@kept
def choose(request: HttpRequest) -> HttpResponse:
    """All villages under their townships."""
    context = {"townships": villages.villages_of_townships(), "villages_here": True}
    return render(request, "portal/villages.html", context)


@require_safe
@kept
def village(request: HttpRequest, code: str) -> HttpResponse:
    """Everything public about a village in four blocks."""
    found = village_of(code)
    township = found.public_body
    context = {
        "villages_here": True,
        "village": found,
        "township": township,
        "township_page": BodyPage.objects.live().filter(body=township).first(),
        "blocks": villages.blocks_of(villages.items_of(found)),
        "contacts": readings.contacts_of(found, timezone.localdate()),
        "lookups": readings.lookups_of_body(township),
    }
    return render(request, "portal/village.html", context)
