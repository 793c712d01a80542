"""Known sore points of a row, shown before an item is submitted and to every reviewer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from gongkai.statute.citations import resolve
from gongkai.web.publishing.catalogue.models import CatalogueRow


@dataclass(frozen=True)
class Point:
    """One question to ask before posting; ``basis`` is the provision, or says that it is practice."""

    text: str
    basis: str


@dataclass(frozen=True)
class RiskCard:
    """The sore points of a kind of information."""

    id: str
    label: str
    points: tuple[Point, ...]


@cache
def cards_by_row() -> Mapping[str, RiskCard]:
    """Codes of rows → their card."""
    text = files("gongkai.web.publishing.items").joinpath("risks.toml").read_text("utf-8")
    found: dict[str, RiskCard] = {}
    for card in tomllib.loads(text)["card"]:
        points = tuple(
            Point(point["text"], point.get("practice") or "、".join(map(_law, point["cites"])))
            for point in card["point"]
        )
        found |= dict.fromkeys(card["rows"], RiskCard(card["id"], card["label"], points))
    return MappingProxyType(found)


def _law(cite: str) -> str:
    return str(resolve(cite))


def card_of(row: CatalogueRow) -> RiskCard | None:
    """The card of a row, or ``None`` where nothing is known."""
    return cards_by_row().get(row.plain_code or row.code) or cards_by_row().get(row.field_code)
