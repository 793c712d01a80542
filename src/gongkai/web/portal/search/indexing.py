"""Keep the index in step with what is public."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, QuerySet

from gongkai.web.portal import generation
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search import schema
from gongkai.web.portal.search.reading import entry_of
from gongkai.web.publishing.items.models import ItemPage

AT_ONCE = 200


@transaction.atomic
def take_up(item: ItemPage) -> None:
    """Index an item as it is now; what is not public is dropped."""
    # The row of the item is the lock: two releases at once must not write the same words twice.
    current = ItemPage.objects.select_for_update().filter(pk=item.pk).first()
    drop(item.pk)
    if current is None or not ItemPage.objects.public().filter(pk=item.pk).exists():
        return
    entry = entry_of(current)
    entry.save(force_insert=True)
    schema.add_words([entry])


@transaction.atomic
def drop(number: int) -> None:
    """Forget an item."""
    generation.advance()
    for entry in SearchEntry.objects.select_for_update().filter(pk=number):
        entry.delete()


def in_step() -> QuerySet[SearchEntry]:
    """Entries whose facts are those of their items."""
    return SearchEntry.objects.filter(
        Q(revision_number=F("item__live_revision_id"))
        | Q(revision_number=None, item__live_revision=None),
        Q(public_body=F("item__body__public_body")) | Q(item__body__public_body=None),
        body=F("item__body"),
        row=F("item__row"),
        validity=F("item__validity"),
    )


def follow_item(number: int) -> None:
    """Look again at an item to which something has happened."""
    item = ItemPage.objects.public().filter(pk=number).first()
    if item is None:
        drop(number)
    elif not in_step().filter(pk=number).exists():
        take_up(item)


def follow_bodies() -> None:
    """Look again at items whose body now answers to another."""
    moved = SearchEntry.objects.exclude(public_body=F("item__body__public_body"))
    for number in list(moved.values_list("pk", flat=True)):
        follow_item(number)


def catch_up() -> tuple[int, int]:
    """Take up what was missed and drop what is no longer public; how many of each."""
    gone = SearchEntry.objects.exclude(item__in=ItemPage.objects.public())
    dropped = list(gone.values_list("pk", flat=True))
    for number in dropped:
        drop(number)
    current = in_step()
    missed = ItemPage.objects.public().exclude(pk__in=current.values("pk")).order_by("pk")
    taken = 0
    for item in missed.iterator(chunk_size=AT_ONCE):
        take_up(item)
        taken += 1
    return taken, len(dropped)


@transaction.atomic
def rebuild() -> int:
    """Read everything again; how many items were indexed."""
    schema.remove_all()
    entries: list[SearchEntry] = []
    done = 0
    for item in ItemPage.objects.public().order_by("pk").iterator(chunk_size=AT_ONCE):
        entries.append(entry_of(item))
        if len(entries) == AT_ONCE:
            done += _add(entries)
    return done + _add(entries)


def _add(entries: list[SearchEntry]) -> int:
    generation.advance()
    SearchEntry.objects.bulk_create(entries)
    schema.add_words(entries)
    made = len(entries)
    entries.clear()
    return made
