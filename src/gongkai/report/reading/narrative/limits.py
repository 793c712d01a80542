"""What limits a count to less than the year's total: a stretch of the year, a share of the body, a manner, a place.

The words that limit a count stand in its own clause, or open the list that it belongs to.
"""

from __future__ import annotations

import re

from gongkai.report.reading.narrative.mentions import Mention

_NUMBER = r"[\d一二三四五六七八九十两]{1,3}"
_STRETCH = re.compile(
    rf"(?:上|下|前|后)半年|(?:第?[一二三四1-4]|首|头|前[两三]|每|末|本|各)(?:个)?季度?(?!度?报)"
    rf"|(?<![\d年第])(?:前|后|头|近)?{_NUMBER}(?:个)?月(?:份)?(?!\d*日|底|末|初)"
    rf"|{_NUMBER}月?(?:份)?(?:至|到|-|—|~|、|和){_NUMBER}月(?:份)?"
    rf"|(?:截[至止]|到)(?:20\d\d年)?(?:{_NUMBER}月(?:{_NUMBER}日|底|末)?|年中|上半年|第?[一二三]季度)"
    r"|当月|本月|单月|当日|单日|周内|当周"
)
_WHOLE_YEAR = re.compile(
    r"(?:(?:截[至止]|到|至)(?:20\d\d年)?12月(?:31日|底|末)?|1月?(?:1日)?(?:至|到|-|—|~)12月(?:31日)?|全年|(?:第?[一二三四1-4](?:、|,|和)?){4}季度)"
)
_LEADING = re.compile(
    rf"(?:^|,)(?:其中)?(?:20\d\d年)?(?:{_STRETCH.pattern})(?:以来|内|间|期间)?,(?P<rest>[^,]*)$"
)
"""A stretch that stands by itself before the clause (`截至6月底，主动公开…`)."""
_RATE = re.compile(
    r"(?:日|天|月|周|季|人|每日|每月|每周|每季度?|每天|村)(?:均|平均)|平均(?:每|为|约|达)|每(?:个)?(?:日|天|月|周|季度?|旬|村|人|家|名|次|个)(?!季度?末|月底)"
)
_MANNER = re.compile(
    r"逾期|超期|超时|延期|迟(?:报|发|延)|滞后|延迟|补(?:发|报|录|公开|充公开)|错误|误(?:发|公开)|重复(?:发布|公开)?|过期|失效|撤(?:下|回|销|稿)|退(?:回|稿)|采用|被采|转载|转发|整改|未(?:按时|及时)"
)
_PLACE = re.compile(
    r"(?:重点领域|重点工作|重点信息|专栏|专题|专区|子栏目|板块|试点领域|重大(?:项目|建设))[^,]{0,8}$"
)
_SHARE = re.compile(
    r"(?:机关|局|办|委|中心|院|校)本级|(?:所属|下属|直属|二级|基层)(?:的)?(?:[\u3400-\u9fff]{0,4}?单位|机构|站所|部门|事业单位)"
    r"|(?<![各属])(?:站所|科室|股室|内设机构)(?!共同)|由[^,]{2,14}(?:办公室|科|股|站|所|中心|大队|单位)(?:公开|发布|负责)"
)
_WHOLE_BODY = re.compile(
    r"(?:机关)?和(?:所属|下属|直属|二级|各)|及(?:所属|下属|直属|二级|各)|全(?:局|系统|镇|县|乡|委)"
)


def is_rate(mention: Mention) -> bool:
    """True for a count by day, month or head, which is of nothing as a whole."""
    return bool(_RATE.search(_near(mention)))


def is_limited(mention: Mention) -> bool:
    """True where the words around a count keep it from being the total of the year."""
    near = _near(mention)
    period = _WHOLE_YEAR.sub("※", near)
    if "※" not in period and (_STRETCH.search(period) or _led_by_a_stretch(mention)):
        return True
    if _MANNER.search(near[-12:]) or _PLACE.search(_before_verb(near)):
        return True
    return bool(_SHARE.search(near)) and not _WHOLE_BODY.search(near)


def _near(mention: Mention) -> str:
    """The words of the count's own clause; a count right behind another one has only those between them."""
    return mention.stretch if mention.previous_end else mention.comma_clause


def _led_by_a_stretch(mention: Mention) -> bool:
    left = mention.sentence.text[mention.previous_end : mention.start]
    return bool(_LEADING.search(_WHOLE_YEAR.sub("※", left)))


def _before_verb(near: str) -> str:
    return re.split(r"主动公开|公开|发布|公布|公示|上传|更新", near)[0]
