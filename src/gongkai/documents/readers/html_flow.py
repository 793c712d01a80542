"""The content of a web page as blocks: paragraphs, headings, tables with their true grid, pictures."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from gongkai.documents import picture_hidden
from gongkai.documents.budget import Budget
from gongkai.documents.model import (
    Block,
    HiddenKind,
    HiddenPart,
    Image,
    Layout,
    Origin,
    Paragraph,
    Table,
    TableCell,
)
from gongkai.documents.spacing import join, tidy

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr legend li main ol p pre section summary ul caption tr td th".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SOURCE_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_WIDE = re.compile(r"[^\x00-\u02ff]")
_DATA_URI = re.compile(r"^data:(image/[\w.+-]+);base64,", re.I)
_LARGEST_COLSPAN = 100
_MOST_COLUMNS = 1000
_PROSE_CELL = 100
_INTEGER = re.compile(r"\s*(\d{1,9})")


class _Cell(NamedTuple):
    node: LexborNode
    column_span: int
    row_span: int


class Flow:
    """Walks a container once; `hidden` gathers what it kept out of the blocks."""

    def __init__(self, file: str, budget: Budget) -> None:
        self._file = file
        self._budget = budget
        self.hidden: list[HiddenPart] = []

    def read(self, root: LexborNode) -> list[Block]:
        """The blocks of `root` in reading order."""
        return self._blocks(root, 0)

    def _blocks(self, root: LexborNode, depth: int) -> list[Block]:
        blocks: list[Block] = []
        pieces: list[str] = []
        level: int | None = None
        numbers: list[int | None] = []

        def flush() -> None:
            nonlocal level
            if pieces:
                raw = "".join(pieces)
                pieces.clear()
                text = tidy(_without_source_breaks(raw))
                if text:
                    self._budget.blocks()
                    blocks.append(Paragraph(text, Origin(file=self._file, raw=raw), level))

        node = root.child
        while node is not None:
            tag = node.tag or ""
            descend = False
            if tag == "-text":
                pieces.append(node.text_content or "")
            elif tag == "br":
                flush()
            elif tag == "table":
                flush()
                blocks += self._table_blocks(node, depth)
            elif tag == "img":
                if (image := self._image(node)) is not None:
                    flush()
                    blocks.append(image)
            elif tag == "del":
                self._note(HiddenKind.DELETED_TEXT, node)
            else:
                if tag in _BLOCKS:
                    flush()
                    level = _HEADINGS.get(tag, level)
                    if tag == "ol":
                        numbers.append(_integer(node, "start", 1))
                    elif tag == "ul":
                        numbers.append(None)
                    elif tag == "li" and numbers and (number := numbers[-1]) is not None:
                        pieces.append(f"{number}. ")
                        numbers[-1] = number + 1
                elif tag == "ins":
                    self._note(HiddenKind.INSERTED_TEXT, node)
                descend = node.child is not None
            if descend:
                node = node.child
                continue
            while node is not None:
                tag = node.tag or ""
                if tag in _BLOCKS:
                    flush()
                    if tag in _HEADINGS:
                        level = None
                    elif tag in ("ol", "ul"):
                        numbers.pop()
                if (sibling := node.next) is not None:
                    node = sibling
                    break
                node = node.parent
                if node is not None and node.mem_id == root.mem_id:
                    node = None
        flush()
        return blocks

    def _note(self, kind: HiddenKind, node: LexborNode) -> None:
        if text := tidy(node.text()):
            name = node.attributes.get("cite") or ""
            self.hidden.append(HiddenPart(kind, name, text, Origin(file=self._file)))

    def _image(self, node: LexborNode) -> Image | None:
        """Pictures within the page's text; icons and spacers are none."""
        address = node.attributes.get("src") or ""
        if not address or min(_integer(node, "width", 64), _integer(node, "height", 64)) < 48:
            return None
        self._budget.blocks()
        embedded = _DATA_URI.match(address)
        if embedded is None:
            suffix = address.rpartition(".")[2].lower().partition("?")[0]
            kind = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "gif": "gif", "bmp": "bmp"}.get(
                suffix
            )
            if kind is None:
                return None
            return Image(f"image/{kind}", None, Origin(file=self._file, raw=address[:500]))
        try:
            data = b64decode(address[embedded.end() :])
        except (Base64Error, ValueError):
            return None
        self.hidden += picture_hidden.hidden_parts(data, "", Origin(file=self._file))
        return Image(embedded[1].lower(), data, Origin(file=self._file))

    # --- tables ---

    def _table_blocks(self, node: LexborNode, depth: int) -> list[Block]:
        """A data table as one block after its caption; a layout table as the blocks of its cells."""
        self._budget.tick()
        blocks: list[Block] = []
        groups = _row_groups(node)
        for caption in _children(node, "caption"):
            blocks += self._blocks(caption, depth)
        if _is_layout(node, groups):
            for group in groups:
                for row in group:
                    for cell in row:
                        if not _is_menu(cell.node):
                            blocks += self._blocks(cell.node, depth)
            return blocks
        self._budget.nesting(depth + 1)
        table = self._table(groups, depth + 1)
        if table.cells:
            self._budget.blocks()
            blocks.append(table)
        return blocks

    def _table(self, groups: list[list[list[_Cell]]], depth: int) -> Table:
        widest = max((sum(c.column_span for c in row if c.column_span <= _LARGEST_COLSPAN)
                      for group in groups for row in group), default=1)  # fmt: skip
        widest = min(max(widest, 1), _MOST_COLUMNS)
        cells: list[TableCell] = []
        top = 0
        for group in groups:
            reach: dict[int, int] = {}  # column → first row of the group that is free again
            for index, row in enumerate(group):
                column = 0
                for cell in row:
                    while reach.get(column, 0) > index:
                        column += 1
                    wanted = cell.column_span if cell.column_span <= _LARGEST_COLSPAN else widest
                    width = 1
                    while width < wanted and reach.get(column + width, 0) <= index:
                        width += 1
                    left = len(group) - index
                    height = left if cell.row_span == 0 else min(cell.row_span, left)
                    for covered in range(column, column + width):
                        reach[covered] = index + height
                    self._budget.cells(width)
                    cells.append(self._cell(cell.node, top + index, column, height, width, depth))
                    column += width
            top += len(group)
        return Table(tuple(cells), Origin(file=self._file), Layout.GRID)

    def _cell(
        self, node: LexborNode, row: int, column: int, height: int, width: int, depth: int
    ) -> TableCell:
        tables: tuple[Table, ...] = ()
        only = node.child
        if only is None:
            raw = text = ""
        elif only.tag == "-text" and only.next is None:
            raw = only.text_content or ""
            text = tidy(_without_source_breaks(raw))
        else:
            blocks = self._blocks(node, depth)
            lines = [block for block in blocks if isinstance(block, Paragraph)]
            raw = "\n".join(line.origin.raw or "" for line in lines)
            text = join(line.text for line in lines)
            tables = tuple(block for block in blocks if isinstance(block, Table))
        origin = Origin(self._file, None, None, None, row + 1, column + 1, raw)
        return TableCell(row, column, text, origin, height, width, tables)


def _without_source_breaks(raw: str) -> str:
    """A line break in the page's source between Chinese characters is no space."""
    if "\n" not in raw:
        return raw

    def mend(match: re.Match[str]) -> str:
        before = raw[match.start() - 1 : match.start()]
        after = raw[match.end() : match.end() + 1]
        return "" if _WIDE.match(before) and _WIDE.match(after) else " "

    return _SOURCE_BREAK.sub(mend, raw)


def _children(node: LexborNode, *tags: str) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        if child.tag in tags:
            found.append(child)
        child = child.next
    return found


def _row_groups(table: LexborNode) -> list[list[list[_Cell]]]:
    """Rows by group, heads first and feet last as a browser shows them."""
    sections = _children(table, "thead", "tbody", "tfoot")
    order = {"thead": 0, "tbody": 1, "tfoot": 2}
    sections.sort(key=lambda section: order[section.tag or "tbody"])
    return [
        [
            [
                _Cell(cell, max(_integer(cell, "colspan", 1), 1), _integer(cell, "rowspan", 1))
                for cell in _children(row, "td", "th")
            ]
            for row in _children(section, "tr")
        ]
        for section in sections
    ]


def _is_layout(table: LexborNode, groups: list[list[list[_Cell]]]) -> bool:
    """A table that arranges the page rather than showing data."""
    cells = [cell.node for group in groups for row in group for cell in row]
    if len(cells) <= 1 or (table.attributes.get("role") or "") == "presentation":
        return True
    nested = len(table.css("table")) > 1
    is_single_column = all(len(row) <= 1 for group in groups for row in group)
    if is_single_column:
        return nested or any(len(cell.text()) > _PROSE_CELL for cell in cells)
    if len(cells) > 6:
        return False
    if nested and any(len(inner.css("td")) > 1 for cell in cells for inner in cell.css("table")):
        return True
    return any(
        len(text := cell.text()) > 5 * _PROSE_CELL and text.count("。") >= 3 for cell in cells
    )


def _is_menu(cell: LexborNode) -> bool:
    links = cell.css("a")
    return len(links) > 1 and sum(len(link.text()) for link in links) * 2 > len(cell.text())


def _integer(node: LexborNode, attribute: str, otherwise: int) -> int:
    value = node.attributes.get(attribute)
    match = _INTEGER.match(value) if value else None
    return int(match[1]) if match else otherwise
