"""Homes: what stands below the village or the community in an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.divisions import register
from gongkai.screening import contexts
from gongkai.screening.hit import Hit, without_overlaps
from gongkai.screening.later import later
from gongkai.screening.names import COMMON_NAME, KIN, NAME, ROLE, SURNAMES, is_name

_HAN = "\u4e00-\u9fff"
_NUMBER = r"(?:\d{1,4}(?:-\d{1,4}){0,2}|[一二三四五六七八九十百零〇两]{1,5})"
_LETTER_NUMBER = rf"(?:[A-Za-z甲乙丙丁东西南北]区?)?{_NUMBER}"
_EDGE = r"(?:^|(?<=[镇乡县区市旗州省盟住址于在点租落牌居离往：:，,、；;。\s（(“\"《|至从为了])|(?<=街道)|(?<=苏木)|(?<=人))"
# A name of a place holds no verb of the sentence before it.
_PLACE_LETTER = rf"(?:(?![的了住在于址是为与及或]|和(?![平谐睦顺兴美园欣昌安泰悦]))[{_HAN}])"
_VILLAGE = rf"{_PLACE_LETTER}{{1,7}}?(?:行政村|自然村|村民委员会|村委会|村|社区居委会|社区|居委会|嘎查|林场|农场|牧场)"
_GROUP = (
    rf"(?:(?:第)?(?:[（(]{_NUMBER}[）)]|{_NUMBER})(?:村民|牧业)?(?:小组|组|社|生产队|队|屯)(?![{_HAN}]{{0,1}}(?:长|织|会|成员|干部|建))|"
    rf"(?!小组|民小组|民组|组织|一组|成组){_PLACE_LETTER}{{1,4}}?(?:村民小组|小组|组|(?:屯|寨|湾|庄|塆|坪)(?:小组|组)?)(?![织长员建成合]))"
)
_LANE = rf"(?:{_PLACE_LETTER}{{1,5}}?(?:巷|胡同|弄|街|路)(?:\d{{1,3}}排)?|\d{{1,3}}(?:弄|排)|(?:平房|{_PLACE_LETTER}{{1,4}})\d{{1,3}}排|{_PLACE_LETTER}{{1,5}}?(?=\d{{1,4}}(?:-\d{{1,3}})?号))"
_DOOR = rf"(?:{_LETTER_NUMBER}号(?!楼|文(?!苑|化|昌|庭|府|锦|华|景)|令|线|桥|公告|地块|院?标|机|井|泵|闸|坝|台|函|通知|病|床|窗口|会议|馆|门[^牌]|种|段)(?:附{_NUMBER}号)?|门牌{_NUMBER}号?)"
_BUILDING = rf"(?:{_LETTER_NUMBER}(?:栋|幢|号楼|座|#楼?)[、，, ]?)(?:{_LETTER_NUMBER}单元)?(?:{_NUMBER}楼)?(?:[东西中]户|{_LETTER_NUMBER}(?:室|号|户)?(?![\d元年月层]))?"
_ROOM = (
    rf"(?:{_BUILDING}|{_LETTER_NUMBER}单元{_LETTER_NUMBER}(?:室|号|户)?|\d{{1,3}}-\d{{1,2}}-\d{{3,4}}(?:室|号)?|"
    rf"\d{{1,3}}弄\d{{1,3}}号(?:\d{{3,4}}室?)?|平房\d{{1,3}}排\d{{1,3}}号)"
)
_ESTATE = rf"{_PLACE_LETTER}{{2,10}}?(?:小区|花园|家园|公寓|新村|佳园|花苑|嘉园|名苑|雅苑|新苑|苑|华庭|名城|新城|庄园|家属院|家属楼|宿舍|教工楼|教职工楼|公司楼|职工楼|生活区|移民新区|名都|华府|豪庭|嘉苑|佳苑|新居|山庄|公馆|雅居|首府|世家|名邸|丽景|安置房|安置点|安置区|廉租房|公租房|保障房|城|府|里|庭|轩|湾|园|郡|阁|墅|(?<![医法学察究书])院)"
_ROAD = rf"{_PLACE_LETTER}{{1,7}}?(?:大道|大街|路|街|巷|弄|胡同|道|里)"

_BELOW_VILLAGE = later(
    rf"{_EDGE}({_VILLAGE})[ ,，]?((?:{_GROUP}|{_LANE})?[ ,，]?(?:{_DOOR}|{_ROOM})(?:{_ROOM})?|{_GROUP})"
)
_IN_ESTATE = later(
    rf"{_EDGE}(?:{_ROAD}(?:{_DOOR})?)?{_ESTATE}(?:[东西南北]区|[A-Za-z]区|{_NUMBER}期)?[ ,，]?{_ROOM}"
)
_ON_ROAD = later(
    rf"{_EDGE}{_ROAD}(?:[东西南北中]段)?(?:\d{{1,3}}弄)?{_DOOR}(?:院?内?\d{{1,3}}排\d{{1,3}}[户号]|院)?(?:{_ESTATE}|{_PLACE_LETTER}{{2,8}}?(?={_LETTER_NUMBER}(?:栋|幢|号楼|座)))?(?P<room>{_ROOM})?"
)
_BUILDING_AND_ROOM = later(
    rf"{_LETTER_NUMBER}(?:栋|幢|号楼|座|#楼?)[、，, ]?{_LETTER_NUMBER}单元[、，, ]?(?:[东西中]户|{_LETTER_NUMBER}(?:室|号|户)?(?![\d元年月层]))"
)
_BARE_GROUP = later(
    rf"(?<=[镇乡道木])({_PLACE_LETTER}{{1,5}}?)({_NUMBER}(?:组|队|社|屯)(?:{_DOOR})?)"
)
_GROUP_FIELD = later(
    rf"(?:组别|所在组|所属组|村组|村民小组)\s*[:：]\s*((?:第)?(?:[（(]{_NUMBER}[）)]|{_NUMBER})(?:村民|牧业)?(?:小组|组|社|队)|{_PLACE_LETTER}{{1,4}}(?:屯|寨))"
)
_ELDER = r"(?:阿公|阿婆|大爷|大娘|大妈|大伯|大婶|老太太?|奶奶|爷爷|婆婆|老汉)"
_PERSON_AFTER = later(
    rf"的?(?:(?P<name>{COMMON_NAME})(?=[，,、（(]|家|患)|[{SURNAMES}]{_ELDER})|其?{KIN}|[，,]\s?\d{{2,3}}岁|[{_HAN}]{{2,6}}家(?=房|屋|院|门|里|中|漏|起火|失火|着火)|"
    r"[：:]\s*(?:住户|租户|业主|居民|村民|承租)|人(?=[，,。；;、）)])|的?(?:一?[户处间]?(?:民房|农房|居民楼)|失火|起火|着火)|的(?:[砖土木石框钢竹混合浇结构]{2,8}|[一二两三四五1-5]层)?(?:房屋|住房|住宅|宅基地|房产|老宅|自建房|自住房|农房|楼房|平房)|(?:的)?(?:村民|居民|农户|群众|贫困户|脱贫户|监测户|邻居|邻里|低保户|低保对象|残疾人|户主|五保户|特困|老党员|孤寡|租户|住户|家[中里](?!庄)|[\u4e00-\u9fff]{2,3}(?:家中|家里|家(?![庄湾沟坪村组台])|户|[，,、 ]?(?:身份证|电话|男|女)))"
)
_PUBLIC_AFTER = later(
    r"\s*[，,（(]\s*(?:周[一二三四五六日至]|星期|工作日|每[周日天逢]|逢|上午|全天|24小时)|\s*[：:（(]?\s*(?:商户|商铺|门店|店铺|沿街商|[\u4e00-\u9fff]{1,8}(?:店|超市|公司|饭馆|药房)[（(）)，,。；;])|[^，,。；;）)\n]{2,14}(?:局|政府|委员会|联合会|办事处|中心|大厅)(?:[\u4e00-\u9fff]{0,6}(?:窗口|大厅|办理|领取|咨询|提交|报名)|[（(，,。；;])|"
    r"[^，,。；;）)\n]{0,8}(?:道路|公路|桥|渠|工程|项目|硬化|修缮|改造|水库|机井|广场|学校|卫生|服务|活动|党群|工作站|养殖|基地|合作社|公司|厂|"
    r"林地|耕地|土地|地块|宗地|河段|山塘|泵站|变压器|台区|路灯|垃圾|污水|饮水|管网|交叉|段|口|院内|对面|附近|之间|加装|电梯|外墙|楼道|物业|业主(?![\u4e00-\u9fff]{2,3}[，,、（(])|至|片区|局|中心|窗口|政府|大厅|法院|地质|滑坡|隐患|召开|举行|组织)"
)


# 收养人某，某村; 居民某（某里1号楼; 回族，: somebody stands right before the place.
_SOMEBODY_BEFORE = later(
    rf"(?:(?:{ROLE}|{KIN}|[{_HAN}][者户]|党员|老兵|职工|教师|工人)\s?[：:]?\s?(?:{NAME}|[{_HAN}]{{2,3}})|[{_HAN}]族|(?<![{_HAN}])(?P<name>{NAME})(?<!族)|[男女]|本人|\d{{1,3}}岁) ?[，,（(] ?(?:{_PLACE_LETTER}{{2,9}}[镇乡县市区旗道])*$"
)
# 城关派出所户籍室：…
_OFFICE_BEFORE = later(
    rf"(?:派出所|公司|学校|医院|幼儿园|网点|分局|支队|大队|法庭|窗口|大厅|中心|服务站|卫生院|办公室|办事处|[{_HAN}][室局所站处])(?:\s*[：:]\s*| ?[（(])(?:{_PLACE_LETTER}{{2,9}}[镇乡县市区旗道])*$"
)
_HAMLET_AND_DOOR = later(
    rf"(?:(?<![{_HAN}])|(?<=[是在住于为到的由往]))({_PLACE_LETTER}{{1,5}}(?:组|屯|寨|湾|庄|塆|坪|院|坡|沟|坎|坝|岭|垭|冲|塘|口)\d{{1,3}}号)(?![{_HAN}]?(?:文|令|公告|线|机|井|桥|坝|台|地块|楼))"
)
# 滨湖新城1-6栋: what somebody looks after, nobody's home.
_SEVERAL_BUILDINGS = later(r"\d\s*[-~至到、]\s*\d+(?:栋|幢|座|号楼)$")


def addresses(text: str, *, labelled: bool = False) -> list[Hit]:
    """Home addresses in `text`, which is `plain`; a hit runs from the village, road or estate to the last number.

    `labelled` says that the text is known to be a person's address (a column of addresses): then no further word
    is asked. Otherwise an address counts where it is spoken of as a home, and one with a room where nothing says office.
    """
    return without_overlaps(
        hit
        for hit in _found(text, labelled=labelled)
        if not _SEVERAL_BUILDINGS.search(text, hit.start, hit.end)
    )


def _found(text: str, *, labelled: bool) -> Iterator[Hit]:
    for match in _BELOW_VILLAGE.finditer(text):
        detail = match.group(2)
        start, end = match.start() + _inner_edge(match.group(1)), match.end()
        if labelled or _is_home(
            text, start, end, sure="室" in detail or "单元" in detail or "户" in detail
        ):
            room = (
                "单元" in detail
                or "室" in detail
                or "栋" in detail
                or "幢" in detail
                or "楼" in detail
            )
            yield Hit("address-room" if room else "address-below-village", start, end)
    for match in _IN_ESTATE.finditer(text):
        start, end = match.start() + _inner_edge(match.group()), match.end()
        if labelled or _is_home(text, start, end, sure=True):
            yield Hit("address-room", start, end)
    for match in _ON_ROAD.finditer(text):
        start, end = match.start() + _inner_edge(match.group()), match.end()
        if labelled or _is_home(text, start, end, sure=match.group("room") is not None):
            yield Hit("address-road", start, end)
    for match in _BUILDING_AND_ROOM.finditer(text):
        if labelled or _is_home(text, *match.span(), sure=True):
            yield Hit("address-room", *match.span())
    if labelled and _WITHIN_VILLAGE.fullmatch(text.strip()):
        yield Hit("address-below-village", 0, len(text))
    elif labelled and (whole := _WHOLE.fullmatch(text.strip())):
        below = _below_village(text)
        if below:
            room = _ROOM_AT_END.search(whole.group()) is not None
            yield Hit("address-room" if room else "address-below-village", *below)
    for match in _HAMLET_AND_DOOR.finditer(text):
        if _somebody_follows(text, match.end()) or _is_right_behind_somebody(text, match.start()):
            yield Hit("address-below-village", *match.span(1))
    for match in _TOLD.finditer(text):
        told = match.group("what")
        if match.group("home") and _BARE_ROOM.fullmatch(told):
            yield Hit("address-room", *match.span("what"))
        elif (
            (_BELOW.search(told) or _HILLS.search(told))
            and not labelled
            and not _HOUSEHOLDS.match(told)
            and (
                match.group("home")
                or contexts.is_home(text, match.start("what"))
                or (match.group("letters") and not _OFFICE_NEAR.search(text))
            )
        ):
            found = _below_village(told)
            if found and not _PUBLIC_AFTER.match(text, match.end()):
                yield Hit(
                    "address-below-village",
                    match.start("what") + found[0],
                    match.start("what") + found[1],
                )
    if contexts.has_any_person_number(text):
        for match in _A_PIECE.finditer(text):
            if (
                _WITHIN_VILLAGE.fullmatch(match.group())
                and re.search(r"\d|[号室]", match.group())
                and not _ISSUE.search(match.group())
                and (
                    _IN_BRACKETS_OF_SOMEBODY.search(text, max(0, match.start() - 5), match.start())
                    or not contexts.is_office_place(text, match.start())
                )
            ):
                yield Hit("address-below-village", *match.span())
    for match in _GROUP_FIELD.finditer(text):
        yield Hit("address-below-village", *match.span(1))
    for match in _BARE_GROUP.finditer(text):
        if labelled or _is_home(text, *match.span(), sure=False):
            yield Hit("address-below-village", *match.span())


_UNIT = later(
    r"省|自治[区州县]|(?<=[\u4e00-\u9fff])[市县区旗](?!场)|[镇乡](?!村)|街道|苏木|村民委员会|村委会|村|社区居委会|社区|居委会|嘎查|小区|农场|林场|牧场"
)
_HOUSEHOLDS = later(r"\d+(?:户|人|家|间|套|口)")
_ISSUE = later(r"第\d+号")
_BARE_ROOM = later(r"\d{1,3}(?:-\d{1,2})?-\d{3,4}(?:室|号)?")
_OFFICE_NEAR = later(
    r"邮\s*编|邮政编码|传\s*真|网\s*址|[局厅委办]|公司|政府|中心|学校|医院|法院|协会|银行|窗口|联系人"
)
# 石门村窑洞坡: what a village calls its corners.
_HILLS = later(rf"(?:村|社区|嘎查)[{_HAN}]{{1,4}}[坡沟坎岭垭院冲坳咀嘴岗岔塘]$")
_BELOW = later(
    r"[东西南北中前后]户$|\d|[一二三四五六七八九十][号组社队屯栋幢弄排楼单室户]|[组社屯队湾寨坪坝塆]$"
)
_LIVES = later(r"(?:现|家|户籍|常|租|生前)?(?:住址?|居住|地址)[于在]?\s*[：:]?")
_TOLD = later(
    r"(?:(?P<home>家庭住?地?址|现住址?|家住|[原曾]住(?!房|宅|所|户|院|建|民)|生前住|独居[于在]|(?:所[留写填]|寄件|收件|提供的)地址|居住地址?|户籍地址?|户籍所在地|住址|租住[于在]?)|(?<=[，,。；;（(、\s])(?:暂|现|借|寄)?住(?=[\u4e00-\u9fff\d]{0,12}\d+(?:[号社组队室]|-\d))|(?P<letters>通讯地址)|(?:通信|送达|邮寄|联系)地址|住所)\s*(?:为|于|在|：|:)?\s*(?P<what>[^，,。；;、\s（）()：:]{4,40})"
)
_A_PIECE = later(
    r"(?<![^\s，,、/／；;|（(：:])[^\s，,、/／；;|（()）：:。]{3,20}(?=[\s，,、/／；;|）)。]|$)"
)
_IN_BRACKETS_OF_SOMEBODY = later(rf"[{_HAN}]{{2,4}}[（(]$")
_NOTE = later(r"[（(，,；;。].*$")


def home(text: str) -> Hit | None:
    """What of a cell that is known to hold a person's address (`text`, which is `plain`) stands below the village."""
    if _NO_GROUP_OF_A_VILLAGE.fullmatch(text.strip()) or _SEVERAL_GROUPS.search(text):
        return None
    lives = _LIVES.match(text)
    first = lives.end() if lives else 0
    found = addresses(text, labelled=True)
    if found:
        start, end = found[0].start, max(hit.end for hit in found)
        tail = _NOTE.sub("", text[end:]) if text[end : end + 1] not in ("(", "（") else ""
        return Hit(found[0].variety, start, end + len(tail.rstrip()))
    below = _below_village(text, first)
    return Hit("address-below-village", *below) if below else None


def _below_village(text: str, first: int = 0) -> tuple[int, int] | None:
    """Start and end of what stands behind the last division, village or community that `text` names."""
    starts = [match.end() for match in _UNIT.finditer(text, first)]
    start = max((at for at in starts if at < len(text)), default=first)
    if start == first and _BELOW.search(text, first):
        start = _behind_divisions(text, first)
    below = text[start:].rstrip()
    if _HOUSEHOLDS.fullmatch(below) or _OFFICE_ROOM.search(below):
        return None
    told = _BELOW.search(below) or _HILLS.search(text)
    if 1 < len(below) <= 30 and told and re.search(rf"[{_HAN}]", text):
        return start, start + len(below)
    return None


_OFFICE_ROOM = later(r"窗口|大厅|办公室|服务中心|会议室")
_LONGEST_DIVISION = 24


def _behind_divisions(text: str, first: int) -> int:
    """Where the divisions end that stand at `first` one behind the other and whose names do not tell their kind (高新技术产业园)."""
    named = register().by_name
    while longest := next(
        (size for size in range(_LONGEST_DIVISION, 1, -1) if text[first : first + size] in named), 0
    ):
        first += longest
    return first


def _inner_edge(place: str) -> int:
    """Where the village, road or estate begins in a match that may have taken in county and township."""
    edges = [
        match.end()
        for match in _INNER_EDGE.finditer(place)
        if _AFTER_EDGE.match(place, match.end())
    ]
    return edges[-1] if edges else 0


def _is_home(text: str, start: int, end: int, *, sure: bool) -> bool:
    if _somebody_follows(text, end):
        return True
    if _OFFICE_BEFORE.search(text, max(0, start - 30), start):
        return False
    if _is_right_behind_somebody(text, start) and not _PUBLIC_AFTER.match(text, end):
        return True
    if contexts.is_office_place(text, start) or _PUBLIC_AFTER.match(text, end):
        return False
    return sure or contexts.is_home(text, start) or contexts.has_person_number(text, start, end)


def _somebody_follows(text: str, end: int) -> bool:
    match = _PERSON_AFTER.match(text, end)
    if match is None or (match.group("name") and not is_name(match.group("name"))):
        return False
    return match.group("name") is None or _PUBLIC_AFTER.match(text, end) is None


def _is_right_behind_somebody(text: str, start: int) -> bool:
    match = _SOMEBODY_BEFORE.search(text, max(0, start - 30), start)
    return match is not None and (match.group("name") is None or is_name(match.group("name")))


# 河东组, 那坡屯; but no 工作组, no 男子组.
_GROUPED_OTHERWISE = (
    r"(?:小组|工作|领导|专家|评审|考核|考评|检查|督[查导]|调查|项目|攻坚|筹备|男子|女子|男女|青年|少年|成[人年]|老年|"
    r"小学|初中|高中|专业|业余|[甲乙丙丁]|[一二三]等|单打|双打|年级|学科|教研|党|综合|宣传|后勤|技术|第?[一二三]等奖)"
)
_HAMLET = rf"(?![{_HAN}]{{0,2}}{_GROUPED_OTHERWISE}){_PLACE_LETTER}{{1,4}}(?:组|屯|寨)"
_NO_GROUP_OF_A_VILLAGE = later(rf"[{_HAN}]{{0,2}}{_GROUPED_OTHERWISE}[{_HAN}]{{0,4}}组")
# 1-3组: whoever answers for them lives elsewhere.
_SEVERAL_GROUPS = later(r"\d\s*[-—~至到]\s*\d+\s*(?:[组社队]|[栋幢座]|号楼)$")
_WHOLE = later(rf"[{_HAN}]{{2,18}}?(?:{_GROUP}|{_LANE})?(?:{_DOOR}|{_ROOM})(?:{_ROOM})?")
_ROOM_AT_END = later(rf"{_ROOM}$")
_WITHIN_VILLAGE = later(
    rf"(?:{_GROUP}|{_LANE})?(?:{_DOOR}院?|{_ROOM})|{_HAMLET}|(?:第)?(?:[（(]{_NUMBER}[）)]|{_NUMBER})(?:村民|牧业)?(?:小组|组|社|队|屯)|[东西南北中上下前后]{_PLACE_LETTER}{{0,3}}组"
)
_INNER_EDGE = later(
    r"省|自治区|(?<!城)市(?!场)|县|(?<![小社园城新])区|镇|乡(?!村)|街道|苏木|配租|坐落于?|位于|地[址点]|[租居现家借暂]住[在于]?|现居|居于|搬[离到至]|迁[往至出入]|回到|老家|家在|[，,、]住"
)
_AFTER_EDGE = later(rf"[{_HAN}]{{2,}}")
_VILLAGE_END = later(rf"^{_VILLAGE}")


def village_of(address: str) -> str:
    """The village or community that `address` (a hit's text) begins with, or an empty string."""
    match = _VILLAGE_END.match(address)
    return match.group() if match else ""
