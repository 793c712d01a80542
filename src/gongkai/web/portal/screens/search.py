"""The search page: what holds the question; where nothing does, what is near; ways on."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.web.bodies.models import BodyPage
from gongkai.web.portal import options, readings
from gongkai.web.portal.filters import filters_of
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.screens.pages import pages_of
from gongkai.web.portal.search import EVERYTHING, Found, Near, near, search, suggestions
from gongkai.web.portal.search.excerpts import excerpt, highlight
from gongkai.web.portal.search.named_bodies import named_body
from gongkai.web.portal.search.words import levelled
from gongkai.web.portal.unanswered import count_unanswered
from gongkai.web.publishing.items.models import Validity
from gongkai.web.reporting.public import PublicReport, public_reports

MOST_REPORTS = 5
_REPORT = re.compile("年报|年度报告")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The search page; without a question it lists everything that the filters leave."""
    asked, q = filters_of(request.GET), request.GET.get("q", "").strip()
    found: Found | Near = search(q, asked)
    close = near(q, asked) if q and not found.count() else None
    if close is not None:
        found = close
    context = pages_of(request, found)
    marked = " ".join(close.words) if close else q
    shown = [item.pk for item in context["items"]]
    texts = SearchEntry.objects.filter(pk__in=shown if q else []).values_list("pk", "plain")
    plain = dict(texts)
    for item in context["items"]:
        item.shown_title = highlight(item.title, marked)
        item.excerpt = excerpt(plain.get(item.pk, ""), marked) if q else excerpt(item.summary, "")
    if q and not shown and asked == EVERYTHING:
        count_unanswered(q, timezone.localdate())
    context |= {
        "more": found.is_more,
        "q": q,
        "asked": asked,
        "search_here": True,
        "near": close,
        "reports": _reports(q) if q else [],
        "suggested": suggestions(q) if q else [],
        "named": _named(q, only=bool(shown) and close is None) if q else None,
        "body_options": options.bodies(asked.body),
        "row_options": options.rows(asked.row),
        "years": readings.years(),
        "validities": Validity.choices,
    }
    return render(request, "portal/search.html", context)


def _reports(q: str) -> list[PublicReport]:
    """Annual reports, which are no items, where a question asks for one."""
    question = levelled(q)
    if not _REPORT.search(question):
        return []
    year, body = _YEAR.search(question), named_body(question)
    found = public_reports(
        bodies=[body.number] if body else None, year=int(year.group()) if year else None
    )
    return sorted(found, key=lambda each: (-each.year, each.body.lineage))[:MOST_REPORTS]


def _named(q: str, *, only: bool) -> Any:
    """The page of the body that a question names; ``only`` where it asks for nothing else."""
    question = levelled(q)
    body = named_body(question)
    if body is None or (only and body.said != question.strip()):
        return None
    return BodyPage.objects.live().filter(body=body.number).first()
