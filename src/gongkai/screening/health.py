"""Illness, disability and causes of poverty where they are said of a person, and dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.screening.hit import Hit
from gongkai.screening.lexicon import any_of, lexicon
from gongkai.screening.names import NAME, is_name

_MEDICAL = lexicon("contexts")["medical"]
ILLNESS = any_of(_MEDICAL["illness"])
DISABILITY = any_of(_MEDICAL["disability"])
CAUSE = any_of(_MEDICAL["cause"])
_HAN = "\u4e00-\u9fff"

_PERSON = rf"(?:{NAME}|[{_HAN}]某某?|其(?:妻|夫|父|母|子|女|本人|儿子|女儿|丈夫|妻子|父亲|母亲|孙子|孙女)|本人|户主|该户)"
_ILLNESS_OF_PERSON = re.compile(
    rf"{_PERSON}[^。；;\n]{{0,24}}?(?:患有?|确诊(?:为|患)?|诊断为|查出|身患|罹患|得了|病情为|因)[^。，,；;\n]{{0,8}}?(?P<what>{ILLNESS}(?:[、和](?:{ILLNESS}))*)"
)
_ILL_NAME = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[村居农市]民)|(?<=[组户员生工属]))(?P<name>{NAME})(?=(?:[（(，,][^。\n]{{0,12}})?(?:患有?|确诊|身患|罹患|因患)[^。，,；;\n]{{0,8}}?{ILLNESS})"
)
_ILLNESS_LABEL = re.compile(
    r"(?:病情|诊断(?:结果)?|疾病名称|病种|患病情况|所患疾病|病名|临床诊断)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,20})"
)
_DISABILITY_OF_PERSON = re.compile(
    rf"{_PERSON}[^。；;\n]{{0,24}}?(?P<what>{DISABILITY}(?:[一二三四]级)?)(?!人?(?:联合会|证办理|康复|鉴定|标准))"
)
_DISABILITY_LABEL = re.compile(
    r"残疾(?:类别|等级|类型|情况|级别)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,12})"
)
_CAUSE_LABEL = re.compile(
    r"(?:(?:致贫|返贫|致困|困难|主要致贫|救助|返贫致贫)(?:风险)?原因|风险类型|困难类型)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,20})"
)
_CAUSE_OF_PERSON = re.compile(
    rf"{NAME}(?:家庭|户|家)?，?(?P<what>(?:因病|因残|因灾|因学)(?:致贫|返贫|致困))"
)
_NOTHING = re.compile(
    r"\s*(?:无|否|健康|良好|正常|[-/\\—_*＊×]+|见附件|详见|材料|证明|标准|目录|以|应|不予公开|（)"
)

_YEAR = r"(?:18|19|20)\d{2}"
_DATE = rf"{_YEAR}(?:年\s?(?:1[0-2]|0?[1-9])月(?:\s?(?:3[01]|[12]\d|0?[1-9])日)?|[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12]\d|0?[1-9]))?(?![\d-])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
_FULL_DATE = rf"{_YEAR}(?:年\s?(?:1[0-2]|0?[1-9])月\s?(?:3[01]|[12]\d|0?[1-9])日|[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d))"
_BIRTH_LABEL = re.compile(
    rf"(?:出\s*生\s*(?:日期|年月日?|时间|年月)|生\s*日|生于|出生于)\s*(?:[（(][^）)\n]{{0,8}}[）)])?\s*[：:]?\s*(?P<what>{_DATE})"
)
_BORN = re.compile(rf"(?P<what>{_FULL_DATE})\s*(?:出生|生(?![产态效活成日命育于物]))")
_OFFICIAL = re.compile(r"拟任|现任|任前公示|历任|提名|拟提拔|拟录用|候选人|任职公示|参加工作")


def is_birth_date(text: str) -> bool:
    """Whether the whole of `text` is a date, written in one of the usual ways."""
    return re.fullmatch(rf"\s*{_DATE}(?:\s+0?0:00(?::00)?)?\s*", text) is not None


def health(text: str) -> Iterator[Hit]:
    """Illness, disability and cause of poverty said of a person in `text`, which is `plain`."""
    for match in _ILL_NAME.finditer(text):
        if is_name(match.group("name")):
            yield Hit("name-in-sensitive-text", *match.span("name"))
    for pattern, variety in (
        (_ILLNESS_OF_PERSON, "illness"),
        (_ILLNESS_LABEL, "illness"),
        (_DISABILITY_OF_PERSON, "disability"),
        (_DISABILITY_LABEL, "disability"),
        (_CAUSE_LABEL, "cause-of-poverty"),
        (_CAUSE_OF_PERSON, "cause-of-poverty"),
    ):
        for match in pattern.finditer(text):
            if not _NOTHING.match(match.group("what")):
                yield Hit(variety, *match.span("what"))


def births(text: str) -> Iterator[Hit]:
    """Dates of birth in `text`, which is `plain`; those of officials in a notice of appointment are left out."""
    for pattern in (_BIRTH_LABEL, _BORN):
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 60) : match.end() + 120]
            if not _OFFICIAL.search(around):
                yield Hit("birth-date", *match.span("what"))
