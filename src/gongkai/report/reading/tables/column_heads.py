"""The order in which the heads of a table are printed. A form filled in by hand may have two columns exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.report.edition import Column, TableForm
from gongkai.report.labels import LabelIndex, key
from gongkai.report.reading.tables.column_assignment import Placing, Placings

HeadLine = Sequence[str]
"""The texts of one line of heads from left to right."""


def printed_order(
    lines: Sequence[HeadLine], columns: Sequence[Column], index: LabelIndex
) -> tuple[int, ...] | None:
    """Numbers of `columns` from left to right as the heads name them.

    The form's own order where the heads say nothing against it; None where they contradict it without naming every
    column, so that no order is certain.
    """
    official = tuple(range(len(columns)))
    numbers = {column.id: number for number, column in enumerate(columns)}
    named = [[numbers[id] for id in column_ids(line, index) if id in numbers] for line in lines]
    if all(line == sorted(line) for line in named):
        return official
    groups = {key(label) for column in columns for label in column.groups}
    if all(_level_by_level(line, columns, index) for line in lines):
        return official
    if len(lines) > 1 and not groups & {key(text) for line in lines for text in line}:
        return None
    order: list[int] = []
    for line in lines:
        for text in line:
            if key(text) in groups:
                order += [
                    number
                    for other, inner in zip(lines, named, strict=True)
                    if other is not line
                    for number in inner
                    if key(text) in {key(label) for label in columns[number].groups}
                ]
            elif (id := _column(text, index)) in numbers and id not in _inner(
                columns, groups, lines
            ):
                order.append(numbers[id])
    return tuple(order) if sorted(order) == list(official) else None


def _level_by_level(line: HeadLine, columns: Sequence[Column], index: LabelIndex) -> bool:
    """True for heads of two levels in one run: those beside and over the groups, then those under them, each in order."""
    groups = [key(label) for column in columns for label in column.groups]
    if not any(key(text) in groups for text in line):
        return False
    beside = [column.id for column in columns if not column.groups]
    under = [column.id for column in columns if column.groups]
    order = {id: number for number, id in enumerate((*beside, *under))}
    printed = [order[id] for id in column_ids(line, index) if id in order]
    return printed == sorted(printed)


def _inner(columns: Sequence[Column], groups: set[str], lines: Sequence[HeadLine]) -> set[str]:
    """Ids of the columns that stand under a group which the heads print."""
    printed = {key(text) for line in lines for text in line} & groups
    return {column.id for column in columns if printed & {key(label) for label in column.groups}}


def column_ids(line: HeadLine, index: LabelIndex) -> list[str]:
    """Ids of the columns that a line of heads names, in order; the first part of a wrapped head names its column."""
    return [id for text in line if (id := _column(text, index)) is not None]


def _column(text: str, index: LabelIndex) -> str | None:
    exact = index.column(text)
    start = key(text)
    if exact is not None or len(start) < 2:
        return exact
    ids = {id for label, id in index.columns.items() if label.startswith(start)}
    return ids.pop() if len(ids) == 1 else None


def official_order(placings: Placings, order: Sequence[int] | None) -> Placings:
    """Placings made in printed order, brought into the form's; without any reading where the order is not certain."""
    if order is None:
        return replace(placings, options=())
    if tuple(order) == tuple(range(len(order))):
        return placings
    options = tuple(
        Placing(
            tuple(option.fields[order.index(number)] for number in range(len(order))), option.extra
        )
        for option in placings.options
    )
    return replace(placings, options=options)


def split_heads(texts: Sequence[str], form: TableForm) -> list[tuple[str, str]]:
    """Heads whose words stand in two cells one below the other (社会公益 over 组织), as pairs of those words.

    `texts` are the cells of the heads in reading order; a head printed whole as often as the form prints it is none.
    """
    printed = [key(text) for text in texts]
    times = len(form.rows()) if form.orientation == "columns" else 1
    split: dict[str, tuple[str, str]] = {}
    for label in dict.fromkeys(
        column.label for block in form.blocks for column in block.columns if column.label
    ):
        whole = key(label)
        if printed.count(whole) >= times:
            continue
        for at in range(2, len(whole) - 1):
            upper, lower = whole[:at], whole[at:]
            if upper in printed and lower in printed[printed.index(upper) + 1 :]:
                split.setdefault(label, (upper, lower))
    return list(split.values())
