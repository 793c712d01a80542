"""The reference page on the law: instruments, numbers, settings, codelists and the conformance table.

`python -m gongkai.statute.reference` writes it to standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from gongkai.statute.citations import Instrument, load_instruments, resolve
from gongkai.statute.codelists import Codelist, load_codelists
from gongkai.statute.duties import load_duties
from gongkai.statute.parameters import load_parameters
from gongkai.statute.settings import MARKS, load_settings

_MARKS = dict(zip(MARKS, ("通行做法", "尚无定论"), strict=True))


def page() -> str:
    """The whole page, as it is kept in docs/reference/law.md."""
    duties = load_duties()
    proved = sum(bool(duty.tests) for duty in duties.values())
    lines = [
        "# 法规",
        "",
        "本页由数据生成。每一数值、代码和职责后面是依据；“核对”是最近一次与公布的文本比较的日期，"
        "“未核对”的条目只作参考。法律未明定之处是设置，不作为法律引用。",
        "",
        f"## 职责对照表（{len(duties)}项，其中{proved}项有测试证明）",
        "",
        *_duties(),
        "",
        "## 期限与数额",
        "",
        *_parameters(),
        "",
        "## 设置",
        "",
        *_settings(),
        "",
        "## 代码列表",
        "",
    ]
    for codelist in load_codelists().values():
        lines += [f"### {codelist.label} `{codelist.id}`", "", *_codelist(codelist), ""]
    lines += ["## 法规文件", "", *_instruments(), ""]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '／') or '—' for cell in row)} |"


def _cites(cites: Iterable[str]) -> str:
    return "；".join(f"{resolve(cite)} `{cite}`" for cite in cites)


def _duties() -> Iterator[str]:
    return _table(
        ("编号", "职责", "依据", "承担", "证明"),
        (
            (
                f"`{duty.id}`",
                duty.text,
                _cites(duty.cites),
                f"`{duty.room}`",
                duty.pending or "<br>".join(f"`{test}`" for test in duty.tests),
            )
            for duty in load_duties().values()
        ),
    )


def _parameters() -> Iterator[str]:
    return _table(
        ("编号", "名称", "数值", "施行", "依据", "核对"),
        (
            (
                f"`{parameter.id}`",
                parameter.label,
                parameter.in_chinese(value),
                f"{value.begins}起" + (f"，至{value.ends}（不含）" if value.ends else ""),
                _cites([value.cite]),
                str(value.checked or "未核对"),
            )
            for parameter in load_parameters().values()
            for value in parameter.values
        ),
    )


def _settings() -> Iterator[str]:
    return _table(
        ("编号", "名称", "默认", "可选", "性质", "理由", "相关条款"),
        (
            (
                f"`{setting.id}`",
                setting.label,
                f"`{setting.default}`",
                "；".join(f"`{code}` {label}" for code, label in setting.choices.items())
                or f"{setting.least}至{setting.most}{setting.unit}",
                _MARKS[setting.mark],
                setting.why,
                _cites(setting.touches),
            )
            for setting in load_settings().values()
        ),
    )


def _codelist(codelist: Codelist) -> Iterator[str]:
    return _table(
        ("代码", "名称", *(f"`{key}`" for key in codelist.keys), "依据"),
        (
            (
                f"`{code.id}`",
                code.label,
                *("、".join(code.texts(key)) for key in codelist.keys),
                _cites(code.cites) or f"做法：{code.practice}",
            )
            for code in codelist
        ),
    )


def _instruments() -> Iterator[str]:
    return _table(
        ("编号", "名称", "文号", "施行", "失效", "核对", "备注"),
        (
            (
                f"`{instrument.id}`",
                instrument.title,
                instrument.number or "",
                _in_force(instrument),
                str(instrument.ends or ""),
                str(instrument.checked or "未核对"),
                _remarks(instrument),
            )
            for instrument in load_instruments().values()
        ),
    )


def _in_force(instrument: Instrument) -> str:
    if instrument.kind == "holiday notice":
        return f"{instrument.issued}发布"
    return str(instrument.in_force or f"{instrument.year}年")


def _remarks(instrument: Instrument) -> str:
    apart = [
        f"第{number}条未核对"
        for number, article in instrument.articles.items()
        if instrument.checked and not article.compared
    ]
    return "；".join([*([instrument.note] if instrument.note else []), *apart])


if __name__ == "__main__":
    sys.stdout.write(page())
