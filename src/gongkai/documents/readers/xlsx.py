"""Workbooks (.xlsx, .xlsm) to a `Document`: a table for each block of cells, a paragraph for each lone line.

The package is read directly and in one pass: it is untrusted, and a reader that lays out a sheet's whole used range
would take 400 GB for two cells in opposite corners. What the workbook does not show (hidden sheets, rows, columns,
cells) is in the hidden parts and not in the blocks.
"""

from __future__ import annotations

import re

from lxml import etree

from gongkai.documents import xml
from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged
from gongkai.documents.limits import Limits
from gongkai.documents.model import (
    Block,
    Document,
    HiddenKind,
    HiddenPart,
    Image,
    Origin,
    Paragraph,
    Source,
)
from gongkai.documents.package import Package
from gongkai.documents.readers.sheet_blocks import SheetGrid
from gongkai.documents.readers.xlsx_hidden import comments_of, workbook_parts
from gongkai.documents.readers.xlsx_values import Values, place_of
from gongkai.documents.spacing import tidy

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_HEADER_TAGS = tuple(
    S + place + kind for place in ("odd", "even", "first") for kind in ("Header", "Footer")
)
_HEADER_CODES = ("&L", "&C", "&R")
# Formats often reach to the very edge of a sheet; a hidden row stays, since it parts what stands around it.
_BLANK_ROW = re.compile(
    rb'<row r="\d+"(?:(?! hidden=| ht="0)[^<>])*(?:/>|>(?:<c [^<>]*/>)*+</row>)'
)
_NARROW = 0.3
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_VISIBLE = "visible"
_HIDDEN_SHEETS = {
    "hidden": HiddenKind.HIDDEN_SHEET,
    "veryHidden": HiddenKind.VERY_HIDDEN_SHEET,
}


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a workbook. Raises `Damaged` where it has no workbook part, and what `Package` raises."""
    budget = Budget(source.name, limits)
    package = Package(data, budget)
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    workbook = package.root(main)
    if workbook is None or workbook.tag != S + "workbook":
        raise Damaged(
            source.name,
            found="缺少工作簿部件",
            expected="完整的 Excel 文件",
            next_step="请用原软件另存后再试",
        )
    values = Values(package, main, workbook)
    blocks: list[Block] = []
    hidden: list[HiddenPart] = []
    furniture: dict[str, Paragraph] = {}
    notes: list[str] = []
    parts: set[str] = set()
    for element in workbook.iterfind(f"{S}sheets/{S}sheet"):
        relationship = package.relationships(main).get(element.get(_R + "id", ""))
        if relationship is None or relationship.target not in package.archive:
            continue
        name = element.get("name", "")
        if relationship.type != "worksheet" or relationship.target in parts:
            continue
        parts.add(relationship.target)
        sheet = _Sheet(package, relationship.target, name, values)
        state = element.get("state", _VISIBLE)
        comments = comments_of(package, relationship.target, name)
        if (kind := _HIDDEN_SHEETS.get(state)) is not None:
            lines = [sheet.grid.words(), *sheet.drawn_words()]
            text = "\n".join(line for line in lines if line)
            origin = Origin(file=source.name, sheet=name)
            hidden.append(HiddenPart(kind, name, text, origin, max(sheet.grid.count, 1)))
        else:
            blocks += sheet.grid.blocks()
            blocks += sheet.drawn()
            hidden += sheet.grid.hidden
            for text in sheet.headers:
                furniture.setdefault(
                    text, Paragraph(text, Origin(source.name, sheet=name, raw=text))
                )
        hidden += comments
        if sheet.unsaved:
            notes.append(f"工作表“{name}”有{sheet.unsaved}个公式没有保存计算结果，按空白读取。")
    hidden += workbook_parts(package, workbook)
    hidden += package.hidden_parts()
    return Document(
        source,
        tuple(blocks),
        tuple(hidden),
        notes=tuple(notes),
        furniture=tuple(furniture.values()),
        carried=(
            *values.orphans(),
            *package.carried_parts((*blocks, *furniture.values()), hidden),
        ),
    )


class _Sheet:
    """One worksheet: its cells, its headers and footers, its drawings; `unsaved` counts formulas without result."""

    def __init__(self, package: Package, part: str, name: str, values: Values) -> None:
        self._package = package
        self._part = part
        self._name = name
        self.grid = SheetGrid(package.name, name, package.budget)
        self.headers: list[str] = []
        self.unsaved = 0
        self._row = 0
        tags = (S + "col", S + "row", S + "mergeCell", *_HEADER_TAGS)
        data = _BLANK_ROW.sub(b"", package.xml_bytes(part))
        for element in xml.walk(data, package.name, *tags):
            tag = element.tag
            if tag == S + "row":
                self._read_row(element, values)
            elif tag == S + "col":
                self._read_column(element)
            elif tag == S + "mergeCell":
                self._read_merge(element.get("ref", ""))
            else:
                self._read_header(element.text or "")

    def _read_column(self, element: etree._Element) -> None:
        first, last = _integer(element.get("min")), _integer(element.get("max"))
        if 1 <= first <= last and _is_hidden(element, "width"):
            self.grid.hide_columns(first - 1, min(last, _MOST_COLUMNS))

    def _read_row(self, row: etree._Element, values: Values) -> None:
        number = _integer(row.get("r")) or self._row + 1
        if number > _MOST_ROWS:
            return
        self._row = number
        cells: list[tuple[int, str, str]] = []
        column = -1
        for cell in row:
            reference = cell.get("r")
            at = place_of(reference)[1] if reference else column + 1
            column = at if 0 <= at < _MOST_COLUMNS else column + 1
            text, raw, is_shown = values.of(cell)
            if raw is None:
                self.unsaved += 1
                raw = ""
            if text and not is_shown:
                self.grid.hide_cell(number - 1, column, text)
                text = raw = ""
            cells.append((column, text, raw))
        self.grid.add_row(number - 1, cells, _is_hidden(row, "ht"))

    def _read_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = place_of(first)
        bottom, right = place_of(last or first)
        if 0 <= top <= bottom and 0 <= left <= right:
            self.grid.merge(top, left, bottom, right)

    def _read_header(self, text: str) -> None:
        for code in _HEADER_CODES:
            text = text.replace(code, "\n")
        self.headers += [line for part in text.split("\n") if (line := tidy(_without_codes(part)))]

    def drawn(self) -> list[Block]:
        """Text boxes and pictures that lie on the sheet."""
        part = self._package.related(self._part, "drawing")
        root = self._package.root(part) if part else None
        if part is None or root is None:
            return []
        blocks: list[Block] = []
        for anchor in root:
            start = anchor.find(_XDR + "from")
            row = _integer(start.findtext(_XDR + "row")) + 1 if start is not None else None
            column = _integer(start.findtext(_XDR + "col")) + 1 if start is not None else None
            for paragraph in anchor.iter(_A + "p"):
                raw = "".join(text.text or "" for text in paragraph.iter(_A + "t"))
                if text := tidy(raw):
                    self._package.budget.blocks()
                    blocks.append(
                        Paragraph(text, Origin(self._package.name, sheet=self._name, row=row, column=column, raw=raw))
                    )  # fmt: skip
            for blip in anchor.iter(_A + "blip"):
                relationship = self._package.relationships(part).get(blip.get(_R + "embed", ""))
                picture = (
                    self._package.picture(relationship.target)
                    if relationship is not None and not relationship.is_external
                    else None
                )
                if picture is not None:
                    self._package.budget.blocks()
                    blocks.append(
                        Image(*picture, Origin(self._package.name, sheet=self._name, row=row, column=column))
                    )  # fmt: skip
        return blocks

    def drawn_words(self) -> list[str]:
        """The words of text boxes."""
        return [block.text for block in self.drawn() if isinstance(block, Paragraph)]


def _is_hidden(element: etree._Element, size: str) -> bool:
    if element.get("hidden") in ("1", "true"):
        return True
    try:
        return float(element.get(size, "1")) < _NARROW
    except ValueError:
        return False


def _integer(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else 0


def _without_codes(text: str) -> str:
    """Header text without its codes for font, size, page, date."""
    parts = []
    at = 0
    while at < len(text):
        if text[at] != "&":
            parts.append(text[at])
            at += 1
        elif text[at + 1 : at + 2] == '"':
            close = text.find('"', at + 2)
            at = len(text) if close < 0 else close + 1
        elif text[at + 1 : at + 2] == "&":
            parts.append("&")
            at += 2
        elif text[at + 1 : at + 2].isdigit():
            at += 1
            while text[at : at + 1].isdigit():
                at += 1
        else:
            at += 2
    return "".join(parts)
