"""How the journal and its four eyes are kept, as far as everybody may see it: where fewer eyes than usual are allowed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.web.bodies.models import SmallOffice
from gongkai.web.portal.page_cache import kept

PER_PAGE = 50


@require_safe
@kept
def page(request: HttpRequest) -> HttpResponse:
    """Every exception, those in force first by their day, each with how often power was given under it."""
    exceptions = (
        SmallOffice.objects.select_related("body__parent")
        .annotate(times=Count("used"))
        .order_by("-ends_on", "-pk")
    )
    today = timezone.localdate()
    shown = Paginator(exceptions, PER_PAGE).get_page(request.GET.get("page"))
    for each in shown:
        each.holds = each.holds_on(today)
    return render(request, "portal/oversight.html", {"items": shown})
