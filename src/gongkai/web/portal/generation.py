"""The generation of the public pages: one mark in the database, changed by every act that may show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from gongkai.web.portal.models import Generation
from gongkai.web.portal.models.generation import new_mark


@dataclass(frozen=True)
class State:
    """The mark of what holds, and since when it does."""

    mark: str
    changed_at: datetime


def state() -> State:
    """What holds now; by hand, since every answer asks for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark, changed_at FROM portal_generation WHERE id = 1")
        found = cursor.fetchone()
    if found is None:
        made = Generation.objects.get_or_create(pk=1)[0]
        return State(made.mark, made.changed_at)
    return State(found[0], moment_of(found[1]))


def moment_of(told: Any) -> datetime:
    """A moment as either database tells it to a question that was put by hand."""
    moment: datetime = datetime.fromisoformat(told) if isinstance(told, str) else told
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment, UTC)


def current() -> str:
    """The mark of what holds now."""
    return state().mark


def changed_at() -> datetime:
    """Since when it holds."""
    return state().changed_at


def of(request: HttpRequest) -> State:
    """What held when the answer to this request was begun; asked once for each request."""
    known: State | None = getattr(request, "portal_state", None)
    if known is None:
        known = state()
        request.portal_state = known  # type: ignore[attr-defined]
    return known


def advance() -> None:
    """Let everything kept from now on be made anew, in the transaction of the caller."""
    changed = {"mark": new_mark(), "changed_at": timezone.now()}
    if not Generation.objects.filter(pk=1).update(**changed):
        Generation.objects.get_or_create(pk=1, defaults=changed)
