"""Rank the rows of the catalogue for a new item, by the row's words and by the body's earlier items."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gongkai.papers.periods import without_period

TITLE_WEIGHT = 2.0
EARLIER_WEIGHT = 14.0
LIKENESS = 0.5
"""Two titles that share so much of their pairs of characters are taken for the same matter."""
# Whose paper it is says little about what it is about: 财政局 signs notices on pensions.
_BODIES = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:人民政府办公室|人民政府|办公室|委员会|局)")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_EMPTY_PAIRS = frozenset(
    "情况 信息 工作 有关 公开 公示 公告 通知 政府 人民 实施 其他 以及 事项 管理 结果 法律 法规 规定 国家".split()
)


@dataclass(frozen=True)
class RowWords:
    """A row of the catalogue in words. ``key`` names it; ``code`` may have words of its own in the data."""

    key: int
    code: str
    name: str
    content: str = ""


@dataclass(frozen=True)
class Ranked:
    """A row with how well it fits, and why in words."""

    key: int
    score: float
    why: str


@cache
def _known_words() -> dict[str, list[str]]:
    text = files("gongkai.papers").joinpath("row_words.toml").read_text("utf-8")
    words: dict[str, list[str]] = tomllib.loads(text)
    return words


def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring Chinese characters in a text."""
    return Counter(run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))


def likeness(first: str, second: str) -> float:
    """How much of their pairs of characters two titles share, periods aside: 0 to 1."""
    one, other = pairs(without_period(first)), pairs(without_period(second))
    shared = sum((one & other).values())
    return 2 * shared / (sum(one.values()) + sum(other.values())) if one and other else 0.0


def rank(
    title: str,
    words: str,
    rows: Sequence[RowWords],
    *,
    earlier: Iterable[tuple[str, int]] = (),
    most: int = 5,
) -> list[Ranked]:
    """The rows that fit best, the best first; rows that nothing speaks for are left out.

    ``words`` is the text below the title; ``earlier`` are titles of the body's items with their rows.
    """
    own = {row.key: pairs(f"{row.name}，{row.content}") for row in rows}
    spread = Counter(pair for each in own.values() for pair in each)
    matter = _BODIES.sub("，", title) if len(_BODIES.sub("", title)) > 6 else title
    asked_title, asked_text = pairs(matter), pairs(words[:1500])
    before: dict[int, tuple[float, str]] = {}
    for old, key in earlier:
        like = likeness(title, old)
        if like >= LIKENESS and like > before.get(key, (0.0, ""))[0]:
            before[key] = (like, old)
    ranked = []
    for row in rows:
        score = 0.0
        told: list[str] = []
        for pair in own[row.key]:
            if pair in _EMPTY_PAIRS:
                continue
            weight = math.log(1 + len(rows) / spread[pair])
            if pair in asked_title:
                score += TITLE_WEIGHT * weight
                told.append(pair)
            elif pair in asked_text:
                score += 0.15 * weight
        known = _known_words().get(row.code.rpartition(".")[2], [])
        hits = [word for word in known if word in matter]
        score += sum(4.0 * len(word) for word in hits)
        seen = [word for word in known if word not in hits and word in words[:1500]]
        score += sum(0.4 * len(word) for word in seen)
        why = (
            f"含“{'、'.join([*hits, *seen][:3] or told[:3])}”"
            if hits or seen or told
            else "正文用词"
        )
        if row.key in before:
            like, old = before[row.key]
            score += EARLIER_WEIGHT * like
            why = f"与本单位已有“{old[:30]}”相近"
        if score > 0.5:
            ranked.append(Ranked(row.key, round(score, 3), why))
    ranked.sort(key=lambda each: (-each.score, each.key))
    return ranked[:most]
