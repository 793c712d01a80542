"""Counts whose verb and object stand with a count before them: sums, the year after its halves, a level reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.numerals import NUMBER
from gongkai.report.reading.narrative import proactive, requests
from gongkai.report.reading.narrative.mentions import COUNTERS, Mention
from gongkai.report.reading.narrative.roles import (
    adds_up,
    is_bare,
    is_bare_unit,
    sums_up,
    sums_up_clause,
)
from gongkai.report.reading.narrative.scope import Scope
from gongkai.report.reading.narrative.sentences import Sentence
from gongkai.report.reading.narrative.totals import Claim, Standing

_CHANGED = r"(?:增加|增长|上升|提高|提升|上涨|攀升|跃升|减少|下降|降低|缩减|回落|增|减|升|降)(?:了)?(?:至|到|为)"
_CHANGE = re.compile(r"[增减升降提涨跃]")
_QUOTED = re.compile(r"[“\"‘'](?:零|\d+)[”\"’']")
_FORMER_LEVEL = re.compile(
    rf"(?:从|由)(?P<when>[^,;()]{{0,14}}?)(?:的|为)?(?:{NUMBER})(?:{COUNTERS})(?:左右)?,?(?:大幅|小幅|逐步|稳步|明显|已)*{_CHANGED}"
    r"(?:了)?(?:20\d\d年度?|今年|本年度?|当年)?的?"
    rf"|(?:较|比|同比|与)[^,;()]{{0,10}}?(?:{NUMBER})(?:{COUNTERS})(?:相比)?,?(?:增加|增长|增多|减少|下降|上升)(?:了)?(?:{NUMBER})(?:{COUNTERS}|%),(?:总数)?(?:达到|达|为)"
)
_LEVEL = re.compile(rf"(?<=[年度])(?:大幅|小幅)?{_CHANGED}(?=\d)")
_WHOLES = frozenset({"proactive_count", "requests_received", "requests_answered", "fee_collected"})
_BY_TOPIC = {"proactive": "proactive_count", "requests": "requests_received"}
_UNITS = {
    "proactive_count": proactive.UNITS,
    "requests_received": requests.UNITS,
    "requests_answered": requests.UNITS,
    "fee_collected": frozenset({"元"}),
}
_BY_YEAR = re.compile(
    r"(?:申请|信息|公开)(?:的)?(?:总)?(?:数量|数|量|件数|条数)?,?(?:20\d\d年度?|上一?年|去年)(?:为|是|有|共)?\d"
)
_TARGET_MET = re.compile(r"(?:实际|已|共|全年)*(?:完成|达到|做到)(?:了)?(?:公开)?$")
_TARGET = re.compile(r"公开[^,]{0,8}(?:目标|任务|计划)|(?:目标|任务|计划)[^,]{0,8}公开")


def in_plain_order(sentence: Sentence) -> Sentence:
    """The sentence without `由上年的210条增加到` and the like, so that what is left states the level reached.

    Quotation marks around a numeral (`为“零”`) go too.
    """
    while found := (
        (_CHANGE.search(sentence.text) and _FORMER_LEVEL.search(sentence.text))
        or _LEVEL.search(sentence.text)
    ):
        sentence = sentence.without(*found.span())
    while found := _QUOTED.search(sentence.text):
        start, end = found.span()
        sentence = sentence.without(end - 1, end).without(start, start + 1)
    return sentence


def claims_of_ellipsis(mention: Mention, scope: Scope, before: tuple[str, ...]) -> Iterator[Claim]:
    """What a count without verb and object says: the facts `before` it, or, for a sum, those of its topic."""
    known = [fact for fact in before if fact in _WHOLES]
    by_topic = _BY_TOPIC.get(mention.topic)
    facts = known or ([by_topic] if by_topic else [])
    facts = [fact for fact in facts if mention.unit in _UNITS[fact]]
    if not facts or mention.of_documents:
        return
    if scope.is_own_share(mention.left):
        standing = Standing.TOTAL
    elif sums_up(mention) or (not mention.previous_end and sums_up_clause(mention)):
        standing = Standing.LIKELY
        if adds_up(mention):
            standing = Standing.TOTAL
        elif mention.part:
            standing = Standing.PART
    elif is_bare(mention) and (known or _BY_YEAR.search(mention.left)):
        standing = Standing.TOTAL if adds_up(mention) else Standing.LIKELY
    elif known and is_bare_unit(mention):
        standing = Standing.PART
    elif _TARGET_MET.fullmatch(mention.clause) and _TARGET.search(mention.left):
        standing = Standing.LIKELY
    else:
        return
    if "结转" in mention.left and "requests_received" in facts and adds_up(mention):
        facts = ["requests_intake"]
    for fact in facts:
        yield Claim(mention.states(fact), standing)
