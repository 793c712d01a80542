"""What the portal hears: acts as they are recorded, releases and withdrawals after their commit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.web.journal.acts import shows
from gongkai.web.journal.models import Entry
from gongkai.web.portal import generation
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search import schema
from gongkai.web.portal.search.indexing import (
    catch_up,
    drop,
    follow_bodies,
    follow_item,
    take_up,
)
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import ItemPage

# Told by a signal of their own.
TOLD = frozenset({acts.RELEASED.code, acts.WITHDRAWN.code})


def act_recorded(instance: Entry, **_: Any) -> None:
    """Hear of an act within its transaction."""
    if not shows(instance.act):
        return
    generation.advance()
    if instance.act.startswith("bodies."):
        transaction.on_commit(follow_bodies)
    elif instance.subject_kind == ItemPage._meta.label_lower and instance.act not in TOLD:
        number = int(instance.subject_number)
        transaction.on_commit(lambda: follow_item(number))


def released(item: ItemPage, **_: Any) -> None:
    transaction.on_commit(lambda: take_up(item))


def withdrawn(item: ItemPage, **_: Any) -> None:
    transaction.on_commit(lambda: drop(item.pk))


def entry_deleted(instance: SearchEntry, **_: Any) -> None:
    """The full-text table forgets the words of an entry with it."""
    schema.remove_words(instance)


def mend(at: datetime) -> Iterator[str]:
    """The job: mend what an interruption left behind."""
    taken, dropped = catch_up()
    if taken or dropped:
        yield f"补齐 {taken} 条，移除 {dropped} 条"
