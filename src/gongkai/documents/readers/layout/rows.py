"""Which lines of a wrapped label belong to which row: by how well they are centred on, or begin at, its numbers."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from gongkai.documents.readers.layout.geometry import Rule, Word
from gongkai.documents.readers.layout.words import starts_with_list_mark

_ORPHAN = 0.45
_LINES = 9
_FAR = 1e6
_REACH = 15


class Alignment(StrEnum):
    """Where the text of a cell stands within its height."""

    CENTRE = "centre"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(slots=True)
class LabelLine:
    """One line of a label: its words, its height, the columns it reaches over.

    An `optional` line may as well be part of a label over several rows.
    """

    words: list[Word]
    middle: float
    size: float
    first: int
    last: int
    optional: bool = False

    @property
    def left(self) -> float:
        """Left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return self.words[-1].right


@dataclass(slots=True)
class Label:
    """A label put together from its lines, over the rows `first_row` to `last_row`."""

    lines: list[LabelLine]
    first_row: int
    last_row: int

    @property
    def middle(self) -> float:
        """Middle of its height."""
        return (self.lines[0].middle + self.lines[-1].middle) / 2


@dataclass(slots=True)
class Assignment:
    """The outcome: labels with their rows, lines that belong to no row, and the cost in em."""

    labels: list[Label] = field(default_factory=list)
    orphans: list[LabelLine] = field(default_factory=list)
    cost: float = 0.0


def misfit(lines: Sequence[LabelLine], top: float, bottom: float, alignment: Alignment) -> float:
    """How far, in em, a group of lines is from where it should stand for rows whose numbers reach from `top` to `bottom`."""
    size = lines[0].size
    match alignment:
        case Alignment.CENTRE:
            return abs((lines[0].middle + lines[-1].middle) / 2 - (top + bottom) / 2) / size
        case Alignment.TOP:
            return abs(lines[0].middle - top) / size
        case Alignment.BOTTOM:
            return abs(lines[-1].middle - bottom) / size


def assign_rows(
    lines: Sequence[LabelLine],
    anchors: Sequence[float],
    alignment: Alignment,
    rules: Sequence[Rule],
    pitch: float,
    closed: Container[int] = (),
) -> Assignment:
    """Give each row at most one group of consecutive lines, so that the sum of misfits is least.

    `anchors` are the heights of the rows' numbers, `pitch` is the usual step between the lines of one label,
    `closed` are rows that take no label.
    """

    def cost(start: int, end: int, row: int) -> float:
        group = lines[start:end]
        if abs(group[0].middle - anchors[row]) > _REACH * group[0].size or row in closed:
            return _FAR
        if rules and any(_parted(line, anchors[row], rules) for line in group):
            return _FAR
        if (
            row > 0
            and group[0].middle <= anchors[row - 1] + 0.05 * group[0].size
            and len(group) > 1
        ):
            return _FAR
        if (
            row + 1 < len(anchors)
            and len(group) > 1
            and (group[-1].middle >= anchors[row + 1] - 0.05 * group[-1].size)
        ):
            return _FAR
        return misfit(group, anchors[row], anchors[row], alignment) + _unevenness(group, pitch)

    return _least(lines, len(anchors), cost, span=1)


def assign_spans(
    lines: Sequence[LabelLine],
    tops: Sequence[float],
    bottoms: Sequence[float],
    middles: Sequence[float],
    alignment: Alignment,
    rules: Sequence[Rule],
    pitch: float,
) -> Assignment:
    """Cut the rows into consecutive runs, each with one group of lines as its merged label.

    `tops` and `bottoms` are the upper and lower edges of the rows, `middles` the heights of their numbers.
    """

    def cost(start: int, end: int, first: int, last: int) -> float:
        group = lines[start:end]
        size = group[0].size
        even = _unevenness(group, pitch)
        if (
            group[0].middle < tops[first] - 0.2 * size
            or group[-1].middle > bottoms[last] + 0.2 * size
        ):
            return _FAR
        if alignment is Alignment.CENTRE:
            wanted = (tops[first] + bottoms[last]) / 2
            return min(2.0, abs((group[0].middle + group[-1].middle) / 2 - wanted) / size) + even
        if alignment is Alignment.TOP:
            return min(2.0, abs(group[0].middle - middles[first]) / size) + even
        return min(2.0, abs(group[-1].middle - middles[last]) / size) + even

    return _least_spans(lines, len(tops), cost)


def _parted(line: LabelLine, anchor: float, rules: Sequence[Rule]) -> bool:
    """Whether a rule that lies over or under the line stands between it and the row's numbers."""
    low, high = sorted((line.middle, anchor))
    return any(
        low + 0.5 < rule.at < high - 0.5 and rule.start < line.right and rule.end > line.left
        for rule in rules
    )


def _unevenness(group: Sequence[LabelLine], pitch: float) -> float:
    """A charge for what speaks against lines being one label.

    Steps that differ from the usual one, a new list mark, another column, and a line that goes on below a line
    with room left.
    """
    charge = 0.0
    for above, below in pairwise(group):
        step = below.middle - above.middle
        charge += min(1.0, 0.6 * abs(step - pitch) / above.size)
        wider = (below.right - below.left) - (above.right - above.left)
        marked = starts_with_list_mark(above.words[0].text)
        if not _same_column(above, below) or (wider > 1.6 * above.size and not marked):
            charge += 1.0
        if not 0.7 * above.size < step < 2.3 * above.size or starts_with_list_mark(
            below.words[0].text
        ):
            charge += 1.0
    return charge


def _same_column(above: LabelLine, below: LabelLine) -> bool:
    """Whether two lines begin or are centred at the same place."""
    return (
        abs(above.left - below.left) < 0.8 * above.size
        or abs(above.left + above.right - below.left - below.right) < 1.2 * above.size
    )


def _least(
    lines: Sequence[LabelLine],
    rows: int,
    cost: Callable[[int, int, int], float],
    *,
    span: int,
) -> Assignment:
    """Least cost over all ways to give rows, top to bottom, consecutive groups of lines; `span` rows to a group."""
    count = len(lines)
    best: list[list[float]] = [[_FAR * 10] * (count + 1) for _ in range(rows + 1)]
    how: dict[tuple[int, int], tuple[int, int]] = {}
    for used in range(count + 1):
        best[0][used] = sum(_orphan(line) for line in lines[:used])
        how[0, used] = (-1, used)
    for row in range(1, rows + 1):
        for used in range(count + 1):
            choice, value = (row - 1, used), best[row - 1][used]
            if used:
                lone = best[row][used - 1] + _orphan(lines[used - 1])
                if lone < value:
                    choice, value = (row, used - 1), lone
            for start in range(max(0, used - _LINES), used):
                before = best[row - span][start]
                if before >= value:
                    continue
                total = before + cost(start, used, row - 1)
                if total < value:
                    choice, value = (row - span, start), total
            best[row][used] = value
            how[row, used] = choice
    return _trace(lines, rows, how, best[rows][count])


def _orphan(line: LabelLine) -> float:
    return 0.02 if line.optional else _ORPHAN


def _trace(
    lines: Sequence[LabelLine],
    rows: int,
    how: dict[tuple[int, int], tuple[int, int]],
    total: float,
) -> Assignment:
    found = Assignment(cost=total)
    row, used = rows, len(lines)
    while row > 0:
        before, start = how[row, used]
        if before == row:
            found.orphans.append(lines[start])
        elif start < used:
            found.labels.append(Label(list(lines[start:used]), before, row - 1))
        row, used = before, start
    found.orphans.extend(lines[:used])
    found.labels.reverse()
    return found


def _least_spans(
    lines: Sequence[LabelLine], rows: int, cost: Callable[[int, int, int, int], float]
) -> Assignment:
    """Least cost over all ways to cut rows into runs and give each run a group of lines; a row may stay without."""
    count = len(lines)
    best = [[_FAR * 10] * (count + 1) for _ in range(rows + 1)]
    how: dict[tuple[int, int], tuple[int, int]] = {}
    for used in range(count + 1):
        best[0][used] = used * _ORPHAN
        how[0, used] = (-1, used)
    for row in range(1, rows + 1):
        for used in range(count + 1):
            choice, value = (row - 1, used), best[row - 1][used] + 0.2
            if used:
                lone = best[row][used - 1] + _ORPHAN
                if lone < value:
                    choice, value = (row, used - 1), lone
            for start in range(max(0, used - _LINES), used):
                for first in range(row):
                    before = best[first][start]
                    if before >= value:
                        continue
                    total = before + cost(start, used, first, row - 1)
                    if total < value:
                        choice, value = (first, start), total
            best[row][used] = value
            how[row, used] = choice
    return _trace(lines, rows, how, best[rows][count])
