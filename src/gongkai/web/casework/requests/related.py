"""What higher rooms know of a case: they register, casework asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.web.casework.requests.models import DisclosureRequest


@dataclass(frozen=True)
class Related:
    """A line on the page of a case; ``is_deed`` where it leads to something that may be done."""

    label: str
    url: str
    note: str = ""
    is_deed: bool = False


Beside = Callable[[DisclosureRequest, Any], Iterable[Related]]
Held = Callable[[Collection[int], date], set[int]]
Lessons = Callable[[str, Any], Iterable[str]]
_sources: dict[str, tuple[Beside, Held, Lessons]] = {}


def provide_related(room: str, beside: Beside, *, held: Held, lessons: Lessons) -> None:
    """Register a room.

    Args:
        room: its name.
        beside: a case and a user → the lines on the case's page.
        held: numbers of cases and a day → those of which nothing may be destroyed on that day.
        lessons: a ground and a body → what was learned where it was disputed.
    """
    _sources[room] = (beside, held, lessons)


def related_to(case: DisclosureRequest, user: Any) -> Iterator[Related]:
    """Every line on the page of a case."""
    for beside, _held, _lessons in _sources.values():
        yield from beside(case, user)


def held_back(cases: Collection[int], on: date) -> set[int]:
    """Those of these cases of which nothing may be destroyed on that day."""
    found: set[int] = set()
    for _beside, held, _lessons in _sources.values():
        found |= held(cases, on)
    return found


def lessons_on(ground: str, body: Any) -> list[str]:
    """What was learned about a ground."""
    return [each for _b, _h, lessons in _sources.values() for each in lessons(ground, body)]
