"""Matters that higher rooms share out among sections and posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gongkai.web.bodies.models import PublicBody


@dataclass(frozen=True)
class Matter:
    """Something a body must see to: a stable code and its name on the sheet."""

    code: str
    name: str


_sources: list[Callable[[PublicBody], Iterable[Matter]]] = []


def provide_matters(source: Callable[[PublicBody], Iterable[Matter]]) -> None:
    """Let a higher room name the matters of a body, in its ``apps.py: ready()``."""
    _sources.append(source)


def matters_of(body: PublicBody) -> list[Matter]:
    """Everything the body must share out."""
    return [matter for source in _sources for matter in source(body)]
