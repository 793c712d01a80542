"""The last day on which an item must be public."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.publication import publication_due_by_kind
from gongkai.statute.workdays import load_calendar


@lru_cache(maxsize=20_000)
def last_day(kind: str, formed_on: date) -> date | None:
    """The last day to publish; ``None`` where no calendar reaches so far."""
    try:
        return publication_due_by_kind(kind, formed_on, load_calendar()).due_on
    except CalendarNotLoaded:
        return None
