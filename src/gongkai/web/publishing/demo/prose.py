"""Texts of real length for the invented county: what was done, a table, what went wrong, what comes next, whom to ask."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

TOPICS = (
    ("welfare", ("social_assistance", "livelihood", "elderly")),
    ("farming", ("agricultural", "rural_policies", "farmland", "poverty")),
    ("safety", ("safety", "emergencies", "inspections", "disaster")),
    ("environment", ("environment",)),
    ("land", ("land", "homestead", "spatial", "expropriation")),
    ("fiscal", ("budgets", "statistics", "procurement", "charges")),
    ("education", ("education",)),
    ("project", ("project", "irrigation", "plans")),
)
DOES = 4
ROWS = (4, 8)
UNITS = {"户": ("户数", "（户）"), "人": ("人数",), "万元": ("（万元）",)}
"""A unit as the text says it, and how the head of its column ends."""


@cache
def _prose() -> dict[str, Any]:
    text = files("gongkai.web.publishing.demo").joinpath("prose.toml").read_text("utf-8")
    return tomllib.loads(text)


def topic_of(row: str) -> str:
    """What an item under a row speaks of."""
    return next((name for name, marks in TOPICS if any(mark in row for mark in marks)), "general")


def keywords_of(row: str) -> str:
    """The keywords of an item under a row."""
    words: str = _prose()["topic"][topic_of(row)]["words"]
    return words


def report(
    row: str, opening: Sequence[str], places: Sequence[str], chance: random.Random
) -> list[str]:
    """The parts of a text as rich text: the facts of the series, then what a reader of such a paper expects."""
    common, topic = _prose()["common"], _prose()["topic"][topic_of(row)]
    does = chance.sample(topic["does"], min(DOES, len(topic["does"])))
    return [
        f"<p>{escape(chance.choice(common['opening']))}</p>",
        "<h2>一、基本情况</h2>",
        *(f"<p>{escape(part)}</p>" for part in opening),
        "<h2>二、主要做法</h2>",
        *(f"<p>{escape(part)}</p>" for part in does),
        "<h2>三、分项情况</h2>",
        _table(topic["table"], places, "".join(opening), chance),
        "<h2>四、存在的问题和下一步安排</h2>",
        f"<p>{escape(chance.choice(topic['faults']))}</p>",
        f"<p>{escape(chance.choice(topic['next']))}</p>",
        "<h2>五、咨询和监督</h2>",
        f"<p>{escape(chance.choice(common['asks']))}</p>",
    ]


def signed(body: str, on: date) -> str:
    """Who signs a paper, and when."""
    return f"<p>{escape(body)}</p><p>{on.year}年{on.month}月{on.day}日</p>"


# What a column of words holds; every other column holds a figure.
_OF_WORDS = {
    "地类": ("耕地", "林地", "园地", "建设用地"),
    "主要内容": ("路基清表", "路面硬化", "边沟砌筑", "涵洞安装"),
    "划片范围": ("河东村、柳林村", "河西村、渡口村", "集镇居民小区"),
    "咨询窗口": ("1号窗口", "2号窗口", "3号窗口"),
}
_PART = ("新增", "已整改", "办结")


def _cells(heads: Sequence[str], chance: random.Random) -> list[str]:
    """A line that goes together: a household has somebody in it, and what is done or new is a part of the whole."""
    found: list[int] = []
    cells = []
    for head in heads:
        figure = chance.randint(3, 96)
        if head in _OF_WORDS:
            cells.append(_OF_WORDS[head][figure % len(_OF_WORDS[head])])
            continue
        if found and "人数" in head:
            figure += found[0]
        elif found and any(word in head for word in _PART):
            whole = found[0] if "新增" in head else found[-1]
            figure = whole * figure // 100
        found.append(figure)
        cells.append(str(figure))
    return cells


def _table(heads: Sequence[str], places: Sequence[str], said: str, chance: random.Random) -> str:
    names = [*places][: ROWS[1]] or [f"第{number}项" for number in range(1, chance.randint(*ROWS))]
    drawn = [_cells(heads[1:], chance) for _ in names]
    columns = {head: list(cells) for head, *cells in zip(heads[1:], *drawn, strict=True)}
    counted = [head for head in columns if head not in _OF_WORDS]
    agreed = _agreeing(counted, [[int(cell) for cell in columns[head]] for head in counted], said)
    columns |= {
        head: [str(figure) for figure in column]
        for head, column in zip(counted, agreed, strict=True)
    }
    lines = [list(line) for line in zip(names, *columns.values(), strict=True)]
    cells = [
        "<tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>",
        *(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>"
            for line in lines
        ),
    ]
    return f"<table>{''.join(cells)}</table>"


def _agreeing(heads: Sequence[str], columns: list[list[int]], said: str) -> list[list[int]]:
    """The columns, where the text says their total, brought to it; no household without a person."""
    weights, fixed = columns[0], set()
    for at, head in enumerate(heads):
        unit = next((mark for mark, ends in UNITS.items() if head.endswith(ends)), "")
        totals = re.findall(rf"(\d+){unit}", said) if unit else []
        if unit in fixed or len(totals) != 1:
            continue
        fixed.add(unit)
        reached = [round(int(totals[0]) * part / sum(weights)) for part in accumulate(weights)]
        columns[at] = [now - before for before, now in pairwise([0, *reached])]
    if "在册人数" in heads and "人" not in fixed:
        households = columns[heads.index("在册户数")]
        columns[heads.index("在册人数")] = [
            number + more // 2
            for number, more in zip(households, columns[heads.index("在册人数")], strict=True)
        ]
    return columns
