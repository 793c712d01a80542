"""Lines of a table recognised as rows of the form: by their own label, or by a label wrapped over several lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.report.edition import TableForm, obsolete_row
from gongkai.report.labels import Match, build_index, key
from gongkai.report.model import IrregularityKind
from gongkai.report.reading.tables.irregular import Irregularities, quote
from gongkai.report.reading.tables.rows import Field, RawRow
from gongkai.report.reading.tables.values import COUNTERS, looks_like_value

MOST_FRAGMENTS = 3


@dataclass(slots=True)
class Line:
    """A row of a table while it is being understood: labels before the values, and the row it was recognised as."""

    raw: RawRow
    labels: tuple[Field, ...]
    values: tuple[Field, ...]
    row: str | None = None
    match: Match | None = None
    pieces: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The labels' text, the innermost only."""
        return self.labels[-1].text if self.labels else ""

    @property
    def filled(self) -> tuple[Field, ...]:
        """The values that are not blank."""
        return tuple(item for item in self.values if not item.blank)

    @property
    def lead(self) -> int:
        """How many fields stand before the values."""
        return len(self.raw.fields) - len(self.values)

    @property
    def first(self) -> int:
        """Number of the first field that holds a value."""
        return self.lead + next((at for at, item in enumerate(self.values) if not item.blank), 0)


class LineReader:
    """Recognises the lines of one table of the form."""

    def __init__(self, form: TableForm, irregularities: Irregularities) -> None:
        self.form = form
        self.index = build_index(form)
        self.obsolete = {
            key(row.label): row.id
            for id in form.obsolete()
            if (row := obsolete_row(form.id, id)) is not None
        }
        self.irregularities = irregularities

    def read(self, rows: Iterable[RawRow]) -> list[Line]:
        """Every row as a line, recognised where possible, lines that hold several rows taken apart."""
        lines = [self.line(raw) for raw in rows]
        self._recognise(lines)
        return list(self._unmerge(lines))

    def line(self, raw: RawRow) -> Line:
        last = named = -1
        for number, item in enumerate(raw.fields):
            if item.blank:
                continue
            match = self.index.row(item.text)
            if looks_like_value(item.text) and match is None:
                continue
            last = number
            if match is not None and match.score == 1.0:
                named = number
        if named >= 0 and any(
            looks_like_value(item.text) for item in raw.fields[named + 1 :] if not item.blank
        ):
            last = named
        return Line(
            raw,
            labels=tuple(item for item in raw.fields[: last + 1] if not item.blank),
            values=raw.fields[last + 1 :],
        )

    def is_head(self, line: Line) -> bool:
        """True for rows made of column heads, group labels and block labels only."""
        return bool(line.labels) and all(
            self.index.column(item.text) is not None
            or self.index.group(item.text)
            or key(item.text) in {"信息内容", key(self.form.corner)}
            or "勾稽关系" in item.text
            for item in line.labels
        )

    def _recognise(self, lines: Sequence[Line]) -> None:
        """Give each line its row: by its own label, then by labels wrapped over neighbouring lines."""
        for number, line in enumerate(lines):
            line.match = self._own_match(line) or self._match_before_values(lines, number)
            line.row = line.match.id if line.match is not None else None
        loose = [
            number
            for number, line in enumerate(lines)
            if line.row is None and not self.is_head(line)
        ]
        for number in loose:
            line = lines[number]
            if line.filled and line.row is None:
                self._recognise_wrapped(lines, number)

    def _own_match(self, line: Line) -> Match | None:
        if not line.labels:
            return None
        if not line.filled and (self.index.column(line.label) is not None or self.is_head(line)):
            return None
        own = self.index.row(line.label)
        if own is not None and own.score == 1.0:
            return own
        obsolete = self.obsolete.get(key(line.label))
        if obsolete is not None and line.filled:
            return Match(obsolete, 1.0)
        joined = self.index.row("".join(item.text for item in line.labels))
        best = max(
            (item for item in (own, joined) if item is not None),
            key=lambda item: item.score,
            default=None,
        )
        if best is not None and not line.filled and not line.values:
            return best if best.score == 1.0 else None
        return best

    def _match_before_values(self, lines: Sequence[Line], number: int) -> Match | None:
        """The row of a label that is a column head too (总计), where exactly its values follow one a line."""
        line = lines[number]
        if not line.labels or line.filled or line.raw.source >= 0:
            return None
        match = self.index.row(line.label)
        if match is None or match.score < 1.0 or not any(item.row for item in lines[:number]):
            return None
        count = 0
        for following in lines[number + 1 :]:
            if following.labels or len(following.filled) != 1:
                break
            count += 1
        return match if count == len(self.form.columns_of(match.id)) else None

    def _recognise_wrapped(self, lines: Sequence[Line], number: int) -> None:
        before = self._fragments(lines, range(number - 1, -1, -1))
        after = self._fragments(lines, range(number + 1, len(lines)))
        best: tuple[float, int, tuple[str, ...], Match] | None = None
        for above in range(len(before) + 1):
            for below in range(len(after) + 1):
                if not above and not below:
                    continue
                pieces = (
                    *(lines[i].label for i in reversed(before[:above])),
                    *([lines[number].label] if lines[number].labels else []),
                    *(lines[i].label for i in after[:below]),
                )
                match = self.index.row("".join(pieces))
                if match is None:
                    continue
                if match.score < 1.0 and any(line.row == match.id for line in lines):
                    continue
                if best is None or (match.score, -above - below) > best[:2]:
                    best = (match.score, -above - below, pieces, match)
        if best is None:
            return
        line = lines[number]
        line.row, line.match, line.pieces = best[3].id, best[3], best[2]

    def _fragments(self, lines: Sequence[Line], numbers: Iterable[int]) -> list[int]:
        """Neighbouring lines, a few at most, that hold label text only."""
        found: list[int] = []
        for number in numbers:
            line = lines[number]
            if line.filled or line.row is not None or len(found) == MOST_FRAGMENTS:
                break
            if line.labels and not self.is_head(line):
                found.append(number)
        return found

    def _unmerge(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Split a line that holds several rows of the form: one label after the other, as many values in each cell."""
        for line in lines:
            rows = self.index.several(line.label) if line.labels and line.row is None else ()
            parts = [item.text.split() for item in line.filled]
            if rows and parts and all(len(texts) == len(rows) for texts in parts):
                for number, row in enumerate(rows):
                    values = tuple(
                        Field(item.text.split()[number], item.origin, item.column, item.span)
                        for item in line.filled
                    )
                    self.irregularities.add(
                        IrregularityKind.ROW_MERGED,
                        row,
                        quote((line.label, *(item.text for item in line.filled))),
                        quote(item.text for item in values),
                        repaired=True,
                        origin=line.raw.origin,
                    )
                    yield Line(line.raw, line.labels, values, row=row)
            else:
                yield line

    def tail(self, line: Line, lines: Sequence[Line], number: int) -> list[Line]:
        """The lines without a label right below a row that hold values: of the same table, or one bare number."""
        tail: list[Line] = []
        for following in lines[number + 1 :]:
            if following.labels or following.row is not None:
                break
            if following.filled and following.raw.source == line.raw.source:
                tail.append(following)
            elif not tail and line.filled and _goes_on(line.filled[-1], following.filled):
                item = replace(following.filled[0], column=line.filled[-1].column)
                tail.append(Line(following.raw, (), (item,)))
        return tail

    def above(self, line: Line, lines: Sequence[Line], number: int) -> tuple[Field, ...]:
        """The values without a label right above a row of a page, where a broken number may begin."""
        found: list[Field] = []
        for preceding in reversed(lines[:number]):
            if preceding.labels or preceding.row is not None:
                break
            if preceding.raw.source != line.raw.source or preceding.raw.origin.page is None:
                break
            found[:0] = preceding.filled
        return tuple(found)


def _goes_on(last: Field, filled: Sequence[Field]) -> bool:
    """True for a bare number on the very next line of a text file: a page number, or the rest of the row's last value."""
    above = last.origin.line
    return (
        len(filled) == 1
        and above is not None
        and filled[0].origin.line == above + 1
        and filled[0].text.strip().rstrip("".join(COUNTERS)).isdecimal()
    )
