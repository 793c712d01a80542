"""Table three of a body and a year from its cases, and the cell in which one case stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, When
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
    """How many cases stand in each row and column of a year; `total` is the seventh column.

    Cases that are alike in all that the rules look at are counted together, by one question to the database.
    """
    alike = (
        _of_the_year(body, year)
        .annotate(received=ExtractYear("received_on"))
        .values("matter", "door", "applicant_kind", "received", "result", "result_year")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: Counter[tuple[str, str]] = Counter()
    for each in alike:
        concluded = each["result_year"]
        case = DisclosureRequest(
            matter=each["matter"],
            door=each["door"],
            applicant_kind=each["applicant_kind"],
            received_on=date(each["received"], 1, 1),
            outcome=each["result"],
            concluded_on=date(concluded, 1, 1) if concluded else None,
        )
        for cell in cells_in(case, year):
            found[cell.row, cell.column] += each["number"]
            found[cell.row, "total"] += each["number"]
    return found


def cases_in(body: PublicBody, year: int, row: str, column: str) -> RequestQuerySet:
    """The cases that stand in a cell of a year's table; `total` is the seventh column."""
    received, concluded = Q(received_on__year=year), Q(result_year=year)
    results = [each.id for each in load_outcomes().values() if each.row == row]
    stands = {
        NEW: received,
        CARRIED_IN: Q(received_on__year__lt=year),
        TOTAL: concluded & ~Q(result=""),
        CARRIED_OUT: Q(result_year=None) | Q(result_year__gt=year),
    }.get(row, concluded & Q(result__in=results))
    cases = _of_the_year(body, year).filter(stands)
    return cases if column == "total" else cases.filter(applicant_kind=column)


def without_result(body: PublicBody, year: int) -> RequestQuerySet:
    """Cases that were closed in the year and tell no result: they stand in no row of the results."""
    return _of_the_year(body, year).filter(result_year=year, result="")


def _of_the_year(body: PublicBody, year: int) -> RequestQuerySet:
    """Cases that were open at any time of the year, each with the `result` that counts and its year (`counted_result`)."""
    first = Q(first_year__isnull=False) & (Q(last_year=None) | ~Q(last_year=F("first_year")))
    still_open = Q(result_year=None) | Q(result_year__gte=year)
    cases: RequestQuerySet = (
        DisclosureRequest.objects.counted()
        .annotate(
            first_year=ExtractYear("first_concluded_on"), last_year=ExtractYear("concluded_on")
        )
        .annotate(
            result=Case(When(first, then=F("first_outcome")), default=F("outcome")),
            result_year=Case(When(first, then=F("first_year")), default=F("last_year")),
        )
        .filter(still_open, body=body, received_on__year__lte=year)
        .order_by("received_on", "pk")
    )
    return cases
