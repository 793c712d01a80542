"""What the search hears from publishing."""

from __future__ import annotations

from typing import Any

from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search import tables
from gongkai.web.portal.search.keeping import drop, take_up
from gongkai.web.publishing.models import ItemPage


def released(item: ItemPage, **_: Any) -> None:
    take_up(item)


def withdrawn(item: ItemPage, **_: Any) -> None:
    drop(item.pk)


def entry_deleted(instance: SearchEntry, **_: Any) -> None:
    tables.remove_words(instance)
