"""Tables that run over a page end, put together again."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from gongkai.documents.model import Layout
from gongkai.documents.readers.layout.placed import PlacedCell, PlacedTable
from gongkai.documents.readers.layout.words import is_value, starts_with_list_mark
from gongkai.documents.spacing import join

_EDGE = 4.0
_NEARLY = 0.8


def join_tables(above: PlacedTable, below: PlacedTable) -> PlacedTable | None:
    """The two parts as one table; None where their columns do not agree.

    A head that is repeated word for word stands once. A row that the page end cut in two becomes one row again.
    """
    edges = _common_edges(above, below)
    if edges is None:
        return None
    upper = _on_edges(above, edges)
    lower = _without_head(upper, _on_edges(below, edges))
    if not lower.row_count:
        return upper
    if _is_cut(upper, lower):
        lower = _pull_up(upper, lower)
    elif not upper.ruled:
        lower = _pull_up_label(upper, lower)
        upper, lower = _push_down_label(upper, lower)
    offset = upper.row_count
    moved = [replace(cell, row=cell.row + offset) for cell in lower.cells]
    cells = _grow_spans(upper, moved, offset)
    return PlacedTable(
        upper.page,
        upper.box,
        edges,
        cells,
        offset + lower.row_count,
        Layout.GRID if upper.layout is lower.layout is Layout.GRID else Layout.FLOW,
        upper.ruled,
        upper.label_columns,
        upper.open_top,
        lower.open_bottom,
    )


def _common_edges(above: PlacedTable, below: PlacedTable) -> list[float] | None:
    """The column edges of the joined table; None where the two parts do not stand under each other."""
    if above.ruled != below.ruled:
        return None
    if not above.ruled:
        return _common_loose_edges(above, below)
    few, many = sorted((above.edges, below.edges), key=len)
    outer = max(abs(few[0] - many[0]), abs(few[-1] - many[-1]))
    near = all(min(abs(edge - other) for other in many) <= _EDGE for edge in few)
    return many if outer <= _EDGE and near else None


def _common_loose_edges(above: PlacedTable, below: PlacedTable) -> list[float] | None:
    """Without rules: as many number columns at about the same places, under the richer set of label columns."""
    one, other = above.edges[above.label_columns : -1], below.edges[below.label_columns : -1]
    if len(one) != len(other) or len(one) < 2:
        return None
    width = min(right - left for left, right in pairwise(one))
    if max(abs(a - b) for a, b in zip(one, other, strict=True)) > max(0.55 * width, 8.0):
        return None
    return above.edges if above.label_columns >= below.label_columns else below.edges


def _on_edges(table: PlacedTable, edges: list[float]) -> PlacedTable:
    """The table's cells counted in the columns of `edges`."""
    if len(table.edges) == len(edges):
        return table
    if not table.ruled:
        return _on_loose_edges(table, edges)
    column_of = [
        min(range(len(edges)), key=lambda at: abs(edges[at] - edge)) for edge in table.edges
    ]
    cells = [
        replace(
            cell,
            column=column_of[cell.column],
            column_span=column_of[cell.column + cell.column_span] - column_of[cell.column],
        )
        for cell in table.cells
    ]
    return replace(table, cells=cells, edges=edges)


def _on_loose_edges(table: PlacedTable, edges: list[float]) -> PlacedTable:
    """Number columns count from the right; a label goes to the column where its text begins."""
    more = len(edges) - len(table.edges)
    labels = table.label_columns + more
    cells = []
    for cell in table.cells:
        end = cell.column + cell.column_span + more
        if cell.column >= table.label_columns:
            start = cell.column + more
        else:
            start = min(bisect_right(edges[1:labels], cell.left + 3.0), end - 1)
            if cell.column + cell.column_span < table.label_columns:
                end = start + 1
        cells.append(replace(cell, column=start, column_span=end - start))
    return replace(table, cells=cells, edges=edges, label_columns=labels)


def _without_head(above: PlacedTable, below: PlacedTable) -> PlacedTable:
    """The lower part without the rows that repeat the first rows of the upper part word for word."""
    count = 0
    while count < min(above.row_count, below.row_count):
        one, other = above.row(count), below.row(count)
        texts = [cell.text for cell in one if cell.text]
        same = len(one) == len(other) and all(map(_is_repeat, one, other))
        if not same or any(is_value(text) for text in texts) or (not texts and not count):
            break
        count += 1
    if not count or any(c.row < count < c.row + c.row_span for c in below.cells):
        return below
    cells = [replace(c, row=c.row - count) for c in below.cells if c.row >= count]
    return replace(below, cells=cells, row_count=below.row_count - count, open_top=False)


def _is_repeat(one: PlacedCell, other: PlacedCell) -> bool:
    """Whether a cell repeats another: word for word, or nearly so where both were recognised in pictures."""
    if (one.column, one.column_span, one.row_span) != (
        other.column,
        other.column_span,
        other.row_span,
    ):
        return False
    if one.text == other.text:
        return True
    recognised = one.confidence is not None and other.confidence is not None
    return recognised and SequenceMatcher(None, one.text, other.text).ratio() > _NEARLY


def _last_row(table: PlacedTable) -> list[PlacedCell]:
    """The cells that touch the table's lower edge."""
    return [cell for cell in table.cells if cell.row + cell.row_span == table.row_count]


def _is_cut(above: PlacedTable, below: PlacedTable) -> bool:
    """Whether the first row below goes on with the last row above."""
    upper = {cell.column: cell for cell in _last_row(above)}
    lower = {cell.column: cell for cell in below.row(0)}
    if upper.keys() != lower.keys() or any(
        upper[at].column_span != lower[at].column_span for at in upper
    ):
        return False
    single = [at for at in upper if upper[at].row == above.row_count - 1]
    pairs = [(upper[at].text, lower[at].text) for at in single if lower[at].row_span == 1]
    if not pairs or not any(lower_text for _, lower_text in pairs):
        return False
    if any(one and other and (is_value(one) or is_value(other)) for one, other in pairs):
        return False
    both = [(one, other) for one, other in pairs if one and other]
    if any(starts_with_list_mark(other) for _, other in both):
        return False
    if above.open_bottom and below.open_top:
        return True
    labelled = [at for at in single if upper[at].text and lower[at].text]
    if labelled:
        return all(upper[at].filled >= 0.97 for at in labelled) and any(
            is_value(one) or is_value(other) for one, other in pairs
        )
    return False


def _pull_up(above: PlacedTable, below: PlacedTable) -> PlacedTable:
    """Give the text of the first row below to the last row above; returns what is left below."""
    upper = {cell.column: cell for cell in _last_row(above)}
    for cell in below.row(0):
        target = upper[cell.column]
        if cell.row_span > 1 and target.row_span == 1:
            continue
        if cell.text:
            target.raw = "\n".join(part for part in (target.raw, cell.raw) if part)
            target.text = join((target.text, cell.text))
            known = [c for c in (target.confidence, cell.confidence) if c is not None]
            target.confidence = min(known, default=None)
            target.tables.extend(cell.tables)
    rest = []
    for cell in below.cells:
        if cell.row > 0:
            rest.append(replace(cell, row=cell.row - 1))
        elif cell.row_span > 1:
            rest.append(replace(cell, row=0, row_span=cell.row_span - 1, text="", raw=""))
    return replace(below, cells=rest, row_count=below.row_count - 1)


def _pull_up_label(above: PlacedTable, below: PlacedTable) -> PlacedTable:
    """Without rules: a first row that is nothing but the rest of the last row's label goes to that label."""
    first = [cell for cell in below.row(0) if cell.text]
    if len(first) != 1 or is_value(first[0].text) or starts_with_list_mark(first[0].text):
        return below
    cell = first[0]
    targets = [
        other
        for other in _last_row(above)
        if other.text and not is_value(other.text) and other.column == cell.column
    ]
    if not targets or cell.row_span > 1:
        return below
    target = targets[0]
    target.raw = f"{target.raw}\n{cell.raw}"
    target.text = join((target.text, cell.text))
    rest = [replace(other, row=other.row - 1) for other in below.cells if other.row > 0]
    return replace(below, cells=rest, row_count=below.row_count - 1)


def _push_down_label(above: PlacedTable, below: PlacedTable) -> tuple[PlacedTable, PlacedTable]:
    """Without rules: a last row that is nothing but the first part of the next row's label goes to that label."""
    last = [cell for cell in above.row(above.row_count - 1) if cell.text]
    if len(last) != 1 or is_value(last[0].text) or not below.row_count or above.row_count < 2:
        return above, below
    cell = last[0]
    first = below.row(0)
    targets = [
        other
        for other in first
        if other.text
        and other.column == cell.column
        and not is_value(other.text)
        and not starts_with_list_mark(other.text)
    ]
    if not targets or not any(is_value(other.text) for other in first):
        return above, below
    target = targets[0]
    target.raw = f"{cell.raw}\n{target.raw}"
    target.text = join((cell.text, target.text))
    count = above.row_count - 1
    kept = [
        replace(other, row_span=min(other.row_span, count - other.row))
        for other in above.cells
        if other.row < count
    ]
    return replace(above, cells=kept, row_count=count), below


def _grow_spans(above: PlacedTable, moved: list[PlacedCell], offset: int) -> list[PlacedCell]:
    """A merged cell that the page end cut in two becomes one cell over all its rows."""
    upper = {
        (cell.column, cell.column_span): cell
        for cell in above.cells
        if cell.row + cell.row_span == offset
    }
    kept = list(above.cells)
    for cell in moved:
        partner = upper.get((cell.column, cell.column_span)) if cell.row == offset else None
        merged = partner is not None and (partner.row_span > 1 or cell.row_span > 1)
        if partner is None or not merged or not _one_label(partner.text, cell.text):
            kept.append(cell)
            continue
        partner.text = join((partner.text, cell.text))
        partner.raw = "\n".join(part for part in (partner.raw, cell.raw) if part)
        partner.row_span += cell.row_span
    kept.sort(key=lambda cell: (cell.row, cell.column))
    return kept


def _one_label(upper: str, lower: str) -> bool:
    if is_value(upper) or is_value(lower):
        return False
    if not upper or not lower:
        return True
    return starts_with_list_mark(upper) and not starts_with_list_mark(lower)
