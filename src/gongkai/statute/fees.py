"""信息处理费: the progressive charge, band by band with its arithmetic (办法第三至五条). Amounts are whole yuan 元."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.statute.errors import WrongArgument
from gongkai.statute.parameters import Tier, Value, parameter

MOST_ITEMS = 10_000
MOST_PAGES = 10_000_000


@dataclass(frozen=True)
class FeeLine:
    """One band of a charge.

    Attributes:
        first, last: first and last unit charged in this band (the k-th request of the month, or the k-th page).
        rate: yuan a unit.
        amount: yuan for the band.
    """

    first: int
    last: int
    rate: int

    @property
    def count(self) -> int:
        """Units in this band."""
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        """Yuan for this band."""
        return self.count * self.rate


@dataclass(frozen=True)
class Fee:
    """A charge and how it came about.

    Attributes:
        unit: 件 or 页.
        lines: the bands, in order; they add up to `total`.
        cite: the provision.
    """

    unit: str
    lines: tuple[FeeLine, ...]
    cite: str

    @property
    def total(self) -> int:
        """Yuan."""
        return sum(line.amount for line in self.lines)

    def in_chinese(self) -> tuple[str, ...]:
        """The arithmetic, a line for each band and one for the total."""
        rows = [
            f"第{line.first}至{line.last}{self.unit}：{line.count}{self.unit}×{line.rate}元＝{line.amount}元"
            for line in self.lines
        ]
        return (*rows, f"合计：{self.total}元")


def _bands(tiers: tuple[Tier, ...]) -> Iterator[tuple[int, int | None, int]]:
    """First unit, last unit and rate of each band; a stepped tier goes on for ever."""
    for tier in tiers:
        if tier.step is None:
            yield tier.first, tier.last, tier.rate
            continue
        first, rate = tier.first, tier.rate
        while True:
            yield first, first + tier.step - 1, rate
            first, rate = first + tier.step, rate + tier.step_rate


def _charge(value: Value, first: int, last: int) -> tuple[FeeLine, ...]:
    lines: list[FeeLine] = []
    for begins, ends, rate in _bands(value.tiers):
        low, high = max(first, begins), last if ends is None else min(last, ends)
        if low <= high:
            lines.append(FeeLine(low, high, rate))
        if ends is None or ends >= last:
            break
    return tuple(lines)


def fee_by_items(requests: int, *, on: date, already: int = 0) -> Fee:
    """按件: what further requests of one applicant cost in one calendar month 自然月.

    Args:
        requests: how many requests are charged now.
        on: the day that decides which version applies.
        already: requests by the same applicant earlier in the same month.

    Raises:
        WrongArgument: a count that is negative, zero or absurd.
        NotInForce: before the charge existed.
    """
    if not 1 <= requests <= MOST_ITEMS:
        raise WrongArgument("件数", requests, f"1至{MOST_ITEMS}的整数")
    if not 0 <= already <= MOST_ITEMS:
        raise WrongArgument("本月已有件数", already, f"0至{MOST_ITEMS}的整数")
    value = parameter("by_item", on)
    return Fee("件", _charge(value, already + 1, already + requests), value.cite)


def fee_by_pages(pages: int, *, on: date) -> Fee:
    """按量: what the pages of one request cost; pages of several requests are not added up.

    Args:
        pages: single sides of A4 or smaller.
        on: the day that decides which version applies.

    Raises:
        WrongArgument: a count that is negative, zero or absurd.
        NotInForce: before the charge existed.
    """
    if not 1 <= pages <= MOST_PAGES:
        raise WrongArgument("页数", pages, f"1至{MOST_PAGES}的整数")
    value = parameter("by_page", on)
    return Fee("页", _charge(value, 1, pages), value.cite)
