"""Pages for people about the site itself: open data, the interface, the map, accessibility."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.web.portal import columns, readings
from gongkai.web.portal.page_cache import kept
from gongkai.web.portal.screens.open_data import HEADINGS
from gongkai.web.portal.search import search


@require_safe
@kept
def data(request: HttpRequest) -> HttpResponse:
    """What may be taken away, in which form, under which conditions."""
    context = {"headings": HEADINGS, "count": search("").count()}
    return render(request, "portal/data.html", context)


@require_safe
@kept
def interface(request: HttpRequest) -> HttpResponse:
    """How a program reads the site."""
    newest = readings.newest()[:1]
    return render(request, "portal/interface.html", {"example": newest[0] if newest else None})


@require_safe
@kept
def site_map(request: HttpRequest) -> HttpResponse:
    """Every column and body on one page."""
    bodies = readings.columns_of_bodies(timezone.localdate())
    context = {"columns": columns.COLUMNS, "kinds": list(readings.by_kind(bodies))}
    return render(request, "portal/map.html", context)


@require_safe
@kept
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does for readers with impairments, what it does not, and whom to tell."""
    return render(request, "portal/accessibility.html", {})
