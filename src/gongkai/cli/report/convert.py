"""`gongkai report convert`: the same report in another form."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.cli.report.inputs import READING_ERRORS, read_input
from gongkai.cli.report.outputs import form_of, output_option, save, written
from gongkai.documents.writers.errors import WriterError


@click.command(cls=PlainCommand, epilog="例：gongkai report convert 年报.pdf -o 年报.docx")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@output_option("输出文件，扩展名 docx、pdf、html、xlsx 或 json。")
def convert(file: Path, output: Path) -> None:
    """把报告转成 docx、pdf、html、xlsx 或 json：文字和数字不变。

    没有读出的格留空，不当作 0。xlsx 里合计是公式，另附勾稽核对和问题清单。
    """
    form = form_of(output)
    try:
        report = read_input(file)
        save(output, written(report, form), sources=(file,))
    except (*READING_ERRORS, WriterError) as error:
        raise Refusal(str(error)) from error
    unread = report.unread()
    click.echo(f"已写入 {output}。")
    if unread:
        click.echo(f"有{len(unread)}格原文没有数字，留空；用 gongkai report read --csv 查看理由。")
