"""Table three of a body and a year from its cases, and the cell in which one case stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from gongkai.report.edition import newest_edition
from gongkai.statute.outcomes import load_outcomes, outcome
from gongkai.statute.receipt import Door
from gongkai.statute.settings import DEFAULT, Settings
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.models import (
    FAR,
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


def counted_result(
    case: DisclosureRequest, settings: Settings = DEFAULT
) -> tuple[str, date | None]:
    """The result that counts and its day. Ordered to answer again, the last result of the first one's year counts, a later year's does not (C14).

    Args:
        case: with `counted_on` where it comes from `cases_in`, else its day of conclusion counts.
        settings: `answered_again`.
    """
    first, last = case.first_concluded_on, getattr(case, "counted_on", case.concluded_on)
    if first is not None and (
        last is None or last.year != first.year or settings["answered_again"] == "first"
    ):
        return case.first_outcome, first
    return case.outcome, last


def result_cell(case: DisclosureRequest, settings: Settings = DEFAULT) -> Cell | None:
    """The cell of its result; None while it has none, or where it stands outside table three."""
    code, concluded_on = counted_result(case, settings)
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


def cells_in(case: DisclosureRequest, year: int, settings: Settings = DEFAULT) -> Iterator[Cell]:
    """Every cell in which a case stands in the table of a year."""
    received = case.received_on.year
    if outside(case) or received > year:
        return
    _code, day = counted_result(case, settings)
    concluded = day.year if day else None
    if received == year:
        yield Cell(NEW, case.applicant_kind, ("C1", "C2", "C12"))
    elif concluded is None or concluded >= year:
        yield Cell(CARRIED_IN, case.applicant_kind, ("C4",))
    else:
        return
    if concluded == year:
        result = result_cell(case, settings)
        if result is not None:
            yield result
            yield Cell(TOTAL, case.applicant_kind, ("C16",))
    else:
        yield Cell(CARRIED_OUT, case.applicant_kind, ("C13",))


def count(body: PublicBody, year: int, *, settings: Settings = DEFAULT) -> Counter[tuple[str, str]]:
    """How many cases stand in each row and column of a year; `total` is the seventh column.

    Cases that are alike in all that the rules look at are counted together, by one question to the database; the few
    that were ordered to be answered again are looked at one by one. Days are compared as days: on SQLite the year of a
    day is a call of Python for each row.

    Args:
        body: whose cases.
        year: 1 January to 31 December.
        settings: the choices where counting is unsettled: `concluded_on`, `answered_again`.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    alike = (
        _once_answered(body, year, settings)
        .annotate(
            earlier=Case(When(received_on__lt=first, then=Value(1)), default=Value(0)),
            within=Case(When(counted_on__lte=last, then=Value(1)), default=Value(0)),
        )
        .values("matter", "door", "applicant_kind", "earlier", "outcome", "within")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: Counter[tuple[str, str]] = Counter()
    for each in alike:
        case = DisclosureRequest(
            matter=each["matter"],
            door=each["door"],
            applicant_kind=each["applicant_kind"],
            received_on=date(year - 1, 12, 31) if each["earlier"] else first,
            outcome=each["outcome"],
            concluded_on=first if each["within"] else None,
        )
        _put(found, cells_in(case, year), each["number"])
    for case in _answered_again(body, year, settings):
        _put(found, cells_in(case, year, settings), 1)
    return found


def table_rows() -> list[tuple[str, str]]:
    """The rows of table three, by the names of the form itself: a clerk copies them into the report."""
    return [
        (row.id, "".join((*row.groups, row.label)))
        for block in newest_edition().table("requests").blocks
        for row in block.rows
    ]


def _put(found: Counter[tuple[str, str]], cells: Iterator[Cell], number: int) -> None:
    for cell in cells:
        found[cell.row, cell.column] += number
        found[cell.row, "total"] += number


def cases_in(
    body: PublicBody, year: int, row: str, column: str, *, settings: Settings = DEFAULT
) -> RequestQuerySet:
    """The cases that stand in a cell of a year's table, each with `counted_on`; `total` is the seventh column."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    concluded = Q(counted_on__range=(first, last))
    results = [each.id for each in load_outcomes().values() if each.row == row]
    stands = {
        NEW: Q(received_on__gte=first),
        CARRIED_IN: Q(received_on__lt=first),
        TOTAL: concluded & ~Q(outcome=""),
        CARRIED_OUT: Q(counted_on=None) | Q(counted_on__gt=last),
    }.get(row, concluded & Q(outcome__in=results))
    again = [
        case.pk
        for case in _answered_again(body, year, settings)
        if any(cell.row == row for cell in cells_in(case, year, settings))
    ]
    once = _once_answered(body, year, settings).filter(stands).order_by().values("pk")
    cases = _dated(
        DisclosureRequest.objects.filter(Q(pk__in=once) | Q(pk__in=again)), settings
    ).order_by("received_on", "pk")
    return cases if column == "total" else cases.filter(applicant_kind=column)


def without_result(body: PublicBody, year: int, *, settings: Settings = DEFAULT) -> RequestQuerySet:
    """Cases that were closed in the year and tell no result: they stand in no row of the results."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    again = [
        case.pk
        for case in _answered_again(body, year, settings)
        if (result := counted_result(case, settings))[1] is not None
        and result[1].year == year
        and not result[0]
    ]
    own: Any = _once_answered(body, year, settings)
    once = own.filter(counted_on__range=(first, last), outcome="")
    cases: RequestQuerySet = DisclosureRequest.objects.filter(
        Q(pk__in=once.order_by().values("pk")) | Q(pk__in=again)
    )
    return cases


def _dated(cases: RequestQuerySet, settings: Settings) -> RequestQuerySet:
    """With `counted_on`, the day of conclusion by the choice `concluded_on` (C5): that on record, or that of the signed answer."""
    day: Any = F("concluded_on")
    if settings["concluded_on"] == "decided":
        letters = DisclosureRequest.letters.rel.related_model.objects  # type: ignore[attr-defined]
        signed = letters.filter(
            disclosure_request=OuterRef("pk"), decision__isnull=False, state="issued"
        ).order_by("-issued_on", "-pk")
        # A case that is open again has no result, whatever was signed before.
        answered = Case(When(~Q(outcome=""), then=Subquery(signed.values("issued_on")[:1])))
        day = Coalesce(answered, F("concluded_on"))
    dated: RequestQuerySet = cases.annotate(counted_on=day)
    return dated


def _once_answered(body: PublicBody, year: int, settings: Settings) -> RequestQuerySet:
    """Cases that were open at any time of the year and have at most one result."""
    still_open = Q(counted_on=None) | Q(counted_on__gte=date(year, 1, 1))
    own = DisclosureRequest.objects.counted().filter(
        body=body, received_on__lte=date(year, 12, 31), first_concluded_on=None
    )
    open_then: Any = _dated(own, settings)
    cases: RequestQuerySet = open_then.filter(still_open)
    return cases


def _answered_again(body: PublicBody, year: int, settings: Settings) -> list[DisclosureRequest]:
    """Those that were ordered to be answered once more, whenever that was."""
    cases = DisclosureRequest.objects.counted().filter(
        body=body,
        received_on__lte=date(year, 12, 31),
        # Any day at all, said as two bounds: of these a database knows that they are few, and takes them from the index.
        first_concluded_on__range=(date.min, FAR),
    )
    return list(
        _dated(cases, settings)
        .order_by()
        .only(
            "matter",
            "door",
            "applicant_kind",
            "received_on",
            "outcome",
            "concluded_on",
            "first_outcome",
            "first_concluded_on",
        )
    )
