"""`gongkai report compare`: two reports cell by cell and paragraph by paragraph, with originality figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.cli.report.inputs import READING_ERRORS, read_input
from gongkai.cli.report.outputs import form_of, save
from gongkai.report.compare import Comparison, Piece
from gongkai.report.compare import compare as compare_reports
from gongkai.report.model import plain
from gongkai.report.writers import comparison_html


@click.command(
    cls=PlainCommand,
    epilog="例：gongkai report compare 2023年报.docx 2024年报.docx --html 比较.html",
)
@click.argument("first", type=click.Path(path_type=Path), metavar="A")
@click.argument("second", type=click.Path(path_type=Path), metavar="B")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="OUT", help="把比较结果另存为网页。"
)
@click.option("--json", "as_data", is_flag=True, help="输出 JSON。")
def compare(first: Path, second: Path, page: Path | None, as_data: bool) -> None:
    """逐格、逐段比较两份报告，给出文字的相似程度。

    可以比较同一机关的两年、两个机关的同一年，或者一份报告的两稿。
    """
    if page is not None:
        form_of(page, ("html",))
    try:
        comparison = compare_reports(read_input(first), read_input(second))
    except READING_ERRORS as error:
        raise Refusal(str(error)) from error
    if page is not None:
        save(page, comparison_html.write(comparison).encode(), sources=(first, second))
    if as_data:
        click.echo(json.dumps(_data(comparison), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(comparison)))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"甲：{comparison_html.name(comparison.first)}"
    yield f"乙：{comparison_html.name(comparison.second)}"
    yield comparison_html.originality(comparison)
    if comparison.not_comparable:
        yield f"两份报告格式不同，有{len(comparison.not_comparable)}格口径不同，没有比较。"
    yield f"不同的数字：{len(comparison.cells)}格"
    for item in comparison.cells:
        change = "" if item.change is None else f"（{item.change:+}）"
        before, after = comparison_html.shown(item.before), comparison_html.shown(item.after)
        yield f"  {item.label}：{before} → {after}{change}"
    for section in comparison.sections:
        if section.same:
            continue
        yield section.after or section.before or section.id
        for paragraph in section.paragraphs:
            if paragraph.kind != "same":
                yield f"  {''.join(map(_marked, paragraph.pieces))}"


def _marked(piece: Piece) -> str:
    if piece.kind == "same":
        return piece.text
    signs, colour = (
        (("［－", "－］"), "red") if piece.kind == "removed" else (("｛＋", "＋｝"), "green")
    )
    return click.style(f"{signs[0]}{piece.text}{signs[1]}", fg=colour)


def _data(comparison: Comparison) -> dict[str, Any]:
    likeness = comparison.likeness
    return {
        "first": comparison.first.source.name,
        "second": comparison.second.source.name,
        "originality": None
        if likeness is None
        else {
            "jaccard": round(likeness.jaccard, 4),
            "containment": round(likeness.containment, 4),
        },
        "cells": [
            {"cell": item.id, "first": plain(item.before), "second": plain(item.after)}
            for item in comparison.cells
        ],
        "not_comparable": list(comparison.not_comparable),
        "sections": [
            {
                "id": section.id,
                "first": section.before,
                "second": section.after,
                "paragraphs": [
                    {"kind": item.kind, "first": item.before, "second": item.after}
                    for item in section.paragraphs
                ],
            }
            for section in comparison.sections
        ],
    }
