"""What the search hears from publishing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search import tables
from gongkai.web.portal.search.keeping import catch_up, drop, take_up, take_up_new
from gongkai.web.publishing.models import ItemPage


def released(item: ItemPage, **_: Any) -> None:
    take_up(item)


def taken_over(items: list[ItemPage], **_: Any) -> None:
    take_up_new(items)


def withdrawn(item: ItemPage, **_: Any) -> None:
    drop(item.pk)


def entry_deleted(instance: SearchEntry, **_: Any) -> None:
    tables.remove_words(instance)


def mend(now: datetime) -> Iterator[str]:
    """The chore: mend what an interruption left behind."""
    taken, dropped = catch_up()
    if taken or dropped:
        yield f"补齐 {taken} 条，移除 {dropped} 条"
