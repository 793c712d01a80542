"""A workbook rebuilt from what its visible sheets show: values, widths, merged cells and number formats.

Formulas become their values. Nothing else of the package is copied: properties, comments, names, links, caches,
hidden sheets and the content of hidden rows and columns stay behind.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from gongkai.documents import carried, media_types, xml
from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged
from gongkai.documents.limits import Limits
from gongkai.documents.model import Block, Document, Origin, Paragraph, Source
from gongkai.documents.readers.sheet_blocks import SheetGrid
from gongkai.documents.spacing import tidy
from gongkai.documents.writers.redaction.draft import Change, by_origin, changed

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_DATE_CODE = re.compile(r"[ymd]", re.IGNORECASE)
_ESCAPED = re.compile(r'(?:\\.|"[^"\\]*"){2,}')
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ROWS = re.compile(rb"<(?:\w+:)?sheetData>.*</(?:\w+:)?sheetData>", re.DOTALL)
_TIME_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a day in a sheet has no zone
_STYLED_PARTS = {
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "dxfs",
    "colors",
}
_BLANK_FOOT = 100
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_PLAIN = re.compile(r"[\d.]{1,9}|true|false")
_NARROW = 0.05
"""A column narrower than this, or a row lower, shows nothing."""

_CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-\
officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.\
openxmlformats-officedocument.spreadsheetml.styles+xml"/>{sheets}</Types>"""
_ROOT_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
Target="xl/workbook.xml"/></Relationships>"""
_PLAIN_STYLES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/>\
<name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill \
patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>\
</cellStyleXfs><cellXfs count="1"><xf/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" \
builtinId="0"/></cellStyles></styleSheet>"""


@dataclass(slots=True)
class _Sheet:
    """A visible sheet: its name, its part, and what stands around its rows."""

    name: str
    part: str
    shown_name: str = ""
    hidden_columns: set[int] = field(default_factory=set)
    columns: str = ""
    merged: list[str] = field(default_factory=list)


def column_number(letters: str) -> int:
    """The number from 1 of a column's letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class XlsxDraft:
    """A workbook opened for redaction."""

    suffix = ".xlsx"

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._budget = Budget(name, limits)
        self._name = name
        self._archive = Archive(data, self._budget)
        self._shared = self._read_shared()
        self._date_styles, self._blank_styles = self._read_styles()
        self._sheets = self._read_sheets()
        pictured = any(part.startswith(("xl/media/", "xl/charts/")) for part in self._archive.names)
        self.notes: Sequence[str] = (
            ("图片和图表没有带入副本，请另行处理后粘贴。",) if pictured else ()
        )
        self._source = Source(name, sha256(data).hexdigest(), media_types.XLSX, len(data))

    @property
    def document(self) -> Document:
        """The visible sheets, laid out as a reader lays them out; made anew at each call, since a large list weighs tens of megabytes."""
        blocks = tuple(block for sheet in self._sheets for block in self._blocks(sheet))
        around = (
            *(Paragraph(sheet.name, _name_origin(sheet.name)) for sheet in self._sheets),
            *(Paragraph(code, _format_origin(code)) for code in self._format_codes),
        )
        return Document(self._source, blocks, furniture=around)

    def _part(self, name: str) -> bytes:
        data = self._archive.read(name)
        for strict, transitional in _STRICT:
            if strict in data[:4096]:
                data = data.replace(strict, transitional)
        return data

    def _read_shared(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._archive:
            return []
        texts = []
        for item in xml.walk(self._part("xl/sharedStrings.xml"), self._name, f"{_MAIN}si"):
            texts.append(_string(item))
        return texts

    def _read_styles(self) -> tuple[frozenset[int], frozenset[int]]:
        """The cell styles that show a number as a date, and those that show nothing (`;;;`)."""
        self._format_codes: list[str] = []
        if "xl/styles.xml" not in self._archive:
            return frozenset(), frozenset()
        root = xml.parse(self._part("xl/styles.xml"), self._name)
        dates, blanks = set(_DATE_FORMATS), set()
        for number_format in root.iter(f"{_MAIN}numFmt"):
            written = _plain_format(number_format.get("formatCode", ""))
            code = _QUOTED.sub("", written)
            if carried.tells(written):
                self._format_codes.append(written)
            number = _integer(number_format.get("numFmtId"))
            if _DATE_CODE.search(code) and "0" not in code.partition(";")[0]:
                dates.add(number)
            if written.strip() and not written.replace(";", "").strip():
                blanks.add(number)
        formats = root.find(f"{_MAIN}cellXfs")
        used = [_integer(style.get("numFmtId")) for style in formats] if formats is not None else []
        return (
            frozenset(style for style, number in enumerate(used) if number in dates),
            frozenset(style for style, number in enumerate(used) if number in blanks),
        )

    def _read_sheets(self) -> list[_Sheet]:
        try:
            workbook = xml.parse(self._part("xl/workbook.xml"), self._name)
            relations = xml.parse(self._part("xl/_rels/workbook.xml.rels"), self._name)
        except KeyError as error:
            raise Damaged(
                self._name,
                found="缺少工作簿目录",
                expected="完整的 xlsx",
                next_step="请用表格软件另存后再试",
            ) from error
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        sheets: list[_Sheet] = []
        for entry in workbook.iter(f"{_MAIN}sheet"):
            if entry.get("state", "visible") != "visible":
                continue
            target = targets.get(entry.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if part not in self._archive or dirname(part) != "xl/worksheets":
                continue
            if any(part == sheet.part for sheet in sheets):
                continue
            sheet = _Sheet(entry.get("name", ""), part)
            self._read_around(sheet)
            sheets.append(sheet)
        return sheets

    def _read_around(self, sheet: _Sheet) -> None:
        columns = []
        frame = _ROWS.sub(b"", self._part(sheet.part), count=1)
        for element in xml.parse(frame, self._name).iter(f"{_MAIN}col", f"{_MAIN}mergeCell"):
            if element.tag == f"{_MAIN}mergeCell":
                if re.fullmatch(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}", element.get("ref", "")):
                    sheet.merged.append(element.get("ref", ""))
                continue
            first, last = _integer(element.get("min"), 1), _integer(element.get("max"), 1)
            width = element.get("width")
            if element.get("hidden") in ("1", "true") or _is_narrow(width):
                sheet.hidden_columns.update(range(first, min(last, 16_384) + 1))
            kept = "".join(
                f' {key}="{element.get(key)}"'
                for key in ("min", "max", "width", "style", "hidden", "customWidth")
                if _PLAIN.fullmatch(element.get(key, ""))
            )
            columns.append(f"<col{kept}/>")
        sheet.columns = f"<cols>{''.join(columns)}</cols>" if columns else ""

    def _rows(
        self, sheet: _Sheet
    ) -> Iterator[tuple[etree._Element, int, list[tuple[int, etree._Element]]]]:
        row_number = 0
        for row in xml.walk(_without_foot(self._part(sheet.part)), self._name, f"{_MAIN}row"):
            self._budget.tick()
            row_number = _integer(row.get("r"), row_number + 1)
            cells, column = [], 0
            for cell in row.iterchildren(f"{_MAIN}c"):
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                column = column_number(reference.group(1)) if reference else column + 1
                cells.append((column, cell))
            yield row, row_number, cells

    def _is_hidden(self, row: etree._Element) -> bool:
        return row.get("hidden") in ("1", "true") or _is_narrow(row.get("ht"))

    def _blocks(self, sheet: _Sheet) -> list[Block]:
        grid = SheetGrid(self._name, sheet.name, self._budget)
        for reference in sheet.merged:
            (top, left), (height, width) = _span(reference)
            grid.merge(top - 1, left - 1, top + height - 2, left + width - 2)
        for row, row_number, row_cells in self._rows(sheet):
            hidden = self._is_hidden(row)
            shown = [
                (column - 1, tidy(self._shown(cell)), "")
                for column, cell in (() if hidden else row_cells)
                if column not in sheet.hidden_columns
            ]
            grid.add_row(row_number - 1, shown, hidden)
        return grid.blocks()

    def _shown(self, cell: etree._Element) -> str:
        if _integer(cell.get("s")) in self._blank_styles:
            return ""
        kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
        if kind == "s":
            number = _integer(value, -1)
            return self._shared[number] if 0 <= number < len(self._shared) else ""
        if kind == "inlineStr":
            inline = cell.find(f"{_MAIN}is")
            return _string(inline) if inline is not None else ""
        if value is None:
            return ""
        if kind == "n":
            if _integer(cell.get("s")) in self._date_styles:
                return _day(value)
            return _number(value)
        return "" if kind == "b" else value

    def redact(self, changes: Iterable[Change]) -> bytes:
        """A new workbook with the visible sheets, the changes made."""
        wanted = by_origin(_placed(change) for change in changes)
        self._name_sheets(wanted)
        output = BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
            overrides, entries, relations = [], [], []
            for number, sheet in enumerate(self._sheets, start=1):
                part = f"xl/worksheets/sheet{number}.xml"
                with package.open(_entry(part), "w") as stream:
                    for piece in self._sheet_xml(sheet, wanted):
                        stream.write(piece.encode("utf-8"))
                overrides.append(
                    f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.'
                    'spreadsheetml.worksheet+xml"/>'
                )
                entries.append(
                    f'<sheet name={quoteattr(sheet.shown_name)} sheetId="{number}" r:id="rId{number}"/>'
                )
                relations.append(
                    f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    f'relationships/worksheet" Target="worksheets/sheet{number}.xml"/>'
                )
            count = len(self._sheets) + 1
            relations.append(
                f'<Relationship Id="rId{count}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                'relationships/styles" Target="styles.xml"/>'
            )
            package.writestr(
                _entry("[Content_Types].xml"), _CONTENT_TYPES.format(sheets="".join(overrides))
            )
            package.writestr(_entry("_rels/.rels"), _ROOT_RELATIONS)
            package.writestr(_entry("xl/workbook.xml"), _workbook(entries))
            package.writestr(_entry("xl/_rels/workbook.xml.rels"), _relations(relations))
            package.writestr(_entry("xl/styles.xml"), self._styles(wanted))
        return output.getvalue()

    def _name_sheets(self, wanted: dict[Origin, list[Change]]) -> None:
        """Names with the changes made, each once and of characters that a sheet's name may have."""
        taken: set[str] = set()
        for number, sheet in enumerate(self._sheets, start=1):
            same = wanted.get(_name_origin(sheet.name), ())
            name = _NOT_IN_NAMES.sub("＊", changed(sheet.name, same))[:31]
            if not name or name.casefold() in taken:
                name = f"工作表{number}"
            taken.add(name.casefold())
            sheet.shown_name = name

    def _sheet_xml(self, sheet: _Sheet, wanted: dict[Origin, list[Change]]) -> Iterator[str]:
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats'
            f'.org/spreadsheetml/2006/main">{sheet.columns}<sheetData>'
        )
        covered = _covered(dict(_span(reference) for reference in sheet.merged))
        for row, row_number, cells in self._rows(sheet):
            hidden = self._is_hidden(row)
            kept = "".join(
                f' {key}="{row.get(key)}"'
                for key in ("s", "customFormat", "ht", "hidden", "customHeight")
                if _PLAIN.fullmatch(row.get(key, ""))
            )
            pieces = [f'<row r="{row_number}"{kept}>']
            for column, cell in cells:
                reference = f"{_letters(column)}{row_number}"
                style = f' s="{_integer(cell.get("s"))}"' if cell.get("s") else ""
                value = ""
                if (
                    not hidden
                    and column not in sheet.hidden_columns
                    and (row_number, column) not in covered
                ):
                    value = self._value(sheet, row_number, column, cell, wanted)
                pieces.append(f'<c r="{reference}"{style}{value or "/>"}')
            pieces.append("</row>")
            yield "".join(pieces)
        merged = "".join(f'<mergeCell ref="{reference}"/>' for reference in sheet.merged)
        yield "</sheetData>" + (
            f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ""
        )
        yield "</worksheet>"

    def _value(
        self,
        sheet: _Sheet,
        row: int,
        column: int,
        cell: etree._Element,
        wanted: dict[Origin, list[Change]],
    ) -> str:
        shown = self._shown(cell)
        changes = wanted.get(Origin(sheet=sheet.name, row=row, column=column))
        if changes:
            return _inline(changed(changes[0].text, changes))
        kind, raw = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
        if _integer(cell.get("s")) in self._blank_styles:
            return ""
        if kind == "b":
            return f' t="b"><v>{raw}</v></c>' if raw in ("0", "1") else ""
        if kind in ("n", "e") and raw is not None:
            return f"{'' if kind == 'n' else f' t={quoteattr(kind)}'}><v>{escape(raw)}</v></c>"
        return _inline(shown)

    def _styles(self, wanted: dict[Origin, list[Change]]) -> bytes:
        if "xl/styles.xml" not in self._archive:
            return _PLAIN_STYLES.encode()
        root = xml.parse(self._part("xl/styles.xml"), self._name)
        for child in list(root):
            if etree.QName(child).localname not in _STYLED_PARTS:
                root.remove(child)
        for element in root.iter():
            code = element.get("formatCode")
            if code is not None:
                code = _plain_format(code)
                element.set("formatCode", changed(code, wanted.get(_format_origin(code), ())))
            for key, value in element.attrib.items():
                if key != "formatCode" and carried.is_loud(str(value)):
                    del element.attrib[key]
            element.text = None
        formats = root.find(f"{_MAIN}cellXfs")
        if formats is not None:
            names = etree.Element(f"{_MAIN}cellStyles", count="1")
            etree.SubElement(names, f"{_MAIN}cellStyle", name="Normal", xfId="0", builtinId="0")
            formats.addnext(names)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _placed(change: Change) -> Change:
    """With nothing in its origin but the place of a cell, where it is one."""
    at = change.origin
    if at.row is None:
        return change
    return change._replace(origin=Origin(sheet=at.sheet, row=at.row, column=at.column))


def _name_origin(name: str) -> Origin:
    return Origin(sheet=name, raw="name")


def _plain_format(code: str) -> str:
    """The number format with letters that are escaped one by one put together in quotation marks."""
    quoted = _ESCAPED.sub(lambda run: '"' + run[0].replace('"', "").replace("\\", "") + '"', code)
    return quoted if carried.tells(quoted) else code


def _format_origin(code: str) -> Origin:
    return Origin(raw=code)


def _integer(value: str | None, default: int = 0) -> int:
    """A count from 0 as the file writes it; `default` for anything else."""
    return (
        int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else default
    )


def _is_narrow(size: str | None) -> bool:
    try:
        return size is not None and float(size) < _NARROW
    except ValueError:
        return False


def _without_foot(sheet: bytes) -> bytes:
    """The sheet without the rows that only have a format, but for the first of them: a form may end in blank ones."""
    at = sheet.rfind(b"</c>")
    for _ in range(_BLANK_FOOT):
        at = sheet.find(b"</row>", at + 1)
        if at < 0:
            return sheet
    end = sheet.find(b"</sheetData>", at)
    return sheet if end < 0 else sheet[: at + len(b"</row>")] + sheet[end:]


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _string(item: etree._Element) -> str:
    pieces = []
    for text in item.iter(f"{_MAIN}t"):
        parent = text.getparent()
        if parent is not None and parent.tag != f"{_MAIN}rPh":
            pieces.append(text.text or "")
    return "".join(pieces)


def _inline(text: str) -> str:
    if not text:
        return ""
    legal = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(legal)}</t></is></c>'


def _number(raw: str) -> str:
    try:
        number = float(raw)
    except ValueError:
        return raw
    if number.is_integer() and abs(number) < 1e21:
        return str(int(number)) if not raw.isdigit() else raw
    return raw


def _day(raw: str) -> str:
    try:
        moment = _TIME_ZERO + timedelta(days=float(raw))
    except (ValueError, OverflowError):
        return raw
    return moment.strftime("%Y-%m-%d") if float(raw) >= 1 else raw


def _span(reference: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = reference.partition(":")
    top, bottom = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    assert top is not None
    assert bottom is not None
    row, column = int(top.group(2)), column_number(top.group(1))
    return (row, column), (
        int(bottom.group(2)) - row + 1,
        column_number(bottom.group(1)) - column + 1,
    )


def _covered(spans: dict[tuple[int, int], tuple[int, int]]) -> set[tuple[int, int]]:
    covered: set[tuple[int, int]] = set()
    for (row, column), (height, width) in spans.items():
        if height * width <= 100_000:
            covered.update(
                (row + down, column + right)
                for down in range(height)
                for right in range(width)
                if down or right
            )
    return covered


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _workbook(entries: Sequence[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="http://schemas.openxmlformats.org/'
        'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<sheets>{''.join(entries)}</sheets></workbook>"
    )


def _relations(relations: Sequence[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats'
        f'.org/package/2006/relationships">{"".join(relations)}</Relationships>'
    )


def open_draft(data: bytes, name: str, limits: Limits) -> XlsxDraft:
    """Open a workbook for redaction; errors as in `open_bytes`."""
    return XlsxDraft(data, name, limits)
