"""Plain text, markdown and what `pdftotext -layout` writes, to a `Document`.

Each line is a paragraph unless it belongs to a table or to a paragraph that was broken at a fixed width. The forms
of table are in `text_tables`; every table here has `Layout.FLOW`, since text has no spans.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from gongkai.documents.budget import Budget
from gongkai.documents.encoding import decode
from gongkai.documents.limits import Limits
from gongkai.documents.model import Block, Document, Origin, Paragraph, Source
from gongkai.documents.readers.text_commas import comma_table
from gongkai.documents.readers.text_tables import TableSearch
from gongkai.documents.spacing import join, tidy

_BREAKS = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})(?:\s+|(?=[^\s#]))(.*?)\s*#*\s*$")
# Stars that hide a number (138****1234) are no emphasis: it stands neither beside a digit nor in a longer run.
_EMPHASIS = re.compile(
    r"(?<![*\d])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1(?![*\d])|__(?=\S)(.+?)(?<=\S)__"
)
# A bullet, but not the page number `- 3 -`.
_BULLET = re.compile(r"^\s{0,3}[-*+]\s+(?=\S)(?!\d+\s*[-*]\s*$)")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_LINK = re.compile(r"<(https?://[^<>\s]+)>")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_ENDS_PARAGRAPH = re.compile(r"[。！？：；!?;:…]\s*[”’\"')）]?\s*$")
_STARTS_PARAGRAPH = re.compile(
    r"^(?:[\s\u3000]|[（(]?[一二三四五六七八九十百]+[、）)]|第[一二三四五六七八九十百]+|\d+[.、．)）]|[（(]\d+[)）]|#)"
)


class Line(NamedTuple):
    """One line of the file: its number from 1, its page where form feeds tell pages apart, its text."""

    number: int
    page: int | None
    text: str


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read plain text. Raises `LimitExceeded` only: any bytes are text of some kind."""
    budget = Budget(source.name, limits)
    content = decode(data)
    if (table := comma_table(content, source.name, budget)) is not None:
        return Document(source, (table,))
    lines = _lines(content, budget)
    wrap_width = _wrap_width(lines)
    tables = TableSearch(lines, source.name)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        budget.tick()
        if not lines[at].text.strip():
            at += 1
            continue
        found = tables.at(at)
        if found is not None:
            budget.cells(sum(len(table.cells) for table in found.tables))
            budget.blocks(len(found.tables))
            blocks.extend(found.tables)
            at = found.end
            continue
        end = at + 1
        while end < len(lines) and _continues(lines[end - 1].text, lines[end].text, wrap_width):
            end += 1
        if (paragraph := _paragraph(lines[at:end], source.name)) is not None:
            budget.blocks()
            blocks.append(paragraph)
        at = end
    return Document(source, tuple(blocks))


def _lines(text: str, budget: Budget) -> list[Line]:
    lines = []
    has_pages = "\f" in text.rstrip("\f\r\n ")
    page = 1
    for number, line in enumerate(_BREAKS.split(text), start=1):
        turns = line.count("\f")
        if turns:
            budget.pages(turns)
            page += turns
            line = line.replace("\f", "")
        lines.append(Line(number, page if has_pages else None, line))
    return lines


def _paragraph(lines: list[Line], file: str) -> Paragraph | None:
    raw = "\n".join(line.text for line in lines)
    origin = Origin(file=file, page=lines[0].page, line=lines[0].number, raw=raw)
    if len(lines) == 1 and _RULE.match(raw):
        return None
    level = None
    first = lines[0].text
    heading = _HEADING.match(first)
    if heading:
        level = len(heading[1])
        first = heading[2]
    else:
        first = _BULLET.sub("", _QUOTE.sub("", first, count=1), count=1)
    text = join([first, *(line.text for line in lines[1:])])
    text = tidy(_LINK.sub(r"\1", unemphasised(text)))
    return Paragraph(text, origin, level) if text else None


def unemphasised(text: str) -> str:
    """`text` without the asterisks and underscores of markdown emphasis."""
    if "*" not in text and "__" not in text:
        return text
    return _EMPHASIS.sub(lambda match: match[2] or match[3], text)


def display_width(text: str) -> int:
    """Columns that `text` takes on a screen with a fixed pitch: two for each Chinese character."""
    return len(text.encode("gb18030", "replace"))  # two bytes for what is two columns wide


def _wrap_width(lines: list[Line]) -> int | None:
    """The width at which the whole file was broken into lines, or None where lines are whole paragraphs."""
    widths = Counter(width for line in lines if (width := display_width(line.text.rstrip())) > 40)
    if not widths:
        return None
    longest = max(widths)
    near = sum(count for width, count in widths.items() if width >= longest - 4)
    return longest if longest <= 130 and near >= 3 and near * 3 >= widths.total() else None


def _continues(previous: str, text: str, wrap_width: int | None) -> bool:
    if wrap_width is None or not text.strip():
        return False
    return (
        display_width(previous.rstrip()) >= wrap_width - 6
        and not _ENDS_PARAGRAPH.search(previous)
        and not _STARTS_PARAGRAPH.match(text)
        and "\t" not in text
        and "|" not in text
    )
