"""The period that a title names, and the next one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


class Rhythm(Enum):
    """How often something recurs."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


PER_YEAR = {Rhythm.MONTH: 12, Rhythm.QUARTER: 4, Rhythm.HALF: 2, Rhythm.YEAR: 1}


@dataclass(frozen=True, order=True)
class Period:
    """A month, a quarter, a half or the whole of a year; ``number`` counts from 1 within the year."""

    year: int
    rhythm: Rhythm
    number: int = 1

    @property
    def next(self) -> Period:
        """The period after this one."""
        if self.number < PER_YEAR[self.rhythm]:
            return Period(self.year, self.rhythm, self.number + 1)
        return Period(self.year + 1, self.rhythm, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        after = self.next
        months = 12 // PER_YEAR[self.rhythm]
        first = date(after.year, (after.number - 1) * months + 1, 1)
        return date.fromordinal(first.toordinal() - 1)

    @property
    def code(self) -> str:
        """``2026-10``, ``2026-Q3``, ``2026-H1`` or ``2026``."""
        mark = {Rhythm.QUARTER: "-Q", Rhythm.HALF: "-H"}.get(self.rhythm, "")
        if self.rhythm is Rhythm.MONTH:
            return f"{self.year}-{self.number:02}"
        return f"{self.year}{mark}{self.number}" if mark else f"{self.year}"

    def __str__(self) -> str:
        match self.rhythm:
            case Rhythm.MONTH:
                return f"{self.year}年{self.number}月"
            case Rhythm.QUARTER:
                return f"{self.year}年第{NUMERALS[self.number]}季度"
            case Rhythm.HALF:
                return f"{self.year}年{'上下'[self.number - 1]}半年"
        return f"{self.year}年"


_FORMS = (
    (
        Rhythm.MONTH,
        re.compile(
            r"(?P<year>20\d\d)\s*年(?P<between>度?\s*)(?P<number>1[0-2]|0?[1-9])(?P<after>\s*月)(?!\s*\d{1,2}\s*日)"
        ),
    ),
    (
        Rhythm.QUARTER,
        re.compile(
            r"(?P<year>20\d\d)\s*年(?P<between>度?\s*第?)(?P<number>[一二三四1-4])(?P<after>\s*季度)"
        ),
    ),
    (
        Rhythm.HALF,
        re.compile(r"(?P<year>20\d\d)\s*年(?P<between>度?\s*)(?P<number>[上下])(?P<after>半年)"),
    ),
    (
        Rhythm.YEAR,
        re.compile(
            r"(?P<year>20\d\d)\s*年(?P<between>(?!\s*第\s*\d+\s*[期号])(?!\s*\d{1,2}\s*月))(?P<number>)(?P<after>度?)"
        ),
    ),
)


def period_of(text: str) -> Period | None:
    """The period that a text names, the finest that it names with its year; ``None`` where there is none."""
    for rhythm, form in _FORMS:
        match = form.search(text)
        if match:
            return Period(int(match["year"]), rhythm, _number(rhythm, match["number"]))
    return None


def _number(rhythm: Rhythm, text: str) -> int:
    if rhythm is Rhythm.YEAR:
        return 1
    if rhythm is Rhythm.HALF:
        return "上下".index(text) + 1
    return int(text) if text.isdigit() else NUMERALS.index(text)


def moved(text: str, old: Period, new: Period) -> str:
    """The text with every mention of the old period turned into the new one, in the manner of the old.

    Raises:
        ValueError: the periods are of two kinds.
    """
    if old.rhythm is not new.rhythm:
        raise ValueError(f"{old.rhythm} cannot become {new.rhythm}")
    form = dict(_FORMS)[old.rhythm]

    def put(match: re.Match[str]) -> str:
        if int(match["year"]) != old.year or _number(old.rhythm, match["number"]) != old.number:
            return match[0]
        number = _written_as(match["number"], new)
        return f"{new.year}年{match['between']}{number}{match['after']}"

    text = form.sub(put, text)
    if old.rhythm is Rhythm.MONTH:
        text = re.sub(rf"(?<![\d年]){old.number}(?=月份)", str(new.number), text)
        text = re.sub(
            rf"(?<![一二三四五六七八九十]){NUMERALS[old.number]}(?=月份)",
            NUMERALS[new.number],
            text,
        )
    if old.rhythm is Rhythm.QUARTER:
        text = re.sub(
            rf"(?<!年第)(?<!年){NUMERALS[old.number]}(?=季度)", NUMERALS[new.number], text
        )
    return text


def _written_as(old: str, new: Period) -> str:
    if new.rhythm is Rhythm.YEAR:
        return ""
    if new.rhythm is Rhythm.HALF:
        return "上下"[new.number - 1]
    if not old.isdigit():
        return NUMERALS[new.number]
    return f"{new.number:02}" if old.startswith("0") else str(new.number)


def without_period(title: str) -> str:
    """The title of every period: what stays when the period is taken out."""
    for _, form in _FORMS:
        title = re.sub(form.pattern + "份?", "", title)
    return re.sub(r"[（(]\s*[)）]", "", title).strip()
