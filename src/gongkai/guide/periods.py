"""Periods in a sentence, and what each of them is said to be for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.statute.citations import number_in

_UNITS = {
    "个工作日": "working day",
    "工作日": "working day",
    "个自然日": "calendar day",
    "自然日": "calendar day",
    "日": "calendar day",
    "天": "calendar day",
    "个月": "month",
}
_PERIOD = re.compile(
    r"(?<![0-9第年月周期一二三四五六七八九十百])"
    r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})(?P<unit>个工作日|工作日|个自然日|自然日|个月|日|天)"
)
_LIMITED = re.compile(r"^(?:之内|以内|内|的?期限)")
_AT_MOST = re.compile(r"(?:超过|最长|最多|至多|多于|为|延长)$")
REACH = 45


@dataclass(frozen=True, slots=True)
class Period:
    """A period as written.

    Attributes:
        text: the words, as 15个工作日.
        number: how many; `unit`: a unit of the statute's parameters.
        before, after: the words around it, up to the next period and at most `REACH` characters.
    """

    text: str
    number: int
    unit: str
    before: str
    after: str

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands alone in brackets, after what it is for."""
        return self.before.endswith("（") and bool(re.match(r"(?:之内|以内|内)?）", self.after))


def periods_in(sentence: str) -> Iterator[Period]:
    """Periods in a sentence without white space; a date (1月31日) or a weekday is none."""
    found = [match for match in _PERIOD.finditer(sentence) if _is_period(sentence, match)]
    for position, match in enumerate(found):
        value = number_in(match["number"])
        if value is None:
            continue
        start = found[position - 1].end() if position else 0
        end = found[position + 1].start() if position + 1 < len(found) else len(sentence)
        yield Period(
            match.group(),
            value,
            _UNITS[match["unit"]],
            sentence[max(start, match.start() - REACH) : match.start()],
            sentence[match.end() : min(end, match.end() + REACH)],
        )


def _is_period(sentence: str, match: re.Match[str]) -> bool:
    if match["unit"] not in {"日", "天"}:
        return True
    around = sentence[match.end() :], sentence[: match.start()]
    return bool(_LIMITED.search(around[0]) or _AT_MOST.search(around[1]))


@dataclass(frozen=True, slots=True)
class Duty:
    """What a period can be for. `parameters` name the statute's values; none: no value is fixed."""

    id: str
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    without: tuple[re.Pattern[str], ...]
    first: bool
    parameters: tuple[str, ...]
    fixed: bool

    def position(self, period: Period) -> int | None:
        """Where the words after the period say so (0 for words before it); None where they do not."""
        if any(pattern.search(period.before) for pattern in self.without):
            return None
        if self.before and not any(pattern.search(period.before) for pattern in self.before):
            return None
        if not self.after:
            return 0
        starts = [
            match.start() for pattern in self.after if (match := pattern.search(period.after))
        ]
        return min(starts, default=None)


@cache
def duties() -> tuple[Duty, ...]:
    """Every duty in its order."""
    text = files("gongkai.guide").joinpath("duties.toml").read_text("utf-8")
    return tuple(
        Duty(
            id=entry["id"],
            before=_patterns(entry, "before"),
            after=_patterns(entry, "after"),
            without=_patterns(entry, "without"),
            first=entry.get("first", False),
            parameters=tuple(entry["parameters"]),
            fixed=entry.get("fixed", False),
        )
        for entry in tomllib.loads(text)["duty"]
    )


def _patterns(entry: Mapping[str, Any], key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in entry.get(key, ()))


def _named_before(period: Period) -> Duty | None:
    """The duty whose words stand last in the clause before the bracket, as in 申请行政复议（60日内）."""
    clause = re.split("[，。；：]", period.before)[-1]
    named = [
        (match.start(), duty)
        for duty in duties()
        if duty.first
        for pattern in duty.after
        for match in pattern.finditer(clause)
    ]
    return max(named, key=lambda each: each[0])[1] if named else None


def duty_of(period: Period) -> Duty | None:
    """What the period is for; None where the words around it do not say."""
    for duty in duties():
        if not duty.first and duty.position(period) is not None:
            return duty
    if period.is_bracketed:
        return _named_before(period)
    named = [
        (position, order, duty)
        for order, duty in enumerate(duties())
        if duty.first and (position := duty.position(period)) is not None
    ]
    return min(named, key=lambda each: each[:2])[2] if named else None
