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

MOST_SUGGESTED = 5
MOST_REPORTS = 20
_REPORT = re.compile("年报|年度报告")
_BODY = re.compile("(?:政府|局|委|办|镇|乡|街道|中心|所)$")
_YEAR = re.compile(r"(?:19|20)\d\d")


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
        "near": close,
        "suggested": suggestions(q, MOST_SUGGESTED) if q else [],
        "named": _named(q, shown=bool(shown)) if q and not close else None,
        "reports": _reports(q),
        "body_options": options.bodies(asked.body),
        "row_options": options.rows(asked.row),
        "years": readings.years(),
        "validities": Validity.choices,
    }
    return render(request, "portal/search.html", context)


def _named(q: str, *, shown: bool) -> Any:
    """The page of the body that a question names; beside hits only where it is its name and nothing else."""
    question = levelled(q)
    if shown and not _BODY.search(question):
        return None
    body = named_body(question)
    if body is None or (shown and body.said != question):
        return None
    return BodyPage.objects.live().filter(body=body.number).select_related("body").first()


def _reports(q: str) -> list[PublicReport]:
    """Annual reports that a question asks for: of its year and body, else of the last year."""
    asked = levelled(q)
    if not _REPORT.search(asked):
        return []
    year, body = _YEAR.search(asked), named_body(asked)
    found = public_reports(
        bodies=[body.number] if body else None, year=int(year[0]) if year else None
    )
    last = max((each.year for each in found), default=0)
    return [each for each in found if body or each.year == last][:MOST_REPORTS]
