"""他机关名称 other bodies: names of other townships and counties, their offices and their papers in the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.divisions import Division, Rank, register
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.passages import Passage, not_assessable, paragraphs, passage_finding
from gongkai.report.checks.places import excerpt
from gongkai.report.checks.registry import Context, check
from gongkai.report.model import AnnualReport
from gongkai.report.reading.identity.foreign import foreign_places

_HAN = "\u4e00-\u9fff"
_LEAD_IN = (
    r"(?:按照|根据|依照|遵照|贯彻|落实|执行|通过|依托|报送|学习|借鉴|配合|参加|参照|协助|会同|围绕|结合|邀请|来自|位于|我省|我市|我县|我区|全省|全市"
    r"|[在由向对与和及以至到经从赴是为给把将被请让同])"
)
_NAMED = re.compile(
    rf"(?:(?P<led>{_LEAD_IN})|(?<![{_HAN}]))(?P<name>[{_HAN}]{{2,4}}?(?:自治县|县|旗|镇|乡|街道))"
    r"(?![级域内里直情志城区长])"
)
_BODY = re.compile(
    r"^(?:人民政府|政府(?!信息|网站?平台)|党委|党工委|党政|办事处|县委|委(?!托|派)|政务公开|政务服务|[\u4e00-\u9fff]{1,6}?(?:局|办|委员会|中心|领导小组))"
)
_GOVERNS = re.compile(r"^(?:人民政府|政府(?!信息|网站?平台)|党委|党工委|县委)")
_SPEAKS = re.compile(
    r"^(?:高度|认真|积极|严格|不断|坚持|切实|始终|进一步|持续|主动|大力|扎实|着力|深入|充分|共|未|没有|加强|建立|成立|组织|结合|将|把|强化|完善|公开|按照|根据|围绕|依托|通过)"
)
_VISITS = re.compile(
    r"学习|考察|借鉴|对标|观摩|交流|取经|调研|参观|培训班|研修|结对|共建|协作|帮扶|对口|联合|来访|来[我本]|跟班|跟学|挂职|互[派学访]|派[人员]|前往|邻|接壤|共用|共享|共建|联动|先进经验|典型做法|经验做法"
)
"""A sentence with these names another county with good reason."""
_BESIDE = {
    "到",
    "赴",
    "与",
    "和",
    "同",
    "从",
    "经",
    "及",
    "以及",
    "邀请",
    "来自",
    "借鉴",
    "学习",
    "会同",
    "协助",
    "配合",
}
"""Words before a name by which it is met, not spoken for."""
_PAPER = re.compile(
    r"《(?P<title>今日(?P<today>[\u4e00-\u9fff]{2,4})|(?P<paper>[\u4e00-\u9fff]{2,4}?)(?:日报|晚报|报|新闻|周刊|快报))》"
)
_NATIONAL = re.compile(
    r"人民|中国|光明|经济|法治|法制|农民|农村|工人|科技|新华|参考|解放军|环境|健康|教育|检察|人大|政协|纪检|学习|半月|求是|政府|行政|年度|工作|统计|公告|信息|调查|分析|总结|喜"
)
_NO_STEM = re.compile(
    r"[的和与及在是为对由向等各本我全该上下级委政府会要市县区镇乡省办有其所辖属到从至把将被新个每某当基地了过着立成开年月日季推动受理]|同时|通过|参加|围绕|经过|按照|根据|依托|结合|配合|召开|组织|部门|包括|接受|支持|落实|执行|贯彻"
    r"|学习|发挥|报送|及时|积极|认真|严格|不断|主动|建立|完善|加强|明确|利用|借助|印发|下发|制定|调整|抓好|设立|做好|推进|配备|健全|提请|报请|上报|呈报|协调|督促|指导|指派|抽调|发布|城|家|水|山(?=乡)|驻|返|回|下|入|还|离|进|老|同|边|古|名|强|特色|重点|中心|试点|示范|街道|社区|园|景|片|农业|工业|旅游|产业|人口|民族|自治|贫困|革命|边境|沿海|邻近|周边|兄弟|先进|部分|个别|相关|有关|多数|外地|异地|建制|集中"
)
_NO_COUNTY = re.compile(
    r"[好护用借靠挂送报问找听占据搭沿使让叫给替帮看读写发抓管设办做转拿取照循跟联系邀约]"
)
"""Verbs that no county's name holds: 用好县网站, 借用县政府网站."""
_VERBS = ("会同县",)
"""Counties of the register whose names are also a verb and its object (会同县教育局)."""
_ONE_CHARACTER_STEM = 1
_AGAIN = 2


@dataclass(frozen=True, slots=True)
class Own:
    """The body's own places: `counties` and `townships` by name, and the stems of all of them and of what lies above.

    `known` are those of them that the register of divisions has, where it leaves no doubt which they are.
    """

    counties: frozenset[str]
    townships: frozenset[str]
    stems: frozenset[str]
    known: tuple[Division, ...]

    @classmethod
    def of(cls, report: AnnualReport) -> Own:
        """The places in every name by which the report calls its body."""
        identity = report.identity
        names = [
            name
            for name in (
                identity.organization_full,
                identity.organization,
                identity.title_body,
                identity.signature_body,
                identity.text_body,
            )
            if name
        ]
        places = {
            place
            for name in names
            for place in re.findall(
                rf"[{_HAN}]{{1,6}}?(?:自治县|省|市|州|县|区|旗|街道|镇|乡)", name
            )
        }
        known = tuple(
            found[0]
            for place in places
            if len(found := register().named(place, Rank.PREFECTURE, Rank.COUNTY)) == 1
        )
        above = {item.name for division in known for item in register().above(division)}
        return cls(
            frozenset(place for place in places if place.endswith(("县", "区", "市", "旗"))),
            frozenset(place for place in places if place.endswith(("镇", "乡", "街道"))),
            frozenset(_stem(place) for place in places | above if len(_stem(place)) >= _AGAIN),
            known,
        )

    def is_place(self, name: str) -> bool:
        """True where the register has a county or township of this name, or does not know the body's own place either."""
        return not self.known or bool(register().named(name, Rank.COUNTY, Rank.TOWNSHIP))

    def within(self, name: str) -> bool:
        """True for a place of the register that lies within the body's own prefecture or county."""
        return any(
            other.code.startswith(mine.code)
            for mine in self.known
            for other in register().named(name)
        )

    def holds(self, name: str) -> bool:
        """True for a name of one of the body's places, whole or in part."""
        stem = _stem(name)
        return name in self.stems or any(
            stem.endswith(mine) or mine.endswith(stem) or mine in stem for mine in self.stems
        )


@check("AR404", "other-body-named", label="出现其他机关的名称", level=Level.WARNING)
def other_body(context: Context) -> Iterator[Finding]:
    """正文不应以其他乡镇、其他县的名义说话。

    What it checks: townships other than the body's own and counties other than those of its name, as a body (……人民政府, 党委,
    政务公开办, 教育局) or as the subject of a sentence, and papers named after another county (《今日……》).
    Why: the surest sign of a report copied from elsewhere.
    Example: 柳河镇的年报写“松林镇人民政府高度重视”。
    Known limits: a neighbour named honestly is reported too. A name that neither acts nor is a body, and a daily that may be
    the prefecture's, are notices. Cities are judged only where the register of divisions knows the body's own county;
    townships are left out in the report of a county or a department. Counties are judged only where the report's own is known.
    Basis: 国办公开办函〔2021〕30号（内容雷同的，依法追究责任）.
    """
    report = context.report
    own = Own.of(report)
    if not own.stems:
        if report.sections:
            yield not_assessable(
                "AR404", "本机关的名称", "是否混入其他机关的名称", "请在标题写明机关全称"
            )
        return
    seen: set[str] = set()
    candidates = list(_candidates(report, own))
    counts = Counter(name for _, name, _, _ in candidates)
    for place, name, span, sure in candidates:
        if name in seen:
            continue
        seen.add(name)
        if _VISITS.search(_sentence(place.text, span[0])):
            continue
        sure = sure or any(item[3] for item in candidates if item[1] == name) or counts[name] > 1
        yield passage_finding(
            context,
            "AR404",
            place,
            f"“{excerpt(place.text, *span)}”出现“{name}”，而本报告是{report.body}的",
            "请核对是否抄自其他机关",
            name,
            expected=report.body,
            level=None if sure else Level.NOTICE,
        )
    for item in foreign_places(report):
        if _VISITS.search(item.quote):
            continue
        if item.name not in seen and item.name not in _VERBS and not own.within(item.name):
            yield passage_finding(
                context,
                "AR404",
                Passage(item.quote, item.section, item.origin),
                f"“{excerpt(item.quote)}”出现“{item.name}”，而本报告是{report.body}的",
                "请核对是否抄自其他机关",
                item.name,
                expected=report.body,
                level=None if item.why in ("subject", "contact") else Level.NOTICE,
            )


def _sentence(text: str, at: int) -> str:
    """The sentence that this place of a text lies in."""
    start = max(text.rfind(stop, 0, at) for stop in "。；;！？\n") + 1
    end = min(
        (found for stop in "。；;！？\n" if (found := text.find(stop, at)) >= 0), default=len(text)
    )
    return text[start:end]


Candidate = tuple[Passage, str, tuple[int, int], bool]
"""Where, which name, its span, and whether it acts or is a body."""


def _candidates(report: AnnualReport, own: Own) -> Iterator[Candidate]:
    level = report.identity.level
    for place in paragraphs(report):
        for found in _NAMED.finditer(place.text):
            name, after = found["name"], place.text[found.end("name") :][:8]
            local = name.endswith(("镇", "乡", "街道"))
            if local and (level not in ("township", "street") or not own.townships):
                continue
            if not local and (level in ("city", "province") or not own.counties):
                continue
            if own.holds(name) or not _may_be_a_name(name) or not own.is_place(name):
                continue
            opens = not found["led"]
            body = bool(_BODY.match(after))
            sure = (
                body or bool(_SPEAKS.match(after))
                if opens
                else bool(_GOVERNS.match(after)) and found["led"] not in _BESIDE
            )
            if not sure and not body and found["led"] in _BESIDE:
                continue
            if sure or body or not local:
                yield place, name, found.span("name"), sure
        yield from _papers(place, own)


def _papers(place: Passage, own: Own) -> Iterator[Candidate]:
    for found in _PAPER.finditer(place.text):
        stem = found["today"] or found["paper"]
        if _NATIONAL.search(stem) or own.holds(stem) or not own.counties:
            continue
        yield place, found[0], found.span(), bool(found["today"])


def _stem(place: str) -> str:
    return re.sub(r"(?:自治县|街道|[省市州县区旗镇乡])$", "", place)


def _may_be_a_name(name: str) -> bool:
    stem = _stem(name)
    if name.endswith(("县", "旗")) and _NO_COUNTY.search(stem):
        return False
    return len(stem) > _ONE_CHARACTER_STEM and not _NO_STEM.search(stem)
