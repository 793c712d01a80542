"""`gongkai report read`: the figures and words of reports, for people, as JSON or as CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from gongkai.cli.files import BOUNDS
from gongkai.cli.progress import progress
from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.cli.report.inputs import READING_ERRORS, gather, read_here, standard_input
from gongkai.corpus.batch import process
from gongkai.corpus.cluster import ClusterMissing, connect
from gongkai.documents.confined import Stopped
from gongkai.report.edition import NARRATIVE, edition
from gongkai.report.facts import FACTS, fact_value
from gongkai.report.model import AnnualReport, CellState, plain
from gongkai.report.writers.json import as_json, plain_fact

LEVELS = {
    "province": "省",
    "city": "市",
    "county": "县",
    "township": "乡镇",
    "street": "街道",
    "department": "部门",
    "other": "其他",
}
CSV_HEAD = ("文件", "格", "数值", "状态", "位置", "原文", "说明")
STATES = {
    CellState.READ: "已读",
    CellState.REPAIRED: "修复后读出",
    CellState.MISSING: "缺失",
    CellState.UNREAD: "不是数字",
    CellState.CONFLICTING: "有矛盾",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one file gave: the text to print, or the sentence why there is none."""

    text: str
    failed: bool = False


@click.command(cls=PlainCommand)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "form", flag_value="json", help="输出 JSON；多个文件时每个一行。")
@click.option("--csv", "form", flag_value="csv", help="输出 CSV：每格一行，含状态与位置。")
@click.option("--workers", type=click.IntRange(1, 64), help="同时读几份；默认用全部核心。")
@click.option("--scheduler", metavar="地址", help="交给 dask 集群去读，如 tcp://主机:8786。")
def read(
    files: tuple[Path, ...], form: str | None, workers: int | None, scheduler: str | None
) -> None:
    """读出报告的身份、六个部分、三张表和正文中的数字。

    FILE 可以是文件、文件夹或 -（标准输入）。读不出的格一律留空并说明理由，从不当作 0。

    退出码：0 全部读出；2 有文件打不开或不是年度报告。
    """
    paths, several = gather(files)
    if form == "csv":
        click.echo(_csv_line(CSV_HEAD), nl=False)
    failed = False
    results = process(
        paths,
        partial(read_one, form=form or "text", several=several, given=standard_input(paths)),
        lost=lost,
        stopped=stopped,
        bounds=BOUNDS,
        workers=1 if len(paths) == 1 else workers,
        cluster=None if scheduler is None else _cluster(scheduler),
    )
    for _, result in progress(results, total=len(paths), label="读取"):
        click.echo(result.text, err=result.failed, nl=form != "csv" or result.failed)
        failed = failed or result.failed
    sys.exit(2 if failed else 0)


def _cluster(address: str) -> Executor:
    try:
        return connect(address)
    except ClusterMissing as error:
        raise Refusal(str(error)) from error


def read_one(path: Path, *, form: str, several: bool, given: bytes | None = None) -> Read:
    """Read one file and render it; never raises for a bad file. `given` is what stood on standard input."""
    try:
        report = read_here(path, given)
    except READING_ERRORS as error:
        return Read(str(error), failed=True)
    if form == "json":
        return Read(as_json(report, indent=None if several else 2))
    if form == "csv":
        return Read(_csv(report))
    return Read(_text(report))


def lost(path: Path) -> Read:
    """Stands in for a file whose process died."""
    return Read(
        f"文件“{path.name}”：读取时程序中止，应为完好的文件；请单独打开检查这个文件。", failed=True
    )


def stopped(path: Path, error: Stopped) -> Read:
    """Stands in for a file that was ended at a bound."""
    return Read(str(error), failed=True)


def _csv_line(values: tuple[object, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(values)
    return buffer.getvalue()


def _csv(report: AnnualReport) -> str:
    return "".join(
        _csv_line(
            (
                report.source.name,
                cell.id,
                "" if cell.value is None else plain(cell.value),
                STATES[cell.state],
                cell.origin.place(),
                (cell.origin.raw or "").strip(),
                cell.note,
            )
        )
        for cell in report.cells.values()
    )


def _text(report: AnnualReport) -> str:
    identity = report.identity
    form = "叙述式（无统一表格）" if report.edition == NARRATIVE else edition(report.edition).label
    lines = [
        f"{report.source.name}",
        f"  标题：{identity.title or '没有读出'}",
        f"  机关：{identity.organization_full or identity.organization or '没有读出'}"
        + (f"（{LEVELS[identity.level]}）" if identity.level else ""),
        f"  年份：{identity.year or '没有读出'}    格式：{form}",
    ]
    if report.edition != NARRATIVE:
        for table in edition(report.edition).tables:
            lines.append(f"  {table.label}")
            for row in table.rows():
                values = [
                    f"{column.label} {_shown(report, f'{table.id}.{row.id}.{column.id}')}"
                    for column in table.columns_of(row.id)
                ]
                lines.append(f"    {row.label}：{'　'.join(values)}")
    stated = [(fact.label, fact_value(report, fact.id)) for fact in FACTS]
    lines.append("  正文所述")
    lines.extend(f"    {label}：{_fact(value)}" for label, value in stated if value is not None)
    lines.extend(_undecided(report))
    unread = report.unread()
    if unread:
        lines.append(f"  没有读出的格：{len(unread)}个（用 --csv 查看每格的理由）")
    return "\n".join(lines)


def _shown(report: AnnualReport, id: str) -> str:
    value = report.value(id)
    return "？" if value is None else str(plain(value))


def _undecided(report: AnnualReport) -> Iterator[str]:
    """The facts for which two figures stand and neither is the total, each figure with its words and place."""
    for fact in FACTS:
        found = report.candidates(fact.id)
        if found and fact.kind in {"count", "amount"} and fact_value(report, fact.id) is None:
            places = "；".join(
                f"{_fact(plain_fact(item.value))}（{item.origin.place()}“{item.quote}”）"
                for item in found
            )
            yield f"    {fact.label}：不能确定，有{len(found)}个数：{places}"


def _fact(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return str(value)
