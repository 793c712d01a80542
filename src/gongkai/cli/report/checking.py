"""`gongkai report check`: findings by file, with place, found, expected and the next step."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from gongkai.cli.files import BOUNDS, STANDARD_INPUT
from gongkai.cli.progress import progress
from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.cli.report.dismissing import dismiss
from gongkai.cli.report.inputs import (
    READING_ERRORS,
    gather,
    read_here,
    read_input,
    standard_input,
)
from gongkai.corpus.batch import process
from gongkai.documents.confined import Stopped
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.hierarchy import ALIKE, ALIKE_WARNING, SHORTEST, alike_finding
from gongkai.report.checks.registry import Context, run
from gongkai.report.checks.source import RUN_TOGETHER
from gongkai.report.dismissals import (
    Dismissal,
    Dismissed,
    read_dismissals,
    set_apart,
    sidecar_beside,
)
from gongkai.report.errors import DismissalInvalid
from gongkai.report.model import AnnualReport
from gongkai.report.originality import Grams, alike, grams_of
from gongkai.report.writers.findings_html import CheckedReport
from gongkai.report.writers.findings_html import write as write_html
from gongkai.report.writers.json import as_json, finding_data

COLOURS = {
    Level.ERROR: "red",
    Level.WARNING: "yellow",
    Level.NOTICE: "blue",
    Level.UNASSESSABLE: None,
}
MOST_COMPARED = 2_000
"""Beyond this many files their words are not compared with each other."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one file gave.

    `text` is what to print; `failed` is True where the file could not be read, and `text` says why. `report` and
    `findings` come along only where a page is to be written. `dismissals` are those of the file's sidecar.
    """

    name: str
    text: str
    body: str = ""
    levels: tuple[Level, ...] = ()
    grams: Grams = field(default=frozenset(), repr=False)
    failed: bool = False
    report: AnnualReport | None = None
    findings: tuple[Finding, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()


@click.command(cls=PlainCommand)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="同一机关上一年度的报告，用来核对结转、存量和雷同。",
)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="公开日期（如 2026-01-20），用来核对是否按时公开。",
)
@click.option(
    "--json", "as_lines", is_flag=True, help="输出 JSON，问题在 findings 里；多个文件时每个一行。"
)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="REPORT",
    help="另写一个网页：问题列在原文旁边。",
)
@click.option(
    "--dismiss",
    "dismissed_code",
    metavar="CODE",
    help="忽略这一条（如 AR112），以后不再计入；须同时写明 --reason，每次一个文件。",
)
@click.option("--reason", metavar="理由", help="为什么忽略。")
@click.option("--by", metavar="姓名", default="", help="谁决定忽略。")
@click.option("--place", metavar="位置", default="", help="同一条有几处时，写位置或句中的几个字。")
@click.option("--show-dismissed", is_flag=True, help="列出已忽略的问题和理由。")
@click.option("--workers", type=click.IntRange(1, 64), help="同时核对几份；默认用全部核心。")
def check(
    files: tuple[Path, ...],
    previous: Path | None,
    published: date | None,
    as_lines: bool,
    page: Path | None,
    dismissed_code: str | None,
    reason: str | None,
    by: str,
    place: str,
    show_dismissed: bool,
    workers: int | None,
) -> None:
    """核对年度报告，列出问题、位置、应为多少和下一步。

    FILE 可以是文件、文件夹或 -（标准输入）。给出多份时，还互相比较文字是否雷同。

    忽略过的问题记在文件旁的“文件名.gongkai.toml”，不再计入。

    退出码：0 没有错误；1 有“错误”级问题；2 有文件打不开或不是年度报告。
    """
    paths, several = gather(files)
    day = None if published is None else date(published.year, published.month, published.day)
    last = None if previous is None else _previous(previous)
    if dismissed_code is not None:
        for line in dismiss(
            paths,
            dismissed_code,
            reason=reason,
            by=by,
            place=place,
            previous=last,
            published_on=day,
        ):
            click.echo(line, err=True)
        paths, several = paths[:1], False
    elif reason or by or place:
        raise Refusal("--reason、--by、--place 只与 --dismiss 一起用，请写明忽略哪一条。")
    results = process(
        paths,
        partial(
            check_one,
            previous=last,
            published_on=day,
            show_dismissed=show_dismissed,
            as_lines=as_lines,
            several=several,
            whole=page is not None,
            given=standard_input(paths),
        ),
        lost=lost,
        stopped=stopped,
        bounds=BOUNDS,
        workers=1 if len(paths) == 1 else workers,
    )
    shown = (result for _, result in progress(results, total=len(paths), label="核对"))
    checked = list(_print_lines(shown) if as_lines and several else _print(shown))
    if several and not as_lines:
        _print_alike(checked)
        click.echo(_summary(checked))
    if page is not None:
        _write_page(page, checked)
    if any(item.failed for item in checked):
        sys.exit(2)
    sys.exit(1 if any(Level.ERROR in item.levels for item in checked) else 0)


def _previous(path: Path) -> AnnualReport:
    try:
        return read_input(path)
    except READING_ERRORS as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def check_one(
    path: Path,
    *,
    previous: AnnualReport | None,
    published_on: date | None,
    as_lines: bool,
    several: bool,
    whole: bool,
    show_dismissed: bool = False,
    given: bytes | None = None,
) -> Checked:
    """Check one file and render its findings; never raises for a bad file. `given` is what stood on standard input."""
    try:
        report = read_here(path, given)
        dismissals = () if path == STANDARD_INPUT else read_dismissals(sidecar_beside(path))
    except (*READING_ERRORS, DismissalInvalid) as error:
        return Checked(path.name, str(error), failed=True)
    found = run(Context(report, previous=previous, published_on=published_on))
    findings, dismissed = set_apart(
        (item for item in found if not (several and item.code == ALIKE)), dismissals
    )
    levels = tuple(finding.level for finding in findings if finding.level is not None)
    text = (
        as_json(report, findings, dismissed, indent=None if several else 2)
        if as_lines
        else "\n".join((_text(report, findings), *_dismissed(dismissed, shown=show_dismissed)))
    )
    return Checked(
        name=path.name,
        text=text,
        body=report.body,
        levels=levels,
        grams=grams_of(report) if several else frozenset(),
        report=report if whole else None,
        findings=findings if whole else (),
        dismissals=dismissals,
    )


def lost(path: Path) -> Checked:
    """Stands in for a file whose process died."""
    return Checked(
        path.name,
        f"文件“{path.name}”：核对时程序中止，应为完好的文件；请单独打开检查这个文件。",
        failed=True,
    )


def stopped(path: Path, error: Stopped) -> Checked:
    """Stands in for a file that was ended at a bound."""
    return Checked(path.name, str(error), failed=True)


def _print(results: Iterable[Checked]) -> Iterator[Checked]:
    """Print each file's findings as they come."""
    for result in results:
        click.echo(result.text, err=result.failed)
        yield result


def _print_lines(results: Iterable[Checked]) -> Iterator[Checked]:
    """Print one JSON a line, with the likeness to the other files, which is known only when all are read."""
    checked: list[Checked] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        for result in results:
            if result.failed:
                click.echo(result.text, err=True)
            else:
                spool.write(result.text + "\n")
            checked.append(replace(result, text=result.text if result.failed else ""))
        read = [item for item in checked if not item.failed]
        added = _likenesses(read)
        spool.seek(0)
        for number, line in enumerate(spool):
            findings = added.get(number, [])
            if findings:
                data = json.loads(line)
                data["findings"].extend(finding_data(finding) for finding in findings)
                click.echo(json.dumps(data, ensure_ascii=False))
            else:
                click.echo(line, nl=False)
        _add(checked, read, added)
    yield from checked


def _likenesses(read: Sequence[Checked]) -> dict[int, list[Finding]]:
    """For each file, by its number, the findings that its words are alike to another file's."""
    if not 1 < len(read) <= MOST_COMPARED:
        return {}
    long_enough = [number for number, item in enumerate(read) if len(item.grams) >= SHORTEST]
    found: dict[int, list[Finding]] = {}
    for pair in alike([read[number].grams for number in long_enough], at_least=ALIKE_WARNING):
        first, second = long_enough[pair.first], long_enough[pair.second]
        for mine, other in ((first, second), (second, first)):
            finding = alike_finding(pair.likeness.jaccard, read[other].body)
            kept, _ = set_apart((finding,), read[mine].dismissals)
            if kept:
                found.setdefault(mine, []).append(finding)
    return found


def _print_alike(checked: list[Checked]) -> None:
    read = [item for item in checked if not item.failed]
    if len(read) > MOST_COMPARED:
        click.echo(f"共{len(read)}份，多于{MOST_COMPARED}份，没有互相比较文字。")
        return
    findings = _likenesses(read)
    if findings:
        click.echo(click.style("文字雷同", bold=True))
    for number, found in sorted(findings.items()):
        for finding in found:
            click.echo(f"  {_mark(finding)} {read[number].name}：{finding.message}")
    _add(checked, read, findings)


def _add(
    checked: list[Checked], read: Sequence[Checked], added: Mapping[int, Sequence[Finding]]
) -> None:
    """Give each file, by its number among those `read`, the findings that the comparison added."""
    places = {id(item): at for at, item in enumerate(checked)}
    for number, findings in added.items():
        item = read[number]
        checked[places[id(item)]] = replace(
            item,
            levels=(
                *item.levels,
                *(finding.level for finding in findings if finding.level is not None),
            ),
            findings=(*item.findings, *findings) if item.report is not None else (),
        )


def _mark(finding: Finding) -> str:
    level = finding.level or Level.NOTICE
    return click.style(f"{level.label} {finding.code}", fg=COLOURS[level])


def _text(report: AnnualReport, findings: Sequence[Finding]) -> str:
    head = f"{report.source.name}　{report.body if report.body != report.source.name else '机关没有读出'}"
    head += f"　{report.identity.year}年" if report.identity.year else ""
    lines = [click.style(head, bold=True)]
    if not any(finding.level is not Level.UNASSESSABLE for finding in findings):
        lines.append("  没有发现问题。")
    lacking: dict[str, list[str]] = {}
    came = [finding for finding in findings if finding.code == RUN_TOGETHER]
    lines.extend(f"  {_mark(finding)} {finding.message}" for finding in came)
    for level in Level:
        for finding in findings:
            if finding.level is not level or finding in came:
                continue
            if level is Level.UNASSESSABLE and not finding.place and not finding.cells:
                lacking.setdefault(finding.hint, []).append(finding.code)
                continue
            named = not finding.place or finding.place in finding.message
            place = "" if named else f"［{finding.place}］"
            lines.append(f"  {_mark(finding)} {place}{finding.message}")
    for hint, codes in lacking.items():
        lines.append(f"  无法核验 {codes[0]}等{len(codes)}条规则缺少对照；{hint}。")
    return "\n".join(lines)


def _dismissed(dismissed: Sequence[Dismissed], *, shown: bool) -> Iterator[str]:
    """One line that counts the dismissed findings, or one line each with the reason."""
    if dismissed and not shown:
        yield f"  已忽略{len(dismissed)}个（--show-dismissed 列出）。"
    for item in dismissed if shown else ():
        who = "，".join(part for part in (item.dismissal.by, item.dismissal.on.isoformat()) if part)
        yield (
            f"  已忽略 {item.finding.code} {item.finding.message}"
            f"理由：{item.dismissal.reason}（{who}）。"
        )


def _summary(results: Sequence[Checked]) -> str:
    counts = Counter(level for item in results for level in item.levels)
    unread = sum(item.failed for item in results)
    clean = sum(not item.failed and Level.ERROR not in item.levels for item in results)
    parts = [f"共{len(results)}份", f"没有错误的{clean}份"]
    parts.extend(f"{level.label}{counts[level]}个" for level in Level if counts[level])
    if unread:
        parts.append(f"打不开的{unread}份")
    width = max(len(item.name) for item in results)
    rows = [
        f"  {item.name:<{width}}  "
        + (
            "打不开"
            if item.failed
            else "　".join(f"{level.label}{item.levels.count(level)}" for level in Level)
        )
        for item in results
    ]
    return "\n".join([click.style("汇总", bold=True), *rows, "，".join(parts) + "。"])


def _write_page(page: Path, checked: Sequence[Checked]) -> None:
    results = [
        CheckedReport(item.name, item.report, item.findings, item.text if item.failed else "")
        for item in checked
    ]
    try:
        page.write_text(write_html(results), encoding="utf-8")
    except OSError as error:
        click.echo(
            f"文件“{page}”：写不进去（{error.strerror}），应为可写的位置；请换一个位置。", err=True
        )
        sys.exit(2)
