"""Where each table of the form lies in a document, and which edition's form the document uses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from gongkai.report.edition import Edition, TableForm
from gongkai.report.labels import LabelIndex, build_index, key
from gongkai.report.reading.run_together import is_heads
from gongkai.report.reading.tables.rows import RawRow
from gongkai.report.reading.tables.values import looks_like_value

LONGEST_LABEL = 80


def edition_fingerprints(
    rows: Sequence[RawRow], marks: dict[str, frozenset[str]]
) -> dict[str, int]:
    """How many labels of their own each edition has in a document's rows. `marks` maps edition ids to such labels' keys."""
    counts = dict.fromkeys(marks, 0)
    seen: set[str] = set()
    for raw in rows:
        for item in raw.fields:
            if len(item.text) <= LONGEST_LABEL:
                seen.add(key(item.text))
    for id, keys in marks.items():
        counts[id] = len(seen & keys)
    return counts


def table_rows(rows: Sequence[RawRow], edition: Edition) -> dict[str, list[RawRow]]:
    """The rows that belong to each table: from the first sign of the table to the first sign of something else."""
    marks, headings = _marks(edition)
    segments: dict[str, list[RawRow]] = {form.id: [] for form in edition.tables}
    current: str | None = None
    heads: list[RawRow] = []
    for raw in rows:
        keys = [key(item.text) for item in raw.fields if not item.blank]
        sign = _sign_of(keys, marks, edition)
        if raw.source < 0 and sign is None and keys and _ends_table(raw, keys, headings):
            current = None
        if sign is not None:
            if current != sign and edition.table(sign).orientation == "columns":
                segments[sign].extend(heads)
            current = sign
        elif _bare_side_by_side(raw, edition):
            current = next(form.id for form in edition.tables if form.orientation == "columns")
        if current is not None:
            segments[current].append(raw)
        heads = (
            [*heads, raw]
            if current is None and all(is_heads(item.text) for item in raw.fields)
            else []
        )
    return segments


@cache
def _marks(edition: Edition) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The signs of each table, and the keys of the six headings."""
    signs = {form.id: _signs(form, build_index(form)) for form in edition.tables}
    return signs, frozenset(key(section.heading) for section in edition.sections)


def _signs(form: TableForm, index: LabelIndex) -> frozenset[str]:
    """Keys that only this table has."""
    signs = {label for label in index.rows if len(label) >= 5} | {
        group for group in index.groups if len(group) >= 5
    }
    for block in form.blocks:
        signs.update(key(column.label) for column in block.columns if len(column.label) >= 4)
        if block.label.startswith("第二十条"):
            signs.add(key(block.label))
    if form.corner:
        signs.add(key(form.corner))
    return frozenset(signs)


def _sign_of(keys: Sequence[str], marks: dict[str, frozenset[str]], edition: Edition) -> str | None:
    for text in keys:
        for form in edition.tables:
            if text in marks[form.id] or (
                form.corner and "勾稽关系" in text and len(text) < LONGEST_LABEL
            ):
                return form.id
    for form in edition.tables:
        if len({key(block.label) for block in form.blocks}.intersection(keys)) > 1:
            return form.id
    return None


def _ends_table(raw: RawRow, keys: Sequence[str], headings: frozenset[str]) -> bool:
    """True for a paragraph that no table row can be: a heading of a part, or a sentence."""
    text = "".join(item.text for item in raw.fields)
    if any(text_key in headings for text_key in keys):
        return True
    return len(text) > LONGEST_LABEL or text.rstrip().endswith(("。", "；", "："))


def _bare_side_by_side(raw: RawRow, edition: Edition) -> bool:
    """True for a row of bare numbers as wide as the table that lies in one row: no other table has such a row."""
    form = next(form for form in edition.tables if form.orientation == "columns")
    width = len(form.cell_ids())
    filled = [item for item in raw.fields if not item.blank]
    return len(filled) == width and all(looks_like_value(item.text) for item in filled)
