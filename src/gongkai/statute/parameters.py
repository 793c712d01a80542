"""Dated numbers of the law: `parameters/**/*.toml`, one number per file, old values beside new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType

from gongkai.statute.citations import read_cite
from gongkai.statute.errors import NotInForce, UnknownCode
from gongkai.statute.loader import Record, load_folder

UNITS = {
    "working day": "{}个工作日",
    "calendar day": "{}日",
    "month": "{}个月",
    "year": "{}年",
    "yuan": "{}元",
    "month-day": "{}月{}日",
}


@dataclass(frozen=True)
class Tier:
    """One band of a progressive charge.

    Attributes:
        first, last: first and last unit of the band; `last` None = without end.
        rate: yuan a unit.
        step: units after which the rate rises again within the band, or None.
        step_rate: by how many yuan it rises.
    """

    first: int
    last: int | None
    rate: int
    step: int | None = None
    step_rate: int = 0


@dataclass(frozen=True)
class Value:
    """A value in force from `begins` until `ends` (the first day no longer in force; None = open).

    Attributes:
        amount: the number; for tiers the count of bands; for `month-day` month*100 + day.
        tiers: bands of a charge, else empty.
        issued: day of issue, or None where not known.
        cite: where it stands.
        checked: when it was last compared with the published text, or None where it never was.
    """

    begins: date
    ends: date | None
    amount: int
    tiers: tuple[Tier, ...]
    issued: date | None
    cite: str
    checked: date | None


@dataclass(frozen=True)
class Parameter:
    """A dated number with its label and unit (one of `UNITS`)."""

    id: str
    label: str
    unit: str
    values: tuple[Value, ...]

    def at(self, on: date) -> Value:
        """The value in force on a day.

        Raises:
            NotInForce: no version covers that day.
        """
        for value in reversed(self.values):
            if value.begins <= on and (value.ends is None or on < value.ends):
                return value
        raise NotInForce(self.label, on, self.values[0].begins)

    def in_chinese(self, value: Value) -> str:
        """A value with its unit: 20个工作日, 1月31日, or the bands of a charge."""
        if value.tiers:
            return "；".join(_tier_in_chinese(tier) for tier in value.tiers)
        if self.unit == "month-day":
            return UNITS[self.unit].format(*divmod(value.amount, 100))
        return UNITS[self.unit].format(value.amount)


def _tier_in_chinese(tier: Tier) -> str:
    until = f"至{tier.last}" if tier.last else "以上"
    text = f"{tier.first}{until}：{tier.rate}元"
    if tier.step is not None:
        text += f"，以{tier.step}为一档，每档提高{tier.step_rate}元"
    return text


def _read_tiers(entry: Record) -> tuple[Tier, ...]:
    tiers: list[Tier] = []
    for row in entry.records("tier"):
        tier = Tier(
            first=row.whole("first", least=1),
            last=row.optional_whole("last", least=1),
            rate=row.whole("rate"),
            step=row.optional_whole("step", least=1),
            step_rate=row.whole("step_rate") if row.has("step_rate") else 0,
        )
        row.close()
        expected = tiers[-1].last if tiers else 0
        if expected is None or tier.first != expected + 1:
            raise row.wrong("first", f"为{tier.first}，与上一档不相接")
        tiers.append(tier)
    if tiers and tiers[-1].last is not None:
        raise entry.wrong("tier", "最后一档应无上限")
    return tuple(tiers)


def read_parameter(record: Record) -> Parameter:
    """A parameter from the record of its file."""
    label, unit = record.text("label"), record.choice("unit", tuple(UNITS))
    values: list[Value] = []
    for entry in record.some_records("value"):
        begins, stated_end = entry.day("from"), entry.optional_day("to")
        tiers = _read_tiers(entry)
        value = Value(
            begins=begins,
            ends=stated_end,
            amount=len(tiers) if tiers else entry.whole("value", least=1),
            tiers=tiers,
            issued=entry.optional_day("issued"),
            cite=read_cite(entry),
            checked=entry.day("checked") if entry.flag("compared", default=True) else None,
        )
        entry.close()
        if stated_end and stated_end <= begins:
            raise entry.wrong("to", f"为{stated_end}，应晚于from的{begins}")
        if value.issued and value.checked and value.checked < value.issued:
            raise entry.wrong("checked", f"为{value.checked}，早于issued的{value.issued}")
        if values:
            _follow(entry, values, begins)
        values.append(value)
    name = record.file.rsplit("/", 1)[-1].removesuffix(".toml")
    return Parameter(name, label, unit, tuple(values))


def _follow(entry: Record, values: list[Value], begins: date) -> None:
    """Join a value to the one before: no repetition, no disorder, no gap, no overlap."""
    before = values[-1]
    if begins == before.begins:
        raise entry.wrong("from", f"重复了{begins}")
    if begins < before.begins:
        raise entry.wrong("from", f"为{begins}，早于上一期的{before.begins}，应按时间先后排列")
    if before.ends is None:
        values[-1] = replace(before, ends=begins)
    elif before.ends < begins:
        raise entry.wrong("from", f"为{begins}，与上一期的截止日{before.ends}之间有空档")
    elif before.ends > begins:
        raise entry.wrong("from", f"为{begins}，与上一期（至{before.ends}）重叠")


@cache
def load_parameters() -> Mapping[str, Parameter]:
    """Every parameter by id (the name of its file)."""
    return MappingProxyType(load_folder("parameters", read_parameter))


def parameter(name: str, on: date) -> Value:
    """The value of a parameter in force on a day.

    Args:
        name: id, e.g. `reply`.
        on: the day that decides which version applies.

    Raises:
        UnknownCode: no such parameter.
        NotInForce: no version covers that day.
    """
    known = load_parameters()
    if name not in known:
        raise UnknownCode("期限与数额", name, known)
    return known[name].at(on)


def in_words(name: str, on: date) -> str:
    """The value in force on a day with its unit, as 20个工作日. Arguments and errors as `parameter`."""
    value = parameter(name, on)
    return load_parameters()[name].in_chinese(value)
