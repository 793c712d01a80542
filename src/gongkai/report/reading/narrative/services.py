"""Hotline, petitions, opinions, explanations and training in the prose. None of them is a request for information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.model import Statement
from gongkai.report.reading.narrative.mentions import Mention

UNITS = frozenset(
    {
        "件",
        "条",
        "次",
        "个",
        "起",
        "宗",
        "份",
        "篇",
        "期",
        "场",
        "场次",
        "件次",
        "条次",
        "人次",
        "项",
        "例",
    }
)

_KINDS = re.compile(
    r"(?P<hotline_cases>ЖЖЖЖЖ|便民服务?热线|热线)"
    r"|(?P<opinion_cases>舆情)"
    r"|(?P<petition_cases>信访)"
    r"|(?P<message_replies>留言|信箱|议政网|议政|网民来信|网上来信)"
    r"|(?P<proposals>建议(?:和)?(?:、)?(?:政协)?提案|人大代表建议|政协委员?提案|人大建议|提案|(?<=代表)建议)"
    r"|(?P<policy_interpretations>解读)"
    r"|(?P<press_conferences>新闻发布会|发布会)"
    r"|(?P<trainings>培训)"
    r"|(?P<consultations>咨询)"
)
FACTS = frozenset({*_KINDS.groupindex, "training_participants"})
"""Facts of services, which are counted by the piece and have no parts."""
_LINK = re.compile(
    r"(?:[”\"）)\]】]|群众|市民|热线|政务服务|便民|平台|系统|投诉|举报|诉求|工单|办件量?|来电|来访|来信|件|案件|事项|问题|信息|材料|稿件|文章|图解|文件|政策|会议?|活动|班|专题|业务|各类|已|均|及时|答复|回复|办结|办理|处理|处置|受理|回应|转办|交办|涉及|属地|网络|网民|发布|解读|的|共|共计|合计|总计|累计|为|达|有|了|数量|数|量|:|人员|参训|参加|接待|人大代表|政协委员|提案|建议|和|、)*$"
)
_SET_UP = re.compile(
    r"(?:设|设立|设置|开设|开通|公布|安装|建立|增设|配备)(?:了|有)?[^,]{0,8}(?:信箱|热线|邮箱)$"
)
_UNITS_BY_KIND = {
    "trainings": frozenset({"次", "场", "期", "场次", "个"}),
    "press_conferences": frozenset({"次", "场", "场次"}),
    "consultations": frozenset({"次", "人次", "件", "条", "件次"}),
    "policy_interpretations": frozenset({"条", "篇", "件", "份", "次", "个", "期"}),
}


def read(mention: Mention) -> Iterator[Statement]:
    """What a count says of services to citizens; nothing where it counts something else."""
    if mention.unit not in UNITS:
        return
    clause = mention.clause
    if re.search(r"申请(?:、|和|及|与|以及)", mention.stretch):
        return
    found = list(_KINDS.finditer(clause))
    if found:
        kind = found[-1]
        name = str(kind.lastgroup)
        hotline = [item for item in found if item.lastgroup == "hotline_cases"]
        if hotline:
            kind, name = hotline[-1], "hotline_cases"
        if not _LINK.fullmatch(clause[kind.end() :]) or _SET_UP.search(clause):
            return
        if mention.unit == "人次" and name == "trainings":
            yield mention.states("training_participants")
            return
    else:
        after = _KINDS.match(
            re.sub(
                r"^(?:的|各类|政策|涉及|属地|网络|网民|群众|业务|政务公开|专题)*", "", mention.right
            )
        )
        if after is None or not re.search(
            r"(?:答复|回复|办结|办理|处理|处置|受理|回应|发布|召开|举办|开展|组织|接待|收到|接到)(?:了|共|各类|共计|约)*$",
            clause,
        ):
            if (
                mention.unit == "人次"
                and "培训" in mention.left
                and re.search(r"(?:培训|参训|参加|覆盖|共)(?:人员|了|共|计|约)*$|^$", clause)
            ):
                yield mention.states("training_participants")
            return
        name = str(after.lastgroup)
    allowed = _UNITS_BY_KIND.get(name)
    if allowed is None or mention.unit in allowed:
        yield mention.states(name)
