"""Table three of a body and a year from its cases, and the cell in which one case stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from gongkai.statute.outcomes import load_outcomes, outcome
from gongkai.statute.receipt import Door
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.models import (
    DisclosureRequest,
    RequestQuerySet,
    TriageKind,
)

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


def result_cell(case: DisclosureRequest) -> Cell | None:
    """The cell of its result; None while it has none, or where it stands outside table three."""
    if outside(case) or not case.outcome or case.concluded_on is None:
        return None
    row = outcome(case.outcome).row
    return Cell(row, case.applicant_kind, tuple(_rules(case.outcome, row)))


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
    concluded = case.concluded_on.year if case.concluded_on else None
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
    """How many cases stand in each row and column of a year; `total` is the seventh column.

    Cases that are alike in all that the rules look at are counted together, by one question to the database.
    """
    alike = (
        _of_the_year(body, year)
        .annotate(received=ExtractYear("received_on"), concluded=ExtractYear("concluded_on"))
        .values("matter", "door", "applicant_kind", "outcome", "received", "concluded")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: Counter[tuple[str, str]] = Counter()
    for each in alike:
        number, received, concluded = (
            each.pop(name) for name in ("number", "received", "concluded")
        )
        case = DisclosureRequest(
            **each,
            received_on=date(received, 1, 1),
            concluded_on=date(concluded, 1, 1) if concluded else None,
        )
        for cell in cells_in(case, year):
            found[cell.row, cell.column] += number
            found[cell.row, "total"] += number
    return found


def cases_in(body: PublicBody, year: int, row: str, column: str) -> RequestQuerySet:
    """The cases that stand in a cell of a year's table; `total` is the seventh column."""
    received, concluded = Q(received_on__year=year), Q(concluded_on__year=year)
    results = [each.id for each in load_outcomes().values() if each.row == row]
    stands = {
        NEW: received,
        CARRIED_IN: Q(received_on__year__lt=year),
        TOTAL: concluded & ~Q(outcome=""),
        CARRIED_OUT: Q(concluded_on=None) | Q(concluded_on__year__gt=year),
    }.get(row, concluded & Q(outcome__in=results))
    cases = _of_the_year(body, year).filter(stands)
    return cases if column == "total" else cases.filter(applicant_kind=column)


def without_result(body: PublicBody, year: int) -> RequestQuerySet:
    """Cases that were closed in the year and tell no result: they stand in no row of the results."""
    return _of_the_year(body, year).filter(concluded_on__year=year, outcome="")


def _of_the_year(body: PublicBody, year: int) -> RequestQuerySet:
    """Cases that were open at any time of the year."""
    still_open = Q(concluded_on=None) | Q(concluded_on__year__gte=year)
    cases: RequestQuerySet = (
        DisclosureRequest.objects.counted()
        .filter(still_open, body=body, received_on__year__lte=year)
        .order_by("received_on", "pk")
    )
    return cases
