"""Working days 工作日: which days they are, why, and how to count them.

A day works when it is Monday to Friday and no notice gives it off, or when a notice makes a weekend day a working day 调休上班.
Days outside the loaded years are refused: nothing is guessed. The notice of a year may also move days at the end of the year
before it, so late December is final only when the next year's notice is loaded. Where a last day must be told before the notice
is out, `provisional` gives a calendar that says from when on it is a guess.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from types import MappingProxyType

from gongkai.statute.errors import CalendarNotLoaded, StatuteDataError, WrongArgument
from gongkai.statute.notices import Holiday, LocalHolidays, Notice, load_notices

WEEKEND_CITE = "working-hours-1995#7.1"


class DayKind(Enum):
    """What a day is. The value is its code, `label` its Chinese name, `works` whether it counts."""

    WORKING = ("working", "工作日", True)
    MADE_UP = ("made-up", "调休上班日", True)
    WEEKEND = ("weekend", "休息日", False)
    HOLIDAY = ("holiday", "放假日", False)
    LOCAL_HOLIDAY = ("local-holiday", "地方放假日", False)
    LOCAL_WORKING = ("local-working", "地方调休上班日", True)

    label: str
    works: bool

    def __new__(cls, code: str, label: str, works: bool) -> DayKind:
        """A member whose value is the code alone."""
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        member.works = works
        return member


@dataclass(frozen=True)
class DayNote:
    """Why a day works or does not.

    Attributes:
        kind: what the day is.
        name: the holiday it belongs to, e.g. 国庆节; empty for ordinary days.
        cite: the notice or rule, e.g. `holidays-2026#7`; `local:<id>` for local days; None for ordinary working days.
        basis: a local day's source in Chinese; empty elsewhere.
    """

    kind: DayKind
    name: str = ""
    cite: str | None = None
    basis: str = ""


_WORKING = DayNote(DayKind.WORKING)
_WEEKEND = DayNote(DayKind.WEEKEND, "周末", WEEKEND_CITE)


class Calendar:
    """The days of whole consecutive years, each known to work or not. Immutable.

    Args:
        first, last: first and last year loaded.
        special: day → note, for every day that differs from Monday-to-Friday.
        places: the places whose local days are included.
        certain_through: the last day that rests on a notice; None = the last day of the years.
    """

    def __init__(
        self,
        first: int,
        last: int,
        special: Mapping[date, DayNote],
        places: tuple[str, ...] = (),
        certain_through: date | None = None,
    ) -> None:
        self.loaded = (first, last)
        self.places = places
        self.certain_through = certain_through or date(last, 12, 31)
        self._special = MappingProxyType(dict(special))
        self._base = date(first, 1, 1).toordinal()
        self._upto: list[int] = []
        self._working: list[date] = []
        for ordinal in range(self._base, date(last, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            if self._note(day).kind.works:
                self._working.append(day)
            self._upto.append(len(self._working))

    def __eq__(self, other: object) -> bool:
        """Equal when every day has the same note."""
        if not isinstance(other, Calendar):
            return NotImplemented
        return (self.loaded, self.certain_through, self._special) == (
            other.loaded,
            other.certain_through,
            other._special,
        )

    def __hash__(self) -> int:
        """By years and number of working days."""
        return hash((self.loaded, len(self._working)))

    def __repr__(self) -> str:
        """Years and places."""
        places = "".join(f", {place}" for place in self.places)
        return f"Calendar({self.loaded[0]}–{self.loaded[1]}{places})"

    def _note(self, day: date) -> DayNote:
        note = self._special.get(day)
        if note is not None:
            return note
        return _WORKING if day.weekday() < 5 else _WEEKEND

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._base
        if not 0 <= index < len(self._upto):
            raise CalendarNotLoaded(day.year, self.loaded)
        return index

    def note(self, day: date) -> DayNote:
        """Why `day` works or does not.

        Raises:
            CalendarNotLoaded: the year is not loaded.
        """
        self._index(day)
        return self._note(day)

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day.

        Raises:
            CalendarNotLoaded: the year is not loaded.
        """
        return self.note(day).kind.works

    def add(self, day: date, working_days: int) -> date:
        """The `working_days`-th working day after `day`; `day` itself is not counted, working or not.

        Args:
            day: the day that starts the period.
            working_days: at least 1.

        Raises:
            CalendarNotLoaded: the result lies outside the loaded years.
            WrongArgument: fewer than 1.
        """
        if working_days < 1:
            raise WrongArgument("工作日数", working_days, "1以上的整数")
        position = self._upto[self._index(day)] + working_days - 1
        if position >= len(self._working):
            raise CalendarNotLoaded(self.loaded[1] + 1, self.loaded)
        return self._working[position]

    def count(self, after: date, through: date) -> int:
        """Working days after `after`, up to and including `through`; negative where `through` is earlier.

        Raises:
            CalendarNotLoaded: one of the days lies outside the loaded years.
        """
        return self._upto[self._index(through)] - self._upto[self._index(after)]

    def next_working(self, day: date) -> date:
        """`day` itself if it works, else the first working day after it.

        Raises:
            CalendarNotLoaded: the result lies outside the loaded years.
        """
        return day if self.is_working(day) else self.add(day, 1)

    def add_calendar_days(self, day: date, days: int) -> date:
        """The last day of a period of calendar days 日: day 1 is the day after; a last day off rolls on.

        民法典 201, 203. A period of this kind ends on a working day.
        """
        if days < 1:
            raise WrongArgument("日数", days, "1以上的整数")
        return self.next_working(day + timedelta(days=days))

    def add_months(self, day: date, months: int) -> date:
        """The last day of a period of months: the same day of the month, or the month's last; a day off rolls on.

        民法典 202, 203.
        """
        if months < 1:
            raise WrongArgument("月数", months, "1以上的整数")
        return self.next_working(corresponding_day(day, months))

    def days(self, first: date, last: date) -> Iterator[tuple[date, DayNote]]:
        """Each day from `first` to `last` with its note."""
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            yield day, self.note(day)

    def with_local(self, local: LocalHolidays) -> Calendar:
        """This calendar with the days of one place laid over it; local days win.

        Raises:
            StatuteDataError: a local day lies outside the loaded years.
        """
        special = dict(self._special)
        for holiday in local.holidays:
            cite = f"local:{local.id}"
            for day, kind in [
                *((day, DayKind.LOCAL_HOLIDAY) for day in holiday.off()),
                *((day, DayKind.LOCAL_WORKING) for day in holiday.work),
            ]:
                if not self.loaded[0] <= day.year <= self.loaded[1]:
                    raise StatuteDataError(local.id, "holiday", f"中{day}不在已载入的年份内")
                special[day] = DayNote(kind, holiday.name, cite, f"{local.place}：{local.basis}")
        return Calendar(
            *self.loaded, special, (*self.places, local.place), certain_through=self.certain_through
        )

    def with_guessed(self, last: int, special: Mapping[date, DayNote]) -> Calendar:
        """This calendar with the years up to `last` laid behind it as a guess; `certain_through` stays."""
        return Calendar(
            self.loaded[0],
            last,
            {**special, **self._special},
            self.places,
            certain_through=self.certain_through,
        )

    def last_certain_working_day(self) -> date:
        """The last working day that rests on a notice."""
        return self._working[self._upto[self._index(self.certain_through)] - 1]


def corresponding_day(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where there is none (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, gregorian.monthrange(year, month)[1]))


def build_calendar(notices: Iterable[Notice]) -> Calendar:
    """A calendar of the years of `notices`.

    Raises:
        StatuteDataError: no notice, two for a year, a year missing between, or an amendment to nothing.
    """
    years: dict[int, Notice] = {}
    amendments: list[Notice] = []
    for notice in notices:
        if notice.amends is not None:
            amendments.append(notice)
        elif notice.year in years:
            raise StatuteDataError(f"holidays/{notice.id}", "year", f"重复了{notice.year}年")
        else:
            years[notice.year] = notice
    if not years:
        raise StatuteDataError("holidays", "", "没有任何年份的放假安排")
    first, last = min(years), max(years)
    for year in range(first, last + 1):
        if year not in years:
            raise StatuteDataError("holidays", "", f"缺少{year}年的放假安排，年份应当连续")
    in_effect = {
        notice.id: {holiday.name: (notice.id, holiday) for holiday in notice.holidays}
        for notice in years.values()
    }
    for amendment in sorted(amendments, key=lambda notice: notice.issued):
        replaced = in_effect.get(amendment.amends or "")
        for holiday in amendment.holidays:
            if replaced is None or holiday.name not in replaced:
                raise StatuteDataError(
                    f"holidays/{amendment.id}",
                    "amends",
                    f"所指的{amendment.amends}没有{holiday.name}",
                )
            replaced[holiday.name] = (amendment.id, holiday)
    return Calendar(first, last, _special_days(list(in_effect.values())))


def _special_days(
    in_effect: Sequence[Mapping[str, tuple[str, Holiday]]],
) -> dict[date, DayNote]:
    special: dict[date, DayNote] = {}
    for holidays in in_effect:
        for identity, holiday in holidays.values():
            cite = f"{identity}#{holiday.part}"
            for day, kind in [
                *((day, DayKind.HOLIDAY) for day in holiday.off()),
                *((day, DayKind.MADE_UP) for day in holiday.work),
            ]:
                if day in special:
                    raise StatuteDataError(
                        f"holidays/{identity}", "holiday", f"中{day}与{special[day].cite}冲突"
                    )
                special[day] = DayNote(kind, holiday.name, cite)
    return special


def calendar_with(*notices: Notice) -> Calendar:
    """The national calendar with further notices, as one pasted in the office: a new year, or another text of a loaded one.

    Raises:
        StatuteDataError: the notices do not form consecutive years.
    """
    replaced = {notice.id for notice in notices}
    return build_calendar([*(each for each in load_notices() if each.id not in replaced), *notices])


@cache
def load_calendar(issued_by: date | None = None) -> Calendar:
    """The national calendar of all loaded years.

    Args:
        issued_by: use only notices issued on or before this day: the calendar as it was known then. None = all.

    Raises:
        StatuteDataError: the notices do not form consecutive years.
    """
    return build_calendar(
        notice for notice in load_notices() if issued_by is None or notice.issued <= issued_by
    )
