"""`gongkai report merge`: the county's roll-up, with what does not add up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from gongkai.cli.progress import progress
from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.cli.report.inputs import READING_ERRORS, read_input, reports_in
from gongkai.cli.report.outputs import form_of, output_option, save
from gongkai.documents.writers.errors import WriterError
from gongkai.report.errors import ReportError
from gongkai.report.merge import RollUp
from gongkai.report.merge import merge as merge_reports
from gongkai.report.model import AnnualReport
from gongkai.report.writers import rollup
from gongkai.report.writers.comparison_html import shown


@click.command(
    cls=PlainCommand, epilog="例：gongkai report merge 乡镇年报/ --parent 县年报.docx -o 汇总.xlsx"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@output_option("输出文件，扩展名 docx、xlsx 或 json。")
@click.option(
    "--parent",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="上级的年度报告，用来与汇总数逐格核对。",
)
def merge(files: tuple[Path, ...], output: Path, parent: Path | None) -> None:
    """把各单位的报告逐格相加，指出缺谁、哪里对不上。

    有一个单位没有数字的格不汇总，并写明缺哪个单位；任何缺失都不当作 0。

    退出码：0 全部汇总且与上级一致；1 有不能汇总或不一致的格；2 有报告打不开或不能放在一起汇总。
    """
    form = form_of(output, ("docx", "xlsx", "json"))
    paths = reports_in(files)
    children = list(_read(paths))
    try:
        result = merge_reports(children, None if parent is None else read_input(parent))
        sources = paths if parent is None else [*paths, parent]
        save(output, _written(result, form), sources=sources)
    except (*READING_ERRORS, ReportError, WriterError) as error:
        raise Refusal(str(error)) from error
    click.echo("\n".join(_lines(result)))
    click.echo(f"已写入 {output}。")
    sys.exit(1 if result.open_cells or result.mismatches else 0)


def _read(paths: list[Path]) -> Iterator[AnnualReport]:
    """Every report, or the end of the command: a sum without one of them would be wrong and look right."""
    faults = []
    for path in progress(paths, total=len(paths), label="读取"):
        try:
            yield read_input(path)
        except READING_ERRORS as error:
            faults.append(str(error))
    if faults:
        raise Refusal("\n".join([*faults, "有报告没有读出，没有汇总。"]))


def _written(result: RollUp, form: str) -> bytes:
    if form == "docx":
        return rollup.write_docx(result)
    if form == "xlsx":
        return rollup.write_xlsx(result)
    return f"{rollup.write_json(result)}\n".encode()


def _lines(result: RollUp) -> Iterator[str]:
    yield f"汇总{len(result.children)}个单位，{len(result.report.cells)}格。"
    if result.open_cells:
        yield f"不能汇总的{len(result.open_cells)}格："
    for item in result.open_cells:
        yield f"  {item.label}：{'、'.join(item.missing)}没有数字，其余之和{item.known_sum}"
    if result.parent is None:
        return
    yield f"与上级报告不符的{len(result.mismatches)}格" + ("：" if result.mismatches else "。")
    for mismatch in result.mismatches:
        difference = "" if mismatch.difference is None else f"，相差{mismatch.difference}"
        yield f"  {mismatch.label}：上级{shown(mismatch.parent)}，各单位之和{mismatch.total}{difference}"
