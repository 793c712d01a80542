"""The public pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from gongkai.web.bodies.models import BodyPage, HomePage
from gongkai.web.portal import columns, readings
from gongkai.web.portal.filters import public_body
from gongkai.web.portal.modes import MODE_COOKIE, MODES
from gongkai.web.portal.page_cache import kept
from gongkai.web.portal.search import Found, Near
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.reporting.public import public_years

PER_PAGE = 20
ON_HOME, ON_HOME_OF_A_KIND = 10, 40
YEAR = 365 * 24 * 3600


def pages_of(request: HttpRequest, items: Found | Near) -> dict[str, Any]:
    """A page of items, and the address of the others without its number."""
    asked = request.GET.copy()
    asked.pop("page", None)
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    return {"items": page, "query": asked.urlencode()}


@kept
def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The door: search, the columns, what is new, and the bodies."""
    kinds = list(readings.by_kind(readings.columns_of_bodies(timezone.localdate())))
    context = {
        "page": page,
        "columns": columns.COLUMNS,
        "newest": readings.newest()[:ON_HOME],
        "kinds": [(kind, pages[:ON_HOME_OF_A_KIND]) for kind, pages in kinds],
        "is_cut": any(len(pages) > ON_HOME_OF_A_KIND for _, pages in kinds),
    }
    return render(request, "portal/home.html", context)


@kept
def body_column(request: HttpRequest, page: BodyPage) -> HttpResponse:
    """A body: how to reach it, who leads it, what it owes, what it has published."""
    day, body = timezone.localdate(), page.body
    context = {
        "page": page,
        "body": body,
        "columns": columns.COLUMNS,
        "contacts": readings.contacts_of(body, day),
        "leaders": readings.leaders_of(body, day),
        "categories": readings.rows_with_counts(body, day) if body.is_public else None,
        **pages_of(request, readings.newest(body)),
    }
    return render(request, "portal/body.html", context)


@require_safe
@kept
def share_code(request: HttpRequest, number: int) -> HttpResponse:
    """The address of an item as a picture to be scanned."""
    found = get_object_or_404(ItemPage.objects.public(), pk=number)
    picture = BytesIO()
    address = request.build_absolute_uri(found.url)
    segno.make(address, error="m").save(picture, kind="svg", scale=4, border=2)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@require_safe
@kept
def column(request: HttpRequest, slug: str, code: str = "") -> HttpResponse:
    """A column, of all bodies or of one."""
    chosen = columns.BY_SLUG.get(slug)
    if chosen is None:
        raise Http404
    day = timezone.localdate()
    body = public_body(code) if code else None
    context: dict[str, Any] = {
        "column": chosen,
        "body": body,
        "body_page": BodyPage.objects.filter(body=body).first() if body else None,
        "kinds": [] if body else list(readings.by_kind(readings.columns_of_bodies(day))),
    }
    if chosen.rows:
        context |= pages_of(request, readings.newest(body, chosen.rows))
    if chosen.slug == "reports":
        context["annual"] = public_years(body=body.pk if body else None)
    if chosen is columns.DISCLOSURE:
        context["categories"] = readings.rows_with_counts(body, day)
    if body and chosen in {columns.GUIDE, columns.REQUESTS}:
        context["contacts"] = readings.contacts_of(body, day)
    return render(request, "portal/column.html", context)


@require_safe
def set_mode(request: HttpRequest, mode: str) -> HttpResponse:
    """Remember large type or standard type, and go back to where the reader was."""
    if mode not in MODES:
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(MODE_COOKIE, mode, max_age=YEAR, samesite="Lax", httponly=True)
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for it without being told."""
    return HttpResponsePermanentRedirect(static("portal/favicon.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines; the office is nobody's business."""
    sitemap = request.build_absolute_uri(reverse("portal:sitemap"))
    text = f"User-agent: *\nDisallow: /office/\nDisallow: /view/\nDisallow: /alerts/\nDisallow: /files/*/view/\nDisallow: /items/\n\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
