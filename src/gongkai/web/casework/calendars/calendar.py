"""The calendar by which cases are counted: the notices that ship and those loaded in the office."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Q

from gongkai.statute.notice_text import read_notice_text
from gongkai.statute.workdays import Calendar, calendar_with, load_calendar
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.calendars.models import LoadedNotice


def current_calendar(body: PublicBody | None) -> Calendar:
    """The calendar of today for a body: what its county has loaded stands before what holds everywhere.

    ``None``: only what holds everywhere.
    """
    kept = {year: (number, text) for number, year, text in _notices(body)}
    return _with(tuple(text for _, text in kept.values())) if kept else load_calendar()


def _notices(body: PublicBody | None) -> list[tuple[int, int, str]]:
    above = body.upward if body else []
    notices = LoadedNotice.objects.filter(Q(county=None) | Q(county__in=above))
    return list(notices.order_by("pk").values_list("pk", "year", "text"))


@lru_cache(maxsize=8)
def _with(texts: tuple[str, ...]) -> Calendar:
    return calendar_with(*(read_notice_text(text) for text in texts))
