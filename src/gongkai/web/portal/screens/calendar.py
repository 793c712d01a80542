"""The days of a clerk's cases and disputes for a calendar program, which cannot sign in: behind a secret address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.statute.icalendar import calendar_of
from gongkai.web.casework.reminders.feed import days_of_cases, owner_of
from gongkai.web.disputes.beside_cases import days_of_disputes


@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever has this address."""
    user = owner_of(token)
    if user is None:
        raise Http404
    days = [*days_of_cases(user), *days_of_disputes(user)]
    return HttpResponse(
        calendar_of(days, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
