"""Pages of the tree are shown by the portal's pages; the portal's place in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import hooks

from gongkai.web.bodies.models import BodyPage, HomePage
from gongkai.web.portal.screens import items, pages
from gongkai.web.publishing.items.models import ItemPage


@hooks.register("before_serve_page")
def show(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    if isinstance(page, HomePage):
        return pages.home(request, page)
    if isinstance(page, BodyPage):
        return pages.body_column(request, page)
    if isinstance(page, ItemPage):
        return items.item_page(request, page)
    return None


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("unanswered/", include("gongkai.web.portal.office_urls"))]
