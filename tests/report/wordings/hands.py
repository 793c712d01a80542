"""Whole wordings as many hands write them, told in several dresses, with what each says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from gongkai.documents.model import Paragraph, Source
from gongkai.report.facts import fact_value
from gongkai.report.model import AnnualReport, Identity, Section
from gongkai.report.reading.narrative import read_statements

BODIES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("hands.toml").read_text(encoding="utf-8")
)
FACTS = {
    "proactive": ("proactive_count", "（一）主动公开"),
    "requests": ("requests_received", "（二）依申请公开"),
    "answered": ("requests_answered", "（二）依申请公开"),
    "fees": ("fee_collected", "（三）收费情况"),
}
TELLINGS = 4
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Told:
    """A wording as one body tells it: its paragraphs, and of one fact the value (None: not said) and candidates."""

    identity: Identity
    fact: str
    value: int | None
    candidates: tuple[int, ...]
    paragraphs: tuple[str, ...]


def told(*, unseen: bool) -> Iterator[Told]:
    """Every wording of the thirds that rules were written against, or of the unseen third, each in `TELLINGS` dresses."""
    rng = Random(f"hands {unseen}")
    for body in BODIES.values():
        identity = Identity(
            organization=body["organization"], level=body["level"], year=body["year"]
        )
        for kind, (fact, heading) in FACTS.items():
            for value, candidates, text in _entries(body, kind, unseen=unseen):
                for _ in range(TELLINGS):
                    sentence = text.replace("{S}", rng.choice(body["self"]))
                    if rng.random() < 0.2:
                        sentence = sentence.translate(_WIDE)
                    paragraphs = rng.choice(
                        ((f"{heading}。{sentence}",), (heading, sentence), (sentence,))
                    )
                    yield Told(identity, fact, value, candidates, paragraphs)


def _entries(
    body: dict[str, Any], kind: str, *, unseen: bool
) -> Iterator[tuple[int | None, tuple[int, ...], str]]:
    for at, (value, text) in enumerate(body.get(kind, ())):
        if (at % 3 == 2) is unseen:
            yield value, (), text
    for at, (text, *candidates) in enumerate(body.get(f"no_{kind}", ())):
        if (at % 3 == 2) is unseen:
            yield None, tuple(candidates), text


def read(item: Told) -> AnnualReport:
    """The report that holds nothing but this wording."""
    sections = (Section("overview", "一、总体情况", tuple(map(Paragraph, item.paragraphs))),)
    return AnnualReport(
        source=Source("report.txt", "0" * 64, "text/plain", 0),
        identity=item.identity,
        edition="2021",
        preamble=(),
        sections=sections,
        signature=(),
        cells={},
        statements=read_statements(sections, item.identity),
    )


def judged(item: Told) -> str:
    """`right`, `missed`, `wrong` (another figure), `invented` (a figure where none is said) or `silent` (rightly none)."""
    value = fact_value(read(item), item.fact)
    if value == item.value:
        return "silent" if value is None else "right"
    if value is None:
        return "missed"
    return "invented" if item.value is None else "wrong"
