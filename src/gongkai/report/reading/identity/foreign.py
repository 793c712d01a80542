"""Places in a report that are not its own: another county or city that acts, has a bureau, or is the one to call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.divisions import Division, Rank, register
from gongkai.documents.model import NOWHERE, Origin
from gongkai.report.model import AnnualReport, Identity

_KINDS = (Rank.PREFECTURE, Rank.COUNTY)
_ACTS = re.compile(
    r"(?:(?:县|市|区|州|旗|盟)?(?:委|人民政府|政府)(?:办公室|办)?)?(?:高度|认真|积极|严格|不断|坚持|切实|始终|进一步|持续|主动|大力|扎实|深入|充分|共|未|没有|加强|建立|成立|组织|将|把|强化|完善|公开|收到|按照|紧紧|全面|每(?:半?年|季|月|周)|指定|明确|安排|全年|今年|本年|严格|强化|推动|推进|印发|制定)"
)
_BUREAU = re.compile(
    r"(?:人民政府|政府|县委|市委|区委|党委)(?!网|门户|信息公开网)|[\u3400-\u9fff]{2,12}?(?:局|委员会|管委会|办公室|中心|支队|大队)"
)
_TO_CALL = re.compile(r"[\u3400-\u9fff]{0,16}(?:联系|反映|咨询)")
_AT = re.compile(r"(?:地\s*址|联系单位|受理机构)\s*[:：][^，。；]{0,8}$")
_CALL = re.compile(r"电话|传真|地址|邮编|联系|邮箱")
_ABOUT_OTHERS = re.compile(
    r"(?:学习|借鉴|赴|到|前往|考察|来自|援助|支援|对口|帮扶|位于|毗邻|邻近|招商|参观|调研|交流|合作|迁|籍|生于|通往|至|从|与|和|、)$"
)
_BOOK = re.compile(r"《[^《》]*》|“[^“”]*”|https?://\S+")
_HAN = "\u3400-\u9fff"
_ENDS = re.compile(r"[县市区旗州盟]")
_SHORTEST, _LONGEST = 3, 15


@dataclass(frozen=True, slots=True)
class ForeignPlace:
    """A county or city that is not the report's: `name` as printed, `why` it is no mere mention, where it stands.

    `why`: `subject`, `body`, `contact` or `city`.
    """

    name: str
    why: str
    quote: str
    section: str
    origin: Origin = NOWHERE


def foreign_places(report: AnnualReport) -> Iterator[ForeignPlace]:
    """Counties and cities of the register that the report speaks of as if they were its own body, each once.

    A body that the register does not have, or names more than once, may lie in any city: then cities are left out, and
    counties are judged by their names only.
    """
    own = _own(report.identity)
    if own is None:
        return
    seen: set[str] = set()
    for section, text, origin in _texts(report):
        plain = _BOOK.sub(lambda found: "※" * len(found[0]), text)
        for start, end, divisions in _named(plain):
            name = plain[start:end]
            if name in seen or own.holds(name):
                continue
            if not own.certain and all(item.rank is Rank.PREFECTURE for item in divisions):
                continue
            why = _why(plain, start, end, own)
            if why is not None:
                seen.add(name)
                yield ForeignPlace(name, why, text[max(0, start - 8) : end + 16], section, origin)


def _why(text: str, start: int, end: int, own: _Own) -> str | None:
    before, after = text[:start], text[end:]
    if _CALL.search(text) and (_TO_CALL.match(after) or _AT.search(before)):
        return "contact"
    if _ABOUT_OTHERS.search(before):
        return None
    opens = not before or not re.match(rf"[{_HAN}]", before[-1]) or before.endswith(("年", "度"))
    if opens and _ACTS.match(after):
        return "subject"
    if _BUREAU.match(after):
        return "body"
    return "city" if own.certain and text[start:end].endswith("市") and opens else None


@dataclass(frozen=True, slots=True)
class _Own:
    """The report's places, and all above and below them where the register has exactly one such place."""

    names: frozenset[str]
    certain: bool

    def holds(self, name: str) -> bool:
        return any(name in mine or mine in name for mine in self.names)


def _own(identity: Identity) -> _Own | None:
    names = {
        name
        for name in (
            identity.organization_full,
            identity.organization,
            identity.title_body,
            identity.signature_body,
        )
        if name
    }
    if not names:
        return None
    known = [item for name in names for _, _, items in _named(name) for item in items]
    chains = [{item, *register().above(item)} for item in known]
    one = len({item.code[:4] for item in known if item.rank is Rank.COUNTY}) == 1
    places = {item.name for chain in (chains if one else ()) for item in chain}
    return _Own(frozenset(names | places), certain=one)


def _texts(report: AnnualReport) -> Iterator[tuple[str, str, Origin]]:
    for text in report.preamble:
        yield "preamble", text, NOWHERE
    for section in report.sections:
        for paragraph in section.paragraphs:
            yield section.id, paragraph.text, paragraph.origin
    for text in report.signature:
        yield "signature", text, NOWHERE


def _named(text: str) -> Iterator[tuple[int, int, tuple[Division, ...]]]:
    """Where the names of counties and prefectures stand in a text, the longest at each place, and what they may be."""
    by_name = register().by_name
    done = 0
    for found in _ENDS.finditer(text):
        for start in range(max(done, found.end() - _LONGEST), found.end() - _SHORTEST + 1):
            named = by_name.get(text[start : found.end()], ())
            fitting = tuple(item for item in named if item.rank in _KINDS)
            if fitting:
                yield start, found.end(), fitting
                done = found.end()
                break
