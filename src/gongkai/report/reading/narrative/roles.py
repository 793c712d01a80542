"""What the words around a count are to it: who did it (subject), where and how (adverbials), and what it sums up.

A count whose subject is one unit of the body, whose place is one column or field, or whose mode is late or mistaken is
never the total of the year.
"""

from __future__ import annotations

import re

from gongkai.report.model import Number
from gongkai.report.reading.narrative.mentions import Mention

_DOES = r"(?:主动公开|公开|发布|公布|公示|挂网|上网|推送|上传|晒出|亮出|更新|刊登|编发|收到|受理|接收|接到|登记|办理|答复|办结|收取)"
_ADVERB = r"(?:共计|总计|合计|累计|总共|一共|共|分别|各|已|均|主动|依法|依规|对外|向社会|及时|按时|按期|负责|牵头|全年度?|20\d\d年度?|本年度?|今年|新|的)*"
_UNIT_WORD = r"(?:股室|科室|居委会|村委会|党工委|工委|党支部|窗口|大厅|专班|工作组|办公室|(?:乡镇|镇街|街道|部门)(?:人民)?政府|股|科|室|(?<![府关镇乡局位县办委会])所|(?<!网)站|中心|大队|支队|队|公司|部门|单位|学校|医院|企业|乡镇|镇街|乡镇街道|(?<![转交承经督催代协主联自举])办)"
_OFFICE = re.compile(
    r"(?:党政|政府|党委|政务公开|信息公开|行政|局|委|镇|乡|街道)(?:综合)?办(?:公室|公开办)?$|^(?:综合)?办公室$"
)
_UNIT = re.compile(
    rf"(?:^|由|[,、:()”]|其中|年度|年|季度|半年|月份?|※)(?:20\d\d年度?|全年,?|本年度?|今年|其中|由)*"
    rf"(?P<unit>[\u3400-\u9fff]{{0,10}}?{_UNIT_WORD}){_ADVERB}(?:{_DOES}|(?:政府|政务|各类)*信息|$)"
)
_OTHERS_EACH = re.compile(r"各(?:乡镇|企业|公司|学校|医院)")
_OWN_PREFIX = re.compile(r"^[我本](?:乡镇|镇|乡|街道|局|县|市|区|办|委|机关)(?=[\u3400-\u9fff]{2})")
_BELOW = re.compile(
    r"^各?乡镇|所属|下属|直属|[局区县市委办镇]属|[县市区]直|[县市区]级(?:部门|单位)|二级"
)
_OWN_LEVEL = re.compile(
    rf"(?P<unit>[\u3400-\u9fff]{{0,8}}?本级|[\u3400-\u9fff]{{0,6}}机关){_ADVERB}(?:{_DOES}|$)"
)
_ALL_UNITS = re.compile(
    r"各|所有|全部|全体|多个|[和及与]|以及|[我本](?:乡?镇|单位|办|部门|中心|校|院|公司|站|所|队)|行政机关|全(?:镇|乡|局|县|市|区|街道|系统)|\d个"
)
_LATE = re.compile(
    r"(?<![无零未不])(?:逾期|超期|超时限?|过期|延期|延迟|延后|推迟|滞后|迟报|迟|未能?(?:按时|及时|按期|如期|在)|不(?:按时|及时|按期)|漏|误|错误|晚|超[过出][^,]{0,8}|未在[^,]{0,14}?内|待|首次|首批|解密|转为|上报|报送|呈报|不规范|更正|纠正|补充|补录|补报|补|违规|不当|重新|再次|撤回|撤销|撤下|取消)"
    rf"(?:\d+天|未|[\u3400-\u9fff]{{0,6}}?)(?:{_DOES}|信息)"
)
_LATE_AFTER = re.compile(
    r"(?:公开|发布|公布)(?:不及时|不规范|不准确|错误|有误|超期|逾期|超时|滞后)"
)
_PLACE = re.compile(
    r"(?P<place>[^,;:、]*?)(?:专栏|栏目|专题|专区|专页|版块|板块|领域|专项|系列)[”\"]?(?:信息公开)?(?:内|中|上|里|下|方面)?"
    rf"{_ADVERB}(?:{_DOES}|(?:政府|政务|各类)*信息|$)"
)
_ONE_WAY = re.compile(
    r"其[他它](?:各种|各类|公开)?(?:渠道|方式|途径|平台|载体|媒体)|(?:短信|微信群|QQ群|工作群|大?喇叭|村村通|明白纸|手册)(?=[^,、]*$)"
)
_THEME = re.compile(
    rf"(?:^|[,、:]|其中|[我本][镇乡局县市区]|机关|街道)(?:围绕|聚焦|针对|就|因|在)(?P<theme>[^,、]{{2,12}}?)(?:方面|问题|事项)?{_ADVERB}{_DOES}"
)
_NO_THEME = re.compile(
    r"中心|关切|关注|需求|热点|目录|要求|公开|网|平台|渠道|方式|各|等|年|月|期|内|上"
)
_KIND_BEFORE = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:(?<![各全])类|情况)(?:主动)?(?:公开|发布)(?!情况)"
)
_ANY_PLACE = re.compile(
    r"各|多个|等[^,]{0,3}$|所有|全部|(?:政务|政府|信息|主动|依申请)公开[”\"]?$|公开$|公示$|法定主动公开内容$"
)
_RATED = re.compile(
    r"(?:[日周月季人]均|平均(?=[收受接答办公发])|平均每?(?:个)?(?:工作)?[日天周月季])[^,]*$|每(?:个)?(?:工作)?[日天周月][^,]*$"
)
_SUM_WORD = (
    r"(?:总共计?|共计|合计|总计|累计|一共|共|计|总数|总量|合起来|加起来|相加(?:后)?|加总|汇总|总和)"
)
_SUM = re.compile(
    r"(?:以上|上述|前述)?(?:[两二三四五六七八九十几各]?(?:项|者|类|部分|块|种|方|渠道|方面))?"
    r"(?:20\d\d年度?|全年度?|本年度?|今年|年度|[我本全](?:镇|乡|局|县|市|区|街道|办|委|机关|单位|系统|州|旗)|全局系统|全系统|街道|镇政府|机关|数量|总的|信息|申请)*"
    rf"{_SUM_WORD}+(?:起来|为|达|有|是|到|了|:)*(?:主动公开|公开|发布|收到|受理|办理)?(?:各类|政府|政务|信息公开)*(?:信息|申请)?(?:共|计|为|达)*"
)
_VERB_AND_OBJECT = re.compile(
    r"(?:收到|受理|接到|接收|提出)[^,]{0,24}(?:申请|事项|依申请公开)$|(?:公开|发布|公布)[^,]{0,8}信息$"
    r"|(?:主动公开|依申请公开|信息公开)(?:方面|工作|情况|数量)?(?:[,:].{0,12})?$"
)
_BARE = re.compile(
    r"(?:其中)?(?:20\d\d年度?|全年度?|本年度?|今年|当年|[上下]半年|第?[一二三四]季度|\d{1,2}月份?|为|是|有|共|约|达|新增)+"
)
_BARE_UNIT = re.compile(
    rf"(?:其中|由|以及|和|及)*(?P<unit>[\u3400-\u9fff]{{0,12}}?(?:{_UNIT_WORD}|本级|机关))(?:共|为|有|是|达)*"
)
MAY_BE_ALL = frozenset({"office", "own level"})
"""Units that act for the body: what they did is everything where no other unit is counted."""
_SHARE_OF_OTHERS = re.compile(r"^的?\d+(?:\.\d+)?%|^的(?:\d|百分)")


def unit_of(mention: Mention) -> str | None:
    """The one unit of the body that did what is counted; `office` for one that may act for the body; None for the body."""
    clause = _clause(mention)
    found = _last(_UNIT, clause)
    unit = "" if found is None else _OWN_PREFIX.sub("", found["unit"])
    if _OTHERS_EACH.match(unit) or (unit and not _ALL_UNITS.search(unit)):
        return "office" if not _BELOW.search(unit) and _OFFICE.search(unit) else unit
    level = _last(_OWN_LEVEL, clause)
    if level is not None and not _ALL_UNITS.search(level["unit"]):
        return "own level"
    return None


def is_late_or_mistaken(mention: Mention) -> bool:
    """True for what was disclosed, answered or received late, by mistake or again."""
    clause = _clause(mention)
    return bool(_LATE.search(clause) or _LATE_AFTER.search(clause))


def at_one_place(mention: Mention) -> bool:
    """True for what one column, special page or field held."""
    clause = _clause(mention)
    if "、" not in clause and "等" not in clause and _ONE_WAY.search(clause):
        return True
    theme = _last(_THEME, clause)
    if theme is not None and not _NO_THEME.search(theme["theme"]):
        return True
    kind = _KIND_BEFORE.search(clause)
    if kind is not None and not re.search(r"各|所有|政府|政务|主动", kind[0]):
        return True
    found = _last(_PLACE, clause)
    return found is not None and not _ANY_PLACE.search(found["place"])


def is_rate(mention: Mention) -> bool:
    """True for so many a day or month, and for the base of a percentage (`任务200条的130%`)."""
    return bool(_RATED.search(mention.comma_clause) or _SHARE_OF_OTHERS.match(mention.after))


def sums_up(mention: Mention) -> bool:
    """True where nothing but a word of summing leads from counts before to this one."""
    return bool(mention.previous_end and _SUM.fullmatch(mention.stretch))


def sums_up_clause(mention: Mention) -> bool:
    """True where a word of summing leads from a verb and its object before the comma to the count."""
    before, mark, clause = mention.left.rpartition("," if "," in mention.left else ":")
    led = _VERB_AND_OBJECT.search(before) if mark else mention.follows
    return bool(led and _SUM.fullmatch(clause))


def is_bare(mention: Mention) -> bool:
    """True where nothing but a period leads from the count before to this one."""
    return bool(mention.previous_end and _BARE.fullmatch(mention.stretch))


def is_bare_unit(mention: Mention) -> bool:
    """True where nothing but a unit of the body leads from the count before to this one."""
    return bool(mention.previous_end and _BARE_UNIT.fullmatch(mention.clause))


def adds_up(mention: Mention) -> bool:
    """True where the count is the sum of two or more of the same kind right before it."""
    reached: Number = 0
    for taken, (value, unit) in enumerate(reversed(mention.earlier), 1):
        if unit != mention.unit:
            return False
        reached += value
        if reached >= mention.value:
            return taken >= 2 and reached == mention.value
    return False


def _clause(mention: Mention) -> str:
    return mention.clause if mention.previous_end else mention.comma_clause


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)
