"""The quality of an item in points: what each hint costs, and how the points are had back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.web.publishing.items.quality import Dimension

PER_DIMENSION = 20
PER_HINT = 5
LATE = 20
"""A day that has passed does not come back."""
_REGAIN = (
    (r"^还没有", "在“修改”里补上这几项。"),
    (r"^目录要求", "在正文或附件里补上这几项内容；确实没有的写一句为什么没有。"),
    (r"没有看到.*空表", "补上缺的表，没有数据的附空表并说明。"),
    (r"超过 \d+ 天", "这一条补不回来；下一次在期限内公开，“今日”会提醒。"),
    (r"^文号", "在“修改”里把文号改成提示的写法。"),
    (r"^标题有", "把标题缩短，细节写进正文。"),
    (r"^标题末尾", "在“修改”里删去标题末尾的标点或后缀。"),
    (r"^印发日期", "对照纸质件改正其中一个日期。"),
    (r"没有小标题", "在正文里加几个小标题。"),
    (r"^筛查有", "按“发布前筛查”逐处遮盖或改正。"),
    (r"^标题说", "把名单放进正文或附件；没有名单的，把标题改成正文真正说的事。"),
    (r"^正文像", "换一个栏目，或者把名单、标准、办法等应当公开的内容写进来。"),
    (r"^没有找到", "在正文里把这几件事写清楚。"),
    (r"句超过", "把长句断开。"),
    (r"合计|相加|不一致", "核对附件里的数，改正后重新上传。"),
)


@dataclass(frozen=True)
class LostPoint:
    """Points that a dimension lost to a hint, and what gives them back."""

    dimension: str
    points: int
    hint: str
    regain: str


@dataclass(frozen=True)
class QualityScore:
    """The points of an item: of the dimensions that can be judged, and where each lost point went."""

    total: int
    out_of: int
    lost: tuple[LostPoint, ...]


def points_of(dimensions: Iterable[Dimension]) -> QualityScore:
    """Twenty points a dimension; a hint costs five, a day missed all twenty. What cannot be judged does not count."""
    out_of = 0
    lost: list[LostPoint] = []
    for dimension in dimensions:
        if dimension.good is None:
            continue
        out_of += PER_DIMENSION
        left = PER_DIMENSION
        for hint in () if dimension.good else dimension.hints:
            cost = min(left, LATE if dimension.name == "及时" else PER_HINT)
            left -= cost
            if cost:
                lost.append(LostPoint(dimension.name, cost, hint, _regain(hint)))
    return QualityScore(out_of - sum(each.points for each in lost), out_of, tuple(lost))


def _regain(hint: str) -> str:
    return next(
        (told for pattern, told in _REGAIN if re.search(pattern, hint)), "按提示核对后改正。"
    )
