"""The body of a Word part (text, note, header) as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

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
from gongkai.documents.package import Package
from gongkai.documents.readers.docx_numbering import Numbering
from gongkai.documents.readers.docx_styles import Styles, is_hidden, is_on, list_of, outline_level
from gongkai.documents.spacing import join, tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = W + "val"

_WRAPPERS = frozenset(
    W + name
    for name in ("hyperlink", "smartTag", "customXml", "sdtContent", "bdo", "dir", "fldSimple", "rubyBase")
)  # fmt: skip
_INSERTED = frozenset({W + "ins", W + "moveTo"})
_DELETED = frozenset({W + "del", W + "moveFrom"})
_SYMBOLS = {
    "F0FE": "☑",
    "F052": "☑",
    "F0A8": "□",
    "F06F": "□",
    "F0A3": "□",
    "F0FC": "√",
    "F050": "√",
}
_SYMBOL_FONT = re.compile(r"(?i)wingdings|webdings|symbol|dingbats|marlett")
_LETTER = re.compile(r"(?i)(?:F0)?0?0?([2-7][0-9A-F])")
_LONGEST_CELL = 100
_MOST_COLUMNS = 1000


class _Run:
    """What a paragraph has gathered so far."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.hidden: list[str] = []
        self.boxes: list[etree._Element] = []
        self.images: list[Image] = []
        self.page: int | None = None


class Body:
    """Reads the block-level children of one part; `hidden` gathers what it kept out of the blocks."""

    def __init__(self, package: Package, part: str, styles: Styles, numbering: Numbering) -> None:
        self._package = package
        self._budget = package.budget
        self._part = part
        self._styles = styles
        self._numbering = numbering
        self._page: int | None = None
        self._fields: list[bool] = []  # for each open field: whether its result has begun
        self._held = ""  # text of paragraphs whose mark is deleted: it joins the next
        self.hidden: list[HiddenPart] = []

    def blocks(self, container: etree._Element) -> list[Block]:
        """The blocks of a body, note, header or footer in reading order."""
        if next(container.iter(W + "lastRenderedPageBreak"), None) is not None:
            self._page = 1
        return self._blocks(container, 0)

    def _blocks(self, container: etree._Element, depth: int) -> list[Block]:
        blocks: list[Block] = []
        for element in container:
            tag = element.tag
            if tag == W + "p":
                blocks += self._paragraph(element, depth)
            elif tag == W + "tbl":
                blocks += self._table_blocks(element, depth)
            elif tag == W + "sdt":
                content = element.find(W + "sdtContent")
                if content is not None:
                    blocks += self._blocks(content, depth)
            elif tag in _INSERTED or tag in _WRAPPERS:
                blocks += self._blocks(element, depth)
            elif tag in _DELETED:
                self._note(HiddenKind.DELETED_TEXT, element)
            elif tag == _MC + "AlternateContent":
                choice = _chosen(element)
                if choice is not None:
                    blocks += self._blocks(choice, depth)
            elif tag == W + "altChunk":
                blocks += self._chunk(element)
        if self._held:
            raw, self._held = self._held, ""
            self._budget.blocks()
            origin = Origin(file=self._package.name, page=self._page, raw=raw)
            blocks.append(Paragraph(join(raw.split("\n")), origin))
        return blocks

    def _chunk(self, element: etree._Element) -> list[Block]:
        """A whole file that Word takes into the text when it opens this one."""
        relationship = self._package.relationships(self._part).get(element.get(_R + "id", ""))
        if relationship is None or relationship.target not in self._package.archive:
            return []
        from gongkai.documents.opening import open_bytes  # opening knows this reader

        limits = self._budget.limits
        if limits.nesting < 1:
            return []
        data = self._package.archive.read(relationship.target)
        document = open_bytes(
            data, self._package.name, limits=replace(limits, nesting=limits.nesting // 2)
        )
        self._budget.blocks(len(document.blocks))
        self.hidden += document.hidden
        return list(document.blocks)

    # --- paragraphs ---

    def _paragraph(self, element: etree._Element, depth: int) -> list[Block]:
        self._budget.tick()
        properties = element.find(W + "pPr")
        style_id = self._styles.default
        level: int | None = None
        mark_deleted = False
        if properties is not None:
            style_element = properties.find(W + "pStyle")
            if style_element is not None:
                style_id = style_element.get(_VAL)
            mark = properties.find(W + "rPr")
            mark_deleted = mark is not None and any(child.tag in _DELETED for child in mark)
        style = self._styles[style_id]
        level = style.heading_level
        list_id, list_level = style.list_id, style.list_level
        if list_id and list_level is None and style_id:
            list_level = self._numbering.level_of_style(list_id, style_id)
        if properties is not None:
            level = outline_level(properties, level)
            list_id, list_level = list_of(properties, list_id, list_level)
        run = _Run()
        run.page = self._page
        self._inline(element, run, style.is_hidden)
        self._fields = [begun for begun in self._fields if begun]
        blocks: list[Block] = []
        raw = self._held + "".join(run.text)
        self._held = ""
        text = join(raw.split("\n")) if raw else ""
        if mark_deleted:
            self._held = raw
        elif text:
            if list_id and list_id != "0":
                text = self._numbering.next(list_id, list_level or 0) + text
            self._budget.blocks()
            blocks.append(
                Paragraph(text, Origin(file=self._package.name, page=run.page, raw=raw), level)
            )
        if hidden := tidy("".join(run.hidden)):
            origin = Origin(file=self._package.name, page=run.page)
            self.hidden.append(HiddenPart(HiddenKind.HIDDEN_TEXT, "", hidden, origin))
        blocks += run.images
        for box in run.boxes:
            blocks += self._blocks(box, depth)
        return blocks

    def _inline(self, container: etree._Element, run: _Run, hidden: bool) -> None:
        for element in container:
            tag = element.tag
            if tag == W + "r":
                self._text_run(element, run, hidden)
            elif tag in _WRAPPERS:
                self._inline(element, run, hidden)
            elif tag == W + "sdt":
                content = element.find(W + "sdtContent")
                if content is not None:
                    self._inline(content, run, hidden)
            elif tag in _INSERTED:
                self._note(HiddenKind.INSERTED_TEXT, element)
                self._inline(element, run, hidden)
            elif tag in _DELETED:
                self._note(HiddenKind.DELETED_TEXT, element)
            elif tag == _MC + "AlternateContent":
                choice = _chosen(element)
                if choice is not None:
                    self._inline(choice, run, hidden)
            elif tag == W + "ruby":
                self._inline(element, run, hidden)
            elif tag.startswith(_M):
                run.text.extend(text.text or "" for text in element.iter(_M + "t"))

    def _text_run(self, element: etree._Element, run: _Run, hidden: bool) -> None:
        target = run.hidden if hidden else run.text
        for child in element:
            tag = child.tag
            if tag == W + "t":
                if all(self._fields):
                    target.append(child.text or "")
            elif tag == W + "rPr":
                style_element = child.find(W + "rStyle")
                inherited = hidden
                if style_element is not None:
                    inherited = hidden or self._styles[style_element.get(_VAL)].is_hidden
                target = run.hidden if is_hidden(child, inherited) else run.text
            elif tag == W + "tab" or tag == W + "ptab":
                target.append("\t")
            elif tag == W + "br" or tag == W + "cr":
                target.append("\n")
            elif tag == W + "lastRenderedPageBreak":
                self._page = (self._page or 1) + 1
                self._budget.pages()
                if not run.text:
                    run.page = self._page
            elif tag == W + "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif tag == W + "noBreakHyphen":
                target.append("-")
            elif tag == W + "sym":
                target.append(symbol(child.get(W + "char", ""), child.get(W + "font", "")))
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._drawing(child, run)
            elif tag == _MC + "AlternateContent":
                choice = _chosen(child)
                if choice is not None:
                    self._drawing(choice, run)
            elif tag == W + "ruby":
                self._inline(child, run, hidden)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: etree._Element, run: _Run) -> None:
        """Text boxes, pictures and diagrams of a drawing; the fallback of what was chosen is not looked at."""
        for part in _shown(element):
            tag = part.tag
            if tag == W + "txbxContent":
                run.boxes.append(part)
            elif tag == _A + "blip" or tag == _V + "imagedata":
                reference = part.get(_R + "embed") or part.get(_R + "id") or ""
                self._picture(reference, run)
            elif tag == _DGM + "relIds":
                self._diagram(part.get(_R + "dm", ""), run)

    def _picture(self, reference: str, run: _Run) -> None:
        relationship = self._package.relationships(self._part).get(reference)
        if relationship is None or relationship.is_external:
            return
        picture = self._package.picture(relationship.target)
        if picture is not None:
            self._budget.blocks()
            run.images.append(Image(*picture, Origin(file=self._package.name, page=self._page)))

    def _diagram(self, reference: str, run: _Run) -> None:
        relationship = self._package.relationships(self._part).get(reference)
        root = None
        if relationship is not None and not relationship.is_external:
            root = self._package.root(relationship.target)
        for paragraph in root.iter(_A + "p") if root is not None else ():
            words = "".join(text.text or "" for text in paragraph.iter(_A + "t"))
            if words.strip():
                run.text.append(f"\n{words}")

    def _note(self, kind: HiddenKind, element: etree._Element) -> None:
        """Record a tracked change under its author's name."""
        raw = "".join(text.text or "" for text in element.iter(W + "t", W + "delText") if text.text)
        if text := tidy(raw):
            origin = Origin(file=self._package.name, page=self._page, raw=raw)
            self.hidden.append(HiddenPart(kind, element.get(W + "author", ""), text, origin))

    # --- tables ---

    def _table_blocks(self, element: etree._Element, depth: int) -> list[Block]:
        """A table as one block; a frame of a single cell around prose or a table as what it holds."""
        self._budget.nesting(depth + 1)
        rows = list(_rows(element))
        if len(rows) == 1:
            cells = list(_cells(rows[0]))
            if len(cells) == 1 and (
                cells[0].find(W + "tbl") is not None
                or sum(len(t.text or "") for t in cells[0].iter(W + "t")) > _LONGEST_CELL
            ):
                return self._blocks(cells[0], depth + 1)
        page = self._page
        table = self._table(rows, page, depth + 1)
        if not table.cells:
            return []
        self._budget.blocks()
        return [table]

    def _table(self, rows: list[etree._Element], page: int | None, depth: int) -> Table:
        cells: list[TableCell] = []
        open_above: dict[
            int, int
        ] = {}  # column → index in `cells` of the merged cell that reaches down
        number = 0
        for row in rows:
            properties = row.find(W + "trPr")
            if properties is not None and self._is_dropped(row, properties):
                continue
            column = _grid_skip(properties)
            reaching: dict[int, int] = {}
            for cell in _cells(row):
                cell_properties = cell.find(W + "tcPr")
                span, merge = _spans(cell_properties)
                if merge == "continue" and column in open_above:
                    index = open_above[column]
                    above = cells[index]
                    cells[index] = above._replace(row_span=number - above.row + 1)
                    reaching[column] = index
                    self._covered(cell)
                elif merge == "left" and cells and cells[-1].row == number:
                    cells[-1] = cells[-1]._replace(column_span=cells[-1].column_span + span)
                    self._covered(cell)
                else:
                    self._budget.cells()
                    cells.append(self._cell(cell, number, column, span, depth))
                    if merge is not None:
                        reaching[column] = len(cells) - 1
                column = min(column + span, _MOST_COLUMNS)
            open_above = reaching
            number += 1
        return Table(tuple(cells), Origin(file=self._package.name, page=page), Layout.GRID)

    def _cell(
        self, element: etree._Element, row: int, column: int, span: int, depth: int
    ) -> TableCell:
        page = self._page
        blocks = self._blocks(element, depth)
        lines = [block for block in blocks if isinstance(block, Paragraph)]
        if len(lines) == 1:
            text, raw = lines[0].text, lines[0].origin.raw
            page = lines[0].origin.page
        else:
            text = join(line.text for line in lines)
            raw = "\n".join(line.origin.raw or "" for line in lines)
        tables = tuple(block for block in blocks if isinstance(block, Table))
        origin = Origin(self._package.name, page, None, None, row + 1, column + 1, raw)
        return TableCell(row, column, text, origin, 1, span, tables)

    def _is_dropped(self, row: etree._Element, properties: etree._Element) -> bool:
        """Rows that are hidden, or deleted in a tracked change."""
        hidden = properties.find(W + "hidden")
        if hidden is not None and is_on(hidden.get(_VAL, "1")):
            raw = _row_text(row)
            origin = Origin(file=self._package.name, page=self._page, raw=raw)
            self.hidden.append(HiddenPart(HiddenKind.HIDDEN_ROW, "", tidy(raw), origin))
            return True
        deleted = properties.find(W + "del")
        if deleted is not None:
            raw = _row_text(row)
            origin = Origin(file=self._package.name, page=self._page, raw=raw)
            author = deleted.get(W + "author", "")
            self.hidden.append(HiddenPart(HiddenKind.DELETED_TEXT, author, tidy(raw), origin))
            return True
        return False

    def _covered(self, cell: etree._Element) -> None:
        """Text in a cell that a merged one covers: Word keeps it and does not show it."""
        raw = _row_text(cell)
        if text := tidy(raw):
            origin = Origin(file=self._package.name, page=self._page, raw=raw)
            self.hidden.append(HiddenPart(HiddenKind.HIDDEN_TEXT, "", text, origin))


def _chosen(alternate: etree._Element) -> etree._Element | None:
    """The branch of an alternative that has something to show: the choice, else the fallback."""
    choice = alternate.find(_MC + "Choice")
    if choice is not None and len(choice):
        return choice
    return alternate.find(_MC + "Fallback")


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """Descendants in document order, one branch of each alternative, without going into text boxes."""
    for child in element:
        if child.tag == _MC + "AlternateContent":
            choice = _chosen(child)
            if choice is not None:
                yield from _shown(choice)
            continue
        yield child
        if child.tag != W + "txbxContent":
            yield from _shown(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _cells(child)


def _spans(properties: etree._Element | None) -> tuple[int, str | None]:
    """Columns that a cell takes, and `restart`, `continue` (merged down) or `left` (merged into the one before)."""
    span, merge = 1, None
    for child in properties if properties is not None else ():
        if child.tag == W + "gridSpan":
            span = max(1, min(_number(child.get(_VAL)), _MOST_COLUMNS))
        elif child.tag == W + "vMerge":
            merge = "restart" if child.get(_VAL) == "restart" else "continue"
        elif child.tag == W + "hMerge" and child.get(_VAL) != "restart":
            merge = "left"
    return span, merge


def _grid_skip(properties: etree._Element | None) -> int:
    before = properties.find(W + "gridBefore") if properties is not None else None
    return min(_number(before.get(_VAL)), _MOST_COLUMNS) if before is not None else 0


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0


def _row_text(element: etree._Element) -> str:
    return "\t".join(
        "".join(text.text or "" for text in paragraph.iter(W + "t", W + "delText"))
        for paragraph in element.iter(W + "p")
    )


def symbol(code: str, font: str) -> str:
    """The character of a `w:sym`: of a font of letters it is the letter itself; empty where it cannot be told."""
    if font and not _SYMBOL_FONT.search(font) and (letter := _LETTER.fullmatch(code)):
        return chr(int(letter[1], 16))
    known = _SYMBOLS.get(code.upper())
    if known:
        return known
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 else ""
