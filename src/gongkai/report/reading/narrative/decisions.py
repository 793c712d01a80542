"""Rules issued, decisions made and charges collected in the prose: the figures that table two states too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.report.model import Number, Statement
from gongkai.report.reading.narrative.mentions import Mention
from gongkai.report.reading.narrative.sentences import Sentence

UNITS = frozenset({"件", "部", "份", "个", "项", "起", "宗", "次", "条", "例"})
AMOUNTS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}

_SUBJECT = re.compile(
    r"(?P<normative_documents>(?:行政)?规范性文件)|(?P<regulations>(?:政府)?规章(?!制度))"
)
_ISSUED = re.compile(
    r"(?:制发|制定|出台|印发|新制定|新制发|制定出台|制发出台|制定印发|制定发布|颁布)"
)
_REPEALED = re.compile(r"(?:废止|宣布失效|失效|废除)")
_IN_FORCE = re.compile(r"(?:现行有效|继续有效|现有有效|有效)")
_FILLING = re.compile(
    r"(?:的)?(?:行政|政府)?(?:规范性文件|规章)?(?:数量|件数|数|总数)?(?:和|及|、)?(?:共|共计|总计|合计|累计|为|有|达|了|是|:|均|分别|各|,)*$"
)
_DECISIONS = re.compile(
    r"(?P<licences_decided>行政许可)|(?P<penalties_decided>行政处罚)|(?P<coercion_decided>行政强制(?:措施|执行)?)"
)
_AFTER_DECISION = re.compile(
    r"(?:决定|案件|事项|处理决定|案|行为|处理|措施|数量|件数|书|、)*(?:数量)?(?:共|共计|总计|合计|为|有|是|达|了|:|均|均为|分别为)*$"
)
_ONLY_DISCLOSED = re.compile(
    r"公开|公示|发布|公布|上传|归集|录入|报送|双公示|信息|目录|清单|事项库|流程|依据|指南"
)
_NONE = re.compile(
    r"(?:未曾?|没有|无|未发生|暂无|均未|尚未)(?P<verb>制发|制定出台|制定发布|制定|出台|印发|废止|新制定|作出|做出|实施|办理|产生|发生)?(?:过|任何|新的|新)*"
    r"(?P<words>(?:(?:行政)?规范性文件|(?:政府)?规章(?!制度)|行政许可|行政处罚|行政强制(?:措施|执行)?|决定|案件|事项|、|和|及|或|以及|与)+)(?=$|[,。;)]|情况|的情况|发生)"
)
_FEES = re.compile(
    r"行政事业性收费(?:项目|金额|总额|总金额|收入)*(?:共|共计|总计|合计|为|有|是|达|了|收取|征收|:)*$"
)


def read(mention: Mention) -> Iterator[Statement]:
    """What a count says of rules, decisions and charges; nothing where it counts something else."""
    if mention.unit in AMOUNTS:
        if _FEES.search(mention.between):
            yield mention.states(
                "charges_collected", _plain(Decimal(mention.value) * AMOUNTS[mention.unit]), "万元"
            )
        return
    if mention.unit not in UNITS:
        return
    fact = _rule(mention) or _decision(mention)
    if fact is not None:
        yield mention.states(fact)


def denials(sentence: Sentence) -> Iterator[tuple[str, Number, int, int]]:
    """Rules and decisions that a sentence puts at zero in words, each with the place of the words."""
    if not (_SUBJECT.search(sentence.text) or _DECISIONS.search(sentence.text)):
        return
    for found in _NONE.finditer(sentence.text):
        if re.search(
            r"如|若|凡|是否|有无", sentence.text[max(0, found.start() - 3) : found.start()]
        ):
            continue
        words, verb = found["words"], found["verb"] or ""
        column = "repealed" if _REPEALED.search(verb) else "issued"
        for subject in _SUBJECT.finditer(words):
            if verb:
                yield f"{subject.lastgroup}_{column}", 0, found.start(), found.end()
        for decision in _DECISIONS.finditer(words):
            yield str(decision.lastgroup), 0, found.start(), found.end()


def _rule(mention: Mention) -> str | None:
    subjects = list(_SUBJECT.finditer(mention.left))
    after = _SUBJECT.match(re.sub(r"^(?:的|行政)*(?=规)", "", mention.right)) or _SUBJECT.match(
        mention.right
    )
    subject = after or (subjects[-1] if subjects else None)
    if subject is None:
        return None
    if not after and mention.topic not in {"rules"}:
        return None
    if _ONLY_DISCLOSED.search(mention.clause) or re.search(r"解读|备案|审查|清理", mention.clause):
        return None
    if (
        not after
        and subjects[-1].start() < mention.previous_end
        and not re.search(r"制发|废止|失效|有效|制定|出台|印发", mention.clause)
    ):
        return None
    for name, words in (("repealed", _REPEALED), ("in_force", _IN_FORCE), ("issued", _ISSUED)):
        found = list(words.finditer(mention.clause))
        if found and _FILLING.fullmatch(mention.clause[found[-1].end() :]):
            return f"{subject.lastgroup}_{name}"
    return None


def _decision(mention: Mention) -> str | None:
    found = list(_DECISIONS.finditer(mention.clause))
    if found and _AFTER_DECISION.fullmatch(mention.clause[found[-1].end() :]):
        if _ONLY_DISCLOSED.search(mention.comma_clause):
            return None
        return found[-1].lastgroup
    after = _DECISIONS.match(mention.right)
    if after and re.search(r"(?:作出|做出|办理|实施|下达|办结)(?:了|共|共计)*$", mention.clause):
        return after.lastgroup
    return None


def _plain(value: Decimal) -> Decimal:
    return value.normalize() if value else Decimal(0)
