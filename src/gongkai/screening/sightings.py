"""Every single place in a document that holds what must not go out, with its position in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gongkai.documents.model import Document, Image, Origin, Paragraph, Table
from gongkai.screening.hit import Hit, plain, without_overlaps
from gongkai.screening.leaders import Post, leaders
from gongkai.screening.names import is_sensitive_title
from gongkai.screening.profiles import Profile
from gongkai.screening.records import Records, records, separated
from gongkai.screening.tables import hits_in_table
from gongkai.screening.text import hits_in_text
from gongkai.screening.wording import word_list, wordings

_CHUNK = 20_000
_TITLE_LENGTH = 50
# 填报单位：镇卫生健康办公室: who made the list is no title of it.
_MADE_BY = re.compile(
    r"\s*(?:填报|制表|编制|报送|上报|填表|审核)(?:单位|部门|机关|人|日期|时间)?\s*[：:]"
)


class Sighting(NamedTuple):
    """`text[start:end]`, at `origin`, shows the variety.

    `column` groups what stands in one column of one table: the table's number, the column's head or letter.
    `continued` is True for the further pieces of a value that runs over several cells or lines. `right` is what a
    wrong word should be. `paragraph` counts the paragraphs of the file from 1. `label` is that of a form's field.
    `row` is the table's number and the row of its grid, both from 0.
    """

    variety: str
    origin: Origin
    text: str
    start: int
    end: int
    column: tuple[int, str] | None = None
    continued: bool = False
    right: str | None = None
    paragraph: int | None = None
    label: str | None = None
    row: tuple[int, int] | None = None

    @property
    def head(self) -> str | None:
        """The head of the column or the label of the field that it stands under; None in running text."""
        return self.column[1] if self.column else self.label

    @property
    def value(self) -> str:
        """What was seen, unmasked: for masking only, never for showing."""
        return self.text[self.start : self.end]

    @property
    def whole(self) -> bool:
        """Whether the value fills its text."""
        return self.start == 0 and self.end == len(self.text)


def sightings(
    document: Document,
    profile: Profile,
    *,
    on: date | None = None,
    posts: Sequence[Post] = (),
) -> Iterator[Sighting]:
    """Everything in the visible text of `document`, in reading order.

    `on` is the document's date for wording; `posts` are the body's leaders in order of rank, for their names and titles.
    """
    walk = _Walk(document, profile, on, posts)
    of_persons: dict[str, str] = {}
    seen: set[tuple[Origin, int]] = set()
    for sighting in walk.blocks():
        if sighting.variety in _NUMBERS_OF_PERSONS and _NUMBER.fullmatch(sighting.value):
            of_persons.setdefault(sighting.value, sighting.variety)
        if sighting.paragraph is not None:
            seen.add((sighting.origin, sighting.start))
        yield sighting
    if of_persons:
        yield from _again(document, of_persons, seen)


_NUMBER = re.compile(r"(?<![\dXx])(?:1[3-9]\d{9}|\d{17}[\dXx])(?![\dXx])")
_NUMBERS_OF_PERSONS = frozenset({"mobile", "resident-id-18"})


def _again(
    document: Document, of_persons: Mapping[str, str], seen: Collection[tuple[Origin, int]]
) -> Iterator[Sighting]:
    """A number that is a person's elsewhere in the file, in a sentence that would have called it an office's."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    for number, paragraph in enumerate([*paragraphs, *document.furniture], 1):
        for match in _NUMBER.finditer(paragraph.text):
            variety = of_persons.get(match.group())
            if variety is not None and (paragraph.origin, match.start()) not in seen:
                yield Sighting(
                    variety,
                    paragraph.origin,
                    paragraph.text,
                    *match.span(),
                    paragraph=number,
                )


def _may_be_title(text: str) -> bool:
    return len(text) <= _TITLE_LENGTH and _MADE_BY.match(text) is None


class _Walk:
    def __init__(
        self, document: Document, profile: Profile, on: date | None, posts: Sequence[Post]
    ) -> None:
        self.document = document
        self.profile = profile
        self.on = on
        self.posts = posts
        self.words = word_list(profile.words)
        self.tables = 0
        self.read = 0
        first = [
            paragraph.text for _, paragraph in zip(range(3), document.paragraphs(), strict=False)
        ]
        self.title = " ".join(
            [document.source.name, *(text for text in first if _may_be_title(text))]
        )

    def blocks(self) -> Iterator[Sighting]:
        waiting: list[Paragraph] = []
        length = 0
        above: list[str] = []
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                waiting.append(block)
                length += len(block.text)
                if _may_be_title(block.text):
                    above = [*above[-2:], block.text]
                if length > _CHUNK:
                    yield from self._paragraphs(waiting)
                    waiting, length = [], 0
            elif isinstance(block, Table):
                yield from self._paragraphs(waiting)
                waiting, length = [], 0
                yield from self._table(block, " ".join([self.title, *above]))
                above = []
            else:
                assert isinstance(block, Image)
        yield from self._paragraphs(waiting)
        for paragraph in self.document.furniture:
            yield from self._paragraphs([paragraph])

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[Sighting]:
        if not paragraphs:
            return
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        starts = [0]
        for paragraph in paragraphs[:-1]:
            starts.append(starts[-1] + len(paragraph.text) + 1)
        sensitive = is_sensitive_title(self.title) or any(
            len(paragraph.text) <= _TITLE_LENGTH and is_sensitive_title(paragraph.text)
            for paragraph in paragraphs
        )
        first = self.read
        self.read += len(paragraphs)
        lines, line_starts = _written_lines(paragraphs, starts)
        listed = list(
            separated(lines)
            if self.document.source.name.lower().endswith(".csv")
            else records(lines)
        )
        fields = {
            (line_starts[line] + start, line_starts[line] + end)
            for found in listed
            for line, start, end in found.fields()
        }
        said = hits_in_text(
            text,
            sensitive=sensitive,
            recognised=self.document.recognised,
            prose=True,
            non_public_numbers=self.profile.non_public_numbers,
        )
        # Whether a name that fills a field of a list must go is told by the list.
        if self.document.source.name.lower().endswith(".csv"):
            said = [hit for hit in said if not _within(hit, fields)]
        said = [
            hit
            for hit in said
            if hit.variety != "name-in-sensitive-text" or (hit.start, hit.end) not in fields
        ]
        hits: list[tuple[Hit, str | None]] = [
            (hit, None)
            for hit in without_overlaps([*self._records(listed, lines, line_starts), *said])
        ]
        hits.extend(
            (hit, word.right or None) for hit, word in wordings(plain(text), self.words, on=self.on)
        )
        hits.extend((told.hit, told.right) for told in leaders(text, self.posts))
        for hit, right in hits:
            at = bisect_right(starts, hit.start) - 1
            continued = False
            while at < len(paragraphs) and starts[at] < hit.end:
                paragraph = paragraphs[at]
                start = max(0, hit.start - starts[at])
                end = min(len(paragraph.text), hit.end - starts[at])
                if start < end:
                    yield Sighting(
                        hit.variety,
                        paragraph.origin,
                        paragraph.text,
                        start,
                        end,
                        continued=continued,
                        right=right,
                        paragraph=first + at + 1,
                    )
                    continued = True
                at += 1

    def _records(
        self, listed: Sequence[Records], lines: Sequence[str], starts: Sequence[int]
    ) -> Iterator[Hit]:
        """Hits in the lines that are a list without a table, placed in the joined text."""
        for found in listed:
            above = [
                line for line in lines[max(0, found.first - 3) : found.first] if _may_be_title(line)
            ]
            for cell, hit, _, _ in hits_in_table(
                found.table,
                title=" ".join([self.title, *above]),
                headed=found.headed,
                recognised=self.document.recognised,
                non_public_numbers=self.profile.non_public_numbers,
            ):
                place = found.places[cell]
                if place is not None:
                    at = starts[place[0]] + place[1]
                    yield Hit(hit.variety, at + hit.start, at + hit.end)

    def _table(self, table: Table, title: str) -> Iterator[Sighting]:
        number = self.tables
        self.tables += 1
        if table.origin.sheet:
            title = f"{title} {table.origin.sheet}"
        hits = hits_in_table(
            table,
            title=title,
            recognised=self.document.recognised,
            non_public_numbers=self.profile.non_public_numbers,
        )
        taken: dict[int, list[Hit]] = {}
        last_split = -2
        for index, hit, column, label in hits:
            before = taken.setdefault(index, [])
            if any(hit.start < other.end and other.start < hit.end for other in before):
                continue
            before.append(hit)
            cell = table.cells[index]
            split = hit.variety == "resident-id-split"
            continued = split and index == last_split + 1
            last_split = index if split else last_split
            yield Sighting(
                hit.variety,
                cell.origin,
                cell.text,
                hit.start,
                hit.end,
                (number, column[1]) if column else None,
                continued,
                label=label,
                row=(number, cell.row),
            )
        if self.profile.words:
            known: dict[str, tuple[tuple[Hit, str | None], ...]] = {}
            for cell in table.cells:
                if len(cell.text) < 2 or cell.text.isascii():
                    continue
                words = known.get(cell.text)
                if words is None:
                    words = tuple(
                        (hit, word.right or None)
                        for hit, word in wordings(plain(cell.text), self.words, on=self.on)
                    )
                    if len(cell.text) < 40 and len(known) < 20_000:
                        known[cell.text] = words
                for hit, right in words:
                    yield Sighting(
                        hit.variety, cell.origin, cell.text, hit.start, hit.end, None, False, right
                    )
        for cell in table.cells:
            for nested in cell.tables:
                yield from self._table(nested, title)


def _within(hit: Hit, fields: Collection[tuple[int, int]]) -> bool:
    """Whether a hit lies in one of `fields`, whose table tells of it."""
    return any(start <= hit.start and hit.end <= end for start, end in fields)


def _written_lines(
    paragraphs: Sequence[Paragraph], starts: Sequence[int]
) -> tuple[list[str], list[int]]:
    """The lines that the file shows, with their positions in the joined text: a reader may have joined them."""
    lines: list[str] = []
    at: list[int] = []
    for paragraph, start in zip(paragraphs, starts, strict=True):
        for first, piece in _pieces(paragraph):
            lines.append(piece)
            at.append(start + first)
    return lines, at


def _pieces(paragraph: Paragraph) -> list[tuple[int, str]]:
    """The lines of a paragraph with their positions in its text; the whole where they are not found there in a row."""
    text = paragraph.text
    found: list[tuple[int, str]] = []
    at = 0
    for piece in (paragraph.origin.raw or "").split("\n"):
        while at < len(text) and text[at].isspace():
            at += 1
        start = at
        # Spaces may have been drawn together.
        for letter in piece:
            if letter.isspace():
                continue
            while at < len(text) and text[at].isspace():
                at += 1
            if at == len(text) or text[at] != letter:
                return [(0, text)]
            at += 1
        if at > start:
            found.append((start, text[start:at]))
    return found if at == len(text.rstrip()) else [(0, text)]
