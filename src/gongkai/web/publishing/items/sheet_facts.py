"""What higher nouns add to the sheet of an item; registered in ``apps.py: ready()``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from gongkai.web.publishing.items.models import ItemPage


class SheetFacts(NamedTuple):
    """Facts for the sheet's template, and what the user may do besides."""

    facts: dict[str, Any]
    may: dict[str, bool]


Source = Callable[[ItemPage, Any], SheetFacts]
_sources: list[Source] = []


def provide_sheet_facts(source: Source) -> None:
    """Register ``source(item, user)``, in a fixed number of questions to the database."""
    _sources.append(source)


def sheet_facts(item: ItemPage, user: Any) -> SheetFacts:
    """Everything that is added."""
    facts: dict[str, Any] = {}
    may: dict[str, bool] = {}
    for source in _sources:
        given = source(item, user)
        facts |= given.facts
        may |= given.may
    return SheetFacts(facts, may)
