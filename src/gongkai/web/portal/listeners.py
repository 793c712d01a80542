"""What the portal hears: acts as they are recorded, releases and withdrawals after their commit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.web.journal.models import Entry
from gongkai.web.portal import generation
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search import tables
from gongkai.web.portal.search.keeping import (
    catch_up,
    drop,
    follow_bodies,
    follow_item,
    take_up,
    take_up_new,
)
from gongkai.web.publishing import acts
from gongkai.web.publishing.models import ItemPage

# Acts that no public page shows. Whatever stands in neither changes the generation, also what a room
# adds later: a page made anew too often is slow, one that is not made anew is wrong.
QUIET_ROOMS = ("accounts.", "journal.")
QUIET = frozenset(
    f"publishing.{deed}"
    for deed in (
        "draft",
        "revise",
        "attach",
        "clean-attachment",
        "rename-attachment",
        "order-attachments",
        "remove-attachment",
        "submit",
        "approve",
        "return",
        "propose-skip",
        "skip",
        "recall",
        "block",
        "override",
        "schedule",
        "sign-zero",
        "clean-text",
        "open-channel",
        "change-channel",
        "check-channel",
        "close-channel",
        "post",
        "correct-posting",
        "remove-posting",
        "start-scan",
        "stop-scan",
        "continue-scan",
        "finish-scan",
        "export-scan",
        "export-evidence",
        "start-consultation",
        "revise-consultation",
        "receive-opinion",
        "enter-opinion",
        "group-opinions",
        "answer-opinions",
        "draft-result",
        "forget-contacts",
        "draft-explanation",
        "review-rule",
    )
)
# Told by a signal after their commit.
TOLD = frozenset({acts.RELEASED.code, acts.TAKEN_OVER.code, acts.WITHDRAWN.code})


def act_recorded(instance: Entry, **_: Any) -> None:
    """Hear of an act within its transaction."""
    if instance.act in QUIET or instance.act.startswith(QUIET_ROOMS):
        return
    generation.advance()
    if instance.act.startswith("bodies."):
        transaction.on_commit(follow_bodies)
    elif instance.subject_kind == ItemPage._meta.label_lower and instance.act not in TOLD:
        number = int(instance.subject_number)
        transaction.on_commit(lambda: follow_item(number))


def released(item: ItemPage, **_: Any) -> None:
    take_up(item)


def taken_over(items: list[ItemPage], **_: Any) -> None:
    take_up_new([item.pk for item in items])


def withdrawn(item: ItemPage, **_: Any) -> None:
    drop(item.pk)


def entry_deleted(instance: SearchEntry, **_: Any) -> None:
    """The full-text table forgets the words of an entry with it."""
    tables.remove_words(instance)


def mend(now: datetime) -> Iterator[str]:
    """The chore: mend what an interruption left behind."""
    taken, dropped = catch_up()
    if taken or dropped:
        yield f"补齐 {taken} 条，移除 {dropped} 条"
