"""How much a text says of a matter: 低保 … 120户, so that two papers on one matter can be held against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

UNITS = ("户", "人", "人次", "元", "万元", "亩", "平方米", "公里", "件", "条", "个", "座", "处")
TIMES = {"万元": ("元", 10_000)}
_AMOUNT = re.compile(
    r"(?<![\d.第〔])(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>"
    + "|".join(sorted(UNITS, key=len, reverse=True))
    + ")"
)
SHORTEST_NAME, MOST_LEFT_OUT = 4, 4
"""Of a short name: its least length, and how many characters the full name may have more."""
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: its value in the plain unit (元 for 万元), as written, and the sentence around it."""

    value: Decimal
    unit: str
    raw: str
    sentence: str


def quantities(text: str) -> list[Quantity]:
    """Every figure with a unit, in order."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        for match in _AMOUNT.finditer(sentence[0]):
            try:
                value = Decimal(re.sub("[,，]", "", match["number"]))
            except InvalidOperation:
                continue
            unit, times = TIMES.get(match["unit"], (match["unit"], 1))
            found.append(Quantity(value * times, unit, match[0], sentence[0].strip()))
    return found


_TOLD_BESIDE = re.compile(
    r"发放(?:资金|金额|情况|人数|户数|面积)?|资金|金额|总额|人数|户数|件数|面积|对象|人员|家庭|享受|在册|情况|标准|名单|合计|总数|数量|(?:20\d\d年)?(?:1[0-2]|[1-9])?月份?$|保障(?=$)"
)


def matter_key(matter: str) -> str:
    """A matter without the words that two sections add in their own way: 惠农补贴发放 and 惠农补贴 are one matter.

    A matter of such words alone stays as it is.
    """
    plain = re.sub(r"[\s（）()“”\"、，]", "", matter)
    return _TOLD_BESIDE.sub("", plain) or plain


def one_matter(one: str, other: str) -> bool:
    """Whether two keys name one matter: the same, or one the everyday short name of the other.

    >>> one_matter("耕地地力补贴", "耕地地力保护补贴")
    True
    >>> one_matter("农村低保", "农村特困")
    False
    """
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) < SHORTEST_NAME or len(long) - len(short) > MOST_LEFT_OUT:
        return False
    if (short[:2], short[-2:]) != (long[:2], long[-2:]):
        return False
    # 城镇低保 leaves nothing out of 城镇居民低保 but what stands together in its middle.
    at = next((at for at in range(len(short)) if short[at] != long[at]), len(short))
    return long[at + len(long) - len(short) :] == short[at:]


def on_matter(text: str, matter: str, unit: str) -> list[Quantity]:
    """Figures of a unit in the sentences that name the matter."""
    return [each for each in quantities(text) if each.unit == unit and matter in each.sentence]
