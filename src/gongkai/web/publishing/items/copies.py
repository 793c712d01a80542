"""Copies of an item that were handed out; when it is withdrawn or no longer holds, somebody writes to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai.web.publishing.items.models import ItemPage


@dataclass(frozen=True)
class HandedOut:
    """A copy: where it went, on which day, at which address it stands, and to whom to write."""

    where: str
    on: date
    whom: str
    url: str = ""


Source = Callable[[ItemPage, date], Iterable[HandedOut]]
_sources: list[Source] = []


def provide_copies(source: Source) -> None:
    """Register ``source(item, on)``, in a fixed number of questions to the database."""
    _sources.append(source)


def copies_before(item: ItemPage, on: date) -> list[HandedOut]:
    """Copies of an earlier version than the one that is public: what was masked or taken out may still stand there."""
    if item.last_published_at is None or item.last_published_at == item.first_published_at:
        return []
    changed_on = timezone.localdate(item.last_published_at)
    return [copy for copy in copies_of(item, on) if copy.on <= changed_on]


def copies_of(item: ItemPage, on: date) -> list[HandedOut]:
    """Every copy that is still out, the newest first."""
    found = [copy for source in _sources for copy in source(item, on)]
    return sorted(found, key=lambda copy: (copy.on, copy.where), reverse=True)
