"""Whether two statements of the prose claim the same thing: not a part, a topic, a channel or another kind of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from gongkai.report.model import AnnualReport, Identity, Statement

_NUMBER = re.compile(
    r"[\d〇零一二两三四五六七八九十百千万.,]+(?:余|多|来)?(?:件次|人次|条次|篇次|场次|[件条次份例篇期场项个起宗则元])"
)
_TIME = re.compile(
    r"\d{4}年度?(?:1月(?:1日)?(?:至|到|-|—)12月(?:31日)?)?|截[至止]\d{4}年12月(?:31日|底)|截至(?:年底|目前|年末)"
    r"|全年度?|本年度?|今年(?:以来)?|年内|当年|一年来|年度|报告期内?|\d{1,2}月"
)
_OFFICE = re.compile(r"(?:人民政府|办事处|管理委员会|管委会)$")
_OWN = re.compile(
    r"(?:[我本全](?:镇|乡|街道|县|市|区|局|委|厅|省|机关|单位|部门)|镇政府|乡政府|街道办(?:事处)?|管委会)(?:政府|机关|系统)?"
)
_FILLING = re.compile(
    r"数量|总数|总量|数|量|情况|方面|各类|各项|政务|政府|总|共计|一共|总计|合计|累计|共|达到|达|到|为|有|了|是|的|约|已|均|依法|及时|新"
    r"|坚持应公开尽公开|通过各种渠道|按照要求"
)
_MARKS = re.compile(
    r"[\s“”\"'（）()《》:：,，、。；;.*#]|[一二三四五六七八九十]是|[一二三四五六七八九十]、"
)
_VERBS = re.compile(
    r"开展|组织|举办|召开|进行|办理|受理|承办|办结|答复|处置|处理|发布|主动公开|公开|收到|接到|回应|参加"
)

TOTALS = {
    "proactive_count": re.compile(r"信息|信息条|信息公开"),
    "requests_received": re.compile(r"(?:政府)?信息公开申请|申请|依申请公开(?:申请)?|信息申请"),
}
"""What remains of a clause that states the whole, once names, times and filling words are taken away."""


def subject(statement: Statement, identity: Identity) -> str:
    """What a statement counts, without its number, its times, the body's own name and words that fill."""
    counted = f"{statement.value}{statement.unit}"
    before, found, _ = statement.quote.partition(counted)
    words = _MARKS.sub("", before + found if found else statement.quote)
    for name in (identity.organization_full, identity.organization):
        if name:
            for form in (name, _OFFICE.sub("", name)):
                words = words.replace(form, "")
    words = _TIME.sub("", words)
    words = _NUMBER.sub("", words)
    words = _OWN.sub("", words)
    words = _FILLING.sub("", words)
    return _VERBS.sub("", words)


def whole(statement: Statement, identity: Identity) -> bool:
    """True where the clause states the total of its fact and nothing less."""
    wanted = TOTALS.get(statement.fact)
    return wanted is not None and bool(wanted.fullmatch(subject(statement, identity)))


def rivals(
    report: AnnualReport, stated: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of exact statements that claim the same thing with different figures; but for totals in different paragraphs."""
    exact = [item for item in stated if not item.vague]
    for first, other in combinations(exact, 2):
        if first.value == other.value or first.unit != other.unit:
            continue
        if first.fact not in TOTALS and first.origin == other.origin:
            continue
        if first.fact in TOTALS:
            same = whole(first, report.identity) and whole(other, report.identity)
        else:
            what = subject(first, report.identity)
            same = bool(what) and what == subject(other, report.identity)
        if same:
            yield first, other
