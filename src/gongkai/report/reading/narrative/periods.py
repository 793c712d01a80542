"""Whether a count is of the whole year or of a part of it: a half, a quarter, months, a season, up to a month."""

from __future__ import annotations

import re

_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TO = r"(?:至|到|-|—|–|－|~|～)+"
_STRETCH = re.compile(
    rf"(?<!\d)(?P<first>{_SMALL})月(?:份|{_SMALL}[日号])?(?:起)?{_TO}(?:20\d\d年)?(?P<last>{_SMALL})月(?:份|底|末|{_SMALL}[日号])?"
)
_WHOLE = re.compile(
    rf"(?:20\d\d年)?(?:1|一)月(?:份|(?:1|一)[日号])?{_TO}(?:20\d\d年)?(?:12|十二)月(?:份|底|末|31[日号])?"
    rf"|(?<!\d)1{_TO}12月(?:份|底)?"
    rf"|20\d\d年\d{{1,2}}月(?:\d{{1,2}}[日号])?{_TO}20\d\d年\d{{1,2}}月(?:\d{{1,2}}[日号])?"
    r"|(?:截[至止]到?|至|到)(?:20\d\d年)?(?:年底|底|末|(?:12|十二)月(?:份|底|末|31[日号])?)"
    r"|(?:20\d\d年)?12月31[日号]"
    r"|全年度?|(?:本|今|当)年度?|年度内?|年内|一年来?|报告期|统计期"
    rf"|20\d\d年(?!度?(?:{_SMALL}月|[上下]半年|第?[一二三四1-4]季度|[前后头]))"
)
_PART = re.compile(
    r"[上下]半年度?|前半年|第?[一二三四1-4][、至到和及-]第?[一二三四1-4]季度|第?[一二三四1-4]个?季度|[前后头首末][一二两三\d]?个?季度"
    rf"|[前后头]{_SMALL}个月|(?<!\d)(?:{_SMALL}月?(?:{_SMALL}[日号])?{_TO}){_SMALL}月(?:份|底|末|初|{_SMALL}[日号])?"
    rf"|(?<![\d个]){_SMALL}月(?:份|底|末|初|[上中下]旬|{_SMALL}[日号])?(?!均)"
    r"|(?:春节|元旦|清明|五一|端午|中秋|国庆|两会|节日|节假日|假期|汛期|防汛|疫情|换届|普查|创建|活动|宣传[周月]|暑[期假]|寒假)[”\"]?(?:[^,]{0,4}期间|期|前后|前夕|前|后)|汛期|当[日天月周]|本[月周]|同期|近[期日]|年初(?!计划|制定|预定|目标|任务)|公开日|期间|年中(?!央)|第[一二三四五\d]批次?|首批"
)
_ADVERBIAL = re.compile(
    r"(?:截[至止]到?|进入|自|从|在|到|至|20\d\d年度?|其中|以来|,)*※+(?:以来|期间|内|中|末|底|初|止|起|后|前|我|本|全|[\u3400-\u9fff]{0,6}[镇乡局县市区办委会]|街道|机关|单位|政府)*"
)
_COUNT = re.compile(r"\d|[公发]")
_NUMBER = re.compile(r"\d")
_IN_SUM = re.compile(
    r"(?:全[镇乡局县市区街道系统]{1,2}|[我本][镇乡局县市区办委])?(?:[以上述两二三四五几各]{0,2}[项者类部分]{0,2})?(?:总共|共|合计|总计|累计|一共|计|合起来|加起来|相加)"
)


def of_part_of_the_year(left: str) -> bool:
    """True where the last period before a count that bears on it is less than the year.

    `left` is the sentence up to the count. A period bears on its own clause, on the clauses behind it where it stands
    alone before a comma (`上半年，我镇公开…`) or has counted there, and not on a sum (`……，共公开30条`).
    """
    *earlier, clause = left.split(",")
    own = _last(clause)
    if own is not None:
        return own
    in_sum = _IN_SUM.match(clause) is not None
    for before in reversed(earlier):
        period = _last(before)
        if period is None:
            if in_sum and _NUMBER.search(before):
                return False
            continue
        if not period:
            return False
        alone = _ADVERBIAL.fullmatch(_PART.sub(lambda found: "※" * len(found[0]), before))
        return bool(alone or (not in_sum and _COUNT.search(_PART.sub("", before))))
    return False


def _named(found: re.Match[str]) -> str:
    """A stretch from month to month as the whole year or as a part of it."""
    whole = found["first"] in {"1", "01", "一"} and found["last"] in {"12", "十二"}
    return "全年" if whole else "上半年"


def _last(clause: str) -> bool | None:
    """Of the last period of a clause: True where it is a part of the year, False for a whole one, None without any."""
    clause = _STRETCH.sub(_named, clause)
    whole = -1
    for found in _WHOLE.finditer(clause):
        whole = found.end()
    rest = _WHOLE.sub(lambda found: "◇" * len(found[0]), clause)
    part = -1
    for found in _PART.finditer(rest):
        part = found.end()
    if whole < 0 and part < 0:
        return None
    return part > whole
