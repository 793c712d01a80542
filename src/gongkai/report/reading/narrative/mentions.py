"""Every number with a counter word in a sentence, with the words before and after that say what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from gongkai.report.model import Number, Statement
from gongkai.report.numerals import NUMBER, parse_amount
from gongkai.report.reading.narrative.sentences import Sentence

COUNTERS = "件次|人次|条次|篇次|场次|万元|亿元|元|件|条|次|宗|起|份|例|篇|期|场|项|部|批|则|个|名|人|户|家|处"
_NO_COUNTERS = "年|月|日|号|天|工作日|小时|分钟|字|页|%|级|届|章|楼|室|点"
_VAGUE = r"(?:将近|接近|大约|约|近|超过|超|逾|上)"
_MENTION = re.compile(
    rf"(?P<amount>{_VAGUE}?(?:{NUMBER})(?:余|多|来)?(?:[万亿](?!元))?)(?:个(?=工作日))?"
    rf"(?P<unit>{_NO_COUNTERS}|{COUNTERS})(?P<late>左右|以上|上下|有余)?"
)
_NOT_BEFORE = re.compile(r"(?:[第数几\d.〔\[A-Za-z/]|\d[-—–~至到]|\d )$")
_RANGE_AFTER = re.compile(r"(?:至|到|-|—|~)\d")


@dataclass(frozen=True)
class Mention:
    """A counted thing: value, counter word, vagueness, and where it stands in its sentence.

    `previous_end` is where the mention before it in the sentence ends, 0 for the first; `next_start` where the next
    one starts, or the sentence's length.
    """

    sentence: Sentence
    value: Number
    unit: str
    vague: bool
    start: int
    end: int
    previous_end: int
    next_start: int
    topic: str

    @cached_property
    def left(self) -> str:
        """The sentence up to the number."""
        return self.sentence.text[: self.start]

    @cached_property
    def between(self) -> str:
        """What stands between the mention before (or the sentence's beginning) and the number."""
        return self.sentence.text[self.previous_end : self.start]

    @cached_property
    def clause(self) -> str:
        """The last stretch of `between`, from the last comma, 、, colon or bracket on."""
        return re.split("、", self.stretch)[-1]

    @cached_property
    def stretch(self) -> str:
        """The last stretch of `between` with its 、: from the last comma, colon or bracket on."""
        return _last_piece(re.split(r"[,()]", _unbracketed(self.between))[-1], ":")

    @cached_property
    def comma_clause(self) -> str:
        """The words before the number from the last comma of the sentence on."""
        return _unbracketed(self.left).rpartition(",")[2]

    @cached_property
    def right(self) -> str:
        """What follows, up to the next comma, 、 or number."""
        return re.split(r"[,、)]", self.sentence.text[self.end : self.next_start])[0]

    @cached_property
    def quote(self) -> str:
        """The printed words of the clause."""
        return self.sentence.quote(self.start, self.end)

    def states(self, fact: str, value: Number | None = None, unit: str | None = None) -> Statement:
        """The statement that `fact` has this count, or `value` in `unit` where the amount was converted."""
        return Statement(
            fact=fact,
            value=self.value if value is None else value,
            quote=self.quote,
            section=self.sentence.section,
            unit=self.unit if unit is None else unit,
            vague=self.vague,
            origin=self.sentence.paragraph.origin,
        )


def _last_piece(text: str, mark: str) -> str:
    """The piece after the last `mark`, or before it where the text ends there."""
    before, found, after = text.rpartition(mark)
    return after if after or not found else before


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)


def mentions_of(sentence: Sentence, topic: Callable[[str, str], str]) -> list[Mention]:
    """The counts of a sentence in reading order. Dates, ordinals, ranges and rates are none.

    `topic` tells from the words before and after a count what it is about.
    """
    text = sentence.text
    found: list[tuple[re.Match[str], Number, bool]] = []
    for matched in _MENTION.finditer(text):
        unit = matched["unit"]
        if unit in _NO_COUNTERS.split("|") or _NOT_BEFORE.search(text[: matched.start()]):
            continue
        if _RANGE_AFTER.match(text, matched.end()):
            continue
        amount = parse_amount(matched["amount"])
        if amount is None:
            continue
        found.append((matched, amount.value, amount.vague or bool(matched["late"])))
    mentions: list[Mention] = []
    for place, (matched, value, vague) in enumerate(found):
        mentions.append(
            Mention(
                sentence=sentence,
                value=value,
                unit=matched["unit"],
                vague=vague,
                start=matched.start(),
                end=matched.end(),
                previous_end=found[place - 1][0].end() if place else 0,
                next_start=found[place + 1][0].start() if place + 1 < len(found) else len(text),
                topic=topic(
                    text[: matched.start()],
                    text[
                        matched.end() : found[place + 1][0].start()
                        if place + 1 < len(found)
                        else len(text)
                    ],
                ),
            )
        )
    return mentions
