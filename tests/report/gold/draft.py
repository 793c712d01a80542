"""A report being written for the gold set: its words by block, its figures, its manner, and its marked faults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from random import Random

from gongkai.report.edition import edition
from tests.report.forge.figures import Number
from tests.report.forge.sheet import Sheet, lay_out
from tests.report.forge.truth import TruePart, Truth
from tests.report.gold import phrases
from tests.report.gold.bodies import Issuer
from tests.report.gold.figures import named

BLOCKS = ("proactive", "on_request", "management", "platform", "safeguards")
NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True)
class Mark:
    """A true fault: its code and words that its message must hold. An optional one may be told or not."""

    code: str
    words: str = ""
    optional: bool = False
    cells: bool = False
    """True where the fault lies in a table, so that a damaged table may hide it."""


@dataclass
class Draft:
    """See the module. `values` fill the braces of phrases; `half` writes half-width marks."""

    rng: Random
    issuer: Issuer
    year: int
    edition: str
    held: bool
    cells: dict[str, Number]
    values: dict[str, object] = field(default_factory=dict)
    title: str = ""
    preamble: list[str] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    blocks: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    heads: tuple[str, str] = ("（一）存在的主要问题", "（二）改进情况")
    other: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    block_style: str = "inline"
    list_style: str = "points"
    half: bool = False
    marks: list[Mark] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    edits: list[tuple[str, str]] = field(default_factory=list)
    sheet_edits: list[object] = field(default_factory=list)

    def say(self, pool: str | list[str] | tuple[str, ...], **more: object) -> str:
        """A phrase of the pool, on this report's side of the hash, filled."""
        texts = phrases.pool(pool) if isinstance(pool, str) else pool
        return self.fill(phrases.pick(self.rng, texts, held=self.held), **more)

    def say_several(self, pool: str, count: int) -> list[str]:
        """Up to so many different phrases of the pool, filled."""
        texts = phrases.several(self.rng, phrases.pool(pool), count, held=self.held)
        return [self.fill(text) for text in texts]

    def fill(self, text: str, **more: object) -> str:
        """The text with this report's names and figures."""
        small = {f"k{i}": self.rng.randint(2, 9) for i in range(1, 5)}
        channels = {f"c{i}": self.rng.randint(12, 90) for i in range(1, 4)}
        return text.format_map({**small, **channels, **self.names, **self.values, **more})

    @property
    def names(self) -> dict[str, object]:
        """What the phrases call the body, its places and its years."""
        issuer = self.issuer
        return {
            "y": self.year,
            "ny": self.year + 1,
            "ly": self.year - 1,
            "self": issuer.own,
            "all": issuer.whole,
            "body": issuer.full,
            "short": issuer.place,
            "up": issuer.above,
            "upgov": issuer.government,
            "office": issuer.office,
            "site": issuer.site,
            "phone": f"0999-6{100000 + phrases.digest(issuer.full) % 899999}",
            **named(self.cells),
        }

    def mark(
        self, code: str, words: str = "", *, optional: bool = False, cells: bool = False
    ) -> None:
        """Note a true fault."""
        self.marks.append(Mark(code, words, optional, cells))

    def overview(self) -> list[str]:
        """The paragraphs of part one."""
        out = list(self.intro)
        for at, block in enumerate(name for name in BLOCKS if name in self.blocks):
            text = "".join(self.blocks[block])
            label = self.labels.get(block, "")
            head = {
                "inline": f"（{NUMERALS[at]}）{label}。",
                "own line": f"（{NUMERALS[at]}）{label}",
                "bare": f"{label}。",
                "ordinal": f"{NUMERALS[at]}是{label}。",
                "half": f"({NUMERALS[at]}){label}。",
            }[self.block_style]
            out += [head, text] if self.block_style == "own line" else [head + text]
        return out

    def problem_part(self) -> list[str]:
        """The paragraphs of part five."""

        def listed(items: list[str]) -> list[str]:
            if self.list_style == "points":
                return [f"{at}.{text}。" for at, text in enumerate(items, 1)]
            if self.list_style == "ordinals":
                return [
                    "".join(
                        f"{NUMERALS[at]}是{text}{'；' if at + 1 < len(items) else '。'}"
                        for at, text in enumerate(items)
                    )
                ]
            return ["。".join(items) + "。"]

        return [self.heads[0], *listed(self.problems), self.heads[1], *listed(self.measures)]

    def sheet(self) -> Sheet:
        """The report laid out."""
        words = {
            "overview": self.overview(),
            "problems": self.problem_part(),
            "other": self.other,
        }
        parts = tuple(
            TruePart(
                item.id,
                self.headings.get(item.id, item.heading),
                tuple(self._dressed(text) for text in words.get(item.id, ())),
            )
            for item in edition(self.edition).sections
        )
        sheet = lay_out(
            Truth(
                seed=0,
                edition=self.edition,
                body=self.issuer.forged,
                year=self.year,
                issued_on=date(self.year + 1, 1, 15),
                title=self.title,
                preamble=tuple(self._dressed(text) for text in self.preamble),
                parts=parts,
                signature=tuple(self.signature),
                cells=self.cells,
                facts={},
            )
        )
        for edit in self.sheet_edits:
            sheet = edit(sheet)
        return sheet

    def _dressed(self, text: str) -> str:
        for old, new in self.edits:
            text = text.replace(old, new)
        if self.half:
            text = text.translate(str.maketrans("，；：（）", ",;:()"))
        return text

    def prose(self) -> str:
        """All words of the draft."""
        return "\n".join(
            [*self.preamble, *self.overview(), *self.problem_part(), *self.other, *self.signature]
        )

    def length(self, part: str) -> int:
        """Characters of part one or five without white space."""
        words = self.overview() if part == "overview" else self.problem_part()
        return len(re.sub(r"\s", "", "".join(words)))
