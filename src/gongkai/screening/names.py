"""Names of persons, and where a name alone does harm: minors, illness, disability, assistance, violence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.screening.hit import Hit
from gongkai.screening.lexicon import any_of, lexicon

_SURNAMES = "".join(sorted(set(lexicon("names")["surnames"]) - {"\n"}))
_COMPOUND = any_of(lexicon("names")["compound"])
_WORDS = frozenset(lexicon("names")["words"])
_HAN = "\u4e00-\u9fff\u3400-\u4dbf"
# No given name holds these: they mask one, or they are particles and verbs of the sentence around it.
_GIVEN = rf"(?:(?![某的了于身确罹其在是为和与及或等已因被将把系患从到至向对由按经不未有也均都后前时以应须可请并且病残癌症障户镇乡村县者员们类]|人[们员]|一家)[{_HAN}])"
_MINORITY = rf"[{_HAN}]{{2,8}}(?:[·•・][{_HAN}]{{2,8}})+"
NAME = rf"(?:{_MINORITY}|{_COMPOUND}{_GIVEN}{{1,2}}|[{_SURNAMES}] ?{_GIVEN}{{1,2}})"
_FULL_NAME = re.compile(
    rf"(?:{_MINORITY}|{_COMPOUND}[{_HAN}]{{1,2}}|[{_SURNAMES}][ ]{{0,2}}[{_HAN}]{{1,2}})"
)
_MASKED = re.compile(r"[某*×＊○〇█■]|[Xx]")

_LISTS = lexicon("contexts")
_BEFORE = any_of(_LISTS["before_name"])
_AFTER = any_of(_LISTS["after_name"])
_TITLE = re.compile(any_of(_LISTS["title"]))
_NOT_A_LIST = re.compile(any_of(_LISTS["not_a_list"]))
_BOUNDARY = (
    r"(?=[\s，,。；;、：:（(）)“”\"《》\d]|$|等|的|为|因|系|患|是|现|家|夫妇|一家|同学|同志|老人|女士|先生|小朋友|户|生于|出生|身份|住|男|女|"
    r"被|将|已|于|在|经|送|发放|办理|申请|享受|符合|参加|领取|进行|提供|无|有|予以|给予|向|和|与|及|长期|之|本人|监护|父|母|其|从|到|不|自)"
)
_BEFORE_NAME = re.compile(
    rf"(?:{_BEFORE})(?:姓名|名单)?(?:\s*[：:（(“\"]\s*|为|是|系|有|\s+)?({NAME}){_BOUNDARY}"
)
# Without a boundary behind it a name counts only if its given name is made of letters that people give.
_COMMON = "".join(sorted(set(lexicon("names")["given"]) - {"\n"}))
_COMMON_NAME = rf"(?:{_COMPOUND}|[{_SURNAMES}])[{_COMMON}]{{1,2}}"
_BEFORE_COMMON_NAME = re.compile(
    rf"(?:{_BEFORE})(?:姓名)?(?:\s*[：:（(“\"]\s*|为|是|系|有|\s+)?({_COMMON_NAME})"
)
_BENEFIT_OF = re.compile(
    rf"(?:取消|停发|暂停|终止|新增|核减|核增|批准|撤销|停止|保留|恢复)({NAME})(?:家庭|户|一家)?(?:的)?(?:低保|特困|五保|救助|孤儿|残疾|保障|护理补贴|生活补贴)"
)
_MORE_NAMES = re.compile(rf"\s*[、，,和与及]\s*(?:({NAME}){_BOUNDARY}|({_COMMON_NAME}))")
_AFTER_NAME = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[村组户主民为是将对向给与和及据经由查]))({NAME})"
    rf"(?:\s*[（(，,]?\s*|[，,]?(?:[男女][，,]?)?(?:\d{{1,3}}岁[，,]?)?)(?:系|为|是|属|属于|确系|被认定为|因|患有?|享受|纳入)?"
    rf"(?:(?:我|本|全|该)[村乡镇县]|农村|城市|城镇|建档立卡|重度|肢体|视力|听力|智力|精神|言语|多重|重点|一般|严重|遭受|遭|长期)?(?:{_AFTER})"
)
_REQUESTER = re.compile(
    rf"(?:{any_of(_LISTS['requester'])}(?:姓名)?\s*[：:]?\s*({NAME})(?:{_BOUNDARY}|(?=[^。\n]{{0,40}}申请))|"
    rf"申请人\s*[：:]?\s*({NAME})(?=[^。\n]{{0,40}}(?:申请|要求)(?:公开|获取|的?政府信息)))"
)
_BENEFIT_ABOUT = re.compile(
    rf"关于(?:对|为|给予|将|批准|同意|取消)?({NAME})(?:同志|户|家庭|等\S{{0,4}})?(?:申请|纳入|享受|取消|停发|领取|办理)[^，,。；;\n]{{0,8}}"
    rf"(?:低保|最低生活保障|特困|五保|孤儿|残疾|临时救助|医疗救助|大病)"
)
_BENEFIT_LABEL = re.compile(
    rf"(?:低保|特困|五保|孤儿|残疾人?|护理补贴|生活补贴|救助|保障金|供养)[^，,。；;：:\n]{{0,12}}[：:]\s*({NAME})(?=\s*(?:[，,、；;。（(]|$))"
)
_SIGNATURE = re.compile(
    rf"{any_of(_LISTS['signature'])}\s*(?:[（(]?(?:签名|签字|签章|盖章|按印|捺印|手印|指印)[^：:\n]{{0,8}}[）)]?)\s*[：:]?\s*({NAME})(?![{_HAN}])"
)
_LIST_ITEM = re.compile(rf"(?<![{_HAN}])({NAME})(?=[\s、，,；;。（(]|$|\d)")
_LIST = re.compile(rf"(?<![{_HAN}])(?:{NAME}\s*[、，,；;\s]\s*){{2,}}{NAME}(?![{_HAN}])")


def is_name(text: str) -> bool:
    """Whether the whole of `text` is a person's full name (2–4 characters with a known surname, or with `·`)."""
    return _is_name(text.strip())


@cache
def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= 20 or _MASKED.search(text) or text in _WORDS:
        return False
    return _FULL_NAME.fullmatch(text) is not None


def is_sensitive_title(text: str) -> bool:
    """Whether a list under this title names people in a sensitive situation."""
    return _TITLE.search(text) is not None and _NOT_A_LIST.search(text) is None


def _certain(text: str, start: int, end: int) -> tuple[int, int] | None:
    name = text[start:end]
    if _MASKED.search(name) or _MASKED.match(text, end) or name in _WORDS or name[:2] in _WORDS:
        return None
    return start, end


def _named(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    return _certain(text, *match.span(match.lastindex or 0))


def names(text: str, *, sensitive: bool = False, recognised: bool = False) -> Iterator[Hit]:
    """Names in sensitive contexts in `text`, which is `plain`.

    `sensitive` says that the title above is of a sensitive list, so that a bare list of names counts;
    `recognised` that the text was read from a picture, so that names beside signatures count.
    """
    for pattern in (_BEFORE_NAME, _BEFORE_COMMON_NAME):
        for match in pattern.finditer(text):
            found: re.Match[str] | None = match
            while found:
                span = _named(text, found)
                if span is None:
                    break
                yield Hit("name-in-sensitive-text", *span)
                found = _MORE_NAMES.match(text, span[1])
    for pattern in (_AFTER_NAME, _BENEFIT_OF, _BENEFIT_ABOUT, _BENEFIT_LABEL):
        for match in pattern.finditer(text):
            span = _named(text, match)
            if span:
                yield Hit("name-in-sensitive-text", *span)
    for match in _REQUESTER.finditer(text):
        span = _named(text, match)
        if span:
            yield Hit("requester-name", *span)
    if recognised:
        for match in _SIGNATURE.finditer(text):
            span = _named(text, match)
            if span:
                yield Hit("signature", *span)
    if sensitive:
        for listed in _LIST.finditer(text):
            for match in _LIST_ITEM.finditer(text, listed.start(), listed.end()):
                span = _named(text, match)
                if span:
                    yield Hit("name-in-sensitive-list", *span)
