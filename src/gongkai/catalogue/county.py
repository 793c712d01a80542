"""A county's own catalogue, read from the workbook or document in which it is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.catalogue.elements import split_elements
from gongkai.catalogue.errors import NoCatalogue
from gongkai.catalogue.limits import Limit, read_limits, read_posting, read_rhythm
from gongkai.documents.model import Document
from gongkai.documents.tabular import (
    Column,
    Overlooked,
    Row,
    Sheet,
    find_sheets,
    overlooked,
    ticked,
)
from gongkai.statute.codelists import codelist

_LEVEL_HEADS = {
    "county": ("县级", "县（市、区）级", "区级", "县区级", "市级", "县市区级", "区（县）级", "县"),
    "township": (
        "乡级",
        "乡镇级",
        "镇级",
        "街道级",
        "乡（镇）级",
        "乡镇（街道）级",
        "镇街级",
        "乡、村级",
        "乡村级",
        "乡",
    ),
    "village": ("村级", "村（社区）级", "村居级"),
}
_CHANNEL_WORDS = {
    "website": ("网站", "门户"),
    "gazette": ("公报",),
    "social_media": ("两微", "微信", "微博", "新媒体", "客户端"),
    "press_conference": ("发布会", "听证会"),
    "broadcast": ("广播", "电视"),
    "press": ("报刊", "纸质媒体", "报纸"),
    "reading_place": ("查阅点", "查阅场所"),
    "service_centre": ("服务中心", "服务大厅", "政务大厅", "办事大厅", "政务服务窗口"),
    "service_station": ("便民服务站", "便民服务室"),
    "on_site": ("入户", "现场"),
    "notice_board": ("公示栏", "公告栏", "公开栏", "社区/企事业", "电子屏"),
    "targeted": ("精准推送",),
    "other": ("其他",),
}
# How else a field is called, where its own name is not said.
_FIELD_WORDS = {
    "公共资源配置": "public_resource_trading",
    "乡村振兴": "poverty_alleviation",
    "脱贫": "poverty_alleviation",
    "返贫": "poverty_alleviation",
    "城乡规划": "spatial_planning",
    "城市规划": "spatial_planning",
    "集体土地征收": "expropriation_compensation",
    "征地": "expropriation_compensation",
    "国有土地": "urban_house_expropriation",
    "房屋征收": "urban_house_expropriation",
    "住房保障": "affordable_housing",
    "保障房": "affordable_housing",
    "危房": "rural_dilapidated_houses",
    "环境保护": "environment",
    "户籍": "household_registration",
    "预决算": "budgets_and_accounts",
    "财政资金": "budgets_and_accounts",
    "社保": "social_insurance",
    "农业补贴": "agricultural_subsidies",
    "惠农补贴": "agricultural_subsidies",
    "卫生健康": "health_care",
    "食药": "food_and_drugs",
    "食品": "food_and_drugs",
    "市场监管": "food_and_drugs",
    "综合执法": "urban_enforcement",
    "城管": "urban_enforcement",
    "税务": "taxation",
    "税收": "taxation",
    "防汛救灾": "disaster_relief",
    "应急救助": "disaster_relief",
    "公共文化": "public_culture",
    "法律服务": "public_legal_services",
    "养老": "elderly_care",
    "教育": "compulsory_education",
    "重大项目": "major_construction_projects",
}
_BEFORE_A_CHANNEL = (
    "政府",
    "政务",
    "村",
    "村级",
    "社区",
    "村（社区）",
    "村务",
    "镇",
    "镇村",
    "乡镇",
    "县",
)
_FILLED_MARK = re.compile(r"[■▲√☑✔✓●◆★▇]")
_EMPTY_MARK = re.compile(r"[□△○☐◇☆]")
_MARKED = re.compile(rf"({_FILLED_MARK.pattern}|{_EMPTY_MARK.pattern})")
_SPLIT = re.compile(r"[、，,；;\n]+")
_NOTE = re.compile(r"^[（(]?(?:注|备注|说明|填表|填报|联系人|制表|审核|咨询电话)")
# Lists of persons, beside lists of bodies and things that are called alike.
_PEOPLE = re.compile(
    r"名单|花名册|分户|(?:对象|人员)认定"
    r"|(?:对象|人员|家庭|农户|户主|个人|学生|当事人|申请人)[^，,；;、（(]{0,10}(?:姓名|明细)"
    r"|(?:补贴|补助|救助|奖补|资助|保障|供养|低保|发放|受益|享受|慰问|帮扶|危改|拟)"
    r"[^，,；;、]{0,6}(?:对象|农户|家庭|人员)(?:、|；|，|$|及|和|姓名)"
    r"|(?:处罚|强制)决定|(?:评议|审核|识别|退出)[^，；;、]{0,4}结果"
)
_NO_PEOPLE = re.compile(
    r"(?:企业|单位|机构|项目|学校|医院|部门|组织|协会|银行|药店|网点|公司|场所|清单|委员会|负责人|专家|评委|联系人"
    r"|供应商|投标|中标|示范|处室|重点|队伍|品种|产品|村)[^，；;、]{0,6}(?:名单|名录|姓名)"
)
_TOTAL = re.compile(r"^(?:合计|总计|小计)")


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", ("序号", "编号"), filled=False),
        Column("code", ("事项编码", "编码", "事项代码", "目录编码", "公开事项编码", "栏目编码")),
        Column("field", ("领域", "公开领域", "试点领域", "所属领域", "领域名称")),
        Column(
            "level_1",
            (
                "一级事项",
                "公开事项一级事项",
                "一级目录",
                "事项类别",
                "公开类别",
                "一级类目",
                "公开事项（一级）",
                "事项（一级）",
                "公开事项一级",
                "一级公开事项",
                "一级",
            ),
            required=True,
        ),
        Column(
            "level_2",
            (
                "二级事项",
                "公开事项二级事项",
                "二级目录",
                "事项名称",
                "公开事项（二级）",
                "事项（二级）",
                "公开事项二级",
                "二级公开事项",
                "二级",
                "公开事项",
                "二级类目",
            ),
            required=True,
        ),
        Column(
            "contents",
            (
                "公开内容（要素）",
                "公开内容",
                "公开要素",
                "内容要素",
                "公开内容要素",
                "内容（要素）",
            ),
            required=True,
            keeps_lines=True,
        ),
        Column("basis", ("公开依据", "依据", "法律依据", "公开法律依据"), keeps_lines=True),
        Column("time_limit", ("公开时限", "时限", "公开时间", "公开期限"), keeps_lines=True),
        Column("owner", ("公开主体", "责任主体", "责任单位", "公开责任主体", "责任部门")),
        Column(
            "channels",
            ("公开渠道和载体", "公开渠道", "公开载体", "公开渠道及载体", "渠道和载体"),
            keeps_lines=True,
        ),
        *(
            Column(f"channel.{code}", heads, filled=False)
            for code, heads in _channel_heads().items()
        ),
        Column("everybody", ("全社会", "公开对象全社会", "社会公众", "公开对象社会公众")),
        Column(
            "group",
            (
                "特定群体",
                "公开对象特定群体",
                "特定群众",
                "公开对象特定群众",
                "特定对象",
                "特定群体（请写明）",
            ),
        ),
        Column("audience", ("公开对象", "公开范围")),
        Column("proactive", ("主动", "公开方式主动", "主动公开", "公开方式主动公开")),
        Column(
            "on_request",
            ("依申请", "公开方式依申请", "依申请公开", "公开方式依申请公开", "依申请公 开"),
        ),
        Column("way", ("公开方式", "公开属性")),
        *(
            Column(
                f"level.{code}",
                tuple(
                    alias for head in heads for alias in (head, f"公开层级{head}", f"层级{head}")
                ),
            )
            for code, heads in _LEVEL_HEADS.items()
        ),
        Column("levels", ("公开层级", "层级")),
        Column("note", ("备注", "说明"), keeps_lines=True),
    )


def _channel_heads() -> dict[str, tuple[str, ...]]:
    heads = {}
    for entry in codelist("catalogue_channels"):
        said = (entry.label, *_CHANNEL_WORDS.get(entry.id, ()))
        heads[entry.id] = tuple(
            alias
            for word in said
            for alias in (
                *(f"{before}{word}" for before in ("", *_BEFORE_A_CHANNEL)),
                f"公开渠道和载体{word}",
                f"公开渠道{word}",
            )
            if word != "其他" or alias != word
        )
    return heads


@dataclass(frozen=True, slots=True)
class Line:
    """One matter of a county's catalogue.

    `sheet` and `row` say where it stands. `field` is a code of `standard_fields` or None where the workbook does not
    say. `levels` are county, township, village. `names_people` tells whether its own words name a list of persons,
    `posting` how long that is posted where they say so, `rhythm` is monthly, quarterly, yearly or empty. `doubts` are
    sentences on what could not be understood.
    """

    sheet: str
    row: int
    code: str
    field: str | None
    level_1: str
    level_2: str
    contents: tuple[str, ...]
    bases: tuple[str, ...]
    time_limit: str
    limits: tuple[Limit, ...]
    owner: str
    channels: tuple[str, ...]
    audience: str
    is_proactive: bool | None
    levels: tuple[str, ...]
    note: str
    names_people: bool
    posting: Limit | None
    rhythm: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountyCatalogue:
    """What was read of a file: its lines, and a sentence for each sheet or table of which nothing was read."""

    lines: tuple[Line, ...]
    unread: tuple[str, ...]


def read_county_catalogue(document: Document) -> CountyCatalogue:
    """Every matter in every sheet that has the heads of a catalogue.

    Raises `NoCatalogue` where no sheet has 一级事项, 二级事项 and 公开内容.
    """
    columns = _columns()
    sheets = find_sheets(document, columns)
    if not sheets:
        raise NoCatalogue(
            "没有找到目录：表头应有“一级事项”“二级事项”“公开内容（要素）”三列；请核对后重新上传。"
        )
    lines: list[Line] = []
    unread = [_unread(each) for each in overlooked(document, columns)]
    for sheet in sheets:
        read = list(_lines(sheet))
        lines += read
        if not read:
            unread.append(f"“{sheet.name or ''}”表：表头下面没有事项。")
    return CountyCatalogue(tuple(lines), tuple(unread))


def _unread(table: Overlooked) -> str:
    where = f"第 {table.row} 行的表头" if table.row is not None else "表头"
    return (
        f"“{table.name}”表没有读：{where}缺少{'、'.join(f'“{each}”' for each in table.missing)}列；"
        "如是目录，请补上表头后重新上传。"
    )


@cache
def _fields() -> dict[str, str]:
    labels = {_folded(entry.label): entry.id for entry in codelist("standard_fields")}
    return dict(sorted({**_FIELD_WORDS, **labels}.items(), key=lambda each: -len(each[0])))


def field_of(text: str) -> str | None:
    """The field that a title, the name of a sheet or a cell tells of; None where it tells of none or of several."""
    plain = _folded(text)
    told: list[str] = []
    for words, code in _fields().items():
        if words in plain:
            plain = plain.replace(words, " ")
            told.append(code)
    return told[0] if len(set(told)) == 1 else None


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _lines(sheet: Sheet) -> Iterator[Line]:
    field = next(
        (found for text in (sheet.name or "", *sheet.above) if (found := field_of(text))), None
    )
    level_1 = ""
    for row in sheet.rows:
        said = [cell.text for cell in row.cells.values() if cell.text]
        if not said or all(_folded(text).isdigit() for text in said):
            continue
        if len(set(said)) == 1 or (len(said) == 1):
            # One text across the table: a heading of what follows, or a note.
            if not _NOTE.match(said[0]) and len(said[0]) <= 40:
                told = field_of(said[0])
                # A field of the county's own ends the one above it; any other heading stands within its field.
                field = told if told or "领域" in said[0] else field
            continue
        first = row.text("level_1")
        if _NOTE.match(first) or _TOTAL.match(first) or _NOTE.match(row.text("number")):
            continue
        level_2 = row.text("level_2")
        if _folded(level_2) in {"二级事项", "公开事项"}:
            continue
        level_1 = first or level_1
        if not level_2 and not row.text("contents"):
            continue
        own = field_of(row.text("field")) if row.text("field") else None
        yield _line(sheet, row, own or field, _one_line(level_1), _one_line(level_2 or level_1))


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text.strip())


def _line(sheet: Sheet, row: Row, field: str | None, level_1: str, level_2: str) -> Line:
    doubts: list[str] = []
    time_limit = _one_line(row.text("time_limit"))
    limits = read_limits(row.text("time_limit"))
    if limits and all(limit.kind == "unknown" for limit in limits):
        doubts.append(row.cells["time_limit"].wrong("自哪一天起几个工作日内的写法"))
    way, told = _way(row)
    doubts += told
    if field is None:
        doubts.append(f"第 {row.number} 行：看不出属于哪个领域；请在表名或“领域”列写明。")
    return Line(
        sheet=sheet.name or "",
        row=row.number,
        code=row.text("code").strip(),
        field=field,
        level_1=level_1,
        level_2=level_2,
        contents=split_elements(row.text("contents")),
        bases=split_bases(row.text("basis")),
        time_limit=time_limit,
        limits=limits,
        owner=_one_line(row.text("owner")),
        channels=_channels(row),
        audience=_audience(row),
        is_proactive=way,
        levels=_levels(row),
        note=_one_line(row.text("note")),
        names_people=_names_people(level_2, row.text("contents")),
        posting=read_posting(
            "\n".join([row.text("time_limit"), row.text("contents"), row.text("note")])
        ),
        rhythm=read_rhythm(row.text("time_limit")),
        doubts=tuple(doubts),
    )


def _names_people(level_2: str, contents: str) -> bool:
    told = (_NO_PEOPLE.sub("", part) for part in (level_2, *split_elements(contents)))
    return any(_PEOPLE.search(part) for part in told)


def split_bases(text: str) -> tuple[str, ...]:
    """Laws and papers of a cell 公开依据, without 《》 around a whole name, each with its number."""
    text = re.sub(r"\s*\n\s*", "\n", text.strip())
    pieces = re.split(r"\n|[；;。]|(?<=[》）〕)号])[、，,和](?=《)|(?<=》)(?=《)", text)
    found = []
    for piece in pieces:
        plain = re.sub(
            r"^(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[①-⑳]|[、，,])\s*", "", piece.strip()
        )
        whole = re.fullmatch(r"《([^》]*(?:《[^》]*》[^》]*)*)》(.*)", plain)
        name = f"{whole[1]}{whole[2]}" if whole else plain
        if name.strip("、，,"):
            found.append(name.strip("、，, "))
    return tuple(dict.fromkeys(found))


def _way(row: Row) -> tuple[bool | None, list[str]]:
    proactive, on_request = _is_marked(row.text("proactive")), _is_marked(row.text("on_request"))
    if proactive != on_request:
        return proactive, []
    if proactive and on_request:
        return True, [f"第 {row.number} 行：“主动”和“依申请”都打了勾，按主动公开处理；请核对。"]
    text = row.text("way")
    if "依申请" in text and not ("主动" in text and not _MARKED.search(text)):
        marked = _marked_words(text)
        if not marked or any("依申请" in word for word in marked):
            return False, []
    return (True, []) if "主动" in text else (None, [])


def _is_marked(text: str) -> bool:
    plain = text.strip()
    return bool(plain) and ticked(plain) is not False


def _marked_words(text: str) -> list[str] | None:
    """The words after a filled mark; None where the text has no marks."""
    pieces = _MARKED.split(text)
    if len(pieces) < 3:
        return None
    found = []
    for mark, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if _FILLED_MARK.fullmatch(mark):
            found.append(words.strip(" \n\t、，,；;"))
    return [words for words in found if words]


def _channels(row: Row) -> tuple[str, ...]:
    labels = {entry.id: entry.label for entry in codelist("catalogue_channels")}
    ticks = [
        label
        for code, label in labels.items()
        if code != "other" and _is_marked(row.text(f"channel.{code}"))
    ]
    text = row.text("channels")
    told = _marked_words(text)
    if told is None:
        told = [part for part in _SPLIT.split(text) if part.strip()] if not ticks else []
    found = [*ticks]
    for words in told:
        for part in _SPLIT.split(words):
            plain = re.sub(r"[_＿\s]+", "", part).strip("：:。")
            if plain:
                found.append(_channel_label(plain, labels))
    return tuple(dict.fromkeys(found))


def _channel_label(plain: str, labels: dict[str, str]) -> str:
    if plain in labels.values():
        return plain
    for code, words in _CHANNEL_WORDS.items():
        if code != "other" and code in labels and any(word in plain for word in words):
            return labels[code]
    return re.sub(r"^其他[（(:：]?|[）)]$", "", plain) or plain


def _audience(row: Row) -> str:
    everybody, group = row.text("everybody").strip(), row.text("group").strip()
    text = _one_line(row.text("audience"))
    if _is_marked(group):
        named = re.sub(r"^[√✓✔■▲☑●]|[√✓✔■▲☑●]$", "", _one_line(group)).strip("（）() :：")
        return named if named and ticked(group) is None else "特定群体"
    if _is_marked(everybody):
        return "全社会"
    marked = _marked_words(text)
    if marked is not None:
        text = "、".join(marked)
    if re.search(r"全社会|社会公众|公众", text):
        return "全社会"
    return re.sub(r"^特定(?:群体|群众|对象)[（(:：]?|[）)]$", "", text) or text


def _levels(row: Row) -> tuple[str, ...]:
    found = [code for code in _LEVEL_HEADS if _is_marked(row.text(f"level.{code}"))]
    text = row.text("levels")
    marked = _marked_words(text)
    if marked is not None:
        text = "、".join(marked)
    if re.search(r"县|区级|市级", text):
        found.append("county")
    if re.search(r"乡|镇|街道", text):
        found.append("township")
    if "村" in text:
        found.append("village")
    return tuple(dict.fromkeys(found))
