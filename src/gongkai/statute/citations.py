"""Instruments of the law and the citations that point into them: `ogi-2019#33.2` is article 33, paragraph 2.

A citation is `instrument`, `instrument#article`, `…#article.paragraph` or `…#article.paragraph.item`. It resolves against
`instruments/*.toml` and the holiday notices, or is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from gongkai.statute.errors import StatuteDataError, UnknownCitation
from gongkai.statute.loader import Record, parse, walk

KINDS = (
    "law",
    "administrative regulation",
    "judicial interpretation",
    "interpretation",
    "normative document",
    "local model",
    "holiday notice",
)

_CITE = re.compile(r"(?P<instrument>[a-z0-9-]+)(?:#(?P<place>[0-9]+(?:\.[0-9]+){0,2}))?")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Article:
    """One article (or numbered part of a notice).

    Attributes:
        number: its number.
        paragraphs: how many paragraphs 款 it has.
        items: paragraph number → how many items 项 it has.
        gist: what it says, in one Chinese sentence; not the wording of the law.
        compared: whether this entry was compared with the published text.
    """

    number: int
    paragraphs: int
    items: Mapping[int, int]
    gist: str
    compared: bool


@dataclass(frozen=True)
class Instrument:
    """法规文件: a law, regulation, interpretation or notice.

    Attributes:
        id: e.g. `ogi-2019`.
        title, short: full and short Chinese title; `short` stands in citations.
        number: document number, or None where it has none or it is not certain.
        kind: one of `KINDS`.
        issued: day of issue, or None where not known.
        in_force: first day in force, or None where only the year is known.
        year: the year, where the day is not known.
        ends: first day no longer in force, or None.
        checked: when the entry was last compared with the published text, or None where it never was.
        articles: number → article; only those that something here rests on.
        last_article: how many articles the text has, or None where it was not counted.
        note: what else to know, in Chinese.
    """

    id: str
    title: str
    short: str
    number: str | None
    kind: str
    issued: date | None
    in_force: date | None
    year: int
    ends: date | None
    checked: date | None
    articles: Mapping[int, Article]
    note: str | None
    last_article: int | None = None


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 as it is written in article numbers: 105 → 一百零五."""
    if not 1 <= number <= 9999:
        raise ValueError(number)
    text = ""
    digits = str(number)
    for position, digit in enumerate(digits):
        unit = ("", "十", "百", "千")[len(digits) - position - 1]
        if digit != "0":
            text += _DIGITS[int(digit)] + unit
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text[1:] if 10 <= number < 20 else text


@cache
def _numbers() -> Mapping[str, int]:
    return MappingProxyType({chinese_number(number): number for number in range(1, 2000)})


def number_in(text: str) -> int | None:
    """A number written in digits or in Chinese up to 1999, as article and paragraph numbers are; None for another."""
    if text.isascii() and text.isdigit():
        return int(text)
    return _numbers().get(text)


def read_instrument(record: Record) -> Instrument:
    """An instrument from the record of its file."""
    identity = record.text("id")
    if record.file.rsplit("/", 1)[-1] != f"{identity}.toml":
        raise record.wrong("id", f"为“{identity}”，与文件名不符")
    articles: dict[int, Article] = {}
    for entry in record.records("article"):
        article = Article(
            number=entry.whole("number", least=1),
            paragraphs=entry.whole("paragraphs", least=1) if entry.has("paragraphs") else 1,
            items=MappingProxyType(entry.counts("items")),
            gist=entry.text("gist"),
            compared=entry.flag("compared", default=True),
        )
        entry.close()
        if article.number in articles:
            raise entry.wrong("number", f"重复了第{article.number}条")
        if any(paragraph > article.paragraphs for paragraph in article.items):
            raise entry.wrong("items", f"所在的款超出本条的{article.paragraphs}款")
        articles[article.number] = article
    in_force = record.optional_day("from")
    ends = record.optional_day("to")
    compared = record.flag("compared", default=True)
    checked = record.day("checked") if compared else None
    issued = record.optional_day("issued")
    year = in_force.year if in_force else record.whole("year", least=1949)
    if in_force and ends and ends <= in_force:
        raise record.wrong("to", f"为{ends}，应晚于from的{in_force}")
    if issued and checked and checked < issued:
        raise record.wrong("checked", f"为{checked}，早于issued的{issued}")
    return Instrument(
        id=identity,
        title=record.text("title"),
        short=record.text("short"),
        number=record.optional_text("number"),
        kind=record.choice("kind", KINDS),
        issued=issued,
        in_force=in_force,
        year=year,
        ends=ends,
        checked=checked,
        articles=MappingProxyType(articles),
        note=record.optional_text("note"),
        last_article=_last_article(record, articles),
    )


def _last_article(record: Record, articles: Mapping[int, Article]) -> int | None:
    last = record.optional_whole("last_article", least=1)
    beyond = [number for number in articles if last and number > last]
    if beyond:
        raise record.wrong("last_article", f"为{last}，却登记了第{beyond[0]}条")
    return last


def read_notice_as_instrument(record: Record) -> Instrument:
    """A holiday notice (`holidays/*.toml`) as an instrument: its numbered parts are its articles."""
    title = record.text("title")
    issued = record.day("issued")
    compared = record.flag("compared", default=True)
    articles: dict[int, Article] = {}
    for entry in record.some_records("holiday"):
        part = entry.whole("part", least=1)
        if part in articles:
            raise entry.wrong("part", f"重复了第{part}项")
        gist = entry.text("gist")
        articles[part] = Article(part, 1, MappingProxyType({}), gist, compared)
    return Instrument(
        id=record.text("id"),
        title=title,
        short=f"《{title}》",
        number=record.optional_text("number"),
        kind="holiday notice",
        issued=issued,
        in_force=issued,
        year=issued.year,
        ends=None,
        checked=record.day("checked") if compared else None,
        articles=MappingProxyType(articles),
        note=None if compared else "放假和上班的日期与另一来源逐日一致，未与通知原文核对。",
    )


@cache
def load_instruments() -> Mapping[str, Instrument]:
    """Every instrument by id, holiday notices included."""
    found: dict[str, Instrument] = {}
    for path, text in walk("instruments"):
        record = parse(text, path)
        instrument = read_instrument(record)
        record.close()
        found[instrument.id] = instrument
    for path, text in walk("holidays"):
        notice = read_notice_as_instrument(parse(text, path))
        if notice.id in found:
            raise StatuteDataError(path, "id", f"重复了“{notice.id}”")
        found[notice.id] = notice
    return MappingProxyType(found)


@dataclass(frozen=True)
class Citation:
    """A place in the law that exists.

    Attributes:
        instrument: the instrument.
        article: number, or None for the whole instrument.
        paragraph, item: numbers, or None.
    """

    instrument: Instrument
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        """In Chinese, e.g. 《政府信息公开条例》第三十三条第二款."""
        text = self.instrument.short
        if self.article is None:
            return text
        if self.instrument.kind == "holiday notice":
            return f"{text}第{chinese_number(self.article)}项"
        text += f"第{chinese_number(self.article)}条"
        if self.paragraph and self.instrument.articles[self.article].paragraphs > 1:
            text += f"第{chinese_number(self.paragraph)}款"
        if self.item:
            text += f"第{chinese_number(self.item)}项"
        return text


@cache
def resolve(cite: str) -> Citation:
    """The place that `cite` names.

    Args:
        cite: e.g. `ogi-2019#33.2`.

    Raises:
        UnknownCitation: malformed, or the place is not registered.
    """
    match = _CITE.fullmatch(cite)
    if match is None:
        raise UnknownCitation(cite, "写法应如ogi-2019#33.2（文件#条.款.项）")
    instrument = load_instruments().get(match["instrument"])
    if instrument is None:
        raise UnknownCitation(cite, f"没有登记文件“{match['instrument']}”")
    if match["place"] is None:
        return Citation(instrument)
    number, paragraph, item = (
        *(int(part) for part in match["place"].split(".")),
        None,
        None,
    )[:3]
    article = instrument.articles.get(number or 0)
    if article is None:
        raise UnknownCitation(cite, f"{instrument.short}中没有登记第{number}条")
    if paragraph is not None and not 1 <= paragraph <= article.paragraphs:
        raise UnknownCitation(cite, f"第{number}条只有{article.paragraphs}款")
    if item is not None and not 1 <= item <= article.items.get(paragraph or 0, 0):
        raise UnknownCitation(cite, f"第{number}条第{paragraph}款没有第{item}项")
    return Citation(instrument, number, paragraph, item)


def in_series(cites: Iterable[str]) -> str:
    """Several places as lawyers write them: 《政府信息公开条例》第十五条、第三十二条. Each instrument is named once.

    Raises:
        UnknownCitation: one of them is not registered.
    """
    written: dict[str, list[str]] = {}
    for cite in dict.fromkeys(cites):
        place = resolve(cite)
        rest = str(place).removeprefix(place.instrument.short)
        written.setdefault(place.instrument.short, []).append(rest)
    return "、".join(short + "、".join(filter(None, rests)) for short, rests in written.items())


def read_cite(record: Record, name: str = "cite") -> str:
    """A citation from a record, which must resolve."""
    return _resolved(record, name, record.text(name))


def read_cites(record: Record, name: str = "cites") -> tuple[str, ...]:
    """A list of citations from a record, each of which must resolve; empty where the key is absent."""
    return tuple(_resolved(record, name, cite) for cite in record.texts(name))


def _resolved(record: Record, name: str, cite: str) -> str:
    try:
        resolve(cite)
    except UnknownCitation as error:
        raise record.wrong(name, f"“{cite}”无法落实：{error.reason}") from error
    return cite
