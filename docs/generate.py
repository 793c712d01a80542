"""Write the generated pages of docs/reference. `make docs` runs this; a test holds the pages up to date."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from gongkai.cli import gongkai
from gongkai.letters import reference as letters
from gongkai.report.checks.registry import HEADINGS, Check, checks
from gongkai.report.edition import editions
from gongkai.report.facts import FACTS
from gongkai.screening import reference as screening
from gongkai.statute import reference as law

REFERENCE = Path(__file__).parent / "reference"
LEVELS = {"error": "错误", "warning": "警告", "notice": "提示"}
HEADINGS_IN_CHINESE = {
    "What it checks": "查什么",
    "Why": "为什么",
    "Example": "例",
    "Known limits": "看不出什么",
    "Basis": "依据",
}
PARTS = {
    "source": "来源质量",
    "shape": "来源与形状",
    "relations": "勾稽关系",
    "prose": "正文与表格",
    "contradictions": "自相矛盾",
    "plausibility": "合理性",
    "format": "格式",
    "numbering": "序号",
    "text": "文字",
    "wording": "残缺与重复",
    "other_bodies": "其他机关的名称",
    "privacy": "个人信息与保密",
    "law": "法定要求",
    "hierarchy": "上下级与同级",
    "across_years": "跨年度",
}


def checks_page() -> str:
    """Every rule with its code, level, editions and five headings."""
    lines = [
        "# 核对规则",
        "",
        f"`gongkai report check` 的{len(checks())}条规则。编号终身不变；级别：错误（报告有错）、警告（几乎肯定有错）、"
        "提示（请看一眼）；缺数据无法判断的，一律给出“无法核验”，不算通过。",
        "",
    ]
    part = ""
    for item in checks():
        if item.part != part:
            part = item.part
            lines += [f"## {PARTS.get(part, part)}", ""]
        lines += [*_check(item), ""]
    return "\n".join(lines)


def _check(item: Check) -> Iterator[str]:
    doc = inspect.cleandoc(item.rule.__doc__ or "")
    yield f"### {item.code} {item.label} `{item.name}`"
    yield ""
    yield doc.partition("\n")[0]
    yield ""
    yield f"- 级别：{LEVELS[item.level.value]}；格式：{'、'.join(item.editions)}"
    for heading, text in headings(doc).items():
        yield f"- {HEADINGS_IN_CHINESE[heading]}：{text}"


def headings(doc: str) -> dict[str, str]:
    """The five headings of a rule's docstring and what stands under each."""
    pattern = "|".join(re.escape(heading) for heading in HEADINGS)
    pieces = re.split(rf"^({pattern}): ", doc, flags=re.MULTILINE)
    return {
        heading: " ".join(text.split())
        for heading, text in zip(pieces[1::2], pieces[2::2], strict=True)
    }


def cells_page() -> str:
    """Every cell id of every edition with its printed labels, and the facts of the prose."""
    lines = [
        "# 格的编号",
        "",
        "一格写作 `<表>.<行>.<列>`；值是数字，或 `null`（没有读出、文件中没有）。",
        "",
    ]
    for form in editions():
        lines += [
            f"## {form.label} `{form.id}`",
            "",
            f"{form.document}，共{len(form.cell_ids())}格。",
            "",
        ]
        for table in form.tables:
            lines += [f"### {table.label} `{table.id}`", "", "| 行 | 列 |", "|---|---|"]
            for row in table.rows():
                columns = "、".join(
                    f"`{column.id}` {column.label}" for column in table.columns_of(row.id)
                )
                lines.append(f"| `{row.id}` {row.label} | {columns} |")
            lines += ["", "勾稽关系：", ""]
            for item in table.sums:
                per = "每列" if item.per == "column" else "每行"
                left = "＋".join(f"`{name}`" for name in item.left)
                right = "＋".join(f"`{name}`" for name in item.right)
                lines.append(f"- {item.label}（{per}）：{left}＝{right}")
            lines.append("")
    lines += [
        "## 正文中的事实 `facts`",
        "",
        "| 编号 | 名称 | 单位 | 对应的格 |",
        "|---|---|---|---|",
    ]
    for fact in FACTS:
        cells = "＋".join(f"`{cell}`" for cell in fact.cells) or "—"
        lines.append(f"| `{fact.id}` | {fact.label} | {fact.unit or '—'} | {cells} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The help of every command, as it is printed."""
    lines = ["# 命令", "", "退出码：0 完成且没有问题；1 有问题；2 读不了或用法不对。", ""]
    for path, command in commands(gongkai, ("gongkai",)):
        settings = {**command.context_settings, "terminal_width": 100}
        context = click.Context(command, info_name=" ".join(path), **settings)
        lines += [f"## {' '.join(path)}", "", "```", command.get_help(context), "```", ""]
    return "\n".join(lines)


def commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and every command below it, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from commands(inner, (*path, name))


PAGES: dict[str, Callable[[], str]] = {
    "checks.md": checks_page,
    "cells.md": cells_page,
    "commands.md": commands_page,
    "law.md": law.page,
    "letters.md": letters.page,
    "screening.md": screening.page,
}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
