"""Reports as Word files: merged cells, text boxes, tracked changes, tables within tables."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml

from tests.report.forge.sheet import Box, Grid, Line, Sheet

STYLES = ("plain", "styled", "tracked", "textbox", "nested")

_MADE = datetime(2025, 1, 2, tzinfo=UTC)
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_CHANGE = 'w:id="7" w:author="reviewer" w:date="2025-01-03T00:00:00Z"'


def write(sheet: Sheet, style: str = "plain") -> bytes:
    """The file. `plain`: runs and tables; `styled`: marked headings, runs cut at digits, a footer; `tracked`: figures
    and a sentence changed under revision; `textbox`: the signature in a text box; `nested`: tables within a table.
    """
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.created = _MADE
    document.core_properties.modified = _MADE
    package = document.part.package
    for id, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[id]
    body = document.element.body
    end = body[-1]
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            xml = _table(piece, tracked=style == "tracked")
            if style == "nested":
                xml = _frame(xml)
        elif style == "textbox" and piece.kind == "signature":
            xml = _text_box(_paragraph(piece, style))
        else:
            xml = _paragraph(piece, style)
        end.addprevious(parse_xml(xml.replace(">", f" {_SPACES}>", 1)))
    if style == "styled":
        document.sections[0].footer.paragraphs[0].text = "— 1 —"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


_SMALL = '<w:rPr><w:sz w:val="18"/></w:rPr>'


def _run(text: str, properties: str = "") -> str:
    parts = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(escape, text.split("\n")))
    return f'<w:r>{properties}<w:t xml:space="preserve">{parts}</w:t></w:r>'


def _inserted(text: str) -> str:
    return f"<w:ins {_CHANGE}>{_run(text)}</w:ins>"


def _deleted(text: str) -> str:
    return f"<w:del {_CHANGE}><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def _paragraph(line: Line, style: str) -> str:
    properties = ""
    if line.kind == "title":
        properties = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    elif line.kind == "heading" and style == "styled":
        properties = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    elif line.kind == "signature":
        properties = '<w:pPr><w:jc w:val="right"/></w:pPr>'
    if style == "styled":
        runs = "".join(map(_run, _cut(line.text)))
    elif style == "tracked" and line.kind == "text" and len(line.text) > 20:
        runs = (
            _run(line.text[:10]) + _deleted("此处原有9999件") + _inserted(line.text[10:16])
        ) + _run(line.text[16:])
    else:
        runs = _run(line.text)
    return f"<w:p>{properties}{runs}</w:p>"


def _cut(text: str) -> list[str]:
    """Word cuts a line into runs where fonts change, here at every digit."""
    runs: list[str] = []
    for character in text:
        if runs and runs[-1][-1].isdigit() == character.isdigit():
            runs[-1] += character
        else:
            runs.append(character)
    return runs


def _table(grid: Grid, *, tracked: bool = False) -> str:
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="20" w:type="dxa"/>' for side in ("left", "right"))
    margins = f"<w:tblCellMar>{margins}</w:tblCellMar>"
    total = sum(grid.widths)
    widths = [round(9000 * width / total) for width in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    reaching: dict[tuple[int, int], Box] = {}
    starting: dict[tuple[int, int], Box] = {}
    for row, column, box in grid.placed():
        starting[row, column] = box
        for down in range(1, box.rows):
            reaching[row + down, column] = box
    rows = []
    for row in range(len(grid.rows)):
        cells = []
        column = 0
        while column < len(widths):
            box = starting.get((row, column)) or reaching.get((row, column))
            if box is None:
                column += 1
                continue
            begins = (row, column) in starting
            properties = f'<w:tcW w:w="{sum(widths[column : column + box.columns])}" w:type="dxa"/>'
            if box.columns > 1:
                properties += f'<w:gridSpan w:val="{box.columns}"/>'
            if box.rows > 1:
                properties += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
            content = ""
            if begins and box.text:
                content = _run(box.text, _SMALL)
                if tracked and box.cell is not None:
                    content = _deleted("8" + box.text) + _inserted(box.text)
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>")
            column += box.columns
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _frame(inner: str) -> str:
    return (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9200"/></w:tblGrid>'
        f"<w:tr><w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    )


def _text_box(paragraph: str) -> str:
    content = f"<w:txbxContent>{paragraph}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="2400000" cy="400000"/><wp:docPr id="1" name="box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
