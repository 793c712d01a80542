"""The plain deadlines: one day in, one day out; the list is `codelists/deadlines.toml`. For a case with events use `clock`."""

from __future__ import annotations

from datetime import date

from gongkai.statute.citations import resolve
from gongkai.statute.codelists import codelist
from gongkai.statute.errors import WrongArgument
from gongkai.statute.parameters import load_parameters, parameter
from gongkai.statute.workdays import Calendar


def due(name: str, start: date, calendar: Calendar) -> date:
    """The last day of a period that starts on a day (not counted itself).

    Args:
        name: code of the list `deadlines`.
        start: the day that starts the period; decides which version of the law applies.
        calendar: the working days.

    Raises:
        UnknownCode: no such deadline.
        NotInForce: no version covers that day.
        CalendarNotLoaded: the result lies outside the loaded years.
    """
    entry = codelist("deadlines")[name]
    number = entry.text("parameter") or name
    value = parameter(number, start)
    match load_parameters()[number].unit:
        case "working day":
            return calendar.add(start, value.amount)
        case "calendar day":
            return calendar.add_calendar_days(start, value.amount)
    return calendar.add_months(start, value.amount)


def reply_due(received_on: date, calendar: Calendar, *, extended_by: int = 0) -> date:
    """The last day to answer a request, extended by some working days.

    Raises:
        WrongArgument: the extension is negative or beyond the cap.
        NotInForce: before the first version of the Regulations.
    """
    if extended_by:
        cap = parameter("extension", received_on)
        if not 0 <= extended_by <= cap.amount:
            expected = f"0至{cap.amount}（{resolve(cap.cite)}）"
            raise WrongArgument("延长的工作日数", extended_by, expected)
    return calendar.add(received_on, parameter("reply", received_on).amount + extended_by)
