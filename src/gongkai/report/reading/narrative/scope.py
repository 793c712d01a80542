"""Whether a sentence speaks of this body and this year, of what was and not of what is planned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gongkai.report.model import Identity

_HIGHER = {
    "township": "县市区省国州旗盟",
    "street": "县市区省国州旗盟",
    "department": "县市区省国州旗盟",
    "county": "市省国州盟",
    "city": "省国",
    "province": "国",
}
_DOES = (
    r"(?:共|累计|总共|总计|合计|全年|各级|各部门|各单位|各乡镇|各镇|行政机关|政府系统|范围内|收到|收取|受理|接到|新收|未收到|没有收到"
    r"|未发生|主动公开|公开政府|公开信息|公开各类|发布|发生|制发|办理|答复|依申请公开|政府信息公开申请)"
)
_HELD = r"(?:召开|举办|举行|开展|组织)"
_NAMED = re.compile(
    rf"(?P<name>[\u3400-\u9fff]{{1,6}}(?:镇|乡|街道|局|县|市|区))(?:人民政府|政府|办事处)?(?:{_DOES}|{_HELD})"
)
_NO_NAME = re.compile(
    r"联合|会同|邀请|协同|配合|[年度底末来内共](?:[镇乡县市区局]|街道)$|^[乡镇街道]+$"
)
"""No body that acts by itself: one joined or asked, or a bare kind of place."""
_LEADS_NAME = re.compile(r"^(?:[今本全当]?年(?:度|底|末|内|初)?|度|日|月份?|份|由|其中)+")
_OWN = re.compile(
    r"[我本](?:镇|乡|街道|局|县|市|区|办|委|机关|单位|中心)|局机关|镇政府|街道办?|管委会|县?政府办(?:公室)?"
)
_SHARE = re.compile(
    r"(?:^|[,(;]|其中|\d[件条份宗])(?:其中)?(?:由)?(?P<own>[\u3400-\u9fff]{2,12}?)(?:共|累计|全年|占|为|有|主动|公开|发布|收到|受理|信息|政府信息|申请)*$"
)
_OTHERS = re.compile(
    r"全[县市区省州旗]|各(?:部门|单位|乡镇|镇街|县|区)|[县市区]直|[县市区]政府系统"
)
_WHEN = r"20\d\d年度?,?|全年,?|本年度?,?|今年,?|报告期内,?|截[至止][^,]{0,14},?"
_OWN_WORDS = re.compile(
    r"[我本全](?:乡|街|城)镇$|[我本全][镇乡局县市区旗州省]$|[我本全]街道$|[我本]?(?:机关|单位)$"
)
_LOWER = re.compile(
    r"(?:各|全部|\d+个)?(?:行政)?(?:村|社区)(?:委会|居委会|党支部|级|\(居\)|居)?(?:共|累计|合计|主动公开|公开|发布|收到|受理)"
    r"|(?:村务|党务|三务|居务|财务(?!股|科|室|部|处|预|决)|组务)(?!政务|公告栏|公示栏|公开栏|栏|大厅)"
)
_OWN_AFTER = re.compile(
    r",(?:其中)?(?:(?:我|本)(?:镇|乡|街道|局|县|市|区|单位|机关|办|委)|(?:镇|乡|街道|县|市|区)(?:本级|政府|机关|人民政府))"
)
_CARRY = re.compile(
    r"(?:由|从|自)?(?:上一?年度?|去年|往年|以前年度|20\d\d年度?)(?:末|底)?(?:结转|转接|遗留|接转|转入|未办结)"
    r"|(?:结转|转)(?:至|到|入|下|为|往|次)*(?:下?一?年度?|次年度?|明年|20\d\d年度?)(?:继续)?(?:办理|处理|答复)?"
)
_YEAR = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年(?!以来|起|开始|至今)(?:度)?|(?P<this>(?:统计|报告)年度|今年|本年|全年|当年|年内|年度内|报告期|统计期|一年来|过去(?:的)?一年)|(?P<other>去年|上一?年|前年|往年|前一年|下一?年|明年|来年)"
)
_YEARS_LISTED = re.compile(r"20\d\d年?(?:度)?(?:、|和|与|及)20\d\d年(?:度)?.*分别")
_LAW_YEAR = re.compile(
    r"(?:\d{1,2}月\d{1,2}日)?(?:修订|印发|出台|施行|实施|成立|制定|颁布|建成|开通|上线)"
)
_COMPARED = re.compile(r"(?:较|比|与|同|相比于?|相较于?|对比|高于|低于|超过)$")
_PLANNED = re.compile(
    r"不少于|不低于|不得少于|力争|争取|(?<!规划)计划(?!、|总结|信息|类)|预计|目标|(?<!按照)(?<!按)要求(?!公开|提供)|拟(?!定)|应当|至少|确保.{0,8}达"
    r"|每(?:个|一)?(?:年|月|季|周|天|日|人|村|次|家|名|半年)[^,]{0,14}$"
)
_PLAN_AHEAD = re.compile(r"下一步|今后|下阶段|明年|来年")
_DELTA = re.compile(
    r"(?:增加|新增|增长|减少|下降|上升|增多|降低|提高|提升|增|减|多|少)(?:了|约|近|数|幅|幅度|量|到|为)*$"
)
_COMPARISON = re.compile(r"较|比|同比|环比|相比|去年|上年|同期")
_SINCE = re.compile(
    r"(?:自|从)[^,]{0,24}(?:以来|起|开始|至今)|历年|历史|(?:开通|建站|上线|运行|成立|创建|设立|组建|挂牌|开园|投运|建[区园局镇县]|改革|实施|施行)以来|至今"
    r"|十[一二三四五六]五(?:期间|时期|规划|以来)|任期内|换届以来|本届|五年(?:间|来)"
    r"|(?:近|这)?[两二三四五六七八九十\d]{1,2}年来|近[两二三四五六七八九十\d]{1,2}年|\d{4}年?[-—至到]\d{4}年"
)
_UP_TO = re.compile(
    r"截[至止][^,]*|(?:到|至)20\d\d年(?:度)?(?:年?底|末|\d{1,2}月(?:\d{1,2}日|底)?)"
)
_THIS_YEAR_SINCE = re.compile(
    r"(?:自|从)?(?:今年|本年|20\d\d年)(?:度|初|1月(?:1日)?|年初)*(?:以来|起|开始)"
)


_FIELD = re.compile(
    r"(?:.*[省市县区旗州])?(?P<field>[\u3400-\u9fff]{2,8}?)(?:监督管理|行政管理|监督|管理|事务|行政执法|执法)*(?:局|厅|委员会|委|中心|支队|大队)"
)


@cache
def _fields_of(name: str) -> frozenset[str]:
    found = _FIELD.fullmatch(name)
    if found is None:
        return frozenset()
    field = found["field"]
    halves = (field[:2], field[2:]) if len(field) == 4 else ()
    return frozenset((field, *halves))


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reading of a report must know of it: its year, its level, and its own place or name.

    Where the title and the period of the data name two years, one of them is a slip, and both are the report's.
    """

    years: frozenset[int]
    level: str | None
    own: str

    @classmethod
    def of(cls, identity: Identity) -> Scope:
        """The scope of a report with this identity."""
        own = (identity.organization or "").removesuffix("人民政府").removesuffix("办事处")
        period = None if identity.period is None else identity.period[1].year
        years = frozenset(year for year in (identity.year, period) if year is not None)
        return cls(years, identity.level, own)

    @property
    def fields(self) -> frozenset[str]:
        """A department's own fields, by its name: 水务 for 青山县水务局, 教育 and 体育 for 教育体育局."""
        return _fields_of(self.own) if self.level == "department" else frozenset()

    def elsewhere(self, left: str) -> bool:
        """True where the words before a count name another body as the one that counted."""
        lower = list(_LOWER.finditer(left))
        if lower and self.level != "other" and not _OWN_AFTER.search(left[lower[-1].end() :]):
            return True
        higher = _HIGHER.get(self.level or "", "")
        if higher and re.search(rf"[全][{higher}](?:[^,]{{0,8}})?{_DOES}", left):
            last_own = max(
                (
                    found.end()
                    for found in re.finditer(
                        r"(?:我|本)(?:镇|乡|街道|局|县|市|区|单位|机关|办|委)", left
                    )
                ),
                default=-1,
            )
            last_higher = max(found.start() for found in re.finditer(rf"全[{higher}]", left))
            if last_higher > last_own:
                return True
        if self._higher_subject(left):
            return True
        name = self._named(left)
        if name is None or self._is_below(name):
            return False
        if name.endswith("乡镇") and self.level in {"county", "city", "province"}:
            return False
        if _OWN_WORDS.search(name):
            word = name[-1]
            return name[-2:-1] in "全我" and bool(higher) and word in higher
        return not (name.endswith(self.own) or name in self.own or self.own in left)

    def lower_body(self, left: str) -> str | None:
        """The body below this one (a bureau of the zone) that the words before a count name as its subject."""
        name = self._named(left)
        return name if name is not None and self._is_below(name) else None

    def is_own_share(self, left: str) -> bool:
        """True where a count is this body's share of what others did (`全县公开4120条，其中我局159条`)."""
        found = _SHARE.search(left)
        if found is None or not _OTHERS.search(left[: found.start()]):
            return False
        own = found["own"]
        return bool(
            _OWN.fullmatch(own) or (len(own) > 2 and self.own.endswith(own)) or own in self.own
        )

    def _named(self, left: str) -> str | None:
        """The last body that the words name as the one that did."""
        if not self.own:
            return None
        names = [_LEADS_NAME.sub("", found["name"]) for found in _NAMED.finditer(left)]
        return next((name for name in reversed(names) if name and not _NO_NAME.search(name)), None)

    def _is_below(self, name: str) -> bool:
        return self.level == "other" and name.endswith("局") and name not in self.own

    def _higher_subject(self, left: str) -> bool:
        """True where a higher government (县政府办) is the one that did: it stands right before the verb."""
        higher = _HIGHER.get(self.level or "", "")
        if "政府办" in self.own:
            left = left.replace("政府办公室", "本机关").replace("政府办", "本机关")
        return bool(
            higher
            and re.search(
                rf"(?:^|,)(?:{_WHEN})*[{higher}](?:委、?|人民政府|政府|直(?:属)?|各|级|里)(?:办公室|办|公开办|各|级|乡镇|部门|单位|机关|系统)*(?:{_WHEN})*(?:共|累计|一共|总共|主动|依法)*{_DOES}",
                left,
            )
        )

    def other_year(self, left: str) -> bool:
        """True where the words before a count put it into another year, or compare with one."""
        text = _CARRY.sub(lambda found: "※" * len(found[0]), left)
        if _YEARS_LISTED.search(text):
            return True
        for found in reversed(list(_YEAR.finditer(text))):
            rest = text[found.end() :]
            if _LAW_YEAR.match(rest):
                continue
            compared = bool(_COMPARED.search(text[: found.start()]))
            if compared:
                if "," in rest:
                    continue
                return True
            if found["this"]:
                return False
            if found["other"]:
                return True
            return bool(self.years) and int(found["year"]) not in self.years
        return False

    def planned(self, left: str) -> bool:
        """True where a count is demanded, planned or regular rather than reached."""
        clause = left.rpartition(",")[2]
        return bool(_PLANNED.search(clause) or _PLAN_AHEAD.search(left))

    def difference(self, left: str) -> bool:
        """True where a count is a change against another year."""
        clause = left.rpartition(",")[2]
        if not _DELTA.search(clause):
            return False
        return bool(_COMPARISON.search(left)) or clause in {"新增", "增加", "减少"}

    def cumulative(self, left: str) -> bool:
        """True for a total over several years."""
        text = _THIS_YEAR_SINCE.sub(
            lambda found: "今年" if self._own_year(found[0]) else found[0], left
        )
        last = text.rpartition(",")[2]
        if (
            not re.search("累计|截", last)
            and not _SINCE.search(last)
            and self._names_own_year(last)
        ):
            return False
        if _SINCE.search(text):
            return True
        if "累计" not in text:
            return False
        own = re.search(
            rf"(?:[我本全](?:镇|乡|街道|局|县|市|区|旗|州|省|单位|机关|办|委)|{re.escape(self.own) or '本机关'})(?:机关|各部门|政府|人民政府)?累计",
            text,
        )
        if own and not re.search(r"截[至止]|到20\d\d年", text):
            return False
        return not self._names_own_year(_UP_TO.sub("", text))

    def _names_own_year(self, text: str) -> bool:
        return any(
            found["this"] or (found["year"] and self._own_year(found["year"]))
            for found in _YEAR.finditer(text)
        )

    def _own_year(self, text: str) -> bool:
        found = re.search(r"20\d\d", text)
        return found is None or not self.years or int(found[0]) in self.years
