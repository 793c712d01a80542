"""Pages in, blocks out: tables and paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.documents.budget import Budget
from gongkai.documents.model import Block, Image, Origin, Paragraph, Table, TableCell
from gongkai.documents.readers.layout.borderless import find_borderless
from gongkai.documents.readers.layout.furniture import strip_furniture
from gongkai.documents.readers.layout.geometry import Glyph, Page
from gongkai.documents.readers.layout.joining import join_tables
from gongkai.documents.readers.layout.paragraphs import Measure, joined_text, text_lines
from gongkai.documents.readers.layout.placed import (
    Placed,
    PlacedLine,
    PlacedPicture,
    PlacedTable,
)
from gongkai.documents.readers.layout.ruled import Grid, fill, find_grids, placed
from gongkai.documents.readers.layout.wrapped import rejoined


def assemble(pages: Sequence[Page], budget: Budget, *, file: str | None = None) -> list[Block]:
    """The blocks of all pages in reading order, tables that run over a page end joined, page furniture left out.

    `file` goes into every origin. Raises `LimitExceeded` through `budget`.
    """
    grids = [find_grids(page) for page in pages]
    strip_furniture(pages, [[grid.box for grid in found] for found in grids])
    items: list[Placed] = []
    for page, found in zip(pages, grids, strict=True):
        budget.tick()
        items.extend(_page_items(page, found))
    return list(_blocks(_joined(items), budget, file))


def _page_items(page: Page, grids: list[Grid]) -> list[Placed]:
    """What stands on a page from top to bottom."""
    rest: list[Glyph] = page.glyphs
    items: list[Placed] = []
    waiting: list[tuple[Grid, PlacedTable]] = []
    for grid in grids:
        rest = fill(grid, rest)
        for inner, table in list(waiting):
            if grid.box.covers(inner.box, 1.0):
                centre = (
                    (inner.box.left + inner.box.right) / 2,
                    (inner.box.top + inner.box.bottom) / 2,
                )
                region = grid.region_at(*centre)
                if region is not None:
                    region.tables.append(table)
                    waiting.remove((inner, table))
        if any(region.glyphs or region.tables for region in grid.regions):
            waiting.append((grid, placed(grid, page.number)))
    items.extend(table for _, table in waiting)
    areas = [table.box for _, table in waiting]
    tables, rest = find_borderless(page, rejoined(rest), areas)
    items.extend(tables)
    items.extend(text_lines(rest, page.number))
    items.extend(PlacedPicture(page.number, box) for box in page.pictures)
    items.sort(key=lambda item: (item.box.top, item.box.left))
    return items


def _joined(items: Iterable[Placed]) -> list[Placed]:
    """Tables that end one page and begin the next, as one."""
    joined: list[Placed] = []
    for item in items:
        last = joined[-1] if joined else None
        if (
            isinstance(item, PlacedTable)
            and isinstance(last, PlacedTable)
            and item.page > _last_page(last)
        ):
            whole = join_tables(last, item)
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(item)
    return joined


def _last_page(table: PlacedTable) -> int:
    return max((cell.page for cell in table.cells), default=table.page)


def _blocks(items: list[Placed], budget: Budget, file: str | None) -> Iterable[Block]:
    measure = Measure([item for item in items if isinstance(item, PlacedLine)])
    lines: list[PlacedLine] = []
    first = number = page = 0
    for item in items:
        if item.page != page:
            page, number = item.page, 0
        if isinstance(item, PlacedLine):
            number += 1
            if lines and measure.breaks(lines[-1], item, adjacent=True):
                yield _paragraph(lines, first, budget, file)
                lines = []
            if not lines:
                first = number
            lines.append(item)
            continue
        if isinstance(item, PlacedPicture):
            budget.blocks()
            yield Image("", None, Origin(file=file, page=item.page))
            continue
        if lines:
            yield _paragraph(lines, first, budget, file)
            lines = []
        yield _table(item, budget, file)
    if lines:
        yield _paragraph(lines, first, budget, file)


def _paragraph(
    lines: Sequence[PlacedLine], number: int, budget: Budget, file: str | None
) -> Paragraph:
    budget.blocks()
    text, raw = joined_text(lines)
    known = [line.confidence for line in lines if line.confidence is not None]
    origin = Origin(
        file=file,
        page=lines[0].page,
        line=number,
        raw=raw,
        confidence=min(known, default=None),
    )
    return Paragraph(text, origin)


def _table(table: PlacedTable, budget: Budget, file: str | None, depth: int = 1) -> Table:
    budget.blocks()
    budget.nesting(depth)
    budget.cells(len(table.cells))
    cells = tuple(
        TableCell(
            cell.row,
            cell.column,
            cell.text,
            Origin(
                file=file,
                page=cell.page,
                row=cell.row + 1,
                column=cell.column + 1,
                raw=cell.raw,
                confidence=cell.confidence,
            ),
            cell.row_span,
            cell.column_span,
            tuple(_table(inner, budget, file, depth + 1) for inner in cell.tables),
            cell.readings,
        )
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    )
    return Table(cells, Origin(file=file, page=table.page), table.layout)
