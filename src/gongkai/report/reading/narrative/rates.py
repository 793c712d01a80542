"""Rates and claims of growth in the prose, with the figures they rest on where the prose gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from gongkai.documents.model import NOWHERE, Origin
from gongkai.report.model import Section
from gongkai.report.reading.narrative.sentences import Sentence, sentences_of

_RATE = re.compile(
    r"(?P<name>[\u3400-\u9fff]{0,10}率)(?:均|都|分别)?(?:为|达到|达|保持在?|是|:)*(?:到)?(?P<value>\d{1,3}(?:\.\d+)?)%"
)
_UP = "增长|增加|上升|提升|提高|增多|上涨"
_DOWN = "减少|下降|降低|下滑|减"
_GROWTH = re.compile(
    rf"(?P<direction>{_UP}|{_DOWN})(?:了|约|近|幅度?|率)*(?:为|达|到)*(?P<amount>\d+(?:\.\d+)?)(?P<unit>%|条|件|篇|次|项|个百分点)"
)
_CLAIM = re.compile(
    rf"(?P<what>[\u3400-\u9fff]{{0,14}}(?:数量|数|总量|(?<![质力能分])量|条数|件数)(?:上)?)(?:有|有了|得到|实现|较[^,]{{0,6}}|同比|大幅|明显|显著|较大|进一步|持续|稳步|不断|均)*(?P<direction>{_UP}|{_DOWN})"
)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in percent with its name, such as 答复率 100."""

    name: str
    percent: Decimal
    quote: str
    section: str
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Growth:
    """A claim that something rose or fell. `amount` is None where no figure is given; `unit` is % or a counter word."""

    direction: Literal["up", "down"]
    amount: Decimal | None
    unit: str
    quote: str
    section: str
    origin: Origin = field(default=NOWHERE, compare=False)


def read_rates(sections: Iterable[Section]) -> tuple[Rate, ...]:
    """Every rate in percent that the prose names."""
    return tuple(
        Rate(
            name=matched["name"],
            percent=Decimal(matched["value"]),
            quote=sentence.quote(matched.start(), matched.end()),
            section=sentence.section,
            origin=sentence.paragraph.origin,
        )
        for sentence in _sentences(sections)
        for matched in _RATE.finditer(sentence.text)
    )


def read_growths(sections: Iterable[Section]) -> tuple[Growth, ...]:
    """Every claim of growth or decline: with a figure anywhere, without one where it is about a number."""
    found: list[Growth] = []
    for sentence in _sentences(sections):
        spans: list[tuple[int, int]] = []
        for matched in _GROWTH.finditer(sentence.text):
            spans.append(matched.span())
            found.append(_growth(sentence, matched, Decimal(matched["amount"]), matched["unit"]))
        for matched in _CLAIM.finditer(sentence.text):
            if any(start < matched.end() and matched.start() < end for start, end in spans):
                continue
            found.append(_growth(sentence, matched, None, ""))
    return tuple(found)


def _sentences(sections: Iterable[Section]) -> Iterable[Sentence]:
    return (
        sentence
        for section in sections
        for paragraph in section.paragraphs
        for sentence in sentences_of(paragraph, section.id)
    )


def _growth(
    sentence: Sentence, matched: re.Match[str], amount: Decimal | None, unit: str
) -> Growth:
    return Growth(
        direction="up" if re.fullmatch(_UP, matched["direction"]) else "down",
        amount=amount,
        unit=unit,
        quote=sentence.quote(matched.start(), matched.end()),
        section=sentence.section,
        origin=sentence.paragraph.origin,
    )
