"""Telephones that lead to a person: mobiles in every dress, and the telephones of homes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.screening import contexts
from gongkai.screening.hit import Hit
from gongkai.screening.names import COMMON_NAME, KIN, NAME, ROLE

_MOBILE_DIGITS = r"1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}"
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86[\- ]?|0)?({_MOBILE_DIGITS})(?![\dA-Za-z])")
_MOBILE_AREA = r"1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])"
_MOBILE_GROUPED = re.compile(
    rf"(?<![\d])(?:(?:\+|00)?86[\- ]?|0)?([（(]{_MOBILE_AREA}[）)]\d{{8}}|{_MOBILE_AREA}[\- .·_]\d{{4}}[\- .·_]\d{{4}}|{_MOBILE_AREA}\d[\- .·_]\d{{3}}[\- .·_]\d{{4}}|"
    rf"{_MOBILE_AREA}\d[\- .·_]\d{{4}}[\- .·_]\d{{3}}|{_MOBILE_AREA}[\- .·_]\d{{8}}|{_MOBILE_AREA}\d{{4}}[\- .·_]\d{{4}}|{_MOBILE_AREA}\d[\- .·_]\d{{7}}|"
    rf"{_MOBILE_AREA}[\- .·_]\d{{3}}[\- .·_]\d{{5}}|{_MOBILE_AREA}[\- .·_]\d{{5}}[\- .·_]\d{{3}}|{_MOBILE_AREA}\d{{2}}[\- .·_]\d{{6}}|1(?:[ ]\d){{10}})(?![\d])"
)
_MOBILE_BROKEN = re.compile(r"(?<![\d.\-/])1\d{0,9}[ ]?\n[ ]?\d{1,10}(?![\d.\-/])")
# 138, 1234 and 5678 on a line each.
_MOBILE_IN_THREE = re.compile(r"(?<![\d.\-/])1\d{2,3}\n\d{3,4}\n\d{4}(?![\d.\-/]|\n\d)")
# Two run together, and one with a digit too few or too many, behind the word or a name.
_MOBILE_TWICE = re.compile(
    rf"(?:(?:电话|手机|号码|联系方式)[^\d\n]{{0,6}}|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,3}}\s?)(?P<what>{_MOBILE_DIGITS}{_MOBILE_DIGITS})(?!\d)"
)
_MOBILE_MISWRITTEN = re.compile(
    r"手机(?:号码?)?\s*(?:为|是)?\s*[:：]?\s*(?P<what>1[3-9]\d{8}(?:\d{2})?)(?!\d|[\- ]\d|\.\d)"
)
# I38O1234567: letters that a reader took for digits.
_MOBILE_MISREAD = re.compile(
    r"(?:手机|电话|号码)[^\dA-Za-z\n]{0,4}(?P<what>[1lI][\dOolI]{10})(?![\dA-Za-z])"
)
# 李秀英13937722481400元: no sum has so many digits.
_MOBILE_BEFORE_SUM = re.compile(
    rf"(?<![\d.¥￥$])(?P<what>{_MOBILE_DIGITS})(?=[1-9]\d{{1,4}}(?:\.\d+)?元)"
)
# +852 6177 4302: of Hong Kong and wherever else.
_ABROAD = re.compile(
    r"(?<![\d+.A-Za-z])(?:\+(?!86|0)[1-9]\d{0,2}[\- ]?(?:\d{2,5}(?:[\- ]?\d{2,5}){1,3})|(?:00)?(?:85[23][\- ](?:[4-9]\d{3}[\- ]?\d{4})|886[\- ](?:0?9\d{2}[\- ]?\d{3}[\- ]?\d{3})))(?!\d|[\- ]\d)"
)
MISREAD = str.maketrans("OolI×", "0011X")
"""Letters for the digits that they were read for."""
_MOBILE_SPACED = re.compile(
    r"(?:电话|手机|号码|联系方式|[Tt]el)[^\d\n]{0,6}(?P<what>1\d{1,9} \d{1,9})(?![\d.\-/]| ?\d)"
)
WHOLE_MOBILE = re.compile(_MOBILE_DIGITS)
_ORDER_BEFORE = re.compile(r"(?:[〕\]\-]|[A-Za-z]|\d/)$")
# An ID that ends in X, with the telephone glued to it.
_IDENTITY_BEFORE = re.compile(r"\d{17}[Xx]$")
_TELEPHONE_WORD = re.compile(r"(?:Tel|TEL|tel|Phone|phone|Mobile|mobile|[Mm]ob|[Tt])\s*[.:：]?\s*$")
_LANDLINE = re.compile(r"(?<![\d.A-Za-z/])[(（]?(0\d{2,3})[)）]?[\- ]?([2-9]\d{6,7})(?!\d)")
_LOCAL_LANDLINE = re.compile(r"(?<![\d.A-Za-z/\-])[2-8]\d{6,7}(?![\d.])")
# Those who write, come and call, and those of whom a paper tells.
_PRIVATE = r"(?:(?:来信|来访|来电|信访|反映|诉求|投诉|举报|报警|求助|申请|当事|代办|被征收|承租)人|户主|家长|监护人|患者|家属|亲属|业主|群众|[村居市]民)"
_HOME_TELEPHONE = re.compile(
    rf"(?:家庭|住宅|宅|家里|家中|个人|本人|{_PRIVATE}(?:本人)?|(?<![\u4e00-\u9fff]){COMMON_NAME}家|(?:留存|预留|留下)的?)(?:的)?(?:固定)?(?:联系)?(?:电话|座机|固话)(?:号码)?[^\d，,。；;\n]{{0,4}}$|宅电[^\d]{{0,4}}$"
)
_CALLS = r"(?!监督|咨询|举报|投诉|来电|反映|可|请|如|需)"

# 申请人张三，联系电话0712-2843381: the telephone that a private person gave.
_GIVEN_BY_PERSON = re.compile(
    rf"(?<!欢迎)(?:(?:{ROLE}|{KIN}|本人)[：:]?\s*{_CALLS}[\u4e00-\u9fff]{{2,4}}(?:先生|女士)?[，,、（(；;]|(?<![\u4e00-\u9fff])本人)(?:(?!联系人|经办|咨询|监督|举报|投诉|意见|异议|欢迎|单位|公司|局|中心|办公|政府|派出所|请[至到与向]|。)[^\n]){{0,50}}?(?:联系|家庭)?(?:电话|方式|座机)(?:号码)?\s*(?:为|是|：|:)?\s*$"
)
# 来访人满春香，0930-…; 群众何小满，来电0976-…
_BESIDE_PERSON = re.compile(
    rf"(?<!欢迎)(?:{_PRIVATE})[：:]?\s*{_CALLS}{NAME}(?:先生|女士)?\s*(?:[，,、（(]|\s)\s*(?:来电|电话|座机)?\s*[：:]?$"
    rf"|(?<!欢迎)(?:群众|[市居村]民|业主|家长)[\u4e00-\u9fff]{{0,4}}来电\s*[：:]?$"
)


def telephones(text: str) -> Iterator[Hit]:
    """Mobiles of private persons, however they are grouped or broken, and telephones of homes, in `text`, which is `plain`."""
    for pattern in (_MOBILE, _MOBILE_GROUPED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            before = text[max(0, match.start() - 8) : match.start()]
            if (
                _ORDER_BEFORE.search(before)
                and not _TELEPHONE_WORD.search(before)
                and not _IDENTITY_BEFORE.search(text[max(0, match.start() - 18) : match.start()])
            ):
                if not re.search(
                    r"[\u4e00-\u9fff)）]\-$|1\d{10}[/-]$|\d{17}[\dXx][/-]$",
                    text[max(0, match.start() - 19) : match.start()],
                ):
                    continue
            yield from _mobile(text, match.start(), start, end)
    for match in _MOBILE_BROKEN.finditer(text):
        if WHOLE_MOBILE.fullmatch(re.sub(r"\s", "", match.group())):
            yield from _mobile(text, match.start(), match.start(), match.end())
    for match in _MOBILE_IN_THREE.finditer(text):
        if WHOLE_MOBILE.fullmatch(match.group().replace("\n", "")):
            yield from _mobile(text, match.start(), *match.span())
    for pattern in (_MOBILE_TWICE, _MOBILE_MISWRITTEN):
        for match in pattern.finditer(text):
            yield from _mobile(text, match.start("what"), *match.span("what"))
    for match in _MOBILE_MISREAD.finditer(text):
        if WHOLE_MOBILE.fullmatch(match.group("what").translate(MISREAD)):
            yield from _mobile(text, match.start("what"), *match.span("what"))
    for match in _ABROAD.finditer(text):
        digits = sum(character.isdigit() for character in match.group())
        if 9 <= digits <= 15:
            yield from _mobile(text, match.start(), *match.span())
    for match in _MOBILE_BEFORE_SUM.finditer(text):
        yield Hit("mobile", *match.span("what"))
    for match in _MOBILE_SPACED.finditer(text):
        if WHOLE_MOBILE.fullmatch(match.group("what").replace(" ", "")):
            yield from _mobile(text, match.start("what"), *match.span("what"))
    for match in _LANDLINE.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        if (
            _HOME_TELEPHONE.search(before[-20:])
            or _BESIDE_PERSON.search(before[-24:])
            or _GIVEN_BY_PERSON.search(before)
        ):
            yield Hit("landline", match.start(1), match.end())
    for match in _LOCAL_LANDLINE.finditer(text):
        if _HOME_TELEPHONE.search(text[max(0, match.start() - 20) : match.start()]):
            yield Hit("landline", *match.span())


def _mobile(text: str, edge: int, start: int, end: int) -> Iterator[Hit]:
    if contexts.is_amount(text, start, end) or contexts.is_other_number(text, edge):
        return
    if not contexts.is_office_contact(text, start, end):
        yield Hit("mobile", start, end)
