"""Counts as sentences of the annual report. The parts of a sentence always add up to its whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

NAMED = 6


def period_in_chinese(first: date, last: date) -> str:
    """As 2026年, 2026年第三季度's days as 2026年7月1日至9月30日."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year}年全年"
    year = "" if first.year == last.year else f"{last.year}年"
    return f"{first.year}年{first.month}月{first.day}日至{year}{last.month}月{last.day}日"


def items_sentence(period: str, parts: Sequence[tuple[str, int]], named: int = NAMED) -> str:
    """How many items, and how many of the largest kinds; what is not named is told as the rest.

    Args:
        period: what the sentence begins with.
        parts: label and number of each kind, in any order; ties keep the order given.
        named: how many kinds are named at most.
    """
    ordered = sorted((part for part in parts if part[1] > 0), key=lambda part: -part[1])
    total = sum(number for _, number in ordered)
    if total == 0:
        return f"{period}没有主动公开信息。"
    if len(ordered) == 1:
        return f"{period}主动公开信息{total}条，均为{ordered[0][0]}。"
    # One kind alone is named rather than called the rest.
    shown = ordered if len(ordered) <= named + 1 else ordered[:named]
    rest = ordered[len(shown) :]
    told = [f"{label}{number}条" for label, number in shown]
    if rest:
        told.append(f"其余{len(rest)}类{sum(number for _, number in rest)}条")
    return f"{period}主动公开信息{total}条，其中{'、'.join(told)}。"


def channels_sentence(parts: Sequence[tuple[str, int]]) -> str:
    """How many postings each channel carried, the most first."""
    ordered = sorted((part for part in parts if part[1] > 0), key=lambda part: -part[1])
    if not ordered:
        return "没有登记其他渠道的发布。"
    told = "、".join(f"{label}{number}条次" for label, number in ordered)
    total = sum(number for _, number in ordered)
    return f"各渠道共发布{total}条次：{told}；同一条信息发到几个渠道的，分别计数。"


def normative_sentence(made: int, ceased: int, in_force: int) -> str:
    """The three numbers of table two."""
    return f"制发行政规范性文件{made}件，废止{ceased}件，现行有效{in_force}件。"
