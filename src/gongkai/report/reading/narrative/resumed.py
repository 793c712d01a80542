"""A count that names nothing of its own and goes on from the counts before it in the sentence.

`…，全年233条` · `两项相加为244条` · `我局159条` · `实际完成233条` · `由210条增至233条`: what is counted was named before.
"""

from __future__ import annotations

import re

from gongkai.report.reading.narrative.mentions import Mention
from gongkai.report.reading.narrative.totals import Standing

_FILL = r"(?:共计|总计|合计|累计|总共|一共|共有|共|达到|达|约|为|有|计|是|:|则)*"
_YEARLY = r"(?:(?:其中)?(?:全年度?|本年度?|今年|当年|20\d\d年度?|年内|一年))"
_ADDED = (
    r"(?:(?:以上|上述)?(?:两|二|三|四|五|六|各|几|多)(?:项|类|者|部分|种方式|个渠道|方面|个季度|季度)?(?:相加|加总|累加|汇总)?"
    r"|以上|上述)?(?:相加|加总|累加|加起来|加在一起|合起来|合在一起|汇总|合并|总计|合计|共计|总共|一共|累计|总数|总量|总)"
)
_WHOLE = r"(?:全(?:镇|乡|街道|局|县|市|区|系统|委|机关|部门|校|院|年)|我(?:镇|乡|街道|局|县|办|委|单位)|本(?:机关|单位|局|镇|乡|部门|街道))"
_OWN = re.compile(
    rf"(?:其中,?)?(?:我|本)(?:镇|乡|街道|局|县|办|委|单位|机关|部门)(?:则)?(?:主动)?(?:公开|发布|占|占了|占其中|收到|受理|接到)?{_FILL}$"
)
_IN_SUM = re.compile(rf"{_WHOLE}?{_YEARLY}?{_ADDED}{_FILL}(?:公开|发布|收到|受理)?{_FILL}$")
_OF_THE_YEAR = re.compile(rf"{_WHOLE}?{_YEARLY}{_FILL}(?:公开|发布|收到|受理)?{_FILL}$")
_WEAK_SUM = re.compile(rf"{_WHOLE}?共{_FILL}$")
_DONE = re.compile(rf"(?:全年)?实际(?:上)?(?:完成|公开|发布|达到|共公开)(?:了)?{_FILL}$")
_REACHED = re.compile(
    r"(?:增加|增长|上升|提高|提升|增多|减少|下降|降低|回落|降|增|减|升)(?:到|至|为)(?:了)?(?:(?:今年|本年度?|20\d\d年度?)(?:的)?)?$"
)
_RECEIVING_OR_ASKING = re.compile(r"申请|依申公开|依申请")
_DISCLOSING = re.compile(
    r"(?:公开|发布|公布|公示)[^,;]*(?:信息|内容)|信息[^,;]*(?:公开|发布)|主动公开|公开(?=\d)|公开信息"
)


def reaches(left: str) -> bool:
    """True where the words before a count say that another figure has become this one (`增至`)."""
    return bool(_REACHED.search(left.rpartition(",")[2]))


def standing(mention: Mention, topic: str) -> Standing | None:
    """How sure it is that a count without an object of its own is the total of what the sentence counts; None where it
    has its own object, or the sentence counts nothing of this topic (`proactive`, `requests`) before it."""
    before = mention.sentence.text[: mention.previous_end] or mention.left
    about = _RECEIVING_OR_ASKING if topic == "requests" else _DISCLOSING
    if not about.search(mention.left):
        return None
    words = mention.stretch
    if _REACHED.search(words):
        return Standing.LIKELY
    if not mention.previous_end:
        return None
    if _IN_SUM.fullmatch(words):
        return Standing.TOTAL
    if _OF_THE_YEAR.fullmatch(words) or _DONE.fullmatch(words):
        return Standing.TOTAL
    if _WEAK_SUM.fullmatch(words) and _same_unit(before, mention.unit):
        return Standing.LIKELY
    if _OWN.fullmatch(words) and _same_unit(before, mention.unit):
        return Standing.LIKELY
    return None


def _same_unit(before: str, unit: str) -> bool:
    return before.endswith(unit)
