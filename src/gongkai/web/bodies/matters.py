"""Matters that higher rooms share out among sections and posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.web.bodies.models import PublicBody


@dataclass(frozen=True)
class Matter:
    """Something a body must see to: a stable code and its name on the sheet."""

    code: str
    name: str


Source = Callable[[PublicBody, date], Iterable[Matter]]
_sources: list[Source] = []


def provide_matters(source: Source) -> None:
    """Let a higher room name the matters of a body: ``source(body, on)``, in its ``apps.py: ready()``."""
    _sources.append(source)


def matters_of(body: PublicBody, on: date) -> list[Matter]:
    """Everything the body must share out on that day."""
    return [matter for source in _sources for matter in source(body, on)]
