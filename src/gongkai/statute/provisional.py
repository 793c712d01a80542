"""暂计的日历: the years whose notice is not out yet, by the statutory holidays alone (放假办法第二条、第六条).

Every December the last days of new requests fall into a year without a notice. Monday to Friday work, the statutory days are off,
one that falls on a weekend or on another is made up on the next free weekday. The notice will move days; what rests on this calendar
is marked and computed again when the notice is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from gongkai.statute.citations import read_cite
from gongkai.statute.loader import Record, load_folder
from gongkai.statute.notices import Notice
from gongkai.statute.workdays import Calendar, DayKind, DayNote

# 放假办法第二条（2024年修订）.
_EVERY_YEAR = (
    ("元旦", (1, 1)),
    ("劳动节", (5, 1)),
    ("劳动节", (5, 2)),
    *(("国庆节", (10, day)) for day in (1, 2, 3)),
)
GUESSED = "放假安排尚未公布，按法定节假日暂计"


@dataclass(frozen=True)
class StatutoryDays:
    """The statutory days off of one year: name → days, and where they stand."""

    year: int
    cite: str
    days: tuple[tuple[str, tuple[date, ...]], ...]


def read_statutory_days(record: Record) -> StatutoryDays:
    """One year's statutory days from the record of its file."""
    year, cite = record.whole("year", least=2025), read_cite(record)
    days = []
    for entry in record.some_records("holiday"):
        days.append((entry.text("name"), entry.days("days")))
        entry.close()
        if any(day.year != year for day in days[-1][1]):
            raise entry.wrong("days", f"中有{year}年以外的日子")
    return StatutoryDays(year, cite, tuple(days))


@cache
def load_statutory_days() -> Mapping[int, StatutoryDays]:
    """The statutory days of the years ahead, by year."""
    found = load_folder("statutory_days", read_statutory_days).values()
    return MappingProxyType({each.year: each for each in found})


def missing_days(notice: Notice) -> tuple[tuple[str, date], ...]:
    """The statutory days off that a notice of their year leaves out, each with its holiday: none does (放假办法第二条).

    Of years whose lunar days are not known here, those of the calendar alone.
    """
    known = load_statutory_days().get(notice.year)
    if known is not None:
        owed = [(name, day) for name, days in known.days for day in days]
    else:
        owed = [(name, date(notice.year, *day)) for name, day in _EVERY_YEAR]
    off = {day for holiday in notice.holidays for day in holiday.off()}
    return tuple((name, day) for name, day in owed if day not in off)


@cache
def provisional(calendar: Calendar) -> Calendar:
    """The calendar with the years ahead laid behind it as a guess; unchanged where none is known.

    `certain_through` stays the last day that rests on a notice.
    """
    known = load_statutory_days()
    last = calendar.loaded[1]
    special: dict[date, DayNote] = {}
    while last + 1 in known:
        last += 1
        special.update(_days_off(known[last]))
    return calendar if last == calendar.loaded[1] else calendar.with_guessed(last, special)


def _days_off(year: StatutoryDays) -> dict[date, DayNote]:
    off: dict[date, DayNote] = {}
    to_make_up: list[str] = []
    for name, days in year.days:
        for day in days:
            if day.weekday() >= 5 or day in off:
                to_make_up.append(name)
            off.setdefault(day, DayNote(DayKind.HOLIDAY, name, year.cite, GUESSED))
        for made_up in to_make_up:
            day = days[-1]
            while day.weekday() >= 5 or day in off:
                day += timedelta(days=1)
            off[day] = DayNote(DayKind.HOLIDAY, f"{made_up}补假", year.cite, GUESSED)
        to_make_up = []
    return off
