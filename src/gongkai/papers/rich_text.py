"""A document as the text of an item: headings, paragraphs, lists, tables; nothing that the editor would lose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import escape
from typing import TypeGuard

from gongkai.documents.model import Document, Image, Paragraph, Table, TableCell
from gongkai.papers import signs
from gongkai.papers.pictures import kept_pictures
from gongkai.screening.layouts import parts

LONGEST_HEADING = 40
MOST_ROWS = 60
MOST_COLUMNS = 10
MOST_FIELDS = 20
LONGEST_LABEL = 10
_FIRST = re.compile(r"^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节])")
_SECOND = re.compile(r"^[（(][一二三四五六七八九十]+[）)]")
_BULLET = re.compile(r"^[•●◆■▪·\-–—*]\s*(?=\S)")
_NO_LABEL = re.compile(r"[\d，。；：、！？,;:]")
_ENDS = "。；：，！？;:,."


def is_in_text(document: Document) -> bool:
    """Whether `rich_text` carries over everything that the document shows."""
    told = all(not isinstance(block, Table) or _is_small(block) for block in document.blocks)
    return told and None not in kept_pictures(document)


def rich_text(document: Document, *, leave_out: Collection[str] = ()) -> str:
    """The document's text for the editor. ``leave_out`` are lines that became fields of the item.

    A form becomes lines of label and value, another table stays a table; a large one is left to the file. A picture stays
    where it stands, named by its content (see `pictures`).
    """
    # What became a field stands at the top; the same words further down stay.
    left = set(leave_out)
    bullets: list[str] = []
    parts: list[str] = []
    pictures = iter(kept_pictures(document))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                text = signs.tidied(line)
                if not text:
                    continue
                if text in left:
                    left.discard(text)
                    continue
                if _BULLET.match(text) and len(text) > 2:
                    bullets.append(_BULLET.sub("", text))
                    continue
                parts += _listed(bullets)
                parts.append(_paragraph(text, block.heading_level))
        elif isinstance(block, Image):
            parts += _listed(bullets)
            picture = next(pictures)
            parts.append(picture.tag if picture else "<p>（图片见附件）</p>")
        else:
            parts += _listed(bullets)
            parts += _table(block) if _is_small(block) else ["<p>（表格见附件）</p>"]
    parts += _listed(bullets)
    return "".join(parts)


def _listed(bullets: list[str]) -> list[str]:
    if not bullets:
        return []
    lines = "".join(f"<li>{escape(each)}</li>" for each in bullets)
    bullets.clear()
    return [f"<ul>{lines}</ul>"]


def _paragraph(text: str, level: int | None) -> str:
    short = len(text) <= LONGEST_HEADING and not text.endswith(tuple(_ENDS))
    if (level is not None and level <= 2) or (short and _FIRST.match(text)):
        return f"<h2>{escape(text)}</h2>"
    if level is not None or (short and _SECOND.match(text)):
        return f"<h3>{escape(text)}</h3>"
    return f"<p>{escape(text)}</p>"


def _is_small(block: object) -> TypeGuard[Table]:
    return (
        isinstance(block, Table)
        and block.row_count <= MOST_ROWS
        and block.column_count <= MOST_COLUMNS
        and not any(cell.tables for cell in block.cells)
    )


def _form(table: Table) -> list[str]:
    """A form's fields as label and value; empty for what is no form."""
    if pairs := _pairs_by_colon(table):
        return pairs
    rows = [
        [cell.text.strip() for cell in row]
        for row in table.rows()
        if any(cell.text.strip() for cell in row)
    ]
    # Where a cell reaches over several rows, what stands beside what is told by the grid alone.
    if any(cell.row_span > 1 for cell in table.cells):
        return []
    if not (all(form for _, form in parts(table)) or _begins_with_a_value(rows)):
        return []
    return [line for row in rows for line in _fields(row)]


def _begins_with_a_value(rows: list[list[str]]) -> bool:
    """Whether two labels and two values take turns in every row, and the first, which would be heads, holds a value."""
    return (
        1 < len(rows) <= MOST_FIELDS
        and all(len(row) == 4 for row in rows)
        and all(_may_label(text) for row in rows for text in row[::2])
        and any(text and not _may_label(text) for text in rows[0][1::2])
    )


def _may_label(text: str) -> bool:
    return 1 < len(text) <= LONGEST_LABEL and _NO_LABEL.search(text) is None


def _fields(row: list[str]) -> Iterator[str]:
    """What a row of a form tells: label and value in turn, or one label with several values; every cell stands in it."""
    if len(row) % 2 == 0:
        for label, value in zip(row[::2], row[1::2], strict=True):
            if label or value:
                yield f"{label}：{value}" if label else value
        return
    first, *others = row
    values = "　".join(each for each in others if each)
    yield f"{first}：{values}" if first and values else first or values


def _pairs_by_colon(table: Table) -> list[str]:
    """The fields of a form whose labels end with a colon, however many stand in a row; empty for any other table."""
    told = []
    for row in table.rows():
        texts = [cell.text.strip() for cell in row]
        labels = [text.endswith(("：", ":")) for text in texts]
        if any(text for text in texts) and not labels[0]:
            return []
        for place, text in enumerate(texts):
            if labels[place]:
                told.append(f"{text.rstrip('：: ')}：")
            elif text and told:
                told[-1] += text if told[-1].endswith("：") else f"　{text}"
    return told if len(told) > 1 else []


def _table(table: Table) -> Iterator[str]:
    if fields := _form(table):
        yield f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in fields)}</ul>"
        return
    rows = [row for row in table.rows() if any(cell.text.strip() for cell in row)]
    if not rows:
        return
    lines = []
    for place, row in enumerate(rows):
        name = "th" if place == 0 and len(rows) > 1 else "td"
        cells = "".join(
            f"<{name}{_spans(cell)}>{escape(cell.text.strip())}</{name}>" for cell in row
        )
        lines.append(f"<tr>{cells}</tr>")
    yield f"<table><tbody>{''.join(lines)}</tbody></table>"


def _spans(cell: TableCell) -> str:
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    columns = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return rows + columns
