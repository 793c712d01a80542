"""Which value of a row belongs to which column, when blanks, shifts and extra fields leave it open."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

from gongkai.documents.model import NOWHERE
from gongkai.report.reading.tables.rows import Field
from gongkai.report.reading.tables.values import looks_like_value

MOST_PLACINGS = 400
NOTHING = Field("", NOWHERE, -1)
"""Stands for a cell that the row does not have."""


@dataclass(frozen=True, slots=True)
class Placing:
    """One way to lay a row's fields under its columns. `extra` are fields that no column takes."""

    fields: tuple[Field, ...]
    extra: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Placings:
    """All ways that remain. `shifted`: the order is sure, the positions were not; `surplus`: more values than columns;
    `short`: fewer fields than columns."""

    options: tuple[Placing, ...]
    shifted: bool = False
    surplus: bool = False
    short: bool = False


def place(
    fields: Sequence[Field],
    width: int,
    *,
    heads: Mapping[int, int] | None = None,
    padding: tuple[int, int] | None = None,
) -> Placings:
    """Lay `fields` (what follows the labels, blanks included) under `width` columns.

    `heads` maps grid columns to column numbers where the heads above were read; then a blank stays in its place.
    `padding` is how many blank fields stand before and after the values in the complete rows of the same table.
    """
    filled = [field for field in fields if not field.blank]
    if heads and len(set(heads.values())) == width:
        placed = _under_heads(fields, width, heads)
        outside = [
            item
            for item in filled
            if not any(at in heads for at in range(item.column, item.column + item.span))
        ]
        if not outside and placed[-1] is NOTHING and len(filled) < width:
            possible = dict.fromkeys((Placing(placed), *_in_order(filled, width)))
            return Placings(tuple(possible), short=True)
        if not outside:
            return Placings((Placing(placed),))
        if len(filled) == width and _adjacent(filled):
            return Placings((Placing(tuple(filled)),), shifted=True)
        if len(filled) > width and all(not field.blank for field in placed):
            return Placings((Placing(placed, tuple(outside)),), surplus=True)
        options = [Placing(placed, tuple(outside)), *_in_order(filled, width)]
        return Placings(tuple(options), surplus=len(filled) > width)
    if len(fields) > width and filled and not looks_like_value(filled[-1].text):
        ahead = fields[: fields.index(filled[-1])]
        if len(ahead) >= width:
            return _with_remark(place(ahead, width, padding=padding), filled[-1])
    if padding is not None and len(filled) < width:
        before, after = padding
        inner = fields[before : len(fields) - after]
        outer = (*fields[:before], *fields[len(fields) - after :])
        if len(inner) == width and all(field.blank for field in outer):
            return Placings((Placing(tuple(inner)),))
        return Placings(tuple(_in_order(filled, width)), short=True)
    if len(filled) == width and not _gap(fields):
        return Placings((Placing(tuple(filled)),))
    if len(filled) > width:
        return Placings(tuple(_in_order(filled, width)), surplus=True)
    windows = [
        Placing(tuple(fields[start : start + width]))
        for start in range(len(fields) - width + 1)
        if all(field.blank for field in (*fields[:start], *fields[start + width :]))
    ]
    if not filled:
        return Placings(tuple(windows[:1]), short=not windows)
    bounded = [item for item in windows if not item.fields[0].blank and not item.fields[-1].blank]
    if bounded and len(filled) < width:
        return Placings(tuple(bounded))
    return Placings((*windows, *_in_order(filled, width)), shifted=bool(windows), short=not windows)


def _with_remark(placings: Placings, remark: Field) -> Placings:
    options = tuple(Placing(item.fields, (*item.extra, remark)) for item in placings.options)
    return Placings(options, placings.shifted, surplus=True, short=placings.short)


def continued(placings: Placings, tail: Sequence[Field], *, above: bool = False) -> Placings:
    """Add the readings in which a number is broken over lines: each of `tail` goes on one of the row's numbers.

    `above`: the rest stands over the row instead of below it, and comes first. Where every field of `tail` stands in the column of one of the row's fields, only that reading is added.
    """
    options = list(placings.options)
    for placing in placings.options:
        at = {item.column: number for number, item in enumerate(placing.fields)}
        aligned = [at[item.column] for item in tail if item.column in at]
        if len(set(aligned)) == len(tail):
            choices: list[tuple[int, ...]] = [tuple(aligned)]
        else:
            choices = list(itertools.combinations(range(len(placing.fields)), len(tail)))
        for chosen in choices:
            row = list(placing.fields)
            for number, item in zip(chosen, tail, strict=True):
                parts = (item, row[number]) if above else (row[number], item)
                row[number] = _joined(*parts)
            options.append(Placing(tuple(row), placing.extra))
    return Placings(tuple(options), placings.shifted, placings.surplus, placings.short)


def _joined(first: Field, second: Field) -> Field:
    return Field(first.text.strip() + second.text.strip(), first.origin, first.column, first.span)


def _under_heads(
    fields: Sequence[Field], width: int, heads: Mapping[int, int]
) -> tuple[Field, ...]:
    placed = [NOTHING] * width
    for field in fields:
        covered = sorted(
            {heads[at] for at in range(field.column, field.column + field.span) if at in heads}
        )
        for number in covered:
            placed[number] = field
            if len(covered) > 1 and not field.blank:
                placed[number] = Field(
                    f"{field.text}（{len(covered)}列合并）", field.origin, field.column
                )
    return tuple(placed)


def _in_order(filled: Sequence[Field], width: int) -> list[Placing]:
    """Every way to leave out surplus fields, or to leave columns empty, that keeps the order."""
    count = len(filled)
    if count == width:
        return [Placing(tuple(filled))]
    if comb(max(count, width), min(count, width)) > MOST_PLACINGS:
        return []
    placings = []
    if count > width:
        for chosen in itertools.combinations(range(count), width):
            extra = tuple(filled[i] for i in range(count) if i not in chosen)
            placings.append(Placing(tuple(filled[i] for i in chosen), extra))
        placings.sort(key=lambda placing: placing.fields != tuple(filled[:width]))
        if count == width + 1:
            placings.extend(
                Placing((*filled[:at], _joined(filled[at], filled[at + 1]), *filled[at + 2 :]))
                for at in range(width)
            )
        return placings
    for columns in itertools.combinations(range(width), count):
        row = [NOTHING] * width
        for field, column in zip(filled, columns, strict=True):
            row[column] = field
        placings.append(Placing(tuple(row)))
    return placings


def _gap(fields: Sequence[Field]) -> bool:
    inner = [number for number, field in enumerate(fields) if not field.blank]
    return bool(inner) and inner[-1] - inner[0] + 1 != len(inner)


def _adjacent(filled: Sequence[Field]) -> bool:
    return all(
        right.column == left.column + left.span for left, right in itertools.pairwise(filled)
    )
