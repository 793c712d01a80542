"""The period of a figure: a year, a quarter, a month."""

from __future__ import annotations

import re
from datetime import date

_YEAR = re.compile(r"(20\d\d)年?度?")
_MONTH = re.compile(r"(20\d\d)[-年./](1[0-2]|0?[1-9])月?")
_QUARTER = re.compile(r"(20\d\d)年?[-第 ]*(?:Q|q)?([一二三四1-4])(?:季度)?")
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}


def period_of(words: str) -> str | None:
    """2026, 2026-Q3 or 2026-10 for 2026年, 2026年第三季度, 2026年10月; None for anything else."""
    plain = words.strip()
    if match := _MONTH.fullmatch(plain):
        return f"{match[1]}-{int(match[2]):02}"
    if match := _YEAR.fullmatch(plain):
        return match[1]
    if match := _QUARTER.fullmatch(plain):
        return f"{match[1]}-Q{_QUARTERS.get(match[2], match[2])}"
    return None


def named_in(text: str, period: str, formed_on: date) -> bool:
    """Whether a text of that day speaks of the period: names it, or names a month or quarter of its own year."""
    year, _, part = period.partition("-")
    plain = re.sub(r"\s", "", text)
    if part.startswith("Q"):
        quarter = "一二三四"[int(part[1]) - 1]
        named = f"{quarter}季度" in plain or f"{part[1]}季度" in plain
    elif part:
        named = re.search(rf"(?<!\d)0?{int(part)}月(?!\d*日)", plain) is not None
    else:
        return f"{year}年" in plain
    return named and (f"{year}年" in plain or str(formed_on.year) == year)
