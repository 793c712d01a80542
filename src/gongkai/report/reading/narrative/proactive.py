"""Items disclosed without request in the prose: the total, and by channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.model import Statement
from gongkai.report.reading.narrative.mentions import Mention

UNITS = frozenset({"条", "件", "篇", "项", "则", "份", "条次", "个", "篇次", "件次"})

_TOTAL_MARK = re.compile(r"共|累计|总计|合计|一共|总数|总量")
_OBJECT = r"(?:各类|各项|各种|有关|相关|政府|政务|政府政务|政务公开|政府公开|主动公开|应公开|应主动公开|动态)*(?:公开)?"
_COUNT = r"(?:数量|总数量|总数|总量|条数|量|数|内容|情况)?(?:共|共计|总计|合计|累计|总共|一共|为|达|达到|有|约|计|了|到|:|,)*$"
_TOTAL = re.compile(
    rf"(?:主动公开|公开|发布|更新发布|公开发布|发布公开|公布)(?:了)?{_OBJECT}(?:信息|政务动态信息){_COUNT}"
    rf"|主动公开{_COUNT}"
    rf"|(?:主动公开|(?<!依申请)信息公开|公开信息)(?:政府信息)?(?:的)?(?:数量|总量|总数|条数|信息量|信息数){_COUNT}"
    rf"|政府信息主动公开{_COUNT}"
)
_DOCUMENTS = re.compile(
    rf"(?:公开|发布)(?:了)?(?:各类|政府|相关)*文件{_COUNT}|(?:共|累计)(?:计)?(?:公开|发布)(?:了)?(?:各类|政府|相关)*文件{_COUNT}"
)
_BEFORE_OBJECT = re.compile(r"(?:主动公开|公开|发布|公布)(?:了)?(?:共|共计|总计|合计|累计|约)*$")
_OBJECT_AFTER = re.compile(rf"^(?:的)?{_OBJECT}信息")
_DISCLOSED_AFTER = re.compile(
    rf"^(?:的)?{_OBJECT}信息(?![^,]*(?:超期|逾期|错误|有误|及时|敏感|撤|应))[^,]{{0,16}}(?:主动)?公开$"
)
_NOT_OBJECT = re.compile(
    r"(?:村务|党务|三务|居务|财务|组务|厂务)公开|依申请|公示(?!栏)|概况|规范性文件"
)
_CHANNELS = re.compile(
    r"(?P<items_on_wechat>微信公众号|微信公众平台|微信|公众号|简篇)"
    r"|(?P<items_on_weibo>微博)"
    r"|(?P<items_on_video>抖音|短视频|视频号|快手)"
    r"|(?P<items_on_new_media>政务新媒体|新媒体|今日头条|头条号|客户端|APP|app)"
    r"|(?P<items_on_boards>宣传栏|公开栏|公示栏|公告栏|告示牌|公示牌|LED|led|电子屏|显示屏|大屏)"
    r"|(?P<items_in_press>报刊|报纸|日报|电视台|电视|广播|电台|主流媒体)"
    r"|(?P<items_on_website>门户网站|政府网站|政府网|政务网|网站|信息公开网|公开平台|公开专栏|信息公开专栏|官网)"
)
_SEVERAL = re.compile(r"等(?:多种|各种|各类)?(?:渠道|平台|方式|载体|形式|途径|媒体)")
_THROUGH = re.compile(r"(?:通过|在|利用|依托|借助|经|以|于)[^,]*$")
_LINK = re.compile(
    r"(?:账号|平台|专栏|上|等|渠道|发布|公开|主动公开|推送|编发|刊发|刊登|上传|更新|转发|各类|政府|政务|信息|原创|文章|推文|消息|作品|内容|视频|稿件|动态|共|共计|合计|累计|了|为|达|有|:|“|”|\"|主动|政策|及时)*$"
)


def read(mention: Mention) -> Iterator[Statement]:
    """What a count says of disclosure without request; nothing where it counts something else."""
    if mention.unit not in UNITS or mention.topic not in {"proactive", "requests", ""}:
        return
    clause = mention.stretch if mention.previous_end else mention.comma_clause
    if _NOT_OBJECT.search(clause[-24:]):
        return
    total = (
        _TOTAL.search(clause)
        or (_DOCUMENTS.search(clause) if _TOTAL_MARK.search(clause) else None)
        or (_OBJECT_AFTER.match(mention.right) if _BEFORE_OBJECT.search(clause) else None)
        or _DISCLOSED_AFTER.match(mention.right)
    )
    channels = list(_CHANNELS.finditer(clause))
    names = {found.lastgroup for found in channels}
    single = len(names) == 1 and not _SEVERAL.search(clause)
    alone = len({found.lastgroup for found in _CHANNELS.finditer(mention.sentence.text)}) == 1
    marked = bool(
        (_TOTAL_MARK.search(clause) or "主动公开" in clause)
        and (_THROUGH.search(clause) or (alone and names == {"items_on_website"}))
    )
    part = bool(mention.previous_end) and _is_part(mention)
    if total and mention.topic != "requests" and not part:
        if not channels or not single or marked:
            yield mention.states("proactive_count")
            if not (single and channels):
                return
    if (
        mention.unit != "个"
        and single
        and channels
        and _LINK.fullmatch(clause[channels[-1].end() :])
    ):
        yield mention.states(str(channels[-1].lastgroup))


def _is_part(mention: Mention) -> bool:
    """True where a count before it in the sentence was the total, and this one is under 其中 or not marked as one."""
    before = mention.left[: mention.previous_end]
    if not re.search(r"公开|发布", before):
        return False
    if "其中" in mention.left:
        return not re.search(r"(?:共|总计|合计)(?:计)?(?:主动)?公开", mention.between)
    return False
