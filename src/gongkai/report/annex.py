"""The statistics annex of reports on the years before 2019: its rows, read from `annex.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from gongkai.report.edition import Column


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row: the id of its one cell, its label, the row it stands under, and its column."""

    id: str
    label: str
    aliases: tuple[str, ...]
    under: str | None
    column: Column


@cache
def annex_rows() -> tuple[AnnexRow, ...]:
    """The rows of the annex in its order."""
    file = resources.files("gongkai.report") / "annex.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        AnnexRow(
            id=item["id"],
            label=item["label"],
            aliases=tuple(item.get("aliases", ())),
            under=item.get("under"),
            column=Column(
                item["id"].split(".")[2],
                "年度数",
                item["unit"],
                decimal=item.get("decimal", False),
            ),
        )
        for item in data["row"]
    )
