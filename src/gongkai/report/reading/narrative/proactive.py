"""Items disclosed without request in the prose: the total of the year, and by channel.

A count is understood by the phrase around it: verb, object, quantity word and number in any usual order
(`主动公开政府信息共45条`, `公开45条政府信息`, `政府信息主动公开45条`, `主动公开的信息数量为45条`). How sure it is that the
phrase speaks of everything disclosed is its `Standing`; which count is the total is decided over the whole report
(`totals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.model import Statement
from gongkai.report.reading.narrative.mentions import Mention
from gongkai.report.reading.narrative.roles import adds_up
from gongkai.report.reading.narrative.totals import Claim, Standing

UNITS = frozenset({"条", "件", "篇", "项", "则", "份", "条次", "个", "篇次", "件次"})

_COUNTED = r"(?:数量|总数量|数目|总数|总量|总计数|条数|件数|信息量|信息数|量|数)"
_FILL = r"(?:共计|总计|合计|累计|总共|一共|共有|共|达到|达|约为|约|大约|已有|已|为|有|计|是|了|到|分别|:|,)"
_QUANTITY = rf"(?:的)?(?:年度|全年)?(?:总)?{_COUNTED}?(?:情况)?{_FILL}*$"
_VERB = re.compile(
    r"(?P<leading>主动|公开|公示|挂网|刊载|陆续|更新|对外|面向社会|向社会|向公众|集中|统一|及时)*"
    r"(?P<verb>主动予以公开|主动公开|公开发布|发布公开|公示公开|公开公示|公开|发布|公布|(?<!双)公示(?!栏)|挂网|上网|推送|晒出(?:来的)?|亮出|登出|编发|刊发|刊登|刊载|登载|上传|更新(?=[^,]{0,8}信息)|发出)"
    r"(?:并更新|和更新|、更新|、公示|、发布)?(?:了|出|过)?"
)
_GENERAL_WORD = (
    r"(?:政务服务|领域|方面|各类|各项|各种|各个|各|有关|相关|全部|所有|政府|政务|公开|主动公开|应公开|应主动公开|动态|工作|机关|本级|本机关|法定|类|的"
    r"|有效|新增|最新|镇|乡|街道|县|局|大|和|及|、|与|或)"
)
_HEAD = r"(?:信息|内容|政务动态)"
_OBJECT = rf"{_GENERAL_WORD}*{_HEAD}(?:{_GENERAL_WORD}|{_HEAD}|动态)*?"
_GENERAL = re.compile(rf"(?:{_OBJECT}){_QUANTITY}")
_BARE = re.compile(rf"(?:政府)?{_QUANTITY}")
_LIST = re.compile(rf"[^,;。]*(?:等|等等)[^,;。、]{{0,14}}?(?:{_HEAD}|类){_QUANTITY}")
_KIND_LIST = re.compile(
    rf"[^,;。]*、[^,;。]*(?:各类|各项|各种|类){_GENERAL_WORD}*{_HEAD}{_QUANTITY}"
)
_OF_MANY_KINDS = re.compile(
    rf"(?:公开|发布|公布)[^,;。]*、[^,;。]*等[^,;。、]{{0,14}}?{_HEAD}{_QUANTITY}"
)
_NEW_THIS_YEAR = re.compile(
    r"(?:其中)?(?:20\d\d年|本年|当年|今年)(?:度)?(?:共|累计)?(?:新增|新公开|增加)(?:主动)?(?:公开)?(?:了|共)?"
)
_ONE_OF_KINDS = re.compile(r"政务动态(?:信息)?(?:共|计|为)*$")
_NEXT_KIND = re.compile(r"[、和及][^,;。、\d]{1,16}?\d+(?:条|件|篇|项|则|份)")
_FIELD_AFFIXES = re.compile(
    r"^(?:了|各类|有关|相关|全部|本级)+|(?:类|方面|工作|领域|政务|政府|的)+$"
)
_MADE = re.compile(r"(?:产生|形成|制作|生成|获取)(?:了|的)?(?:政府|政务|各类|公开)*信息[^,]{0,6}\d")
_FIELD_BEFORE = re.compile(
    r"(?:^|[,:、年度])(?![我本全各])(?![\u3400-\u9fff]*年)(?!政府|政务|主动|累计|共|依法|对外|其中|今年)(?P<field>[\u3400-\u9fff]{2,4})(?<![镇乡局县市区道办委会府关位里构所站门村组年级度间])$"
)
_IN_A_YEAR = re.compile(r"全年|年度|20\d\d年")
_SPEAKS_OF_IT = re.compile(r"信息|应公开|实际(?:完成)?公开")
_AMONG = re.compile(rf"主动公开的{_OBJECT}(?:中)?,(?:共|总计|合计|共计)(?:有)?$")
_IN_SUM = re.compile(r"(?:总计|合计|共计|总共)(?:发布|公开)?")
_DOCUMENTS = re.compile(rf"(?:各类|政府|相关|有关)*文件{_QUANTITY}")
_TOPICAL = re.compile(rf"(?P<topic>[^,;。]{{1,16}}?)(?:{_HEAD}|事项){_QUANTITY}")
_OBJECT_BEFORE = re.compile(
    rf"(?:{_OBJECT}|政府信息公开|政务信息公开|政务公开|信息公开)(?:方面|工作|情况)?(?:共|累计|总共|合计|一共)?"
    r"(?:主动|已|依法|及时|全部|对外|向社会|集中)*$"
)
_VOLUME = re.compile(
    rf"(?:政府信息公开|政务信息公开|政务公开|信息公开|公开信息|信息发布|发布信息|主动公开|(?<=^)公开(?=总|条数)|(?<=年)公开(?=总|条数|量))(?:政府信息|信息|政务信息)?(?:的)?(?:总)?{_COUNTED}{_FILL}*$"
)
_OBJECT_AFTER = re.compile(
    rf"(?:的)?{_OBJECT}(?=$|[,、(;]|(?:得到|已|均|都|全部|向|在|通过|依法|主动|对外|可供|上网))"
)
_DISCLOSED_AFTER = re.compile(
    rf"(?:的)?{_OBJECT}[^,]{{0,16}}?(?:(?:主动|向社会|对外|上网|予以|依法)*(?:公开|发布|公布)|(?:放|挂|晒|搬)(?:到|上)了?(?:政府)?(?:网站?|网上)上?)$"
)
_NOT_WELL_AFTER = re.compile(r"依申请|不予|免于|超期|逾期|错误|有误|及时|敏感|撤|应公开|未")
_REFUSED_BEFORE = re.compile(
    r"(?:不|不予|免于|免予|不宜|暂不|未|尚未|没有|拟|拟主动|应|应当|需|须|申请|依申请|被|再次|可以?|能|推动|推进|督促|指导|(?<!按)(?<!按照)要求|(?<!经)审查|(?<!经)审核|建议|暂缓|不能|重复)$"
)
_LOOKED_AT = re.compile(
    r"(?:抽查|检查|监测|巡查|核查|复核|评选|清理|删除|撤下|整改|(?<!经)审核|(?<!经)审查)[^,]{0,10}$"
)
_ALL_DISCLOSED = re.compile(
    r",(?:均|全部|都|悉数)(?:已)?(?:主动|依法|及时|向社会|对外|按时|予以)*(?:公开|发布|公布)"
)
_HAS = re.compile(rf"(?:有|产生|形成|制作)(?:了)?{_OBJECT}{_QUANTITY}")
_OTHER_OBJECT = re.compile(
    r"(?:村务|党务|三务|居务|财务|组务|厂务|校务|院务)公开(?!栏)|依申请|概况|规范性文件"
)
_MARKED = re.compile(r"共|累计|总计|合计|总数|总量|数量|全部|全年|年度|年内|本年")
_TOTAL_MARK = re.compile(r"共|累计|总计|合计|总数|总量|总共")
_CHANNELS = re.compile(
    r"(?P<items_on_wechat>微信公众号|微信公众账号|微信公众平台|微信平台|微信号|微信|官微|公众号|简篇)"
    r"|(?P<items_on_weibo>微博)"
    r"|(?P<items_on_video>抖音|短视频|视频号|快手)"
    r"|(?P<items_on_new_media>政务新媒体|新媒体|今日头条|头条号|客户端|APP|app)"
    r"|(?P<items_on_boards>宣传栏|公开栏|公示栏|公告栏|告示牌|公示牌|LED|led|电子屏幕?|显示屏|大屏)"
    r"|(?P<items_in_press>报刊|报纸|日报|电视台|电视|广播|电台|主流媒体)"
    r"|(?P<items_on_website>门户网站|政府网站|政府网|政务网|网站|信息公开网|公开平台|公开专栏|信息公开专栏|官网)"
)
_SEVERAL = re.compile(
    r"(?:等|等等|多种|各种|多个|各类|多|线上线下|线下)(?:多种|各种|各类|公开|线上|线下|宣传|信息)*(?:渠道|平台|方式|载体|形式|途径|媒体|媒介|阵地)"
)
_THROUGH = re.compile(r"(?:通过|在|利用|依托|借助|经|以|于|运用|充分)[^,]*$")
_LINK = re.compile(
    r"(?:账号|\([^()]*\)|[”’]|平台|专栏|上|等|渠道|发布|公开|主动公开|推送|编发|刊发|刊登|上传|更新|转发|各类|政府|政务|信息|原创|文章|推文|消息|作品|内容|视频|稿件|动态|共|共计|合计|累计|了|为|达|有|:|“|”|\"|主动|政策|及时)*$"
)


def read(mention: Mention) -> Iterator[Statement]:
    """What a count says of one channel; nothing where it counts something else."""
    if mention.unit not in UNITS or mention.unit == "个" or _is_other(mention):
        return
    clause = _clause(mention)
    found = list(_CHANNELS.finditer(clause))
    names = {item.lastgroup for item in found}
    if len(names) != 1 or _SEVERAL.search(clause) or not _LINK.fullmatch(clause[found[-1].end() :]):
        return
    yield mention.states(str(found[-1].lastgroup))


def claims(mention: Mention, fields: frozenset[str] = frozenset()) -> Iterator[Claim]:
    """What a count says of the total disclosed in the year, with how sure it is; nothing where it counts else.

    `fields` are the body's own: what 水务局 discloses as 水务信息 is all that it discloses.
    """
    if mention.unit not in UNITS or _is_other(mention) or mention.topic == "requests":
        return
    standing = _standing(mention, fields)
    if standing is not None:
        clause = _clause(mention)
        channels = {str(found.lastgroup) for found in _CHANNELS.finditer(clause)}
        named = "主动公开" in clause and channels == {"items_on_website"}
        by = set() if named or len(channels) != 1 else channels
        yield Claim(mention.states("proactive_count"), standing, next(iter(by), None))


def _is_other(mention: Mention) -> bool:
    if _OF_MANY_KINDS.search(mention.left):
        return False
    if mention.topic not in {"proactive", "requests", ""} and not (
        _DISCLOSED_AFTER.match(mention.right) or _ALL_DISCLOSED.match(mention.after)
    ):
        return True
    return bool(_OTHER_OBJECT.search(_clause(mention)[-24:]))


def _clause(mention: Mention) -> str:
    if mention.sentence.text[mention.previous_end :].startswith(")"):
        return mention.comma_clause
    return mention.stretch if mention.previous_end else mention.comma_clause


def _standing(mention: Mention, fields: frozenset[str]) -> Standing | None:
    clause = _clause(mention)
    standing = _phrase(clause, mention, fields)
    most = _by_channel(clause, mention)
    if standing is None or most is Standing.PART:
        return None
    part = mention.part and not ("主动公开" in clause and _MADE.search(mention.left))
    part = part and not (_TOTAL_MARK.search(clause) and adds_up(mention))
    part = part or bool(_ONE_OF_KINDS.search(clause) and _NEXT_KIND.match(mention.after))
    return Standing.PART if part or mention.of_topic else min(standing, most)


def _phrase(clause: str, mention: Mention, fields: frozenset[str]) -> Standing | None:
    """How sure the words around the number are to name everything disclosed; None where they do not fit together."""
    marked = bool(_MARKED.search(mention.left))
    if _NEW_THIS_YEAR.fullmatch(clause) and mention.previous_end and "累计" in mention.left:
        return Standing.TOTAL
    volume = _VOLUME.search(clause)
    if volume:
        field = volume[0].startswith("信息公开") and _FIELD_BEFORE.search(clause[: volume.start()])
        return Standing.PART if field else Standing.TOTAL
    if _IN_SUM.fullmatch(clause) and mention.previous_end and "信息" in mention.left:
        return Standing.LIKELY
    for found in reversed(list(_VERB.finditer(clause))):
        before = clause[: found.start()]
        if _REFUSED_BEFORE.search(before) or _LOOKED_AT.search(before):
            continue
        rest = clause[found.end() :]
        own = "主动" in found[0]
        if re.fullmatch(rf"{_FILL}*", rest):
            if _OBJECT_AFTER.match(mention.right):
                return Standing.TOTAL if own or "政府" in mention.right[:8] else Standing.LIKELY
            share = mention.reach != mention.left
            if mention.right[:1] in {"", "("}:
                thing = _OBJECT_BEFORE.search(before)
                if (
                    thing
                    and thing[0][0] not in "镇乡街县区局"
                    and _FIELD_BEFORE.search(before[: thing.start()])
                ):
                    return Standing.PART
                if own or share or thing:
                    return Standing.TOTAL if own else Standing.LIKELY
                if _SPEAKS_OF_IT.search(mention.left) or mention.follows == "proactive":
                    return Standing.LIKELY if marked else Standing.POSSIBLE
                if marked and _IN_A_YEAR.search(clause):
                    return Standing.POSSIBLE
            continue
        if _GENERAL.fullmatch(rest):
            named = own or re.search(r"政府|政务", rest)
            return Standing.TOTAL if named else Standing.LIKELY
        if own and _BARE.fullmatch(rest):
            return Standing.TOTAL
        if _LIST.fullmatch(rest) or _KIND_LIST.fullmatch(rest):
            return Standing.LIKELY if own or marked else Standing.POSSIBLE
        if _DOCUMENTS.fullmatch(rest) and _TOTAL_MARK.search(clause):
            return Standing.POSSIBLE
        topical = _TOPICAL.fullmatch(rest)
        if topical and _FIELD_AFFIXES.sub("", topical["topic"]) in fields:
            return Standing.LIKELY
        plain = found["verb"].endswith(("公开", "发布", "公布"))
        if topical and plain and "各类" in topical["topic"] and _TOTAL_MARK.search(clause):
            return Standing.POSSIBLE
    if _AMONG.search(mention.left):
        return Standing.LIKELY
    if _HAS.search(clause) and _ALL_DISCLOSED.match(mention.after):
        return Standing.LIKELY
    if _DISCLOSED_AFTER.match(mention.right) and not _NOT_WELL_AFTER.search(mention.right):
        return Standing.LIKELY
    return None


def _by_channel(clause: str, mention: Mention) -> Standing:
    """The most that a count by this channel can be: everything, or what one of several channels carried."""
    names = {found.lastgroup for found in _CHANNELS.finditer(clause)}
    if len(names) != 1 or _SEVERAL.search(clause):
        return Standing.TOTAL
    alone = {found.lastgroup for found in _CHANNELS.finditer(mention.without_parts)} == names
    own = "主动公开" in clause
    if not (_THROUGH.search(clause) or alone):
        return Standing.PART
    if names == {"items_on_website"} and alone:
        return Standing.LIKELY
    if own and _TOTAL_MARK.search(clause):
        return Standing.LIKELY
    return Standing.PART
