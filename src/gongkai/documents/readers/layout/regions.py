"""Where on a page a table without vertical rules stands: lines whose numbers are aligned, and what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from gongkai.documents.readers.layout.geometry import Box, Rule, Word
from gongkai.documents.readers.layout.words import is_value, starts_with_list_mark

_STOP = ("。", "；", "！", "？")


@dataclass(slots=True)
class TextRegion:
    """Lines `first` to `last` of a page, of which `rows` hold the numbers of one table row each."""

    first: int
    last: int
    rows: list[int]


class RegionFinder:
    """Finds the regions on the lines of one page."""

    def __init__(
        self, lines: Sequence[Sequence[Word]], rules: Sequence[Rule], areas: Sequence[Box]
    ) -> None:
        self.lines = lines
        self.rules = rules
        self.areas = areas
        self.left = min((line[0].left for line in lines), default=0.0)
        self.right = max((line[-1].right for line in lines), default=0.0)
        self.values = [[word for word in line if is_value(word.text)] for line in lines]

    def find(self) -> list[TextRegion]:
        """The regions from top to bottom."""
        groups: list[list[int]] = []
        for at, line in enumerate(self.lines):
            if not (self._is_row(line, self.values[at]) or self._has_label_beside(at)):
                continue
            if groups and self._goes_on(groups[-1], at):
                groups[-1].append(at)
            else:
                groups.append([at])
        groups = [group for group in groups if self._is_table(group)]
        regions = []
        floor = 0
        for at, rows in enumerate(groups):
            ceiling = groups[at + 1][0] if at + 1 < len(groups) else len(self.lines)
            first = self._grow_up(rows, floor)
            last = self._grow_down(rows, ceiling)
            regions.append(TextRegion(first, last, rows))
            floor = last + 1
        return regions

    def _is_row(self, line: Sequence[Word], values: Sequence[Word]) -> bool:
        if len(values) >= 2:
            return len(values) * 2 >= len(line) or len(values) >= 3
        return len(values) == 1 and len(line) >= 2 and values[0] is not line[0]

    def _has_label_beside(self, at: int) -> bool:
        """Whether a line is one lone number with a wrapped label at its left, half a line higher and lower."""
        line = self.lines[at]
        if len(line) != 1 or not self.values[at]:
            return False
        word = line[0]
        beside = [
            other
            for near in (at - 1, at + 1)
            if 0 <= near < len(self.lines)
            for other in self.lines[near]
            if abs(other.middle - word.middle) < 0.95 * word.size
        ]
        return bool(beside) and all(other.right < word.left for other in beside)

    def _is_table(self, group: Sequence[int]) -> bool:
        total = sum(len(self.values[at]) for at in group)
        if len(group) == 1:
            return total >= 4
        return total >= 3 and max(len(self.values[at]) for at in group) >= 1

    def _size(self, rows: Sequence[int]) -> float:
        return median(word.size for at in rows for word in self.lines[at])

    def _goes_on(self, group: Sequence[int], at: int) -> bool:
        size = self._size(group)
        if abs(self._size([at]) - size) > 0.12 * size:
            return False
        for above in range(group[-1], at):
            if self._parted(above, above + 1, size):
                return False
        extent = self._extent(group)
        for between in range(group[-1] + 1, at):
            line = self.lines[between]
            if self._is_prose(line, extent) or abs(line[0].size - size) > 0.12 * size:
                return False
        return self._aligned(group, at)

    def _parted(self, above: int, below: int, size: float) -> bool:
        top, bottom = self.lines[above][0].bottom, self.lines[below][0].top
        if bottom - top > 5 * size:
            return True
        return any(top - size < area.top and area.bottom < bottom + size for area in self.areas)

    def _extent(self, rows: Sequence[int]) -> tuple[float, float]:
        return (
            min(self.lines[at][0].left for at in rows),
            max(self.lines[at][-1].right for at in rows),
        )

    def _is_prose(self, line: Sequence[Word], extent: tuple[float, float]) -> bool:
        text = line[-1].text
        width = line[-1].right - line[0].left
        if line[-1].right > extent[1] + 4 * line[-1].size and len(line) == 1:
            return True
        return len(line) == 1 and (
            width > 0.8 * (self.right - self.left)
            or (text.endswith(_STOP) and width > 0.3 * (self.right - self.left))
        )

    def _aligned(self, group: Sequence[int], at: int) -> bool:
        """Whether the numbers of a line stand below those of the group's lines."""
        size = self._size(group)
        hits = 0
        for word in self.values[at]:
            hits += any(
                abs(word.centre - other.centre) < 0.7 * size
                or abs(word.left - other.left) < 0.4 * size
                or abs(word.right - other.right) < 0.4 * size
                for row in group[-6:]
                for other in self.values[row]
            )
        most = max(len(self.values[row]) for row in group)
        fewer = min(most, len(self.values[at]))
        return hits * 2 > len(self.values[at]) or (fewer == 1 and hits >= 1)

    def _grow_up(self, rows: Sequence[int], floor: int) -> int:
        size = self._size(rows)
        left, right = self._extent(rows)
        first_value = min(word.left for at in rows for word in self.values[at])
        first = rows[0]
        for at in range(rows[0] - 1, floor - 1, -1):
            line = self.lines[at]
            step = self.lines[at + 1][0].baseline - line[0].baseline
            if step > 4.2 * size or self._parted(at, at + 1, size):
                break
            if abs(line[0].size - size) > 0.12 * size:
                break
            if line[-1].right > right + 2.5 * size or line[0].left < left - 4 * size:
                break
            if self._is_prose(line, (left, right)):
                break
            text = line[0].text
            at_page_top = all(above[-1].right < first_value for above in self.lines[: at + 1])
            wrapped = (
                step <= (1.9 if at_page_top else 1.5) * size
                and line[-1].right < first_value
                and any(
                    abs(below.left - line[0].left) < 0.6 * size
                    or abs(below.centre - line[0].centre) < 0.3 * size
                    for below in self.lines[at + 1]
                )
            )
            if (
                len(line) == 1
                and step > 0.95 * size
                and not wrapped
                and (starts_with_list_mark(text) or text.endswith(_STOP))
                and line[0].left < first_value
            ):
                break
            left, right = min(left, line[0].left), max(right, line[-1].right)
            first = at
        while first < rows[0]:
            line = self.lines[first]
            if any(word.right > first_value - 0.5 * size for word in line):
                break
            step = self.lines[first + 1][0].baseline - line[0].baseline
            if step <= 1.9 * size and line[0].left >= left - size:
                break
            first += 1
        return first

    def _grow_down(self, rows: Sequence[int], ceiling: int) -> int:
        size = self._size(rows)
        left, _ = self._extent(rows)
        first_value = min(word.left for at in rows for word in self.values[at])
        last = rows[-1]
        for at in range(rows[-1] + 1, ceiling):
            line = self.lines[at]
            step = line[0].baseline - self.lines[at - 1][0].baseline
            if (
                step > 2.1 * size
                or self._parted(at - 1, at, size)
                or abs(line[0].size - size) > 0.12 * size
                or line[-1].right > first_value + 0.3 * size
                or line[0].left < left - size
                or self._is_prose(line, (left, first_value))
            ):
                break
            last = at
        return last
