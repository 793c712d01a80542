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
from gongkai.statute.codelists import codelist
from gongkai.statute.outcomes import load_outcomes, outcome
from gongkai.statute.settings import DEFAULT, Settings
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.decisions.models import Decision
from gongkai.web.casework.requests.models import (
    FAR,
    DisclosureRequest,
    RequestQuerySet,
    TriageKind,
    applicant_kinds,
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

    @property
    def words(self) -> str:
        """As the form calls it."""
        return newest_edition().table("requests").in_words(self.row, self.column)


def row_of(code: str, matter: str, settings: Settings = DEFAULT) -> str:
    """The row of a result; where the form has none for it, the one that was chosen (C10)."""
    if code == "merged":
        return settings["merged_row"]
    if code == "not_government_information" and matter == TriageKind.CONSULTATION:
        return settings["consultation_row"]
    return outcome(code).row


def column_of(kind: str, settings: Settings = DEFAULT) -> str:
    """The column of an applicant; where the form has none for him, the one that was chosen (C12)."""
    between = codelist("applicants_between").codes
    return settings[f"{kind}_column"] if kind in between else kind


def counted_result(
    case: DisclosureRequest, settings: Settings = DEFAULT
) -> tuple[str, date | None]:
    """The result that counts and its day. Ordered to answer again, the last result of the first one's year counts, a later year's does not (C14).

    Args:
        case: with `counted_on` and `counted_outcome` where it comes from `as_counted`, else its day of conclusion counts.
        settings: `answered_again`.
    """
    first, last = case.first_concluded_on, getattr(case, "counted_on", case.concluded_on)
    if first is not None and (
        last is None or last.year != first.year or settings["answered_again"] == "first"
    ):
        return case.first_outcome, first
    return _counted_outcome(case, settings), last


def _counted_outcome(case: DisclosureRequest, settings: Settings) -> str:
    if hasattr(case, "counted_outcome"):
        return str(case.counted_outcome)
    if case.pk and settings["several_grounds"] == "first_row":
        return next(iter(_first_rows(DisclosureRequest.objects.filter(pk=case.pk))), case.outcome)
    return case.outcome


def result_cell(case: DisclosureRequest, settings: Settings = DEFAULT) -> Cell | None:
    """The cell of its result; None while it has none, or where it stands outside table three."""
    code, concluded_on = counted_result(case, settings)
    if outside(case) or not code or concluded_on is None:
        return None
    again = ("C14",) if case.first_concluded_on else ()
    several = () if code in {case.outcome, case.first_outcome} else ("C8",)
    return Cell(
        row_of(code, case.matter, settings),
        column_of(case.applicant_kind, settings),
        (*_rules(code), *several, *again),
    )


def outside(case: DisclosureRequest) -> str:
    """The rule that keeps a case out of table three; empty where it stands in it."""
    if case.matter == TriageKind.CORRECTION:
        return "C11"
    return "C15" if case.is_answered_elsewhere else ""


def _rules(code: str) -> Iterator[str]:
    yield "C5"
    row = outcome(code).row
    if row == "partly_disclosed":
        yield "C6"
    if code in ("already_public", "not_existing", "not_this_agency", "archives"):
        yield "C9"
    if row == "other_other":
        yield "C10"
    yield "C12"


def cells_in(case: DisclosureRequest, year: int, settings: Settings = DEFAULT) -> Iterator[Cell]:
    """Every cell in which a case stands in the table of a year."""
    received, column = case.received_on.year, column_of(case.applicant_kind, settings)
    if outside(case) or received > year:
        return
    _code, day = counted_result(case, settings)
    concluded = day.year if day else None
    if received == year:
        yield Cell(NEW, column, ("C1", "C2", "C12"))
    elif concluded is None or concluded >= year:
        yield Cell(CARRIED_IN, column, ("C4",))
    else:
        return
    if concluded == year:
        result = result_cell(case, settings)
        if result is not None:
            yield result
            yield Cell(TOTAL, column, ("C16",))
    else:
        yield Cell(CARRIED_OUT, column, ("C13",))


def count(body: PublicBody, year: int, *, settings: Settings = DEFAULT) -> Counter[tuple[str, str]]:
    """How many cases stand in each row and column of a year; `total` is the seventh column.

    Cases that are alike in all that the rules look at are counted together, by one question to the database; the few
    that were ordered to be answered again are looked at one by one. Days are compared as days: on SQLite the year of a
    day is a call of Python for each row.

    Args:
        body: whose cases.
        year: 1 January to 31 December.
        settings: the choices where counting is unsettled.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    alike = (
        _once_answered(body, year, settings)
        .annotate(
            earlier=Case(When(received_on__lt=first, then=Value(1)), default=Value(0)),
            within=Case(When(counted_on__lte=last, then=Value(1)), default=Value(0)),
            consulted=Case(When(matter=TriageKind.CONSULTATION, then=Value(1)), default=Value(0)),
        )
        .values("consulted", "applicant_kind", "earlier", "counted_outcome", "within")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: Counter[tuple[str, str]] = Counter()
    for each in alike:
        case = DisclosureRequest(
            matter=TriageKind.CONSULTATION if each["consulted"] else TriageKind.INFORMATION,
            applicant_kind=each["applicant_kind"],
            received_on=date(year - 1, 12, 31) if each["earlier"] else first,
            outcome=each["counted_outcome"],
            concluded_on=first if each["within"] else None,
        )
        _put(found, cells_in(case, year, settings), each["number"])
    for case in _answered_again(body, year, settings):
        _put(found, cells_in(case, year, settings), 1)
    return found


def chosen_in(body: PublicBody, year: int, *, settings: Settings = DEFAULT) -> set[str]:
    """The settings that say where a case of the year stands because the form does not."""
    again = [
        (case.matter, case.applicant_kind, counted_result(case, settings)[0])
        for case in _answered_again(body, year, settings)
    ]
    once = _once_answered(body, year, settings)
    alike = once.values_list("matter", "applicant_kind", "counted_outcome").order_by().distinct()
    found = set()
    for matter, kind, code in {*again, *alike}:
        if kind in codelist("applicants_between").codes:
            found.add(f"{kind}_column")
        if code == "merged":
            found.add("merged_row")
        if code == "not_government_information" and matter == TriageKind.CONSULTATION:
            found.add("consultation_row")
    if _first_rows(once):
        found.add("several_grounds")
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
    stands = {
        NEW: Q(received_on__gte=first),
        CARRIED_IN: Q(received_on__lt=first),
        TOTAL: concluded & ~Q(counted_outcome=""),
        CARRIED_OUT: Q(counted_on=None) | Q(counted_on__gt=last),
    }.get(row) or concluded & _in_row(row, settings)
    again = [
        case.pk
        for case in _answered_again(body, year, settings)
        if any(cell.row == row for cell in cells_in(case, year, settings))
    ]
    once = _once_answered(body, year, settings).filter(stands).order_by().values("pk")
    cases = as_counted(
        DisclosureRequest.objects.filter(Q(pk__in=once) | Q(pk__in=again)), settings
    ).order_by("received_on", "pk")
    if column == "total":
        return cases
    kinds = [kind for kind, _label in applicant_kinds() if column_of(kind, settings) == column]
    return cases.filter(applicant_kind__in=kinds)


def _in_row(row: str, settings: Settings) -> Q:
    """Those whose result stands in a row."""
    plain, consulted = (
        [code for code in load_outcomes() if row_of(code, matter, settings) == row]
        for matter in ("", TriageKind.CONSULTATION)
    )
    if plain == consulted:
        return Q(counted_outcome__in=plain)
    consultation = Q(matter=TriageKind.CONSULTATION)
    return (consultation & Q(counted_outcome__in=consulted)) | (
        ~consultation & Q(counted_outcome__in=plain)
    )


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


def as_counted(cases: RequestQuerySet, settings: Settings) -> RequestQuerySet:
    """With `counted_on`, the day of conclusion by the choice `concluded_on` (C5): that on record, or that of the signed answer;
    and with `counted_outcome`, the result by the choice `several_grounds` (C7, C8): that of the main ground, or of the first in the form.
    """
    day: Any = F("concluded_on")
    if settings["concluded_on"] == "decided":
        letters = DisclosureRequest.letters.rel.related_model.objects  # type: ignore[attr-defined]
        signed = letters.filter(
            disclosure_request=OuterRef("pk"), decision__isnull=False, state="issued"
        ).order_by("-issued_on", "-pk")
        # A case that is open again has no result, whatever was signed before.
        answered = Case(When(~Q(outcome=""), then=Subquery(signed.values("issued_on")[:1])))
        day = Coalesce(answered, F("concluded_on"))
    result: Any = F("outcome")
    if settings["several_grounds"] == "first_row":
        standing = [
            When(pk__in=numbers, then=Value(code)) for code, numbers in _first_rows(cases).items()
        ]
        result = Case(*standing, default=F("outcome")) if standing else result
    counted: RequestQuerySet = cases.annotate(counted_on=day, counted_outcome=result)
    return counted


def _first_rows(cases: RequestQuerySet) -> dict[str, list[int]]:
    """By the result that stands first in the form, the cases in which something was withheld whole for several grounds."""
    decisions = Decision.objects.filter(
        disclosure_request__in=cases.order_by().values("pk"),
        outcome=F("disclosure_request__outcome"),
        outcome__startswith="withheld_",
    ).order_by("pk")
    last = {each.disclosure_request_id: each for each in decisions.defer("facts")}
    found: dict[str, list[int]] = {}
    for number, decision in last.items():
        if decision.further_grounds:
            grounds = set(decision.grounds)
            first = next(
                each.id
                for each in load_outcomes().values()
                if each.id.startswith("withheld_") and grounds & set(each.grounds)
            )
            found.setdefault(first, []).append(number)
    return found


def _once_answered(body: PublicBody, year: int, settings: Settings) -> RequestQuerySet:
    """Cases that were open at any time of the year and have at most one result."""
    still_open = Q(counted_on=None) | Q(counted_on__gte=date(year, 1, 1))
    own = DisclosureRequest.objects.counted().filter(
        body=body, received_on__lte=date(year, 12, 31), first_concluded_on=None
    )
    open_then: Any = as_counted(own, settings)
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
        as_counted(cases, settings)
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
