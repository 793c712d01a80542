"""Reconsideration and litigation in the prose, with their results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.model import Number, Statement
from gongkai.report.reading.narrative.mentions import Mention
from gongkai.report.reading.narrative.sentences import Sentence

UNITS = frozenset({"件", "起", "宗", "例", "次", "个", "件次", "项"})
ABOUT = re.compile(r"复议|诉讼|起诉|应诉")

_KINDS = re.compile(
    r"(?P<litigations_direct>未经复议直接起诉|(?<!经)直接(?:提起)?(?:行政)?诉讼|直接起诉)"
    r"|(?P<litigations_after_reconsideration>复议后(?:再)?(?:起诉|(?:提起)?(?:行政)?诉讼))"
    r"|(?P<reconsiderations>复议)|(?P<litigations>诉讼|起诉|应诉)"
)
_RESULTS = re.compile(
    r"(?P<upheld>结果维持|维持|驳回(?:原告|申请人)?(?:的)?(?:全部)?(?:诉讼|复议)?请求)"
    r"|(?P<corrected>结果纠正|纠正|被?撤销|确认违法|责令(?:重新)?(?:履行|答复|作出))"
    r"|(?P<other>其[他它]结果|终止|撤诉|撤回|驳回起诉|调解|不予受理)"
    r"|(?P<pending>尚未审结|未审结|尚未办结|未办结|正在审理|正在审查|审理中|尚在审理|未结)"
)
_AFTER_RESULT = re.compile(
    r"(?:原?行政行为|决定|的|原答复|案件|结果|有|为|共|各|是|均|均为|分别为|中|了|:)*$"
)
_AFTER_KIND = re.compile(
    r"(?:案件|案|申请|事项|数量|件数|总数|机关|被申请人|的|一审|二审|立案|收到|受理|发生|共|共计|合计|总计|有|为|是|了|情况|被告|被|分别|均|各|引发|类|\(|:)*$"
)
_BEFORE_KIND = re.compile(
    r"(?:的|行政|政府信息公开|被)*|(?:针对|关于|因|涉及|由)[^,、申请]{0,16}(?:的)?(?:行政)?"
)
_JOINED = re.compile(
    r"复议(?:案件|申请|案)?(?:、|和|及|以及|或|与|或者|/)?(?:被?提起)?(?:行政)?(?:诉讼|应诉)"
)
_NONE = re.compile(
    r"(?:未曾?|没有|均未|尚未|从未|未有|无|暂无|暂未|不存在|没|未)(?P<middle>[^,;。:]{0,34}?)(?=行政复议|复议|行政诉讼|诉讼)(?P<rest>[^,;。:]*)"
)
_NOT_NONE = re.compile(r"败诉|纠正|纠错|撤销|违法|逾期|超期|超时|被驳回|经|未审结|不服|建立|专门")
_NOT_BEFORE_NONE = re.compile(r"(?:如|若|凡|除|是否|有无|杜绝|避免|防止)[^,]{0,4}$")
_ZERO = re.compile(
    r"(?P<kinds>(?:(?:行政)?(?:复议|诉讼|应诉)(?:案件|申请|案)?(?:、|和|及|以及|或|与|/)?)+)(?:数量|件数|数|情况)?(?:均|都|仍)?(?:为|是|保持|实现)?(?:零|0)(?:发生|件|起|宗|例|次|案件|$|,|\))"
    r"|零(?P<kinds_after>复议|诉讼)"
)


def read(mention: Mention) -> Iterator[Statement]:
    """What a count says of disputes; nothing where it counts something else."""
    if mention.unit not in UNITS or mention.topic != "disputes":
        return
    for fact in _facts(mention):
        yield mention.states(fact)


def _facts(mention: Mention) -> Iterator[str]:
    kinds = list(_KINDS.finditer(mention.left))
    own = [found for found in kinds if found.start() >= mention.previous_end]
    result = _result(mention)
    listed = re.search(r"(?:均|都|各|分别)(?:为|是|有)?$", mention.between)
    if listed and len(own) > 1:
        names = list(dict.fromkeys(found.lastgroup for found in own))
        if listed[0].startswith("分别"):
            yield names[0] or ""
        else:
            yield from (name for name in names if name)
        return
    if not own and result is None and mention.clause == "" and mention.previous_end:
        if re.search(r"分别(?:为|是|有)?[^,]*$", mention.left):
            names = list(dict.fromkeys(found.lastgroup for found in kinds))
            if len(names) > 1 and names[1]:
                yield names[1]
            return
    if not own:
        after = _KINDS.search(mention.right)
        if after and after.lastgroup and _BEFORE_KIND.fullmatch(mention.right[: after.start()]):
            yield after.lastgroup
            return
    kind = own[-1].lastgroup if own else (kinds[-1].lastgroup if kinds else None)
    if kind is None:
        return
    if result is not None:
        yield f"{kind}_{result}"
        return
    if not own:
        return
    words = mention.left[own[-1].end() :]
    if not _AFTER_KIND.fullmatch(words):
        return
    joined = list(_JOINED.finditer(mention.between))
    if joined and joined[-1].end() >= own[-1].start() - mention.previous_end:
        yield "disputes"
        return
    yield kind


def _result(mention: Mention) -> str | None:
    for words in (mention.clause,):
        found = list(_RESULTS.finditer(words))
        if found and _AFTER_RESULT.fullmatch(words[found[-1].end() :]):
            return found[-1].lastgroup
    after = _RESULTS.match(re.sub(r"^(?:案件|结果|被|为|已|均|目前|仍|的)*", "", mention.right))
    if after and not _KINDS.search(mention.clause):
        return after.lastgroup
    return None


def denials(sentence: Sentence) -> Iterator[tuple[str, Number, int, int]]:
    """Facts that a sentence puts at zero in words, each with the place of the words."""
    text = sentence.text
    if "复议" not in text and "诉讼" not in text:
        return
    named: dict[str, tuple[int, int]] = {}
    for found in _NONE.finditer(text):
        if _NOT_BEFORE_NONE.search(text[: found.start()]) or _NOT_NONE.search(found["middle"]):
            continue
        if _NOT_NONE.search(found["rest"]):
            continue
        for kind in _kinds_named(found["rest"]):
            named.setdefault(kind, (found.start(), found.end()))
    for found in _ZERO.finditer(text):
        for kind in _kinds_named(found["kinds"] or found["kinds_after"]):
            named.setdefault(kind, (found.start(), found.end()))
    for kind, (start, end) in named.items():
        yield kind, 0, start, end


def _kinds_named(words: str) -> list[str]:
    names = []
    if "复议" in words:
        names.append("reconsiderations")
    if re.search(r"诉讼|起诉|应诉", words):
        names.append("litigations")
    return names
