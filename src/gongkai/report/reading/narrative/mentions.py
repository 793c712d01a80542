"""Every number with a counter word in a sentence, with the words before and after that say what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from gongkai.report.model import Number, Statement
from gongkai.report.numerals import NUMBER, parse_amount
from gongkai.report.reading.narrative.sentences import Sentence
from gongkai.report.reading.narrative.topics import leads_by_topic

COUNTERS = "件次|人次|条次|篇次|场次|万元|亿元|元|件|条|次|宗|起|份|例|篇|期|场|项|部|批|则|个|名|人|户|家|处"
_NO_COUNTERS = "年|月|日|号|天|工作日|小时|分钟|字|页|%|级|届|章|楼|室|点"
_VAGUE = r"(?:将近|接近|大约|约|近|超过|超|逾|上(?=[百千万]))"
_MENTION = re.compile(
    rf"(?P<amount>{_VAGUE}?(?:{NUMBER})(?:余|多|来)?(?:[万亿](?!元))?)(?:个(?=工作日))?"
    rf"(?P<unit>{_NO_COUNTERS}|{COUNTERS})(?P<late>左右|以上|上下|有余)?"
)
_NOT_BEFORE = re.compile(r"(?:[第几\d.〔\[A-Za-z/]|\d[-—–~至到]|\d )$")
_OPENS_PARTS = re.compile(
    r"其中|(?:主要)?(?:包括|包含|涵盖|涉及)|(?<![不])含(?!量|义)|分为|分别(?:为|是)"
)
_ALL_YEARS = re.compile(r"历年|累计|以来|截[至止]|到20\d\d年底|到年底")
_THIS_YEAR = re.compile(r"20\d\d年|本年|今年|当年|年内|年度")
_DOCUMENTS = re.compile(r"发文|行文|公文|(?:印发|制发|制定|起草)[^,]{0,8}文件|文件\d|属性")
_DOCUMENT_CLASS = re.compile(
    r"依申请公开(?:类|的)?(?:文件|公文)?(?:共|为)?[\d一二三四五六七八九十]+(?:份|件|个|篇|条)"
    r".*不(?:予)?公开|不(?:予)?公开(?:类)?(?:文件|公文)?(?:共|为)?\d.*依申请公开|主动公开(?:类|的)?(?:文件|公文)?\d[^,、]*[,、]依申请公开|属性"
)
_RANGE_AFTER = re.compile(r"(?:至|到|-|—|~)\d")


@dataclass(frozen=True)
class Mention:
    """A counted thing: value, counter word, vagueness, and where it stands in its sentence.

    `previous_end` is where the mention before it in the sentence ends, 0 for the first; `next_start` where the next
    one starts, or the sentence's length. `under_topic`: the sentence stands under one topic of several. `follows` is the
    topic of what came before the sentence; `earlier` are values and counter words of the mentions before it.
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
    under_topic: bool = False
    follows: str = ""
    earlier: tuple[tuple[Number, str], ...] = ()

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
    def part(self) -> bool:
        """True for a part of a count before it: under 其中, 包括 or the like; not for a year's share of all years."""
        opened = list(_OPENS_PARTS.finditer(self.left))
        if not opened or not (self.previous_end or opened[-1][0] == "其中"):
            return False
        before, after = self.left[: opened[-1].start()], self.left[opened[-1].end() :]
        return not (_ALL_YEARS.search(before) and _THIS_YEAR.search(after))

    @cached_property
    def without_parts(self) -> str:
        """The sentence without the parts of this count that follow it."""
        parts = _OPENS_PARTS.search(self.after)
        rest = self.after[: parts.start()] if parts else self.after
        return self.left + rest.partition("(")[0]

    @cached_property
    def reach(self) -> str:
        """The words before the number that bear on it: from 其中 on where it is a year's share of all years."""
        opened = list(_OPENS_PARTS.finditer(self.left))
        return self.left[opened[-1].end() :] if opened and not self.part else self.left

    @cached_property
    def of_topic(self) -> bool:
        """True where the sentence or the one that leads it speaks of one topic (财政信息公开) and not of all."""
        return self.under_topic or leads_by_topic(self.left)

    @cached_property
    def of_documents(self) -> bool:
        """True for a count of documents by their class (发文21件，主动公开18件，依申请公开3件)."""
        named = _DOCUMENTS.search(self.left) is not None
        return named and names_documents_by_class(self.sentence.text)

    @property
    def after(self) -> str:
        """The sentence from behind the counter word on."""
        return self.sentence.text[self.end :]

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


def names_documents_by_class(text: str) -> bool:
    """True for a sentence that counts an office's documents by what is to become of them."""
    return bool(_DOCUMENTS.search(text) and _DOCUMENT_CLASS.search(text))


def _last_piece(text: str, mark: str) -> str:
    """The piece after the last `mark`, or before it where the text ends there."""
    before, found, after = text.rpartition(mark)
    return after if after or not found else before


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)


def mentions_of(
    sentence: Sentence,
    topic: Callable[[str, str], str],
    *,
    under_topic: bool = False,
    follows: str = "",
) -> list[Mention]:
    """The counts of a sentence in reading order. Dates, ordinals, ranges and rates are none.

    `topic` tells from the words before and after a count what it is about; `under_topic` that the sentence stands
    under one topic of several.
    """
    text = sentence.text
    found: list[tuple[re.Match[str], Number, bool]] = []
    for matched in _MENTION.finditer(text):
        unit = matched["unit"]
        if unit in _NO_COUNTERS.split("|") or _NOT_BEFORE.search(text[: matched.start()]):
            continue
        if text[: matched.start()].endswith("数") and matched["amount"][0] in "十百千万亿":
            continue
        if _RANGE_AFTER.match(text, matched.end()):
            continue
        amount = parse_amount(matched["amount"])
        if amount is None:
            continue
        found.append((matched, amount.value, amount.vague or bool(matched["late"])))
    mentions: list[Mention] = []
    counted = tuple((value, matched["unit"]) for matched, value, _ in found)
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
                under_topic=under_topic,
                follows=follows,
                earlier=counted[:place],
            )
        )
    return mentions
