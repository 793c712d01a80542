"""How much of one report's prose stands in another: character 5-grams after masking.

Names, years, figures and the terms that the form prescribes are masked: everyone must use them.

Tables take no part: they are the same form for everyone and would make strangers look alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from gongkai.report.model import AnnualReport

GRAM = 5
PROSE_PARTS = ("overview", "problems")
"""The parts in which a report speaks for itself; the thresholds of the rules were measured on them."""

_CHARACTER_BITS = 17
_WINDOW = (1 << _CHARACTER_BITS * GRAM) - 1
_RARE = 8  # a gram of at most this many reports is counted pair by pair, a commoner one by bit
_MASK = "某"
_TERM = "式"
_BODY = re.compile(r"(?:人民政府)?(?:办公厅|办公室|街道办事处|办事处|管理委员会|管委会|委员会)?$")
_PLACE = re.compile(
    r"[^省市州盟县区旗乡镇]{2,}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗|街道|乡|镇)"
)
_OWN = re.compile(r"[我本全该](?:省|市|州|县|区|旗|乡|镇|街道|局|委|办|机关|单位)")
_PRESCRIBED = re.compile(
    r"依申请公开政府信息|主动公开政府信息|政府信息公开工作|政府信息公开申请|政府信息公开平台建设|政府信息公开|政府信息管理"
    r"|(?:公开)?平台建设|主动公开|依申请公开|监督保障|行政复议|行政诉讼|(?:存在的)?主要问题|改进(?:情况|措施)"
)
"""Terms of the form and the law, which every report must use."""
_FIGURE = re.compile(r"\d+(?:[.,，]\d+)*")
_KEPT = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\uf900-\ufaff]+")

Grams = frozenset[int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are, 0–1. `jaccard`: shared grams of all; `containment`: shared grams of the shorter text."""

    jaccard: float
    containment: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that are alike, by their places in the sequence that was compared."""

    first: int
    second: int
    likeness: Likeness


def grams_of(report: AnnualReport) -> Grams:
    """The grams of a report's own prose; empty where parts one and five hold fewer than five characters."""
    own = [section.text for section in report.sections if section.id in PROSE_PARTS]
    texts = own or [section.text for section in report.sections]
    return grams("\n".join(texts), names_of(report))


def names_of(report: AnnualReport) -> frozenset[str]:
    """The names under which the report speaks of its body and its places, to be masked."""
    identity = report.identity
    bodies = (
        identity.organization,
        identity.organization_full,
        identity.title_body,
        identity.signature_body,
        identity.text_body,
    )
    names = set()
    for body in bodies:
        if not body:
            continue
        place = _BODY.sub("", body)
        parts = _PLACE.findall(place)
        names |= {body, place, *parts, *(part.rstrip("省市州盟县区旗乡镇") for part in parts)}
    return frozenset(name for name in names if len(name) >= 2)


def masked(text: str, names: Collection[str] = ()) -> str:
    """The text without punctuation and spaces, its names, years, figures and prescribed terms each one sign."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, _MASK)
    text = _OWN.sub(_MASK, text)
    text = _PRESCRIBED.sub(_TERM, text)
    text = _FIGURE.sub("0", text)
    return re.sub(f"{_MASK}+", _MASK, _KEPT.sub("", text))


def grams(text: str, names: Collection[str] = ()) -> Grams:
    """The 5-grams of the masked text, each packed into one number, the same in every process."""
    packed: set[int] = set()
    window = 0
    for at, character in enumerate(masked(text, names), 1):
        window = (window << _CHARACTER_BITS | ord(character)) & _WINDOW
        if at >= GRAM:
            packed.add(window)
    return frozenset(packed)


def likeness(first: Grams, second: Grams) -> Likeness | None:
    """How alike two texts are; None where one of them is too short to say."""
    if not first or not second:
        return None
    return _likeness(len(first & second), len(first), len(second))


def alike(texts: Sequence[Grams], *, at_least: float) -> list[Pair]:
    """Every pair of texts whose Jaccard figure is `at_least` (0–1], the most alike first.

    Exact: a gram that few texts share is counted through an inverted index, a common one as a bit of a long number,
    so that a thousand reports (half a million pairs) take seconds.
    """
    found_in = Counter(gram for text in texts for gram in text)
    places: dict[int, int] = {}
    few: dict[int, list[int]] = {}
    for gram, count in found_in.items():
        if count > _RARE:
            places[gram] = len(places)
        elif count > 1:
            few[gram] = []
    bits = []
    for number, text in enumerate(texts):
        row = bytearray(len(places) // 8 + 1)
        for gram in text:
            if gram in places:
                row[places[gram] >> 3] |= 1 << (places[gram] & 7)
            elif gram in few:
                few[gram].append(number)
        bits.append(int.from_bytes(row, "little"))
    shared = Counter(pair for numbers in few.values() for pair in combinations(numbers, 2))
    pairs = list(_pairs([len(text) for text in texts], bits, shared, at_least))
    return sorted(pairs, key=lambda pair: (-pair.likeness.jaccard, pair.first, pair.second))


def _pairs(
    sizes: list[int], bits: list[int], shared: Counter[tuple[int, int]], at_least: float
) -> Iterable[Pair]:
    for first, (size, row) in enumerate(zip(sizes, bits, strict=True)):
        for second in range(first + 1, len(sizes)):
            other = sizes[second]
            if min(size, other) < at_least * max(size, other) or not size or not other:
                continue
            common = (row & bits[second]).bit_count() + shared.get((first, second), 0)
            if common >= at_least * (size + other - common):
                yield Pair(first, second, _likeness(common, size, other))


def _likeness(common: int, first: int, second: int) -> Likeness:
    return Likeness(common / (first + second - common), common / min(first, second))
