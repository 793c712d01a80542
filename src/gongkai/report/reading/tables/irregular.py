"""The record of what was irregular in one table."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.documents.model import NOWHERE, Origin
from gongkai.report.model import Irregularity, IrregularityKind


class Irregularities:
    """Collects the irregularities of the table with the id `table`."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.found: list[Irregularity] = []

    def add(
        self,
        kind: IrregularityKind,
        row: str | None,
        before: str,
        after: str = "",
        *,
        repaired: bool,
        origin: Origin = NOWHERE,
    ) -> None:
        """Record one; `row` is a row id, `<row>.<column>`, or None for the table as a whole."""
        where = self.table if row is None else f"{self.table}.{row}"
        self.found.append(Irregularity(kind, where, before, after, repaired, origin))


def quote(texts: Iterable[str]) -> str:
    """The texts in one line, blanks left out."""
    return " ".join(text.strip() for text in texts if text.strip())
