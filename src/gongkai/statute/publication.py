"""Publication periods and cadence: by when an item must be public, and when a row of the catalogue counts as stale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.statute.codelists import codelist
from gongkai.statute.errors import NotInForce, WrongArgument
from gongkai.statute.parameters import load_parameters, parameter
from gongkai.statute.workdays import Calendar, corresponding_day

GENERAL = "publication"
_PERIOD = re.compile(r"(?P<number>[0-9]+) (?P<unit>working day|calendar day|month)s")


@dataclass(frozen=True)
class Due:
    """A last day and where it stands.

    Attributes:
        due_on: the last day.
        cites: the provisions; empty where it is practice.
        practice: why it is not law, in Chinese, or None.
    """

    due_on: date
    cites: tuple[str, ...]
    practice: str | None


def publication_due_by_kind(kind: str, formed_on: date, calendar: Calendar) -> Due:
    """The last day to publish an item of a kind, by the law in force on the day that starts the period.

    Args:
        kind: code of the list `publication_periods`.
        formed_on: the day that starts the period (formation, approval, decision); not counted.
        calendar: the working days.

    Raises:
        UnknownCode: no such kind.
        NotInForce: neither that law nor the Regulations had a period then.
        CalendarNotLoaded: the day lies outside the loaded years.
    """
    entry = codelist("publication_periods")[kind]
    name = entry.text("parameter")
    if name is None:
        number, unit = _number_and_unit(entry.text("period") or "")
        return Due(_end(number, unit, formed_on, calendar), entry.cites, entry.practice)
    try:
        value = parameter(name, formed_on)
    except NotInForce:  # 另有规定的从其规定；尚无另外规定的，适用一般期限
        name = GENERAL
        value = parameter(name, formed_on)
    unit = load_parameters()[name].unit
    return Due(_end(value.amount, unit, formed_on, calendar), (value.cite,), None)


def _number_and_unit(period: str) -> tuple[int, str]:
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise WrongArgument("公开时限", period, "如20 working days")
    return int(match["number"]), match["unit"]


def _end(number: int, unit: str, start: date, calendar: Calendar) -> date:
    match unit:
        case "working day":
            return calendar.add(start, number)
        case "calendar day":
            return calendar.add_calendar_days(start, number)
    return calendar.add_months(start, number)


def stale_on(cadence: str, last_published_on: date) -> date | None:
    """The first day on which a row of this cadence counts as stale; None for a cadence without a limit.

    Args:
        cadence: code of the list `cadence_classes`.
        last_published_on: when the row was last fed.

    Raises:
        UnknownCode: no such cadence.
    """
    period = codelist("cadence_classes")[cadence].text("period")
    if period is None:
        return None
    number, unit = _number_and_unit(period)
    if unit == "working day":
        raise WrongArgument("更新周期", period, "如90 calendar days或3 months")
    if unit == "month":
        return corresponding_day(last_published_on, number) + timedelta(days=1)
    return last_published_on + timedelta(days=number + 1)
