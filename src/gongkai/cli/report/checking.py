"""`gongkai report check`: findings by file, with place, found, expected and the next step."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from gongkai.cli.progress import progress
from gongkai.cli.report.inputs import READING_ERRORS, expand, read_input
from gongkai.corpus.batch import process
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.model import AnnualReport
from gongkai.report.writers.json import as_json

COLOURS = {
    Level.ERROR: "red",
    Level.WARNING: "yellow",
    Level.NOTICE: "blue",
    Level.UNASSESSABLE: None,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one file gave; `levels` counts its findings, `failed` is True where it could not be read."""

    name: str
    text: str
    levels: tuple[Level, ...] = ()
    failed: bool = False


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="同一机关上一年度的报告，用来核对结转和存量。",
)
@click.option(
    "--json", "as_lines", is_flag=True, help="输出 JSON，问题在 findings 里；多个文件时每个一行。"
)
@click.option("--workers", type=click.IntRange(1, 64), help="同时核对几份；默认用全部核心。")
def check(
    files: tuple[Path, ...], previous: Path | None, as_lines: bool, workers: int | None
) -> None:
    """核对年度报告，列出问题、位置、应为多少和下一步。

    FILE 可以是文件、文件夹或 -（标准输入）。

    退出码：0 没有错误；1 有“错误”级问题；2 有文件打不开或不是年度报告。
    """
    paths = expand(files)
    if not paths:
        click.echo(
            "没有找到可读的文件；请检查文件夹里是否有 docx、pdf、html、txt、xlsx 等文件。", err=True
        )
        sys.exit(2)
    several = len(paths) > 1 or any(path.is_dir() for path in files)
    last_year = None if previous is None else _previous(previous)
    results = process(
        paths,
        partial(check_one, previous=last_year, as_lines=as_lines, several=several),
        lost=lost,
        workers=1 if len(paths) == 1 else workers,
    )
    summary: list[Checked] = []
    for _, result in progress(results, total=len(paths), label="核对"):
        click.echo(result.text, err=result.failed)
        summary.append(Checked(result.name, "", result.levels, result.failed))
    if several and not as_lines:
        click.echo(_summary(summary))
    if any(item.failed for item in summary):
        sys.exit(2)
    sys.exit(1 if any(Level.ERROR in item.levels for item in summary) else 0)


def _previous(path: Path) -> AnnualReport:
    try:
        return read_input(path)
    except READING_ERRORS as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def check_one(
    path: Path, *, previous: AnnualReport | None, as_lines: bool, several: bool
) -> Checked:
    """Check one file and render its findings; never raises for a bad file."""
    try:
        report = read_input(path)
    except READING_ERRORS as error:
        return Checked(path.name, str(error), failed=True)
    findings = list(run(Context(report, previous=previous)))
    levels = tuple(finding.level for finding in findings if finding.level is not None)
    if as_lines:
        return Checked(path.name, as_json(report, findings, indent=None if several else 2), levels)
    return Checked(path.name, _text(report, findings), levels)


def lost(path: Path) -> Checked:
    """Stands in for a file whose process died."""
    return Checked(
        path.name,
        f"文件“{path.name}”：核对时程序中止，应为完好的文件；请单独打开检查这个文件。",
        failed=True,
    )


def _text(report: AnnualReport, findings: Sequence[Finding]) -> str:
    identity = report.identity
    head = f"{report.source.name}　{identity.organization_full or identity.organization or '机关没有读出'}"
    head += f"　{identity.year}年" if identity.year else ""
    lines = [click.style(head, bold=True)]
    if not findings:
        lines.append("  没有发现问题。")
    for level in Level:
        for finding in findings:
            if finding.level is not level:
                continue
            mark = click.style(f"{level.label} {finding.code}", fg=COLOURS[level])
            named = not finding.place or finding.place in finding.message
            place = "" if named else f"［{finding.place}］"
            lines.append(f"  {mark} {place}{finding.message}")
    return "\n".join(lines)


def _summary(results: Sequence[Checked]) -> str:
    counts = Counter(level for item in results for level in item.levels)
    unread = sum(item.failed for item in results)
    clean = sum(not item.failed and Level.ERROR not in item.levels for item in results)
    parts = [f"共{len(results)}份", f"没有错误的{clean}份"]
    parts.extend(f"{level.label}{counts[level]}个" for level in Level if counts[level])
    if unread:
        parts.append(f"打不开的{unread}份")
    return "，".join(parts) + "。"
