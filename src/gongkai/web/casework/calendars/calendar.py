"""The calendar by which cases are counted: the notices that ship and those loaded in the office."""

from __future__ import annotations

from functools import lru_cache

from gongkai.statute.notice_text import read_notice_text
from gongkai.statute.workdays import Calendar, calendar_with, load_calendar
from gongkai.web.casework.calendars.models import LoadedNotice


def current_calendar() -> Calendar:
    """The calendar of today."""
    kept = {year: (number, text) for number, year, text in _notices()}
    return _with(tuple(text for _, text in kept.values())) if kept else load_calendar()


def _notices() -> list[tuple[int, int, str]]:
    return list(LoadedNotice.objects.order_by("pk").values_list("pk", "year", "text"))


@lru_cache(maxsize=8)
def _with(texts: tuple[str, ...]) -> Calendar:
    return calendar_with(*(read_notice_text(text) for text in texts))
