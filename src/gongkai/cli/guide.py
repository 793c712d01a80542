"""`gongkai guide`: a guide against the law in force."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from gongkai.cli.files import BOUNDS, expand
from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.documents import open_document
from gongkai.documents.confined import run_once
from gongkai.documents.errors import DocumentError
from gongkai.guide.checking import check_guide
from gongkai.guide.finding import Finding
from gongkai.guide.reading import lines_of_document
from gongkai.statute.errors import StatuteError
from gongkai.statute.event_text import parse_day

SUFFIXES = frozenset(".docx .pdf .html .htm .txt .doc .wps .ofd .rtf .odt".split())


@click.command(
    cls=PlainCommand, epilog="例：gongkai guide 公开指南.docx    gongkai guide 各乡镇指南/ --json"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--on", metavar="日期", help="以哪一天的法规为准；不写为今天。")
@click.option("--json", "as_json", is_flag=True, help="每个文件输出一行 JSON。")
def guide(files: tuple[Path, ...], on: str | None, as_json: bool) -> None:
    """核对政府信息公开指南：期限、起算日、沉默的后果、渠道和申请人的限制、收费、送达、救济是否为现行规定，法定内容是否齐全。

    FILE 可以是文件或文件夹。电话、地址是否属实要与机构资料比对，在平台里核对。

    退出码：0 没有发现；1 有发现；2 有文件打不开。
    """
    try:
        day = parse_day(on, "--on") if on else date.today()  # noqa: DTZ011  # the clerk's own calendar day
    except StatuteError as error:
        raise Refusal(error.message) from error
    paths = expand(files, lambda path: path.suffix.lower() in SUFFIXES)
    if not paths:
        click.echo("没有找到可以核对的文件。", err=True)
    worst = 0
    for path in paths:
        try:
            found = run_once(_check, path, day, name=path.name, bounds=BOUNDS)
        except DocumentError as error:
            click.echo(str(error), err=True)
            worst = 2
            continue
        except StatuteError as error:
            raise Refusal(error.message) from error
        worst = max(worst, int(bool(found)))
        click.echo(_as_json(path, found) if as_json else "\n".join(_as_text(path, found)))
    raise click.exceptions.Exit(worst)


def _check(path: Path, day: date) -> tuple[Finding, ...]:
    return check_guide(lines_of_document(open_document(path)), None, day)


def _as_text(path: Path, found: tuple[Finding, ...]) -> Iterator[str]:
    yield f"{path.name}：{len(found)} 项" if found else f"{path.name}：没有发现问题。"
    for each in found:
        yield f"  [{each.check.level.label}] {each.code} {each.message()}"


def _as_json(path: Path, found: tuple[Finding, ...]) -> str:
    listed = [
        {**asdict(each), "level": each.check.level.value, "message": each.message()}
        for each in found
    ]
    return json.dumps({"file": path.name, "findings": listed}, ensure_ascii=False)
