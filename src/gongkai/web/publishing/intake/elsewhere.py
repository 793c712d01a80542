"""Papers that belong to another desk than that of items. The rooms above say at start which they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gongkai.web.bodies.models import PublicBody


class Elsewhere(NamedTuple):
    """What a paper is, where it is handed in (empty where nowhere), and why it is no item."""

    what: str
    url: str
    why: str


Recogniser = Callable[[PublicBody, str], Elsewhere | None]
_recognisers: list[Recogniser] = []


def provide_recogniser(recogniser: Recogniser) -> None:
    """Register ``recogniser(body, title)``: where a paper with this title belongs, ``None`` where it is an item."""
    _recognisers.append(recogniser)


def elsewhere(body: PublicBody, title: str) -> Elsewhere | None:
    """Where a paper belongs, by the first room that knows it."""
    return next((found for recogniser in _recognisers if (found := recogniser(body, title))), None)
