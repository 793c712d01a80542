"""Illness, disability and causes of poverty where they are said of a person, and dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.screening.hit import Hit
from gongkai.screening.later import later
from gongkai.screening.lexicon import any_of, lexicon
from gongkai.screening.names import COMMON_NAME, KIN, NAME, ROLE, is_name

_MEDICAL = lexicon("contexts")["medical"]
_HAN = "\u4e00-\u9fff"
_DEGREE = r"[一二三四壹贰叁肆1234ⅠⅡⅢⅣ]\s*级"
# Wounds of soldiers and workers have ten degrees (伤残抚恤管理办法).
_WOUND = r"(?:因[公战](?:致残|伤残)?|因病致残|伤残|致残)(?:[一二三四五六七八九十]|\d{1,2})级|(?:[一二三四五六七八九十]|\d{1,2})级(?:伤残|致残)"
# A word of illness by its last letters; what stands before may be any part of the body or manner, but no verb.
_LETTER = (
    rf"(?:(?!(?!系统)[患因为是系的了和与及或有得者其在对经被将至到等并疑确查该人])[{_HAN}A-Za-z\d])"
)
_ENDING = any_of(_MEDICAL["ending"])
_NO_ILLNESS = rf"(?!{any_of(_MEDICAL['no_illness'])})"
_STAGE = rf"(?:[早中晚壹贰叁肆]期|术后|后遗症|并发症|恢复期|{_DEGREE}|[一二三四ⅠⅡⅢ]期)"
ILLNESS = (
    rf"(?:{any_of(_MEDICAL['illness'])}(?:病|症)?{_STAGE}?|"
    rf"{_NO_ILLNESS}{_LETTER}{{1,12}}?{_ENDING}(?![{_HAN}]?(?:防治|预防|控制|专科|医院|救助|保险))(?:{_LETTER}{{0,4}}?{_ENDING})?{_STAGE}?)"
)
_KIND_OF_DISABILITY = "(?:肢体|视力|听力|言语|智力|精神|多重)"
DISABILITY = (
    rf"(?:(?:肢体|视力|听力|言语|智力|精神|多重|听力言语)(?:残疾)?{_DEGREE}(?:残疾)?|{any_of(_MEDICAL['disability'])}(?:{_DEGREE}|(?!人|[{_HAN}]?[类等]))|"
    rf"{_KIND_OF_DISABILITY}(?:重度|轻度|中度)残疾(?!人|[{_HAN}]?[类等])|{_KIND_OF_DISABILITY}(?:残疾)?[（(]{_DEGREE}[）)]|{_DEGREE}{_KIND_OF_DISABILITY}(?:残疾)?|"
    rf"{_KIND_OF_DISABILITY}类{_DEGREE}|[肢视听言智精]残{_DEGREE}|{_WOUND}|{_DEGREE}(?:伤?残疾?)(?:人)?)"
)
CAUSE = any_of(_MEDICAL["cause"])
SITUATION = later(
    rf"(?:(?:本人|户主|妻子|丈夫|儿子|女儿|父亲|母亲|其[妻夫父母子女]|孙子|孙女)?(?:系|患有?|身患|因患|因)?)"
    rf"(?:{DISABILITY}|{ILLNESS})(?:[、，,和](?:{DISABILITY}|{ILLNESS}))*(?:患者|病人|人)?"
)
"""A whole cell that tells of an illness or a disability."""

_SUBJECT = rf"(?:{ROLE}|{KIN}|{COMMON_NAME}|[{_HAN}]某某?|本人|户主|该户|老人|孩子|自述|爱人|老伴|[他她](?!们|人)|[你您](?=因|患|确诊|所患))"
_VERB = (
    r"(?:患有?|家[中里]有|[父母妻夫子女](?=[\u4e00-\u9fffA-Za-z]{2,12}[能住，,。])|罹患|身患|因患|突发|确诊(?:为|患有?)?|诊断(?:结论|结果|意见|[\u4e00-\u9fff]{2,4}(?=为))?[为：:]?|(?:检)?查出(?:是|了|患有?)?|得(?:了|过|上)|患过|落下|疑似|合并|伴有?|既往有|病情为|病因为?|"
    r"(?:检查|复查|检验|体检)(?:单|报告|结果|结论)?(?:上)?(?:写着|显示|提示|为|：|:)|咨询|因)"
)
_WHAT = rf"(?P<what>{ILLNESS}(?:[、和及]{ILLNESS})*)"
_ILLNESS_SAID = later(rf"{_VERB}\s*[：:“\"]?\s*{_WHAT}")
_ILLNESS_HAD = later(
    rf"(?:{ROLE}|{KIN}|{COMMON_NAME}|老人|孩子|本人|户主|其)[^。；;，,、\n]{{0,4}}?有{_WHAT}"
)
# 复查，蒙正光为矽肺贰期
_ILLNESS_IS = later(rf"{COMMON_NAME}(?:系|为|属){_WHAT}")
# 耳背，有前列腺增生
_ILLNESS_TOO = later(rf"(?<=[，,、；;])(?:还|又|也|并|素|现)?有{_WHAT}")
_ILLNESS_IN_BRACKETS = later(rf"[（(，,、]\s*{_WHAT}(?:患者|病人|多年)?\s*(?=[）)，,。；;、]|$)")
_ILLNESS_OF_HIMSELF = later(rf"(?:本人|爱人|老伴|{KIN}){_WHAT}(?=[，,。；;、（(]|$)")
_ILLNESS_OF = later(
    rf"(?:{_SUBJECT}(?:家中)?[^。；;\n]{{0,14}}?(?:询问|了解|治疗)其|其){_WHAT}(?=(?:的)?(?:治疗|病情|住院|手术|用药|病史|康复))"
)
_ILLNESS_PROVED = later(rf"{_WHAT}(?=的?(?:诊断|病历|病情|检查)(?:证明|报告|书|单|材料))")
_ILL_NAME = later(rf"(?<![{_HAN}])(?P<name>{NAME})(?=(?:身患|罹患|患有|确诊|因患){_WHAT})")
_ILLNESS_LABEL = later(
    r"(?:病情|(?:自理|失能)(?:能力|等级|程度)|诊断(?:结果|结论)?|疾病名称|病种|患病情况|所患疾病|病名|临床诊断)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,20})"
)
_DISABILITY_SAID = later(
    rf"(?P<what>{DISABILITY})(?!人?(?:联合会|证办理|康复|鉴定|标准|的?护理|的?补贴|[{_HAN}]{{0,4}}\d+人))"
)
_DISABILITY_LABEL = later(
    r"残疾(?:类别|等级|类型|情况|级别)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,12})"
)
# 评上肢体二级: whoever is rated is a person.
_DISABILITY_RATED = later(
    rf"(?:评[上为]|[评鉴核]定[为成]?|定[为成])(?P<what>{DISABILITY})(?![{_HAN}]{{0,6}}(?:的?人|者|标准|发放))"
)
_CAUSE_LABEL = later(
    r"(?:(?:致贫|返贫|致困|困难|主要致贫|救助|返贫致贫)(?:风险)?原因|风险类型|困难类型)\s*[：:]\s*(?P<what>[^，,。；;\n]{2,20})"
)
_CAUSE_OF_PERSON = later(
    rf"{NAME}(?:家庭|户|家)?，?(?P<what>(?:因病|因残|因灾|因学)(?:致贫|返贫|致困))"
)
_PERSON_NEAR = later(_SUBJECT)
_OF_NOBODY = later(
    r"\d+\s*(?:人|名|例|户|种)|标准|规定|目录|病种有|包括|政策|宣传|防治|预防|筛查工作|发病率|知识|指南|办理条件|受理条件|以下疾病|按照|应当|可以申请|符合下列"
)
_NOTHING = later(
    r"\s*(?:无|否|全自理|自理|能自理|完好|健康|良好|正常|[-/\\—_*＊×]+|见附件|详见|材料|证明|标准|目录|以|应|不予公开|（)"
)
_SENTENCE = later(r"[^。；;\n]+")

_YEAR = r"(?:18|19|20)\d{2}"
_DATE = rf"{_YEAR}(?:年\s?(?:1[0-2]|0?[1-9])月(?:\s?(?:3[01]|[12]\d|0?[1-9])日)?|[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12]\d|0?[1-9]))?(?![\d-])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
_FULL_DATE = rf"{_YEAR}(?:年\s?(?:1[0-2]|0?[1-9])月\s?(?:3[01]|[12]\d|0?[1-9])日|[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d))"
_BIRTH_LABEL = later(
    rf"(?:出\s*生\s*(?:日期|年月日?|时间|年月)|生\s*日|生于|出生于|出\s*生(?=\s*[：:\d]))\s*(?:[（(][^）)\n]{{0,8}}[）)])?\s*[：:]?\s*(?P<what>{_DATE})"
)
_BORN = later(
    rf"(?P<what>{_FULL_DATE})\s*(?:出生(?!的?(?:新生儿|婴儿|婴幼儿|儿童|人员|公民|学生|考生|居民|适龄|老年人|青年|女性|男性)|[（(]含|以?[前后])|生(?![产态效活成日命育于物]))"
)
# 19510703生, 1951年7月生: shorter dates only where the whole says no more.
_BORN_SHORTLY = later(rf"(?<=[（(，,、；; ])(?P<what>{_DATE})(?:出生|生人?)(?=[，,。；;）)\s]|$)")
_BORN_WHO = later(rf"(?<=[他她人])(?P<what>{_DATE})生人")
# 婆婆 张桂芬，1949年1月，
_BORN_OF_KIN = later(
    rf"(?:{KIN}|本人|户主)\s*[：:]?\s*[{_HAN}]{{2,4}}[，,、（(]\s*(?P<what>{_DATE})(?=[，,、）)；;])"
)
_BORN_THERE = later(rf"(?:于|，)\s*(?P<what>{_FULL_DATE})[^，,。；;\n]{{0,12}}?出生")
_CHINESE_DAY = r"[一二]\s?[九〇零○O0][一二三四五六七八九〇零○O0]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
# 冬月初八: the months and days of the old calendar.
_LUNAR_DAY = r"[一二][九〇零○O0][一二三四五六七八九〇零○O0]{2}年(?:[一二三四五六七八九十]{1,2}|[正冬腊])月(?:初[一二三四五六七八九十]|[廿卅]?[一二三四五六七八九十]{1,3})"
_BORN_IN_WORDS = later(
    rf"(?P<what>{_CHINESE_DAY}|{_LUNAR_DAY})\s*(?:出生|生(?![产态效活成日命育于物]))|(?:出生[于日期年月时间]*|生于)[：:]?\s*(?P<said>{_CHINESE_DAY})"
)
_BORN_AFTER_SEX = later(
    rf"[男女]\s*[，,、；;]\s*(?P<what>{_FULL_DATE}|{_DATE}(?=[，,、；;出生）)]))"
)
_OFFICIAL = later(r"拟任|现任|任前公示|历任|提名|拟提拔|拟录用|候选人|任职公示|参加工作")


def is_birth_date(text: str) -> bool:
    """Whether the whole of `text` is a date, written in one of the usual ways."""
    return re.fullmatch(rf"\s*{_DATE}(?:\s+0?0:00(?::00)?)?\s*", text) is not None


def health(text: str) -> Iterator[Hit]:
    """Illness, disability and cause of poverty said of a person in `text`, which is `plain`."""
    for pattern, variety in (
        (_ILLNESS_LABEL, "illness"),
        (_DISABILITY_LABEL, "disability"),
        (_DISABILITY_RATED, "disability"),
        (_CAUSE_LABEL, "cause-of-poverty"),
        (_CAUSE_OF_PERSON, "cause-of-poverty"),
    ):
        for match in pattern.finditer(text):
            if not _NOTHING.match(match.group("what")):
                yield Hit(variety, *match.span("what"))
    if _MAY_BE_ILL.search(text) is None:
        return
    for match in _ILL_NAME.finditer(text):
        if is_name(match.group("name")):
            yield Hit("name-in-sensitive-text", *match.span("name"))
    for sentence in _SENTENCE.finditer(text):
        if _MAY_BE_ILL.search(sentence.group()) and _PERSON_NEAR.search(
            text, max(0, sentence.start() - 40), sentence.end()
        ):
            yield from _said_in(text, sentence)


def _said_in(text: str, sentence: re.Match[str]) -> Iterator[Hit]:
    start, end = sentence.span()
    of_nobody = _OF_NOBODY.search(sentence.group()) is not None
    for pattern, variety in (
        (_ILLNESS_SAID, "illness"),
        (_ILLNESS_OF, "illness"),
        (_ILLNESS_OF_HIMSELF, "illness"),
        (_ILLNESS_HAD, "illness"),
        (_ILLNESS_TOO, "illness"),
        (_ILLNESS_IS, "illness"),
        (_ILLNESS_PROVED, "illness"),
        (_ILLNESS_IN_BRACKETS, "illness"),
        (_DISABILITY_SAID, "disability"),
    ):
        for match in pattern.finditer(text, start, end):
            if _NOTHING.match(match.group("what")):
                continue
            if of_nobody and not _SAID_OF_HIM.search(
                text, max(start, match.start() - 24), match.end()
            ):
                continue
            if _WHOEVER.match(text, match.end("what")) and not _NAMED.search(sentence.group()):
                continue
            yield Hit(variety, *match.span("what"))


# 患恶性肿瘤的，报销…: said of whoever has it, where nobody is named.
_WHOEVER = later(
    r"的?(?:[，,]|患者|病人|人员|者|[\u4e00-\u9fff]{0,6}可|(?:老人|居民|村民|群众|对象|家庭|儿童|学生|职工)[\u4e00-\u9fff]{0,2}(?:能|可|应|需|要|须|凭|由|怎|如何))"
)
_NAMED = later(rf"{COMMON_NAME}|{KIN}|本人|其|该户|[\u4e00-\u9fff]某")
_SAID_OF_HIM = later(rf"{ROLE}{NAME}|{KIN}|本人|{NAME}(?:[，,（(]|患|因)")
_MAY_BE_ILL = later(
    rf"{_ENDING}|残|{any_of(_MEDICAL['illness'])}|[体力语神重]{_DEGREE}|重[（(]{_DEGREE}|{_DEGREE}{_KIND_OF_DISABILITY}|级伤残|{_WOUND}|类{_DEGREE}"
)


# 出生日期更正如下：原登记…，更正为…
_BIRTHS_CORRECTED = later(
    r"出生(?:日期|年月|时间)[^。\n]{0,12}(?:更正|有误|错误|变更)|(?:更正|变更|错登)[^。\n]{0,12}出生(?:日期|年月|时间)"
)
_CORRECTED = later(
    rf"(?:登记|原|更正|变更|误登|误写|应|改|误)[为成是]?\s*[：:]?\s*(?P<what>{_FULL_DATE})(?=[，,。；;\s]|$)"
)


def births(text: str) -> Iterator[Hit]:
    """Dates of birth in `text`, which is `plain`; those of officials in a notice of appointment are left out."""
    told: set[tuple[int, int]] = set()
    for match in _BORN_IN_WORDS.finditer(text):
        yield Hit("birth-date", *match.span("what" if match.group("what") else "said"))
    if _BIRTHS_CORRECTED.search(text):
        for match in _CORRECTED.finditer(text):
            told.add(match.span("what"))
            yield Hit("birth-date", *match.span("what"))
    for pattern in (
        _BIRTH_LABEL,
        _BORN,
        _BORN_SHORTLY,
        _BORN_WHO,
        _BORN_AFTER_SEX,
        _BORN_OF_KIN,
        _BORN_THERE,
    ):
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 60) : match.end() + 120]
            if match.span("what") not in told and not _OFFICIAL.search(around):
                told.add(match.span("what"))
                yield Hit("birth-date", *match.span("what"))
