"""Where demand is heard. Rooms register their sources in ``apps.py: ready()``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.web.bodies.models import PublicBody


class DemandKind(StrEnum):
    """By which way somebody asked."""

    REQUEST = "依申请公开"
    APPEAL = "热线信访"
    EVALUATION = "社会评议"
    SEARCH = "网上搜不到"
    VILLAGE = "村里来问"


@dataclass(frozen=True)
class Asked:
    """Somebody asked: words without a person, by which way, on which day."""

    text: str
    kind: DemandKind
    on: date


Source = Callable[[PublicBody, date, date], Iterable[Asked]]
_sources: dict[str, Source] = {}


def provide_demand(room: str, source: Source) -> None:
    """Register ``source(body, first, last)``: what was asked between two days, both included; no name, no number."""
    _sources[room] = source


def asked_between(body: PublicBody, first: date, last: date) -> list[Asked]:
    """Everything that was asked, by whatever way."""
    return [asked for source in _sources.values() for asked in source(body, first, last)]
