"""Holiday notices 放假通知 and local holidays 地方放假, read from their files and from the sentences of a notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from gongkai.statute.errors import StatuteDataError
from gongkai.statute.loader import Record, parse, walk


@dataclass(frozen=True)
class Holiday:
    """One holiday of a notice.

    Attributes:
        name: e.g. 国庆节.
        part: number of the part of the notice.
        first, last: first and last day off, both inclusive, as notices write them.
        work: weekend days on which offices work in exchange.
    """

    name: str
    part: int
    first: date
    last: date
    work: tuple[date, ...]

    def off(self) -> Iterator[date]:
        """Each day off."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


@dataclass(frozen=True)
class Notice:
    """A notice on a year's holidays, or an amendment to one (`amends`).

    Attributes:
        id: e.g. `holidays-2026`.
        year: the year of its title; its first days may lie in the December before.
        issued: day of issue.
        amends: id of the notice whose holidays of the same name it replaces, or None.
    """

    id: str
    year: int
    issued: date
    amends: str | None
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True)
class LocalHolidays:
    """地方放假: days off (or worked) in one place on top of the national notices, e.g. a minority festival.

    Attributes:
        id: short English id.
        place: e.g. 青山县.
        basis: the local document, in Chinese.
        holidays: as in a notice.
    """

    id: str
    place: str
    basis: str
    holidays: tuple[Holiday, ...]


def _read_holidays(record: Record) -> tuple[Holiday, ...]:
    holidays: list[Holiday] = []
    for position, entry in enumerate(record.some_records("holiday"), start=1):
        holiday = Holiday(
            name=entry.text("name"),
            part=entry.whole("part", least=1) if entry.has("part") else position,
            first=entry.day("first"),
            last=entry.day("last"),
            work=entry.days("work"),
        )
        entry.optional_text("gist")
        entry.close()
        if holiday.last < holiday.first:
            raise entry.wrong("last", f"为{holiday.last}，早于first的{holiday.first}")
        holidays.append(holiday)
    off: dict[date, str] = {}
    for holiday in holidays:
        for day in holiday.off():
            if day in off:
                raise record.wrong("holiday", f"中{day}同时属于{off[day]}和{holiday.name}")
            off[day] = holiday.name
    for holiday in holidays:
        for day in holiday.work:
            if day in off:
                raise record.wrong("holiday", f"中{day}既放假又上班")
    return tuple(holidays)


def read_notice(record: Record) -> Notice:
    """A notice from the record of its file."""
    year = record.whole("year", least=1949)
    notice = Notice(
        id=record.text("id"),
        year=year,
        issued=record.day("issued"),
        amends=record.optional_text("amends"),
        holidays=_read_holidays(record),
    )
    record.text("title")
    record.optional_text("number")
    checked = record.day("checked") if record.flag("compared", default=True) else None
    record.close()
    if checked and checked < notice.issued:
        raise record.wrong("checked", f"为{checked}，早于issued的{notice.issued}")
    for holiday in notice.holidays:
        for day in (holiday.first, holiday.last, *holiday.work):
            if day.year != year and (day.year, day.month) != (year - 1, 12):
                raise record.wrong("holiday", f"中{day}不在{year}年（或上年12月）")
        for day in holiday.work:
            if day.weekday() < 5:
                raise record.wrong("holiday", f"中上班日{day}本来就是星期一至五")
    return notice


def read_local_holidays(record: Record) -> LocalHolidays:
    """Local holidays from the record of their file (keys `id`, `place`, `basis`, `[[holiday]]`)."""
    local = LocalHolidays(
        id=record.text("id"),
        place=record.text("place"),
        basis=record.text("basis"),
        holidays=_read_holidays(record),
    )
    record.close()
    return local


def load_local_holidays(path: Path) -> LocalHolidays:
    """Local holidays from a TOML file anywhere on this computer.

    Raises:
        StatuteDataError: the file cannot be read or is not of the form.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StatuteDataError(str(path), "", "读不出来，请核对路径和编码（UTF-8）") from error
    return read_local_holidays(parse(text, str(path)))


@cache
def load_notices() -> tuple[Notice, ...]:
    """Every national notice that ships, in order of file name."""
    return tuple(read_notice(parse(text, path)) for path, text in walk("holidays"))
