"""Wordings of the facts of a report, put together from words that the rules never see, with the right values.

A wording is drawn from the third of a set of words; the thirds of a set share no words. No rule was written by looking
at what becomes of the shares `UNSEEN`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gongkai.report.numerals import format_chinese

Share = tuple[str, int]
"""A third of a set of words."""
POOLS = {
    name: tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("first", "second", "third", "fourth", "fifth")
}
SEEN = tuple(
    (pools, third) for pools in ("first", "second", "third", "fourth") for third in range(3)
)
UNSEEN = tuple(("fifth", third) for third in range(3))
CHANNEL = re.compile(r"网站|平台|专栏|政务网")
OTHER_CHANNEL = re.compile(r"微信|抖音|公开栏")
"""What one channel carried is the total only where no other is counted; nobody could say which it is."""
ALL_YEARS = re.compile(r"(?:截[至止]|^至|[，。]至)[^。]*(?:累计|截至)")
"""`截至2024年底，累计公开300条`: of the year or of all years; nobody could say which."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Paragraphs of part one, and what they say of one fact: its value, or None where they do not say."""

    fact: str
    value: int | None
    paragraphs: tuple[str, ...]


def wordings(share: Share, count: int, seed: int = 0) -> Iterator[Wording]:
    """`count` wordings of one third, the same ones for the same seed."""
    rng = Random(f"{seed} {share}")
    for _ in range(count):
        yield _Writer(rng, *share).wording()


class _Writer:
    def __init__(self, rng: Random, pools: str, third: int) -> None:
        self.rng = rng
        self.pools = POOLS[pools]
        self.third = third
        self.room = "proactive"

    def wording(self) -> Wording:
        kind = self.rng.choices(
            ("proactive", "no total", "requests", "no request", "unsaid", "answered", "fees"),
            weights=(40, 14, 22, 6, 8, 6, 4),
        )[0]
        return {
            "proactive": self._proactive,
            "no total": self._no_total,
            "requests": self._requests,
            "no request": self._no_request,
            "unsaid": self._unsaid,
            "answered": self._answered,
            "fees": self._fees,
        }[kind]()

    def _word(self, pool: str) -> str:
        words = self.pools[self.room][pool]
        return str(self.rng.choice([word for at, word in enumerate(words) if at % 3 == self.third]))

    def _filled(self, template: str, total: str) -> str:
        """The template with words of this third; a part is smaller than the total, another year's figure larger."""
        text = template.replace("{N}", total)
        slots = {
            "{T}": "time", "{S}": "subject", "{A}": "adverb", "{V}": "verb", "{O}": "object",
            "{Q}": "quantity", "{C}": "channel", "{X}": "several", "{K}": "kinds", "{E}": "ending",
        }  # fmt: skip
        while found := re.search(r"\{[TSAVOQCXKE]\}", text):
            text = text[: found.start()] + self._word(slots[found[0]]) + text[found.end() :]
        for slot, low, high in (("{M3}", 4000, 9999), ("{M2}", 3, 19), ("{M}", 20, 39)):
            while slot in text:
                text = text.replace(slot, str(self.rng.randint(low, high)), 1)
        text = re.sub(
            r"(?:共|累计|共计|总计|合计|一共|总共)(?=共|累计|共计|总计|合计|一共|总共)", "", text
        )
        return re.sub(
            r"数(?=数量|总数|条数|共有|数)|主动(?=主动|依法主动)|依法(?=依法)|(?<=公开的)公开|新(?=新)|公开(?=公开)|政府(?=政府信息公开)(?!信息公开)",
            "",
            text,
        )

    def _number(self, value: int) -> str:
        style = self.rng.randrange(8)
        if style == 0 and value >= 1000:
            return f"{value:,}"
        if style == 1 and value < 1000:
            return format_chinese(value)
        if style == 2:
            return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        return str(value)

    def _around(self, sentence: str, pool: str, heading: str) -> tuple[str, ...]:
        """The sentence among others that speak of something else, in one paragraph or several."""
        before = [self._filled(self._word(pool), "") for _ in range(self.rng.choice((0, 0, 1)))]
        after = [self._filled(self._word(pool), "") for _ in range(self.rng.choice((0, 1, 1)))]
        if CHANNEL.search(sentence):
            before, after = (
                [text for text in texts if not OTHER_CHANNEL.search(text)]
                for texts in (before, after)
            )
        texts = [*before, sentence, *after]
        if self.rng.random() < 0.5:
            return (heading + "".join(texts),)
        return (heading, *texts) if self.rng.random() < 0.7 else tuple(texts)

    def _proactive(self) -> Wording:
        self.room = "proactive"
        value = self.rng.choice((self.rng.randint(60, 999), self.rng.randint(1000, 3999)))
        counted = self._number(value) + self._word("unit")
        sentence = self._filled(self._word("total"), counted)
        if ALL_YEARS.search(sentence) and "新增" not in sentence:
            return self._proactive()
        return Wording("proactive_count", value, self._around(sentence, "near", "（一）主动公开。"))

    def _no_total(self) -> Wording:
        self.room = "proactive"
        sentence = self._filled(self._word("no_total"), "")
        return Wording("proactive_count", None, ("（一）主动公开。", sentence))

    def _requests(self) -> Wording:
        self.room = "requests"
        value = self.rng.randint(4, 99)
        part = self.rng.randint(1, value - 1)
        counted = self._number(value) + self._word("unit")
        sentence = self._filled(self._word("total"), counted)
        sentence = sentence.replace("{P2}", str(value - part)).replace("{P}", str(part))
        return Wording(
            "requests_received", value, self._around(sentence, "near", "（二）依申请公开。")
        )

    def _no_request(self) -> Wording:
        self.room = "requests"
        sentence = self._filled(self._word("zero"), "")
        return Wording("requests_received", 0, self._around(sentence, "near", "（二）依申请公开。"))

    def _unsaid(self) -> Wording:
        self.room = "requests"
        sentence = self._filled(self._word("unsaid"), "").replace("{P2}", "2").replace("{P}", "3")
        return Wording("requests_received", None, (sentence,))

    def _answered(self) -> Wording:
        said = self.rng.random() < 0.6
        self.room = "answered"
        template = self._word("total" if said else "unsaid")
        self.room = "requests"
        value = self.rng.randint(2, 60)
        text = template.replace("{N1}", str(value + self.rng.randint(1, 3)))
        sentence = self._filled(text, str(value))
        return Wording("requests_answered", value if said else None, (sentence,))

    def _fees(self) -> Wording:
        self.room = "fees"
        kind = self.rng.choice(("total", "zero", "unsaid"))
        value = self.rng.randint(10, 900)
        sentence = self._filled(self._word(kind), str(value))
        right = {"total": value, "zero": 0, "unsaid": None}[kind]
        return Wording("fee_collected", right, (sentence,))
