"""Names of public bodies taken apart: higher places, own place, and what the body is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PROVINCE, _CITY, _COUNTY, _TOWNSHIP = 1, 2, 3, 4
_SUFFIXES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("特别行政区", (_PROVINCE,)),
    ("自治区", (_PROVINCE,)),
    ("自治州", (_CITY,)),
    ("自治县", (_COUNTY,)),
    ("自治旗", (_COUNTY,)),
    ("民族乡", (_TOWNSHIP,)),
    ("街道", (_TOWNSHIP,)),
    ("苏木", (_TOWNSHIP,)),
    ("地区", (_CITY,)),
    ("省", (_PROVINCE,)),
    ("市", (_CITY, _COUNTY)),
    ("盟", (_CITY,)),
    ("县", (_COUNTY,)),
    ("区", (_COUNTY,)),
    ("旗", (_COUNTY,)),
    ("镇", (_TOWNSHIP,)),
    ("乡", (_TOWNSHIP,)),
)
_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_ZONE = re.compile(
    r"(?:开发|实验|高新|新技术产业|工业园|园|示范|保税|试验|合作|度假|旅游|风景|景|保护|功能|工业|产业|社|库|辖|灾|小|牧|垦)区$"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_GOVERNMENT_OFFICE = re.compile(r"(?:人民)?政府(?:党政)?(?:综合)?办(?:公室|公厅)?$")
_TOWNSHIP_OFFICE = re.compile(
    r"(?:(?:人民)?政府|街道办事处|办事处)?(?:党政|党建|综合)?(?:综合|事务|办事|管理)*办(?:公室)?$"
)
_TOWNSHIP_TAIL = re.compile(
    r"(?:(?:人民)?政府)?(?:(?:党政|党建|综合|便民|社会|经济|农业|退役|平安)[\u4e00-\u9fff]{0,10}(?:办公室|办|中心|站|所))?$"
    r"|(?:人民)?政府办公室$|(?:街道)?办(?:事处)?(?:[\u4e00-\u9fff]{0,8}办公室)?$|[\u4e00-\u9fff]{2,10}(?:所|站|中心|学校|小学|中学|学|卫生院|医院)$"
)
_DEPARTMENT = re.compile(r"(?:局|厅|委员会|委|办公室|办公厅|署|总队|支队|大队)$")
_ZONE_BODY = re.compile(r"(?:区|园|港|新城|岛|基地)(?:管理委员会|管委会)$")
_ZONE_PLACE = re.compile(
    r"(?:开发区|高新区|园区|新区|示范区|保税区|度假区|试验区|实验区|合作区|产业区|管理区|集聚区|景区)$"
)
_NO_TAIL = re.compile(
    r"[的了在是]|关于|信息公开|报告|网站$|大厅$|^(?:和|与|及|建设|规划|管理(?!委))"
)
_OTHER = re.compile(
    r"(?:中心|院|校|学|园|馆|站|所|公司|集团|银行|分行|支行|海关|社|台|队|处|会|厂|场|总站|政府|办事处|法院|检察院)$"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_FOREIGN_TO_NAMES = re.compile(
    r"[的和与及在是为对了由向等]|关于|根据|按照|管理|建设|工作|信息|公开"
)
_NAMES_ALL_THE_SAME = re.compile(
    r"呼和浩特|和林格尔|和布克赛尔蒙古|[\u3400-\u9fff]?和[\u3400-\u9fff]?|向[\u3400-\u9fff]|建设路?"
)
"""Stems of places that hold a word foreign to names: 泰和县, 和静县, 向阳区, 建设路街道."""
_LONGEST_NAME = 45
_LONGEST_PLACE = 14


@dataclass(frozen=True, slots=True)
class BodyName:
    """A public body's name: its places from the highest to its own, and what stands after them as written.

    `rank` is that of the last place (1 province, 2 city, 3 county, 4 township), 0 without one.
    """

    places: tuple[str, ...]
    tail: str
    rank: int

    @property
    def level(self) -> str:
        """province, city, county, township, street, department or other."""
        own = self.places[-1] if self.places else ""
        if self.rank == _TOWNSHIP and (
            not self.tail
            or _GOVERNMENT.fullmatch(self.tail)
            or _TOWNSHIP_OFFICE.fullmatch(self.tail)
            or self.tail in {"办", "办事处", "街道办事处"}
        ):
            return "street" if own.endswith(("街道", "街")) or "办事处" in self.tail else "township"
        if _ZONE_BODY.search(own + self.tail) or _ZONE_PLACE.search(own + self.tail):
            return "other"
        if self.places and (not self.tail or _GOVERNMENT.fullmatch(self.tail)):
            return {_PROVINCE: "province", _CITY: "city", _COUNTY: "county"}[self.rank]
        return "department" if _DEPARTMENT.search(self.tail) else "other"

    @property
    def name(self) -> str:
        """The body's full name without higher places: `渠口乡` is `渠口乡人民政府`.

        An office inside a township or street reports for it, so its name is that of the township or street.
        """
        own = self.places[-1] if self.places else ""
        if self.level == "street":
            stem = own.removesuffix("街道").removesuffix("街")
            return f"{stem}街道办事处"
        if self.level == "township":
            return f"{own}人民政府"
        if self.level in {"province", "city", "county"}:
            return f"{own}人民政府"
        if _GOVERNMENT_OFFICE.fullmatch(self.tail) and not self.tail.startswith("人民"):
            return f"{own}人民{self.tail}"
        return own + self.tail

    @property
    def full_name(self) -> str | None:
        """The name with the higher places; None where the name gives none."""
        return "".join(self.places[:-1]) + self.name if len(self.places) > 1 else None


def is_government_office(body: BodyName) -> bool:
    """True for the office of a province's, city's or county's government, which often writes that government's report."""
    return body.level == "department" and bool(
        body.places and _GOVERNMENT_OFFICE.fullmatch(body.tail)
    )


@lru_cache(maxsize=512)
def parse_body(text: str) -> BodyName | None:
    """Take a body's name apart; None where the text is not one name of a place or body.

    `平罗县渠口乡` and `三门峡市湖滨区磁钟乡人民政府` are; a sentence is not. White space does not matter.
    """
    name = re.sub(
        r"\s|[（(](?:盖章|公章|章|印章)[）)]|(?<=[局委厅室])[（(][\u3400-\u9fff]{2,24}(?:局|委员会|委|办公室|办|院|中心)[）)](?=$|办公室)",
        "",
        text,
    ).strip("：:《》“”\"'#*，,、。")
    if not 2 <= len(name) <= _LONGEST_NAME or not _HAN.fullmatch(name):
        return None
    best: tuple[float, BodyName] | None = None
    for score, places, tail, rank in _splits(name, 0, 0):
        if best is None or score > best[0]:
            best = (score, BodyName(places, tail, rank))
    return None if best is None else best[1]


def _splits(name: str, start: int, rank: int) -> list[tuple[float, tuple[str, ...], str, int]]:
    found: list[tuple[float, tuple[str, ...], str, int]] = []
    tail = name[start:]
    if _tail_fits(tail, rank, start > 0):
        found.append((-0.05 * len(tail), (), tail, rank))
    for end in range(start + 2, min(start + _LONGEST_PLACE, len(name)) + 1):
        place = name[start:end]
        street = place.endswith("街") and name[end:].startswith("办") and rank < _TOWNSHIP
        for own_rank, cost in [(_TOWNSHIP, 0.5)] if street else _place_ranks(place, rank):
            for score, places, rest, last in _splits(name, end, own_rank):
                found.append((score + 3 - cost, (place, *places), rest, last))
    return found


def _place_ranks(place: str, above: int) -> list[tuple[int, float]]:
    for suffix, ranks in _SUFFIXES:
        stem = place[: -len(suffix)]
        if not place.endswith(suffix) or not stem:
            continue
        if suffix == "区" and _ZONE.search(place):
            return []
        if _FOREIGN_TO_NAMES.search(stem) and not _NAMES_ALL_THE_SAME.fullmatch(stem):
            return []
        cost = 0.15 * abs(len(stem) - 2) + (0.6 if len(stem) == 1 else 0)
        if any(character in "省市县区旗镇乡" for character in stem[1:]):
            cost += 3.2 if len(stem) > 3 or stem[-1] in "省县区旗乡" else 0.8
        if suffix == "市" and place in _MUNICIPALITIES:
            return [(_PROVINCE, cost)] if above < _PROVINCE else []
        fitting = [own for own in ranks if own > above]
        return [(fitting[0], cost)] if fitting else []
    return []


def _tail_fits(tail: str, rank: int, placed: bool) -> bool:
    if not tail:
        return placed
    if len(tail) > 25:
        return False
    if rank == _TOWNSHIP:
        return bool(_TOWNSHIP_TAIL.match(tail))
    if _GOVERNMENT.search(tail):
        return placed and bool(_GOVERNMENT.fullmatch(tail))
    if not (_DEPARTMENT.search(tail) or _OTHER.search(tail) or _ZONE_PLACE.search(tail)):
        return False
    return len(tail) > 1 and not _NO_TAIL.search(tail)
