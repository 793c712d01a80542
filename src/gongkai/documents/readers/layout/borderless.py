"""Tables without vertical ruling lines, found and understood by the alignment of their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.documents.model import Layout
from gongkai.documents.readers.layout.columns import (
    column_range,
    find_gutters,
    split_at,
    split_labels,
    split_narrowly,
)
from gongkai.documents.readers.layout.geometry import (
    Box,
    Glyph,
    Page,
    Rule,
    Word,
    merge_rules,
    words_of,
)
from gongkai.documents.readers.layout.heads import HeadCell, head_cells, place_head
from gongkai.documents.readers.layout.placed import PlacedCell, PlacedTable
from gongkai.documents.readers.layout.regions import RegionFinder, TextRegion
from gongkai.documents.readers.layout.rows import (
    Alignment,
    Assignment,
    Label,
    LabelLine,
    assign_rows,
    assign_spans,
    misfit,
)
from gongkai.documents.readers.layout.words import (
    cell_texts,
    is_value,
    lowest_confidence,
    other_readings,
    word_lines,
)

_GOOD_FIT = 0.15
_RARE = 2.5


@dataclass(slots=True)
class _Row:
    """A row in the making: the height of its numbers or text, its cells as (first, last column) → words."""

    middle: float
    cells: dict[tuple[int, int], list[Word]] = field(default_factory=dict)
    is_text: bool = False
    label: Label | None = None
    spans: list[tuple[int, int, Label]] = field(default_factory=list)


def find_borderless(
    page: Page, glyphs: Sequence[Glyph], areas: Sequence[Box]
) -> tuple[list[PlacedTable], list[Glyph]]:
    """The tables among the characters, and the characters that belong to none.

    `areas` are the tables already found by their rules; the characters within them are not among `glyphs`.
    """
    lines = word_lines(words_of(glyphs))
    rules = [
        rule
        for rule in merge_rules(page.horizontal)
        if rule.end - rule.start > 20 and not any(a.top - 2 < rule.at < a.bottom + 2 for a in areas)
    ]
    tables = []
    taken: set[int] = set()
    for region in RegionFinder(lines, rules, areas).find():
        table, used = _Builder(page, lines, region, rules).build()
        tables.append(table)
        taken.update(id(glyph) for word in used for glyph in word.glyphs)
    if not taken:
        return [], list(glyphs)
    return tables, [glyph for glyph in glyphs if id(glyph) not in taken]


class _Builder:
    """Makes a table of one region."""

    def __init__(
        self,
        page: Page,
        lines: Sequence[Sequence[Word]],
        region: TextRegion,
        rules: Sequence[Rule],
    ) -> None:
        self.page = page
        self.at_page_end = region.last == len(lines) - 1
        row_words = [split_narrowly(lines[at]) for at in region.rows]
        everything = [
            word for line in lines[region.first : region.last + 1] for word in split_narrowly(line)
        ]
        self.size = sorted(word.size for word in everything)[len(everything) // 2]
        top = everything[0].top - 2 * self.size
        bottom = max(word.bottom for word in everything) + 2 * self.size
        self.rules = [rule for rule in rules if top < rule.at < bottom]
        first_row = lines[region.rows[0]]
        body_top = min(word.top for word in first_row) - 0.1 * self.size
        body = [word for word in everything if word.bottom > body_top]
        gutters = find_gutters(body, everything)
        first_value = self._first_value_gutter(row_words, gutters)
        gutters = split_labels(
            [word for word in body if not is_value(word.text)], gutters, first_value
        )
        self.gutters = gutters
        self.label_columns = bisect_right(gutters, first_value)
        self.first_value = first_value
        everything = split_at(everything, gutters)
        self.words = everything
        self.rows = [
            _Row(values[0].middle)
            for line in row_words
            if (values := [word for word in line if is_value(word.text)])
        ]
        self.used = everything

    def _first_value_gutter(
        self, rows: Sequence[Sequence[Word]], gutters: Sequence[float]
    ) -> float:
        """The gutter before the first column that holds numbers in most rows; −∞ where all columns do."""
        count = len(gutters) + 1
        numbers = [0] * count
        texts = [0] * count
        for line in rows:
            for word in line:
                column = bisect_right(gutters, word.centre)
                if is_value(word.text):
                    numbers[column] += 1
                else:
                    texts[column] += 1
        start = 1 if count > 2 and numbers[0] > texts[0] and texts[1] > numbers[1] else 0
        for column in range(start, count):
            if numbers[column] > texts[column]:
                return gutters[column - 1] if column else float("-inf")
        return gutters[-1] if gutters else float("-inf")

    def build(self) -> tuple[PlacedTable, list[Word]]:
        """The table and the words that went into it."""
        size = self.size
        head_words: list[Word] = []
        label_words: list[Word] = []
        text_words: list[Word] = []
        anchors = [row.middle for row in self.rows]
        for word in self.words:
            row = self._row_of(word.middle)
            if row is not None and word.left > self.first_value - 0.3 * size:
                span = column_range(word, self.gutters)
                row.cells.setdefault(span, []).append(word)
            elif word.right > self.first_value + 0.5 * size or self.first_value == float("-inf"):
                (head_words if word.middle < anchors[0] else text_words).append(word)
            else:
                label_words.append(word)
        head_end = max((word.middle for word in head_words), default=float("-inf"))
        head_words.extend(word for word in label_words if word.middle < head_end + 0.3 * size)
        label_words = [word for word in label_words if word.middle >= head_end + 0.3 * size]
        self.pitch = self._pitch()
        self._text_rows(text_words)
        self.rows.sort(key=lambda row: row.middle)
        self._widen_values()
        fit, orphans = self._labels(label_words)
        leading = [line for line in orphans if line.middle < anchors[0]]
        trailing = [line for line in orphans if line.middle > anchors[-1]]
        inner = [line for line in orphans if anchors[0] < line.middle < anchors[-1]]
        head_words.extend(word for line in leading for word in line.words)
        gone = {id(word) for line in trailing for word in line.words}
        if self.at_page_end or self._closed_below(trailing):
            inner.extend(trailing)
            gone = set()
        cells = self._cells(head_words, inner)
        used = [word for word in self.words if id(word) not in gone]
        box = Box(
            min(word.left for word in used),
            min(word.top for word in used),
            max(word.right for word in used),
            max(word.bottom for word in used),
        )
        crowded = any(
            sum(is_value(word.text) for word in words) > 1
            for row in self.rows
            for words in row.cells.values()
        )
        certain = fit <= _GOOD_FIT and not inner and not crowded
        edges = [box.left, *self.gutters, box.right]
        rows = max(cell.row + cell.row_span for cell in cells)
        table = PlacedTable(
            self.page.number,
            box,
            edges,
            cells,
            rows,
            Layout.GRID if certain else Layout.FLOW,
            ruled=False,
            label_columns=self.label_columns,
        )
        return table, used

    def _row_of(self, middle: float) -> _Row | None:
        nearest = min(self.rows, key=lambda row: abs(row.middle - middle))
        return nearest if abs(nearest.middle - middle) <= 0.3 * self.size else None

    def _closed_below(self, lines: Sequence[LabelLine]) -> bool:
        """Whether a rule closes the table below these lines."""
        return bool(lines) and any(
            lines[-1].middle < rule.at < lines[-1].middle + 2.5 * self.size for rule in self.rules
        )

    def _pitch(self) -> float:
        """The usual step between two lines of one cell: the shortest steps between words above each other."""
        ordered = sorted(
            (word for word in self.words if not is_value(word.text)), key=lambda w: w.middle
        )
        steps = []
        for at, word in enumerate(ordered):
            for below in ordered[at + 1 : at + 12]:
                step = below.middle - word.middle
                if step > 0.9 * word.size and (
                    abs(below.left - word.left) < 0.3 * word.size
                    or abs(below.centre - word.centre) < 0.3 * word.size
                ):
                    steps.append(step)
                    break
        if not steps:
            return 1.4 * self.size
        steps.sort()
        return min(max(steps[len(steps) // 8], 1.0 * self.size), 1.9 * self.size)

    def _text_rows(self, text_words: list[Word]) -> None:
        """Rows without numbers within the table, such as a second head."""
        cells = head_cells(text_words, self.gutters, self.pitch)
        rows: list[_Row] = []
        for cell in sorted(cells, key=lambda cell: cell.middle):
            row = self._row_of(cell.middle)
            if row is not None:
                row.cells.setdefault((cell.first, cell.last), []).extend(cell.glyph_words())
                continue
            if not rows or cell.middle - rows[-1].middle > 0.4 * self.size:
                rows.append(_Row(cell.middle, is_text=True))
            rows[-1].cells[cell.first, cell.last] = cell.glyph_words()
        for row in rows:
            if len(row.cells) == 1:
                self._widen_lone(row)
        self.rows.extend(rows)

    def _widen_lone(self, row: _Row) -> None:
        """A lone text in a row of its own stands over all number columns, or over all columns if it reaches further."""
        ((span, words),) = row.cells.items()
        first = self.label_columns if span[0] >= self.label_columns else 0
        row.cells = {(first, len(self.gutters)): words}

    def _widen_values(self) -> None:
        """A lone number below a text that stands over several columns stands over the same columns."""
        wide: list[tuple[int, int]] = []
        for row in self.rows:
            if row.is_text:
                wide = [
                    span
                    for span in row.cells
                    if span[0] < span[1] and span[0] >= self.label_columns
                ]
            elif len(row.cells) == 1:
                ((span, words),) = row.cells.items()
                over = [outer for outer in wide if outer[0] <= span[0] and span[1] <= outer[1]]
                if over:
                    row.cells = {over[0]: words}

    # Labels

    def _lines(self, words: list[Word]) -> tuple[list[LabelLine], list[LabelLine]]:
        """Lines that reach the last label column, and those that do not."""
        last_column = self.label_columns - 1
        leaves: list[LabelLine] = []
        inner: list[LabelLine] = []
        for line in word_lines(words):
            pieces: list[LabelLine] = []
            for word in line:
                first, last = column_range(word, self.gutters)
                last = min(last, last_column)
                if pieces and pieces[-1].last >= first:
                    piece = pieces[-1]
                    piece.words.append(word)
                    piece.last = max(piece.last, last)
                else:
                    pieces.append(LabelLine([word], word.middle, word.size, first, last))
            for piece in pieces:
                (leaves if piece.last == last_column else inner).append(piece)
        return self._with_short_ends(leaves, inner)

    def _with_short_ends(
        self, leaves: list[LabelLine], inner: list[LabelLine]
    ) -> tuple[list[LabelLine], list[LabelLine]]:
        """A label over several columns may end, or begin, with a line too short to reach the last one."""
        kept = []
        for line in inner:
            beside = any(
                abs(other.middle - line.middle) < 0.8 * line.size and other.last > line.last
                for other in (*leaves, *inner)
            )
            partner = None
            if not beside:
                partner = next((leaf for leaf in leaves if self._may_end(leaf, line)), None)
            if partner is None:
                kept.append(line)
            else:
                line.optional = True
                leaves.append(line)
        leaves.sort(key=lambda line: line.middle)
        return leaves, kept

    def _may_end(self, leaf: LabelLine, line: LabelLine) -> bool:
        step = abs(line.middle - leaf.middle)
        return (
            leaf.first < self.label_columns - 1
            and 0.8 * line.size < step <= 1.25 * self.pitch
            and (
                abs(leaf.left - line.left) < 0.6 * line.size
                or abs(leaf.left + leaf.right - line.left - line.right) < 0.9 * line.size
            )
        )

    def _labels(self, words: list[Word]) -> tuple[float, list[LabelLine]]:
        """Give every row its labels; returns the average misfit in em and the lines that found no row."""
        if not words:
            return 0.0, []
        leaves, inner = self._lines(words)
        anchors = [row.middle for row in self.rows]
        closed = {
            at
            for at, row in enumerate(self.rows)
            if any(first < self.label_columns for first, _ in row.cells)
        }
        best: Assignment | None = None
        alignment = Alignment.CENTRE
        for candidate in Alignment:
            found = assign_rows(leaves, anchors, candidate, self.rules, self.pitch, closed)
            lead = _RARE if candidate is Alignment.BOTTOM else 0.3
            if best is None or found.cost < best.cost - lead:
                best, alignment = found, candidate
        if best is None:
            return 0.0, []
        for label in best.labels:
            self.rows[label.first_row].label = label
            for line in label.lines:
                line.last = self.label_columns - 1
        inner.extend(line for line in best.orphans if line.optional)
        orphans = [line for line in best.orphans if not line.optional]
        rest = self._bare_rows(inner, alignment)
        left_over = self._merged_labels(rest, alignment)
        count = len(leaves) + len(inner)
        return best.cost / max(1, count), [*orphans, *left_over]

    def _bare_rows(self, inner: list[LabelLine], alignment: Alignment) -> list[LabelLine]:
        """Labels of rows that have none in the last label column; returns the lines left over."""
        rest = sorted(inner, key=lambda line: (line.first, line.middle))
        for row in self.rows:
            if row.label is not None or row.is_text:
                continue
            best: tuple[float, list[LabelLine]] | None = None
            for start in range(len(rest)):
                for end in range(start + 1, min(start + 5, len(rest) + 1)):
                    group = rest[start:end]
                    if group[-1].first != group[0].first or any(
                        b.middle - a.middle > 1.3 * self.pitch for a, b in pairwise(group)
                    ):
                        break
                    cost = misfit(group, row.middle, row.middle, alignment) - 0.02 * group[0].first
                    if cost < 0.35 and (best is None or cost < best[0]):
                        best = (cost, group)
            if best is not None:
                at = self.rows.index(row)
                group = best[1]
                for line in group:
                    line.last = self.label_columns - 1
                row.label = Label(group, at, at)
                rest = [line for line in rest if line not in group]
        return rest

    def _merged_labels(self, lines: list[LabelLine], alignment: Alignment) -> list[LabelLine]:
        """Labels over several rows, column by column; returns the lines that found no rows."""
        tops, bottoms = self._row_edges()
        left_over: list[LabelLine] = []
        for column in range(self.label_columns - 2, -1, -1):
            here = sorted(
                (line for line in lines if line.first == column), key=lambda line: line.middle
            )
            for first, last in self._free_runs(column):
                inside = [
                    line
                    for line in here
                    if tops[first] - 0.3 * line.size < line.middle < bottoms[last] + 0.3 * line.size
                ]
                if not inside:
                    continue
                here = [line for line in here if line not in inside]
                rows = self.rows[first : last + 1]
                found = assign_spans(
                    inside,
                    tops[first : last + 1],
                    bottoms[first : last + 1],
                    [row.middle for row in rows],
                    alignment,
                    self.rules,
                    self.pitch,
                )
                left_over.extend(found.orphans)
                for label in found.labels:
                    label.first_row += first
                    label.last_row += first
                    self.rows[label.first_row].spans.append((column, label.last_row, label))
            left_over.extend(here)
        return left_over

    def _free_runs(self, column: int) -> list[tuple[int, int]]:
        """Runs of consecutive rows whose own label begins to the right of `column`."""
        runs: list[tuple[int, int]] = []
        for at, row in enumerate(self.rows):
            free = not row.is_text and (
                row.label is None or min(line.first for line in row.label.lines) > column
            )
            if not free:
                continue
            if runs and runs[-1][1] == at - 1:
                runs[-1] = (runs[-1][0], at)
            else:
                runs.append((at, at))
        return runs

    def _row_edges(self) -> tuple[list[float], list[float]]:
        """Upper and lower edges of the rows: half-way between what stands in neighbouring rows."""
        spans = []
        for row in self.rows:
            heights = [row.middle]
            if row.label is not None:
                heights.extend(line.middle for line in row.label.lines)
            heights.extend(word.middle for words in row.cells.values() for word in words)
            spans.append((min(heights) - self.size / 2, max(heights) + self.size / 2))
        tops = [spans[0][0]]
        bottoms = []
        for above, below in pairwise(spans):
            edge = (above[1] + below[0]) / 2
            bottoms.append(edge)
            tops.append(edge)
        bottoms.append(spans[-1][1])
        if len(spans) > 1:
            padding = max(0.0, min(b - s[1] for b, s in zip(bottoms[:-1], spans, strict=False)))
            tops[0] -= padding
            bottoms[-1] += padding
        return tops, bottoms

    # Cells

    def _cells(self, head_words: list[Word], orphans: list[LabelLine]) -> list[PlacedCell]:
        head = head_cells(head_words, self.gutters, self.pitch)
        head_rows = place_head(head, self._columns())
        for group in _tight_groups(orphans, self.pitch):
            row = _Row(group[0].middle, is_text=True)
            row.label = Label(group, 0, 0)
            self.rows.append(row)
        order = sorted(range(len(self.rows)), key=lambda at: self.rows[at].middle)
        index_of = {at: index + head_rows for index, at in enumerate(order)}
        cells = [self._head_cell(cell) for cell in head]
        last_column = len(self.gutters)
        for at, row in enumerate(self.rows):
            index = index_of[at]
            for (first, last), words in row.cells.items():
                cells.append(self._cell(index, 1, first, last, words))
            if row.label is not None:
                words = [word for line in row.label.lines for word in line.words]
                first = min(line.first for line in row.label.lines)
                last = max(line.last for line in row.label.lines)
                cells.append(self._cell(index, 1, first, last, words))
            for column, last_row, label in row.spans:
                words = [word for line in label.lines for word in line.words]
                span = index_of[last_row] - index + 1
                cells.append(self._cell(index, span, column, column, words))
            if not row.is_text:
                covered = {column for first, last in row.cells for column in range(first, last + 1)}
                for column in range(self.label_columns, last_column + 1):
                    if column not in covered:
                        cells.append(PlacedCell(index, column, 1, 1, "", "", self.page.number))
        return cells

    def _columns(self) -> list[tuple[float, float]]:
        """Left and right edges of the columns, taken from the words that stand in one column only."""
        edges: list[list[float]] = [[] for _ in range(len(self.gutters) + 1)]
        for word in self.words:
            first, last = column_range(word, self.gutters)
            if first == last:
                edges[first].extend((word.left, word.right))
        bounds = [float(word) for word in (0.0, self.page.width)]
        gutters = [bounds[0], *self.gutters, bounds[1]]
        return [
            (min(found), max(found)) if found else (gutters[at], gutters[at + 1])
            for at, found in enumerate(edges)
        ]

    def _head_cell(self, cell: HeadCell) -> PlacedCell:
        made = self._cell(cell.row, cell.row_span, cell.first, cell.last, cell.glyph_words())
        return made

    def _cell(
        self, row: int, row_span: int, first: int, last: int, words: Sequence[Word]
    ) -> PlacedCell:
        glyphs = [glyph for word in words for glyph in word.glyphs]
        text, raw = cell_texts(glyphs)
        return PlacedCell(
            row,
            first,
            row_span,
            last - first + 1,
            text,
            raw,
            self.page.number,
            lowest_confidence(glyphs),
            other_readings(glyphs),
            left=min((glyph.left for glyph in glyphs), default=0.0),
        )


def _tight_groups(lines: list[LabelLine], pitch: float) -> list[list[LabelLine]]:
    groups: list[list[LabelLine]] = []
    for line in sorted(lines, key=lambda line: (line.first, line.middle)):
        if (
            groups
            and groups[-1][-1].first == line.first
            and (line.middle - groups[-1][-1].middle <= 1.1 * pitch)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
