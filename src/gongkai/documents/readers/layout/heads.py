"""The head of a table without rules: words wrapped over lines become cells, cells find the columns they stand over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.documents.readers.layout.columns import column_range
from gongkai.documents.readers.layout.geometry import Word
from gongkai.documents.readers.layout.words import word_lines


@dataclass(slots=True)
class HeadCell:
    """A cell of a head: its words line by line and the columns and rows that it covers."""

    lines: list[list[Word]]
    first: int
    last: int
    row: int = 0
    row_span: int = 1

    @property
    def left(self) -> float:
        """Left edge."""
        return min(line[0].left for line in self.lines)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(line[-1].right for line in self.lines)

    @property
    def centre(self) -> float:
        """Middle of its width."""
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        """Size of its characters."""
        return self.lines[0][0].size

    @property
    def top(self) -> float:
        """Middle of its first line."""
        return self.lines[0][0].middle

    @property
    def bottom(self) -> float:
        """Middle of its last line."""
        return self.lines[-1][0].middle

    @property
    def middle(self) -> float:
        """Middle of its height."""
        return (self.top + self.bottom) / 2

    def glyph_words(self) -> list[Word]:
        """All its words."""
        return [word for line in self.lines for word in line]


def head_cells(words: Sequence[Word], gutters: Sequence[float], pitch: float) -> list[HeadCell]:
    """The words of a head as cells: lines of one column range close below each other are one cell."""
    cells: list[HeadCell] = []
    for line in word_lines(words):
        pieces = _pieces(line, gutters)
        ranges = [_range(piece, gutters) for piece in pieces]
        before = list(cells)
        for at, (piece, (first, last)) in enumerate(zip(pieces, ranges, strict=True)):
            beside = ranges[:at] + ranges[at + 1 :]
            target = _continued(before, piece, (first, last), beside, pitch)
            if target is None:
                cells.append(HeadCell([piece], first, last))
            else:
                target.lines.append(piece)
                target.first, target.last = min(target.first, first), max(target.last, last)
    return cells


def _pieces(line: Sequence[Word], gutters: Sequence[float]) -> list[list[Word]]:
    """The words of a line, those of the same single column together."""
    pieces: list[list[Word]] = []
    for word in line:
        span = column_range(word, gutters)
        if pieces and span == column_range(pieces[-1][-1], gutters) and span[0] == span[1]:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _range(piece: Sequence[Word], gutters: Sequence[float]) -> tuple[int, int]:
    spans = [column_range(word, gutters) for word in piece]
    return min(first for first, _ in spans), max(last for _, last in spans)


def _continued(
    cells: Sequence[HeadCell],
    piece: Sequence[Word],
    span: tuple[int, int],
    beside: Sequence[tuple[int, int]],
    pitch: float,
) -> HeadCell | None:
    """The cell that a piece of a line goes on with; `beside` are the column ranges of the line's other pieces.

    A cell over several columns does not swallow the heads of its single columns, which stand side by side.
    """
    first, last = span
    size = piece[0].size
    left, right = piece[0].left, piece[-1].right
    for cell in reversed(cells):
        if cell.last < first or cell.first > last:
            continue
        step = piece[0].middle - cell.bottom
        if step <= 0.3 * size:
            continue
        if step > 1.25 * max(pitch, 1.35 * size):
            return None
        same_left = abs(cell.left - left) < 0.4 * size
        width = right - left
        slack = 0.6 if width > 6 * size else 0.4
        same_centre = abs(cell.centre - (left + right) / 2) < slack * size
        same_right = abs(cell.right - right) < 0.4 * size
        single = cell.first == cell.last == first == last
        if same_left or same_centre or (single and same_right):
            spread = (cell.first, cell.last) != (first, last)
            if (
                cell.first < cell.last
                and width > cell.lines[-1][-1].right - cell.lines[-1][0].left + 1.2 * size
            ):
                return None
            alone = not any(a <= cell.last and b >= cell.first for a, b in beside)
            if spread and (cell.first == cell.last or first == last) and not alone:
                return None
            return cell
        return None
    return None


def place_head(cells: list[HeadCell], columns: Sequence[tuple[float, float]]) -> int:
    """Give every cell of a head its rows and its full span of columns; returns the number of rows.

    `columns` are the left and right edges of the columns. A cell that stands over several columns is centred
    over them.
    """
    if not cells:
        return 0
    count = len(columns)
    leaves: dict[int, HeadCell] = {}
    for cell in cells:
        for column in range(cell.first, cell.last + 1):
            if column not in leaves or cell.middle > leaves[column].middle:
                leaves[column] = cell
    lowest = max((cell.middle for cell in leaves.values()), default=0.0)
    for level in reversed(_levels(cells)):
        _widen(level, cells, leaves, lowest, columns, count)
    ordered = sorted(cells, key=lambda cell: cell.middle)
    for at, cell in enumerate(ordered):
        above = [
            other
            for other in ordered[:at]
            if other.first <= cell.last and other.last >= cell.first and other is not cell
        ]
        cell.row = max((other.row + 1 for other in above), default=0)
    rows = max(cell.row for cell in cells) + 1
    for cell in ordered:
        below = [
            other.row
            for other in ordered
            if other.row > cell.row and other.first <= cell.last and other.last >= cell.first
        ]
        cell.row_span = min(below, default=rows) - cell.row
    return rows


def _levels(cells: Sequence[HeadCell]) -> list[list[HeadCell]]:
    levels: list[list[HeadCell]] = []
    for cell in sorted(cells, key=lambda cell: cell.middle):
        if levels and cell.middle - levels[-1][0].middle <= 0.35 * cell.size:
            levels[-1].append(cell)
        else:
            levels.append([cell])
    for level in levels:
        level.sort(key=lambda cell: cell.left)
    return levels


def _widen(
    level: Sequence[HeadCell],
    cells: Sequence[HeadCell],
    leaves: dict[int, HeadCell],
    lowest: float,
    columns: Sequence[tuple[float, float]],
    count: int,
) -> None:
    """Widen the cells of one level to the columns over which they are centred."""
    wide = [
        cell
        for cell in level
        if any(leaves.get(c) is not cell for c in range(cell.first, cell.last + 1))
    ]
    for cell in wide:
        size = cell.size
        over_lowest = all(
            abs(leaves[c].middle - lowest) < 0.4 * size
            for c in range(cell.first, cell.last + 1)
            if c in leaves
        )
        others = [other for other in level if other is not cell]

        def allowed(
            column: int,
            cell: HeadCell = cell,
            others: list[HeadCell] = others,
            over_lowest: bool = over_lowest,
        ) -> bool:
            leaf = leaves.get(column)
            if leaf is None or leaf is cell or leaf.middle <= cell.middle + 0.3 * cell.size:
                return False
            if any(other.first <= column <= other.last for other in others):
                return False
            return not (
                over_lowest
                and abs(leaf.middle - lowest) > 0.4 * cell.size
                and _side_by_side(cell, leaf, cells)
            )

        low = cell.first
        while low > 0 and allowed(low - 1):
            low -= 1
        high = cell.last
        while high < count - 1 and allowed(high + 1):
            high += 1
        spans = [
            (
                abs((columns[a][0] + columns[b][1]) / 2 - cell.centre) / size - 0.25 * (b - a),
                a,
                b,
            )
            for a in range(low, cell.first + 1)
            for b in range(cell.last, high + 1)
        ]
        _, cell.first, cell.last = min(spans)


def _side_by_side(cell: HeadCell, leaf: HeadCell, cells: Sequence[HeadCell]) -> bool:
    """Whether a leaf that is not of the lowest level stands beside the cell rather than below it."""
    below = [
        other.middle
        for other in cells
        if other is not cell
        and other.first <= cell.last
        and other.last >= cell.first
        and other.middle > cell.middle + 0.3 * cell.size
    ]
    return not below or leaf.middle < min(below) - 0.2 * cell.size
