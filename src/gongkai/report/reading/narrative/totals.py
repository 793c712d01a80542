"""Which of several counts in a report is the total of the year.

A count is claimed with a standing. The highest standing decides; where counts of that standing differ, one that is
the sum of others is the total, and otherwise none is: then all remain candidates, and the fact has no value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from itertools import combinations

from gongkai.report.model import Number, Statement

MOST_PARTS = 12


class Standing(IntEnum):
    """How sure it is that a count is of everything in the year."""

    PART = 0
    """Of one channel, topic or kind."""
    POSSIBLE = 1
    """The words fit a total as well as a part."""
    LIKELY = 2
    """The words fit a total, but do not name it."""
    TOTAL = 3
    """The words name the total."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that may be of the total, and how sure that is."""

    statement: Statement
    standing: Standing | None
    """None where a statement is of its fact and of nothing less."""
    channel: str | None = None
    """The fact of the one channel that the words name; a total only where no other channel is counted beside it."""
    unit: str | None = None
    """The one unit of the body that did it; a total only where no other unit is counted beside it."""


def confirmed(found: Sequence[Statement | Claim]) -> tuple[Statement, ...]:
    """The statements in their order, with each claim decided: the total, a candidate, or left out as a part."""
    claimed: dict[str, list[Claim]] = {}
    channels: set[str] = set()
    for item in found:
        if isinstance(item, Claim) and item.standing is not None:
            claimed.setdefault(item.statement.fact, []).append(item)
        elif isinstance(item, Claim) and item.channel is not None:
            channels.add(item.channel)
    judged = {fact: _Judgement.of(claims, channels) for fact, claims in claimed.items()}
    statements: list[Statement] = []
    for item in found:
        if isinstance(item, Statement):
            statements.append(item)
        elif item.standing is None:
            statements.append(item.statement)
        else:
            statements.extend(judged[item.statement.fact].of_claim(item))
    return tuple(statements)


@dataclass(frozen=True, slots=True)
class _Judgement:
    """Of all claims of one fact: the highest standing, the value that is the total, whether none is."""

    top: Standing
    whole: Number | str | bool | None
    open: bool
    by_unit: bool

    @classmethod
    def of(cls, claims: Sequence[Claim], channels: Collection[str]) -> _Judgement:
        yearly = [item for item in claims if not item.statement.cumulative]
        top = max((item.standing or Standing.PART for item in yearly), default=Standing.PART)
        best = [item.statement for item in yearly if item.standing is top]
        values = {item.value for item in best if not item.vague} or {item.value for item in best}
        whole = _sum_of_others(values, yearly) if len(values) > 1 else None
        certain = len(values) == 1 or whole is not None or top is Standing.TOTAL
        bound = [item.channel for item in yearly if item.standing is top]
        elsewhere = any(channel not in bound for channel in channels)
        one_of_several = None not in bound and elsewhere
        units = {item.unit for item in yearly if item.standing is top}
        by_unit = None not in units and any(
            item.unit not in {None, *units} for item in yearly if item.standing is not top
        )
        unsure = top is Standing.PART or not certain or one_of_several or by_unit
        return cls(top, whole, open=unsure, by_unit=by_unit)

    def of_claim(self, claim: Claim) -> Iterator[Statement]:
        statement = claim.statement
        if statement.cumulative:
            if claim.standing is not Standing.PART:
                yield statement
        elif self.by_unit:
            if claim.unit is not None:
                yield replace(statement, candidate=True)
        elif claim.standing is self.top and self.whole in (None, statement.value):
            yield replace(statement, candidate=True) if self.open else statement


def _sum_of_others(
    values: set[Number | str | bool], claims: Sequence[Claim]
) -> Number | str | bool | None:
    """The one value that some of the other counts add up to; None where none or several are."""
    counts = [
        item.statement.value
        for item in claims
        if isinstance(item.statement.value, (int, Decimal)) and item.statement.value
    ][:MOST_PARTS]
    sums = {
        sum(chosen)
        for size in range(2, len(counts) + 1)
        for chosen in combinations(dict.fromkeys(counts), size)
    }
    whole = [value for value in values if value in sums]
    return whole[0] if len(whole) == 1 else None
