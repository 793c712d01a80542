"""`gongkai report fix`: a clean report in the form that is due, every change listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import click

from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.cli.report.inputs import READING_ERRORS, read_input
from gongkai.cli.report.outputs import form_of, output_option, save, written
from gongkai.documents.writers.errors import WriterError
from gongkai.report.checks.places import cell_label
from gongkai.report.edition import edition
from gongkai.report.errors import ReportError
from gongkai.report.fix import Fixed
from gongkai.report.fix import fix as fix_report

_MOST_SHOWN = 12


@click.command(cls=PlainCommand, epilog="例：gongkai report fix 年报.doc -o 年报.docx")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@output_option("输出文件，通常是 .docx，也可以是 pdf、html、xlsx、json。")
@click.option(
    "--changes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="把改动清单另存为 .txt 或 .json。",
)
@click.option(
    "--fee",
    type=click.FloatRange(min=0),
    metavar="YUAN",
    help="台账上本年实际收取的信息处理费，以元计；没有收取的写 0。正文没有报告的，据此补写一句。",
)
def fix(file: Path, output: Path, changes: Path | None, fee: float | None) -> None:
    """按规定格式整理报告：文字、数字照旧，标题和表格规范，逐项列出改动。

    重复的序号依次改正；表格或台账（--fee）证明收费情况的，补写信息处理费一句。此外不添加任何内容：原文没有的数字留空，原文没有的部分只补标题。
    """
    form = form_of(output)
    list_form = None if changes is None else form_of(changes, ("txt", "json"))
    try:
        collected = None if fee is None else Decimal(str(fee))
        fixed = fix_report(read_input(file), fee_collected=collected)
        save(output, written(fixed.report, form), sources=(file,))
    except (*READING_ERRORS, ReportError, WriterError) as error:
        raise Refusal(str(error)) from error
    text = "\n".join(_lines(fixed))
    if changes is not None:
        listed = _as_json(fixed) if list_form == "json" else text
        save(changes, f"{listed}\n".encode(), sources=(file, output))
    click.echo(text)
    click.echo(f"已写入 {output}。")


def _lines(fixed: Fixed) -> Iterator[str]:
    if not fixed.changes:
        yield "没有需要改动的地方。"
    else:
        yield f"共改动{len(fixed.changes)}处："
    for number, change in enumerate(fixed.changes, 1):
        yield f"{number}. {change.place}：{change.before} → {change.after}（{change.why}）"
    if fixed.empty_parts:
        form = edition(fixed.report.edition)
        names = "、".join(form.section(id).heading for id in fixed.empty_parts)
        yield f"以下部分没有文字，须由本单位填写：{names}。"
    if fixed.open_cells:
        labels = [cell_label(fixed.report, id) for id in fixed.open_cells]
        more = f"等{len(labels)}格" if len(labels) > _MOST_SHOWN else ""
        yield f"以下各格没有数字，须由本单位填写：{'、'.join(labels[:_MOST_SHOWN])}{more}。"
    if fixed.left:
        yield f"以下{len(fixed.left)}处错误不能代为改正，须由本单位核定："
        yield from (f"- {item.code} {item.message}" for item in fixed.left)


def _as_json(fixed: Fixed) -> str:
    data = {
        "changes": [asdict(change) for change in fixed.changes],
        "open_cells": list(fixed.open_cells),
        "empty_parts": list(fixed.empty_parts),
        "left": [{"code": item.code, "message": item.message} for item in fixed.left],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
