"""Copies of an item that were handed out; when it is withdrawn or no longer holds, somebody writes to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

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


def copies_of(item: ItemPage, on: date) -> list[HandedOut]:
    """Every copy that is still out, the newest first."""
    found = [copy for source in _sources for copy in source(item, on)]
    return sorted(found, key=lambda copy: (copy.on, copy.where), reverse=True)
