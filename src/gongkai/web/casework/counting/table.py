"""Table three of a body and a year from its cases, and the cell in which one case stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.statute.outcomes import outcome
from gongkai.statute.receipt import Door
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.models import DisclosureRequest, TriageKind

NEW, CARRIED_IN, CARRIED_OUT, TOTAL = "new", "carried_in", "carried_out", "result_total"


@dataclass(frozen=True)
class Cell:
    """Where a case counts: `requests.<row>.<column>`, and the rules that say so."""

    row: str
    column: str
    rules: tuple[str, ...]

    @property
    def id(self) -> str:
        """As the annual report names it."""
        return f"requests.{self.row}.{self.column}"


def counted_result(case: DisclosureRequest) -> tuple[str, date | None]:
    """The result that counts and its day. Ordered to answer again, the last result of the first one's year counts, a later year's does not (C14)."""
    first, last = case.first_concluded_on, case.concluded_on
    if first is not None and (last is None or last.year != first.year):
        return case.first_outcome, first
    return case.outcome, last


def result_cell(case: DisclosureRequest) -> Cell | None:
    """The cell of its result; None while it has none, or where it stands outside table three."""
    code, concluded_on = counted_result(case)
    if outside(case) or not code or concluded_on is None:
        return None
    row = outcome(code).row
    again = ("C14",) if case.first_concluded_on else ()
    return Cell(row, case.applicant_kind, (*_rules(code, row), *again))


def outside(case: DisclosureRequest) -> str:
    """The rule that keeps a case out of table three; empty where it stands in it."""
    if case.matter == TriageKind.CORRECTION:
        return "C11"
    return "C15" if case.door == Door.HANDED_DOWN.value else ""


def _rules(code: str, row: str) -> Iterator[str]:
    yield "C5"
    if row == "partly_disclosed":
        yield "C6"
    if code in ("already_public", "not_existing", "not_this_agency", "archives"):
        yield "C9"
    if row == "other_other":
        yield "C10"
    yield "C12"


def cells_in(case: DisclosureRequest, year: int) -> Iterator[Cell]:
    """Every cell in which a case stands in the table of a year."""
    received = case.received_on.year
    if outside(case) or received > year:
        return
    _code, day = counted_result(case)
    concluded = day.year if day else None
    if received == year:
        yield Cell(NEW, case.applicant_kind, ("C1", "C2", "C12"))
    elif concluded is None or concluded >= year:
        yield Cell(CARRIED_IN, case.applicant_kind, ("C4",))
    else:
        return
    if concluded == year:
        result = result_cell(case)
        if result is not None:
            yield result
            yield Cell(TOTAL, case.applicant_kind, ("C16",))
    else:
        yield Cell(CARRIED_OUT, case.applicant_kind, ("C13",))


def count(body: PublicBody, year: int) -> Counter[tuple[str, str]]:
    """How many cases stand in each row and column of a year; `total` is the seventh column."""
    cases: Any = (
        DisclosureRequest.objects.counted()
        .filter(body=body, received_on__year__lte=year)
        .only(
            "matter",
            "door",
            "applicant_kind",
            "received_on",
            "concluded_on",
            "outcome",
            "first_concluded_on",
            "first_outcome",
        )
    )
    found: Counter[tuple[str, str]] = Counter()
    for case in cases.iterator(chunk_size=2000):
        for cell in cells_in(case, year):
            found[cell.row, cell.column] += 1
            found[cell.row, "total"] += 1
    return found
