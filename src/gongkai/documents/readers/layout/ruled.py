"""Tables drawn with ruling lines: the lines become a grid, the grid's cells take the characters within them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.documents.readers.layout.geometry import (
    Box,
    Glyph,
    Page,
    Rule,
    clusters,
    lines_of,
    merge_rules,
)
from gongkai.documents.readers.layout.placed import PlacedCell, PlacedTable
from gongkai.documents.readers.layout.words import cell_texts, lowest_confidence, other_readings

_TOUCH = 3.0
_SNAP = 2.5
_BEYOND = 6.0
_STRIP = 30.0
_TOKEN = re.compile(r"[0-9０-９.,，．%％+\-]")


@dataclass(slots=True)
class Region:
    """A cell of a grid, as ranges of its columns and rows, with the characters that stand in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    glyphs: list[Glyph] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A grid of ruling lines: the x of its columns, the y of its rows, and its cells."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    open_top: bool
    open_bottom: bool
    _by_atom: dict[tuple[int, int], Region] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for region in self.regions:
            for row in range(region.row, region.row + region.row_span):
                for column in range(region.column, region.column + region.column_span):
                    self._by_atom[row, column] = region

    @property
    def box(self) -> Box:
        """Its outline."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def region_at(self, x: float, y: float) -> Region | None:
        """The cell at a point; None outside the grid."""
        return self._by_atom.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def region_box(self, region: Region) -> Box:
        """The area of one of its cells."""
        return Box(
            self.xs[region.column],
            self.ys[region.row],
            self.xs[region.column + region.column_span],
            self.ys[region.row + region.row_span],
        )


def find_grids(page: Page) -> list[Grid]:
    """The grids of a page, smallest first; a frame around text (a grid of one cell) is not one."""
    horizontal = [rule for rule in merge_rules(page.horizontal) if rule.end - rule.start > 4]
    vertical = [rule for rule in merge_rules(page.vertical) if rule.end - rule.start > 4]
    grids = []
    for rows, columns in _connected(horizontal, vertical):
        grid = _grid(rows, columns)
        if grid is not None and len(grid.regions) > 1:
            grids.append(grid)
    grids.sort(key=lambda grid: grid.box.width * grid.box.height)
    return grids


def _connected(
    horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Horizontal and vertical lines that touch each other, group by group."""
    count = len(horizontal)
    parent = list(range(count + len(vertical)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, rule in enumerate(horizontal):
        for j, column in enumerate(vertical):
            if (
                rule.start - _TOUCH <= column.at <= rule.end + _TOUCH
                and column.start - _TOUCH <= rule.at <= column.end + _TOUCH
            ):
                parent[root(i)] = root(count + j)
    for (i, above), (j, below) in pairwise(enumerate(horizontal)):
        if _open_strip(above, below, vertical):
            parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(horizontal):
        groups[root(i)][0].append(rule)
    for j, column in enumerate(vertical):
        groups[root(count + j)][1].append(column)
    return [group for group in groups.values() if group[0] and group[1]]


def _open_strip(above: Rule, below: Rule, vertical: Sequence[Rule]) -> bool:
    """Whether two lines enclose a row of a table that has no outer vertical lines and, in this row, no inner ones."""
    if (
        below.at - above.at > _STRIP
        or abs(above.start - below.start) > _TOUCH
        or abs(above.end - below.end) > _TOUCH
    ):
        return False
    beside = [
        rule for rule in vertical if rule.start < below.at - _TOUCH and rule.end > above.at + _TOUCH
    ]
    touching = [
        rule
        for rule in vertical
        if rule.start - _TOUCH <= below.at <= rule.end + _TOUCH
        or rule.start - _TOUCH <= above.at <= rule.end + _TOUCH
    ]
    ends = (above.start, above.end)
    return not beside and not any(abs(rule.at - end) <= _TOUCH for rule in touching for end in ends)


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    xs = [sum(group) / len(group) for group in clusters((r.at for r in vertical), _SNAP)]
    ys = [sum(group) / len(group) for group in clusters((r.at for r in horizontal), _SNAP)]
    left, right = min(r.start for r in horizontal), max(r.end for r in horizontal)
    top, bottom = min(r.start for r in vertical), max(r.end for r in vertical)
    open_top = top < ys[0] - _BEYOND
    open_bottom = bottom > ys[-1] + _BEYOND
    if left < xs[0] - _BEYOND:
        xs.insert(0, left)
    if right > xs[-1] + _BEYOND:
        xs.append(right)
    if open_top:
        ys.insert(0, top)
    if open_bottom:
        ys.append(bottom)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > 200_000:
        return None
    walls = _edges(vertical, xs, ys)
    floors = _edges(horizontal, ys, xs)
    return Grid(xs, ys, _regions(rows, columns, walls, floors), open_top, open_bottom)


def _edges(rules: list[Rule], across: list[float], along: list[float]) -> set[tuple[int, int]]:
    """Which stretches of the grid's lines are drawn, as (line across, stretch along)."""
    cover: dict[tuple[int, int], float] = defaultdict(float)
    for rule in rules:
        line = min(range(len(across)), key=lambda at: abs(across[at] - rule.at))
        first = max(0, bisect_right(along, rule.start) - 1)
        for at in range(first, len(along) - 1):
            if along[at] >= rule.end:
                break
            inside = min(rule.end, along[at + 1]) - max(rule.start, along[at])
            cover[line, at] += inside
    return {
        (line, at)
        for (line, at), length in cover.items()
        if length >= 0.6 * (along[at + 1] - along[at])
    }


def _regions(
    rows: int, columns: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> list[Region]:
    """The cells: atoms of the grid that no line parts, cut into rectangles."""
    taken: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            width = 1
            while (
                column + width < columns
                and (column + width, row) not in walls
                and (row, column + width) not in taken
            ):
                width += 1
            height = 1
            while row + height < rows and _continues(
                row + height, column, width, columns, walls, floors, taken
            ):
                height += 1
            taken.update(
                (row + down, column + right) for down in range(height) for right in range(width)
            )
            regions.append(Region(row, column, height, width))
    return regions


def _continues(
    row: int,
    column: int,
    width: int,
    columns: int,
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
    taken: set[tuple[int, int]],
) -> bool:
    """Whether the cell above goes on in `row`: no floor between, no wall within, walls at both sides."""
    stretch = range(column, column + width)
    if any((row, at) in floors or (row, at) in taken for at in stretch):
        return False
    if any((at, row) in walls for at in range(column + 1, column + width)):
        return False
    left_closed = column == 0 or (column, row) in walls
    right_closed = column + width == columns or (column + width, row) in walls
    return left_closed and right_closed


def fill(grid: Grid, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Put each character into the cell where it stands; returns those outside the grid.

    The digits of a number stay together even where the number is wider than its cell.
    """
    box = grid.box
    outside = []
    inside = []
    for glyph in glyphs:
        if box.contains(glyph.centre, glyph.middle):
            inside.append(glyph)
        else:
            outside.append(glyph)
    for line in lines_of(inside):
        for token in _tokens(line):
            centre = (token[0].left + token[-1].right) / 2
            region = grid.region_at(min(max(centre, box.left), box.right - 0.1), token[0].middle)
            if region is None:
                outside.extend(token)
            else:
                region.glyphs.extend(token)
    return outside


def _tokens(line: list[Glyph]) -> list[list[Glyph]]:
    tokens: list[list[Glyph]] = []
    number = False
    for glyph in line:
        digit = _TOKEN.match(glyph.text) is not None
        if digit and number and glyph.left - tokens[-1][-1].right < 0.12 * glyph.size:
            tokens[-1].append(glyph)
        else:
            tokens.append([glyph])
        number = digit
    return tokens


def placed(grid: Grid, page: int) -> PlacedTable:
    """The grid with its characters as a table of the page."""
    cells = []
    for region in grid.regions:
        text, raw = cell_texts(region.glyphs)
        box = grid.region_box(region)
        filled = 0.0
        if region.glyphs:
            last = lines_of(region.glyphs)[-1]
            slack = last[-1].size * 2.2
            filled = (max(g.right for g in last) + slack - box.left) / (box.width or 1.0)
        cells.append(
            PlacedCell(
                region.row,
                region.column,
                region.row_span,
                region.column_span,
                text,
                raw,
                page,
                lowest_confidence(region.glyphs),
                other_readings(region.glyphs),
                filled=filled,
                tables=region.tables,
            )
        )
    return PlacedTable(
        page,
        grid.box,
        grid.xs,
        cells,
        len(grid.ys) - 1,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )
