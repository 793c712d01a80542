"""Tables whose cells run together: labels and figures in one run of text, as a copied or crawled page gives them.

`一、本年新收政府信息公开申请数量713000074二、上年结转政府信息公开申请数量1000001`: the labels of the form are found, and what
stands behind each are its figures, without anything between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gongkai.documents.model import Block, Paragraph, Table
from gongkai.report.edition import Edition, TableForm, editions

_SAME = str.maketrans("０１２３４５６７８９．（）【】：", "0123456789.()[]:") | {0x3000: " "}
_ENUMERATOR = re.compile(r"(?:\d+\.|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]、)")
_REMARK = r"(?:\s*\([^()]{0,40}\))?"
_SHORT = 4
_FEWEST_ROWS = 3
_WIDEST = 16
"""Cells of the widest row of the forms, its label with them."""
_COUNTED = "件条个项起宗份次部例人元万亿%年月日余批篇场期户名家处栏位轮版幅张册则类"
_FIGURES_BEHIND_WORDS = re.compile(r"[\u3400-\u9fff）)”’\"】]\s*[\d０-９]")
_OF_A_SENTENCE = re.compile(r"[\d,，。;；、]|[\u3400-\u9fff]{12}")
_FIGURES = r"\d(?:[\d\s.,]*?\d)?"


@dataclass(frozen=True, slots=True)
class Piece:
    """A label and the figures behind it, from `start` to `end` of the text; `label` is empty where none names the row."""

    label: str
    figures: str
    start: int
    end: int

    @property
    def glued(self) -> bool:
        """True where nothing separates the figures."""
        return len(self.figures.split()) == 1


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The rows of tables in a run of text, in order; empty for a line that is one row with its cells apart, and for prose."""
    if not _FIGURES_BEHIND_WORDS.search(text):
        return ()
    plain = text.translate(_SAME)
    pieces = [
        Piece(found["label"], found["figures"], found.start(), found.end())
        for found in _rows().finditer(plain)
    ]
    taken = {piece.end for piece in pieces}
    pieces.extend(
        Piece("", found["figures"], found.start("figures"), found.end())
        for found in _side_by_side().finditer(plain)
        if found.end() not in taken
    )
    pieces.sort(key=lambda piece: piece.start)
    if len(pieces) == 1 and pieces[0].label and _is_line(plain, pieces[0]):
        return tuple(pieces) if _no_gap(plain, pieces[0]) else ()
    marked = any(not piece.label for piece in pieces) or _marks().search(plain) is not None
    return tuple(pieces) if len(pieces) >= _FEWEST_ROWS or (pieces and marked) else ()


def apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, a part's heading that runs on behind a figure (`25五、存在的主要问题`) as a paragraph of its own.

    Figures on the line below the last of their heads, which stand side by side in one run, are put behind it.
    """
    behind = _heading_behind(editions())
    for block in _rejoined(_unrolled(blocks)):
        if isinstance(block, Paragraph):
            cut = behind.search(block.text)
            if cut is None:
                yield block
            else:
                yield replace(block, text=block.text[: cut.start()].rstrip())
                yield replace(block, text=cut[0].strip())
        elif isinstance(block, Table) and block.cells:
            last = max(block.cells, key=lambda cell: (cell.row, cell.column))
            cut = behind.search(last.text)
            if cut is None:
                yield block
            else:
                kept = last._replace(text=last.text[: cut.start()].rstrip())
                cells = tuple(kept if cell is last else cell for cell in block.cells)
                yield replace(block, cells=cells)
                yield Paragraph(cut[0].strip(), last.origin)
        else:
            yield block


def _unrolled(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; where one line holds several rows of a form, with tabs or bars between all cells, as plain text."""
    for block in blocks:
        if isinstance(block, Table):
            lines = [[cell.text for cell in row] for row in block.rows()]
            if any(_holds_rows(line) for line in lines):
                for line in lines:
                    yield Paragraph(" ".join(line), block.origin)
                continue
        elif isinstance(block, Paragraph) and "|" in block.text:
            line = block.text.split("|")
            if _holds_rows(line):
                yield replace(block, text=" ".join(line))
                continue
        yield block


def _holds_rows(cells: Sequence[str]) -> bool:
    if len(cells) <= _WIDEST:
        return False
    pieces = pieces_of(" ".join(cells))
    return len(pieces) >= _FEWEST_ROWS or any(not piece.label for piece in pieces)


def _rejoined(blocks: Iterable[Block]) -> Iterator[Block]:
    held: Paragraph | None = None
    within = _heading_within(editions())
    for block in blocks:
        if held is not None and isinstance(block, Paragraph) and _ROW_OF_FIGURES.match(block.text):
            cut = within.match(block.text)
            figures = cut["figures"] if cut else block.text
            yield replace(held, text=f"{held.text.rstrip()}{figures.strip()}")
            if cut:
                yield replace(block, text=block.text[cut.end("figures") :].lstrip())
            held = None
            continue
        if held is not None:
            yield held
            held = None
        if isinstance(block, Paragraph) and _HEADS_RUN.search(block.text):
            held = block
        else:
            yield block
    if held is not None:
        yield held


_HEADS_RUN = re.compile(r"尚\s*未\s*审\s*结\s*总\s*计\s*$")
_ROW_OF_FIGURES = re.compile(r"\s*\d(?:\s*\d){9,}(?!\s*\d)")


@cache
def _heading_within(forms: tuple[Edition, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?P<figures>\s*\d[\d\s]*)(?={'|'.join(_headings(forms))})")


def heads_in(text: str) -> tuple[str, ...]:
    """The heads, groups and block labels of the forms that end a piece of text before a row, in order."""
    return tuple(found[0] for found in _last_heads(text.translate(_SAME)))


def _last_heads(plain: str) -> list[re.Match[str]]:
    """The heads at the end of a text with nothing of a sentence between them; the same words in prose before are none."""
    heads: list[re.Match[str]] = []
    end = len(plain)
    for found in reversed(list(_heads().finditer(plain))):
        if _OF_A_SENTENCE.search(plain, found.end(), end):
            break
        heads.insert(0, found)
        end = found.start()
    return heads


def is_heads(text: str) -> bool:
    """True for a text with nothing but heads, groups and block labels of the forms."""
    return not _heads().sub("", text.translate(_SAME)).strip()


def without_table(text: str) -> str:
    """`text` without the rows of a table that run together in it, and without the heads before them."""
    pieces = pieces_of(text)
    if not pieces:
        return text
    plain = text.translate(_SAME)
    heads = _last_heads(plain[: pieces[0].start])
    start = heads[0].start() if heads else pieces[0].start
    return text[:start] + text[pieces[-1].end :]


def _is_line(text: str, piece: Piece) -> bool:
    """True where a line is the piece alone, with nothing but heads and groups before it."""
    before = _heads().sub("", text[: piece.start])
    return not before.strip() and not text[piece.end :].strip()


def _no_gap(text: str, piece: Piece) -> bool:
    behind = text[piece.start : piece.end][len(piece.label) :]
    return piece.glued and not behind[:1].isspace()


def _rows() -> re.Pattern[str]:
    return _rows_of(editions())


@cache
def _rows_of(forms: tuple[Edition, ...]) -> re.Pattern[str]:
    labels = sorted(
        {
            pattern
            for form in _tables(forms, "rows")
            for row in form.rows()
            for pattern in _row(row.label, row.aliases)
        },
        key=len,
        reverse=True,
    )
    known = "|".join((*labels, *_head_patterns(forms), *_headings(forms)))
    return re.compile(
        rf"(?P<label>{'|'.join(labels)})\s*(?P<figures>{_FIGURES})(?=\s*(?:{known})|\s*$|\s*[^\d\s.,{_COUNTED}])"
    )


def _row(label: str, aliases: Sequence[str]) -> Iterator[str]:
    """Patterns of a row's label; a short one counts with its enumerator only."""
    for name in (label, *aliases):
        mark = _ENUMERATOR.match(name)
        core = re.sub(r"[（(].*?[）)]", "", name[mark.end() if mark else 0 :])
        if not core:
            continue
        front = _spaced(mark[0].translate(_SAME)) + r"\s*" if mark else ""
        if len(core) >= _SHORT or not mark:
            yield (rf"(?:{front})?" if front else "") + _spaced(core) + _REMARK
        else:
            yield front + _spaced(core)


def _side_by_side() -> re.Pattern[str]:
    return _side_by_side_of(editions())


@cache
def _side_by_side_of(forms: tuple[Edition, ...]) -> re.Pattern[str]:
    """Figures of a table that lies in one row, behind the last of its heads."""
    heads: set[str] = set()
    width = 0
    for form in _tables(forms, "columns"):
        width = max(width, len(form.cell_ids()))
        heads.update(row.label for row in form.rows())
        heads.update(column.label for row in form.rows() for column in form.columns_of(row.id))
    last = "|".join(_spaced(head) for head in sorted(heads, key=len, reverse=True))
    return re.compile(rf"(?:{last})\s*(?P<figures>\d(?:\s*\d){{{width - 1},}})(?!\d|\s*\d)")


def _heads() -> re.Pattern[str]:
    return _heads_of(editions())


@cache
def _heads_of(forms: tuple[Edition, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_head_patterns(forms)))


def _head_patterns(forms: Sequence[Edition]) -> list[str]:
    names: set[str] = set()
    for form in (*_tables(forms, "rows"), *_tables(forms, "columns")):
        names.add(form.corner)
        for block in form.blocks:
            names.update((block.label, block.head))
            names.update(label for row in block.rows for label in row.groups)
            for column in block.columns:
                names.update((column.label, *column.groups))
            if form.orientation == "columns":
                names.update(row.label for row in block.rows)
    return [_spaced(name.translate(_SAME)) for name in sorted(names - {""}, key=len, reverse=True)]


def _marks() -> re.Pattern[str]:
    return _marks_of(editions())


@cache
def _marks_of(forms: tuple[Edition, ...]) -> re.Pattern[str]:
    """Words that only a table of the forms has."""
    words = {"信息内容", "勾稽关系"}
    for form in _tables(forms, "rows"):
        words.update(block.label.translate(_SAME) for block in form.blocks)
    return re.compile("|".join(_spaced(word) for word in sorted(words, key=len, reverse=True)))


@cache
def _heading_behind(forms: tuple[Edition, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<=\d)\s*(?:{'|'.join(_headings(forms))})\s*$")


def _headings(forms: Sequence[Edition]) -> list[str]:
    return [_spaced(section.heading) for form in forms for section in form.sections]


def _tables(forms: Sequence[Edition], orientation: str) -> Iterator[TableForm]:
    for form in forms:
        yield from (table for table in form.tables if table.orientation == orientation)


def _spaced(text: str) -> str:
    return r"\s*".join(re.escape(character) for character in text if not character.isspace())
