"""The reference page on the screening: kinds, varieties, masks, words, heads of columns.

`python -m gongkai.screening.reference` writes it to standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from gongkai.screening.kinds import Kind, kinds, varieties
from gongkai.screening.lexicon import lexicon
from gongkai.screening.page import LEVELS
from gongkai.screening.profiles import Action, Mask, shipped_profile
from gongkai.screening.wording import shipped_words

_ACTIONS = {
    Action.DROP: "删去（单元格留空，正文写作 `***`）",
    Action.SURNAME: "留姓，名写作“某”",
    Action.YEAR: "只留年份",
    Action.LEAVE: "不改动",
}
_PLACES = {"village": "只写到村（社区）", "township": "只写到乡镇（街道）"}


def page() -> str:
    """The whole page, as it is kept in docs/reference/screening.md."""
    lines = [
        "# 筛查的内容",
        "",
        "本页由数据生成。`gongkai screen` 查找下列内容；JSON 中的 `kind` 是“种类”，`variety` 是“表现”。"
        "摘录一律已遮盖。词表和表头写法见 `src/gongkai/screening/lists`，可以增补。",
        "",
    ]
    for kind in Kind:
        lines += [*_kind(kind), ""]
    lines += ["## 遮盖方案", "", "| 种类 | county 县级通行做法 | strict 从严 |", "|---|---|---|"]
    county, strict = shipped_profile("county"), shipped_profile("strict")
    for kind, mask in county.masks.items():
        lines.append(f"| `{kind.value}` | {_mask(mask)} | {_mask(strict.masks[kind])} |")
    lines += [
        "",
        "密级标志从不遮盖：有密级或内部标志的文件不生成副本。隐藏内容和文件属性从不带入副本。",
        "",
        "## 规范表述词表",
        "",
        "| 不当 | 应为 | 自 | 依据 |",
        "|---|---|---|---|",
    ]
    for word in shipped_words():
        lines.append(f"| {word.wrong} | {word.right} | {word.from_.isoformat()} | {word.cite} |")
    lines += ["", *_measured()]
    lines += ["", "## 表头的含义", "", "| 含义 | 写法（正则表达式） |", "|---|---|"]
    for entry in lexicon("columns")["meaning"]:
        pattern = entry["pattern"].replace("|", "\\|")
        lines.append(f"| `{entry['name']}` | `{pattern}` |")
    return "\n".join(lines) + "\n"


def _measured() -> Iterator[str]:
    """Figures on the papers of each hand that were kept back."""
    yield "## 在没有见过的文书上量出来的数"
    yield ""
    yield (
        "文书按写法分三份，两份写规则时看，一份留着只量不看，各做成 txt、html、docx、xlsx、pdf 五种文件，由 `bench/screening_unseen.py` 量。"
        "下表是留着的那一份。“三条正则”只找手机、身份证、银行卡；“Presidio”是它自带的识别器加上中国身份证、手机、号牌三条，不带语言模型。本表装了人名识别组件（`gongkai[names]`）；不装时前四批正文里的姓名依次是 95.65 %、92.86 %、88.89 %、95.74 %，其余的数几乎一样；第五、六批见该批的说明。没有见过的写法总会有漏的，也总会有多遮的：筛查代替不了三审。"
    )
    for hand in lexicon("measured")["hand"]:
        yield ""
        yield f"### {hand['label']}：{hand['kinds']}类、{hand['templates']}个写法"
        yield ""
        yield hand["who"]
        yield ""
        yield "| 查全率 | 目标 | 改动之前 | 现在 | 三条正则 | Presidio |"
        yield "|---|---|---|---|---|---|"
        for entry in hand["aspect"]:
            yield f"| {entry['label']} | {entry['aim']} | {entry['before']} | {entry['now']} | {entry['floor']} | {entry['presidio']} |"


def _kind(kind: Kind) -> Iterator[str]:
    entry = kinds()[kind]
    yield f"## `{kind.value}` {entry.label}"
    yield ""
    yield entry.why
    yield ""
    yield f"- 怎么办：{entry.hint}"
    yield f"- 依据：{entry.basis}"
    yield ""
    yield "| 表现 | 名称 | 程度 |"
    yield "|---|---|---|"
    for variety in varieties().values():
        if variety.kind is kind:
            yield f"| `{variety.name}` | {variety.label} | {LEVELS[variety.level]} `{variety.level.value}` |"


def _mask(mask: Mask) -> str:
    if mask.action is Action.KEEP:
        return f"留前{mask.head}位、后{mask.tail}位" if mask.head else f"只留后{mask.tail}位"
    return _PLACES[mask.to] if mask.action is Action.GENERALISE else _ACTIONS[mask.action]


if __name__ == "__main__":
    sys.stdout.write(page())
