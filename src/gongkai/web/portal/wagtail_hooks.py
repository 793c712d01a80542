"""Pages of the tree are shown by the portal's views."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks

from gongkai.web.bodies.models import BodyPage, HomePage
from gongkai.web.portal import views
from gongkai.web.portal.page_cache import kept
from gongkai.web.publishing.items.models import ItemPage


@hooks.register("before_serve_page")
def show(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    if isinstance(page, HomePage):
        return views.home(request, page)
    if isinstance(page, BodyPage):
        return views.body_column(request, page)
    if isinstance(page, ItemPage):
        return kept(page.serve)(request, *args, **kwargs)
    return None
