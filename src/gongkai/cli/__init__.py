"""The command line: `gongkai …`, the commands that need no database.

Each command lives in the module named after it and is imported only when called, so that start-up stays short.
Exit codes: 0 done and clean, 1 findings (of level error for reports), 2 unreadable input or a wrong call.
"""

from __future__ import annotations

import sys

import click

from gongkai import __version__
from gongkai.cli.lazy import CommandsByName

COMMANDS = {
    "report": (
        "gongkai.cli.report:report",
        "读、核对、整理、转换、比较、汇总政府信息公开工作年度报告",
    ),
    "screen": (
        "gongkai.cli.screen:screen",
        "查出文件里的个人信息、密级标志和隐藏内容，生成遮盖后的副本",
    ),
    "guide": (
        "gongkai.cli.guide:guide",
        "核对政府信息公开指南：过时的期限、起算、条号、收费，缺少的法定内容",
    ),
    "deadline": ("gongkai.cli.deadline:deadline", "计算依申请公开的法定期限，逐日说明理由"),
    "workdays": (
        "gongkai.cli.workdays:workdays",
        "数工作日：含调休上班日，超出已发布的放假安排即拒绝",
    ),
    "fee": ("gongkai.cli.fee:fee", "计算信息处理费，列出每一档"),
    "law": ("gongkai.cli.law:law", "查一条法规：本软件为这一条做了什么"),
}


@click.command(
    cls=CommandsByName,
    table=COMMANDS,
    epilog="例：gongkai report check 年报.docx    某一命令的说明：gongkai report check --help",
)
@click.version_option(
    __version__, "--version", prog_name="gongkai", message="%(prog)s %(version)s", help="显示版本。"
)
def gongkai() -> None:
    """gongkai 公开：政府信息公开的开放软件。读年报、核对数字、算期限、筛查个人信息；不联网，文件不出本机。"""


def main() -> None:
    """Run `gongkai`; the entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    gongkai(prog_name="gongkai")
