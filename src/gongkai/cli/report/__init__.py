"""`gongkai report …`: annual reports read, checked, mended, converted, compared and added up."""

from __future__ import annotations

import click

from gongkai.cli.lazy import CommandsByName

COMMANDS = {
    "read": ("gongkai.cli.report.reading:read", "读出报告的身份、六个部分、三张表和正文中的数字"),
    "check": ("gongkai.cli.report.checking:check", "核对报告，列出问题、位置、应为多少和下一步"),
    "fix": ("gongkai.cli.report.fix:fix", "按现行格式整理成一份干净的报告，逐项列出改动"),
    "convert": ("gongkai.cli.report.convert:convert", "把报告转成 docx、pdf、html、xlsx 或 json"),
    "compare": ("gongkai.cli.report.compare:compare", "逐格逐段比较两份报告，给出雷同程度"),
    "merge": ("gongkai.cli.report.merge:merge", "把各单位的报告汇总成一份，指出对不上的地方"),
}


@click.command(
    cls=CommandsByName,
    table=COMMANDS,
    epilog="能读 docx、pdf、html、txt、xlsx、ofd、doc、wps 和扫描件；文件名写 - 表示标准输入。",
)
def report() -> None:
    """政府信息公开工作年度报告：六个部分、三张表、二百来个数字。"""
