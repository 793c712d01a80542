"""A guide against the law in force: periods, where they start, purposes, article numbers, fees; then `wrongs` and `numbers`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from gongkai.guide.finding import Finding
from gongkai.guide.numbers import wrong_numbers
from gongkai.guide.past import ruled
from gongkai.guide.periods import Duty, Period, duty_of, periods_in
from gongkai.guide.reading import Line
from gongkai.guide.wrongs import wrong_sentences
from gongkai.statute.citations import chinese_number, load_instruments, number_in
from gongkai.statute.parameters import load_parameters

REGULATION = "ogi-2019"
GENERAL = frozenset({1, 2, 3, 5, 6, 7})
_CITED = re.compile(
    r"(?:《(?:中华人民共和国)?政府信息公开条例》|《条例》|本条例|(?<![\u4e00-\u9fff])条例)"
    r"(?:（[^（）]{0,20}）)?第(?P<number>[一二三四五六七八九十]{1,4}|[0-9]{1,3})条"
)
_FROM_ACCEPTANCE = re.compile(
    r"(?:受理|登记)(?:[^，。；]{0,8}申请)?(?:之日|之时|次日|当日|[^，。；]{0,2}后|[日]?起)"
)
_FROM_RECEIPT = re.compile(r"收到[^，。；]{0,16}(?:之日|当日|次日|后|起)")
_PURPOSE = re.compile(
    r"(?:生产|生活|科研)[、，及和与]?(?:生产|生活|科研)[、，及和与]?(?:生产|生活|科研)[^。；]{0,8}(?:需要|需求|用途)"
    r"|三需要|(?:利害关系|关联性|特殊需要)[^。；，]{0,6}(?:证明|说明|材料)|(?:证明|说明)[^。；，]{0,12}(?:利害关系|关联性)|(?:所需|所申请|申请)?(?:政府)?信息的?用途|(?:申请|使用|获取)用途|用途(?:证明|说明|描述)|说明用途"
)
_DENIED = re.compile(
    r"不(?:再|得|需|必|须|要求|应|用|问|向|交|许|准)|无需|无须|毋须|取消|没有要求|免(?:收|予|费|缴)|不收|未收取|不存在"
    r"|由(?:本|我|行政)[^，。；]{0,4}(?:承担|负担)"
)
_CHARGED = re.compile(r"(?:收取|收缴|缴纳|交纳)[^，。；：]{0,6}$")
_BESIDES = re.compile(r"^[^，。；]{0,12}(?:费|成本|费用)?(?:以外|之外|外)")
_REPEALED = re.compile(r"国务院令第?492号|第492号(?:国务院)?令|2008年5月1日起(?:施行|实施)")
_OLD_FEES = re.compile(
    r"(?:检索|复制|复印|邮寄|递送)[、，和及](?:检索|复制|复印|邮寄|递送)[^。；]{0,12}(?:费|成本)"
    r"|检索费|复制费|复印费|邮寄费|工本费|成本费用"
    r"|(?:检索|复制|复印|打印)[^。；]{0,10}(?:每张|每页|每件|每次)[^。；]{0,6}元"
)


def against_the_law(lines: Iterable[Line], on: date) -> Iterator[Finding]:
    """Findings GD101 to GD121, in the order of the guide.

    Args:
        lines: the guide.
        on: the day whose law counts.

    Raises:
        NotInForce: the day lies before a value that the guide speaks of.
    """
    for line in lines:
        sentences = ruled(line, on)
        for sentence in sentences:
            yield from _periods(sentence, line.place, on)
            yield from _acceptance(sentence, line.place)
            yield from _words(sentence, line.place)
            yield from _articles(sentence, line.place)
            yield from wrong_numbers(sentence, line.place, on)
        yield from wrong_sentences(sentences, line.place, on)


def _periods(sentence: str, place: str, on: date) -> Iterator[Finding]:
    for period in periods_in(sentence):
        duty = duty_of(period)
        if duty is None or not duty.parameters or _is_lawful(period, duty, on):
            continue
        values = [
            (load_parameters()[name], load_parameters()[name].at(on)) for name in duty.parameters
        ]
        expected = [f"{each.label}{each.in_chinese(value)}" for each, value in values]
        yield Finding(
            "GD101",
            place,
            _excerpt(period),
            "或者".join(expected),
            tuple(dict.fromkeys(value.cite for _, value in values)),
        )


def _excerpt(period: Period) -> str:
    before = re.split(r"[，。；：、）]", period.before)[-1][-14:]
    after = re.split(r"[，。；：（]", period.after)[0][:14]
    return f"{before}{period.text}{after}"


def _is_lawful(period: Period, duty: Duty, on: date) -> bool:
    for name in duty.parameters:
        parameter = load_parameters()[name]
        now = parameter.at(on).amount
        former = {value.amount for value in parameter.values} - {now}
        same_unit = period.unit == parameter.unit
        if same_unit and period.number == now:
            return True
        # A shorter period is the body's own promise; a former value of the law is none, and a month is more than 20 working days.
        shorter = period.number < now and period.number not in former
        if not duty.fixed and shorter and not (period.unit == "month" and not same_unit):
            return True
    return False


def _acceptance(sentence: str, place: str) -> Iterator[Finding]:
    match = _FROM_ACCEPTANCE.search(sentence)
    if match is None or _FROM_RECEIPT.search(sentence) or "复议" in sentence or "诉讼" in sentence:
        return
    said = map(duty_of, periods_in(sentence))
    if any(duty and duty.id in {"reply", "extension"} for duty in said):
        yield Finding("GD102", place, match.group(), "收到申请之日起")


def _words(sentence: str, place: str) -> Iterator[Finding]:
    match = _PURPOSE.search(sentence)
    if match and not _DENIED.search(sentence):
        yield Finding("GD103", place, match.group(), "不要求说明用途")
    match = _REPEALED.search(sentence)
    if match and not re.search(r"废止|修订前|原条例|第?711号", sentence):
        regulation = load_instruments()[REGULATION]
        yield Finding("GD105", place, match.group(), f"{regulation.short}（{regulation.number}）")
    match = _OLD_FEES.search(sentence)
    if match and not _fee_denied(sentence, match):
        expected = "不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费"
        yield Finding("GD106", place, match.group(), expected)


def _fee_denied(sentence: str, match: re.Match[str]) -> bool:
    """Whether the fee itself is denied: before it, or after it in the same clause.

    除…成本费用外，不得收取其他费用 denies the other fees, not this one.
    """
    before, after = sentence[: match.start()], sentence[match.end() :]
    if "除" in before[-12:] and _BESIDES.search(after):
        return False
    own = re.split("[，。；：]", before)[-1]
    if _CHARGED.search(own) and not _DENIED.search(own):
        return False
    return bool(_DENIED.search(before) or _DENIED.search(re.split("[，。；]", after)[0]))


class _Topic(NamedTuple):
    label: str
    pattern: re.Pattern[str]
    articles: frozenset[int]
    main: str


@cache
def _topics() -> tuple[_Topic, ...]:
    text = files("gongkai.guide").joinpath("articles.toml").read_text("utf-8")
    return tuple(
        _Topic(
            entry["label"],
            re.compile(entry["pattern"]),
            frozenset(entry["articles"]),
            entry["main"],
        )
        for entry in tomllib.loads(text)["topic"]
    )


def _articles(sentence: str, place: str) -> Iterator[Finding]:
    cited = list(_CITED.finditer(sentence))
    if not cited:
        return
    topics = [topic for topic in _topics() if topic.pattern.search(sentence)]
    fitting = GENERAL.union(*(topic.articles for topic in topics))
    known = load_instruments()[REGULATION].articles
    for match in cited:
        number = number_in(match["number"]) or 0
        if number not in known:
            expected = f"第一条至第{chinese_number(max(known))}条中的一条"
            yield Finding("GD104", place, match.group(), expected, (REGULATION,))
        elif topics and number not in fitting:
            expected = "，".join(f"{topic.main}（{topic.label}）" for topic in topics)
            yield Finding("GD104", place, match.group(), expected, (REGULATION,))
