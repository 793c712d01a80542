"""公文 as a Word file after GB/T 9704-2012: page, type, grid, letterhead, signature, page numbers, tables with spans.

The prescribed faces are named and not shipped; the font table gives Word the faces to use in their place.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document as new_document
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official
from gongkai.documents.writers.official import (
    FALLBACK_FONTS,
    FONTS,
    Form,
    OfficialCell,
    OfficialDocument,
    OfficialPicture,
    OfficialTable,
    printable,
)

RED = "FF0000"
TO_FILL_IN = "FFF2CC"
_NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
_FACE = {use: faces[0] for use, faces in FONTS.items()}
_FALLBACK = {
    "title": ("华文中宋", *FALLBACK_FONTS["serif"]),
    "body": ("仿宋", *FALLBACK_FONTS["serif"]),
    "heading": ("SimHei", *FALLBACK_FONTS["sans"]),
    "subheading": ("楷体", *FALLBACK_FONTS["serif"]),
    "song": ("SimSun", *FALLBACK_FONTS["serif"]),
}
_MOMENT = (1980, 1, 1, 0, 0, 0)
_EMU = 36_000  # to a millimetre
_CELL_MARGIN = 0.6
_ROW_HEIGHT = 6.6
_PAGE_NUMBER_HEIGHT = 5.0
_RULE_WIDTH = 170.0
_LETTER_RULE_FROM_FOOT = 20.0
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def write(document: OfficialDocument) -> bytes:
    """The document as the bytes of a .docx file."""
    package = new_document()
    _page(package, document)
    _styles(package)
    _font_table(package)
    _properties(package, document)
    _drop_leftovers(package)
    body = package.element.body
    section = body[-1]
    content = parse_xml(
        f"<w:body {_NAMESPACES}>{''.join(_content(document, package.part))}</w:body>"
    )
    for element in list(content):
        section.addprevious(element)
    file = BytesIO()
    package.save(file)
    return _without_moment(file)


def _without_moment(file: BytesIO) -> bytes:
    """The package without the moment of its writing: the same document gives the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(file) as written, zipfile.ZipFile(made, "w") as package:
        for entry in written.infolist():
            steady = zipfile.ZipInfo(entry.filename, _MOMENT)
            package.writestr(steady, written.read(entry), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def twips(millimetres: float) -> int:
    """Millimetres as the twentieths of a point that Word counts in."""
    return round(millimetres / 25.4 * 1440)


def _drop_leftovers(package: Any) -> None:
    """Take out what the library's template brings along and nobody sees: a picture of another document, its XML data."""
    for relations in (package.part.package.rels, package.part.rels):
        for id, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml", "/stylesWithEffects")):
                del relations[id]


def _page(package: Any, document: OfficialDocument) -> None:
    section = package.sections[0]
    element = section._sectPr
    letter = document.form is Form.LETTER
    foot = (
        _LETTER_RULE_FROM_FOOT
        if letter
        else official.BOTTOM - official.PAGE_NUMBER_DROP - _PAGE_NUMBER_HEIGHT
    )
    for child in list(element):
        element.remove(child)
    turned = ' w:orient="landscape"' if document.landscape else ""
    for xml in (
        f'<w:pgSz {_NAMESPACES} w:w="{twips(document.paper[0])}" w:h="{twips(document.paper[1])}"'
        f"{turned}/>",
        f'<w:pgMar {_NAMESPACES} w:top="{twips(official.TOP)}" w:right="{twips(official.RIGHT)}" '
        f'w:bottom="{twips(official.BOTTOM)}" w:left="{twips(official.LEFT)}" '
        f'w:header="{twips(30 if letter else 15)}" w:footer="{twips(foot)}" w:gutter="0"/>',
        f'<w:docGrid {_NAMESPACES} w:type="lines" w:linePitch="{round(official.LINE_PITCH * 20)}"/>',
    ):
        element.append(parse_xml(xml))
    package.settings.odd_and_even_pages_header_footer = True
    lift = foot - (official.BOTTOM - official.PAGE_NUMBER_DROP - _PAGE_NUMBER_HEIGHT)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _replace(footer, _page_number(side, -lift))
    if letter:
        section.different_first_page_header_footer = True
        section.first_page_header.is_linked_to_previous = False
        _replace(section.first_page_header, _letter_head(document))
        section.first_page_footer.is_linked_to_previous = False
        _replace(section.first_page_footer, _rule("bottom", "thinThickSmallGap"))


def _replace(part: Any, xml: str) -> None:
    element = part._element
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<w:body {_NAMESPACES}>{xml}</w:body>")):
        element.append(child)


def _page_number(side: str, lift: float) -> str:
    space = f'w:{side}="{round(official.PAGE_NUMBER_SIZE * 20)}"'
    run = _run_properties("song", official.PAGE_NUMBER_SIZE)

    def run_of(content: str) -> str:
        return f"<w:r>{run}{content}</w:r>"

    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="{max(0, twips(lift))}" w:line="240" w:lineRule="auto"/>'
        f'<w:ind {space} w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="{side}"/></w:pPr>'
        + run_of('<w:t xml:space="preserve">— </w:t>')
        + run_of('<w:fldChar w:fldCharType="begin"/>')
        + run_of('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run_of('<w:fldChar w:fldCharType="separate"/>')
        + run_of("<w:t>1</w:t>")
        + run_of('<w:fldChar w:fldCharType="end"/>')
        + run_of('<w:t xml:space="preserve"> —</w:t>')
        + "</w:p>"
    )


def _letter_head(document: OfficialDocument) -> str:
    return _mark(document, above=0) + _rule("bottom", "thickThinSmallGap")


def _mark(document: OfficialDocument, *, above: float) -> str:
    """发文机关标志, `above` millimetres below what precedes it."""
    return _paragraph(
        document.letterhead,
        face="title",
        size=official.letterhead_size(document.letterhead),
        color=RED,
        align="center",
        indent=0,
        extra=f'<w:spacing w:before="{twips(above)}" w:after="0" w:line="240" w:lineRule="auto"/>',
    )


def _rule(side: str, kind: str) -> str:
    outer = (official.PAPER[0] - _RULE_WIDTH) / 2
    return (
        f'<w:p><w:pPr><w:pBdr><w:{side} w:val="{kind}" w:sz="24" w:space="1" w:color="{RED}"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="0" w:line="{twips(4)}" w:lineRule="exact"/>'
        f'<w:ind w:left="{twips(outer - official.LEFT)}" w:right="{twips(outer - official.RIGHT)}" '
        'w:firstLine="0" w:firstLineChars="0"/></w:pPr></w:p>'
    )


def _styles(package: Any) -> None:
    styles = package.styles.element
    for style in list(styles):
        styles.remove(style)
    body = round(official.BODY_SIZE * 2)
    languages = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    xml = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts('body')}"
        f'<w:kern w:val="2"/><w:sz w:val="{body}"/><w:szCs w:val="{body}"/>{languages}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(official.LINE_PITCH * 20)}" w:lineRule="exact"/>'
        f'<w:ind w:firstLineChars="200" w:firstLine="{body * 20}"/>'
        f'<w:jc w:val="both"/></w:pPr>{_run_properties("body", official.BODY_SIZE, spacing=_pitch())}</w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:snapToGrid w:val="0"/>'
        '<w:spacing w:line="700" w:lineRule="exact"/>'
        '<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="center"/></w:pPr>'
        f"{_run_properties('title', official.TITLE_SIZE, spacing=0)}</w:style>",
        '<w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Table Text"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:snapToGrid w:val="0"/>'
        '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0" w:firstLineChars="0"/>'
        f'<w:jc w:val="center"/></w:pPr>{_run_properties("song", official.TABLE_SIZE, spacing=0)}</w:style>',
    ]
    for level, face in enumerate(("heading", "subheading", "body", "body"), 1):
        xml.append(
            f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
            '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
            f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>{_run_properties(face, None)}</w:style>'
        )
    for element in list(parse_xml(f"<w:styles {_NAMESPACES}>{''.join(xml)}</w:styles>")):
        styles.append(element)


def _pitch() -> int:
    """What each character is set closer, in twips, so that 28 fill the line; a character grid would do so in Word only."""
    return math.floor(
        (official.TEXT_WIDTH / 25.4 * 72 / official.CHARACTERS_A_LINE - official.BODY_SIZE) * 20
    )


def _font_table(package: Any) -> None:
    fonts = "".join(
        f"<w:font w:name={quoteattr(face)}>"
        f"<w:altName w:val={quoteattr(','.join(_FALLBACK[use]))}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for use, face in _FACE.items()
    )
    for relation in package.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            part: Part = relation.target_part
            part._blob = (
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {_NAMESPACES}>{fonts}</w:fonts>'
            ).encode()


def _properties(package: Any, document: OfficialDocument) -> None:
    properties = package.core_properties
    properties.title = printable(document.title).replace("\n", "")[:255]
    properties.language = "zh-CN"
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "category"):
        setattr(properties, name, "")


def _content(document: OfficialDocument, part: Any) -> Iterator[str]:
    if document.form is Form.DOCUMENT:
        yield from _red_head(document)
    elif document.form is Form.LETTER and document.document_number:
        yield _paragraph(document.document_number, align="right", indent=0)
    if document.form is not Form.PLAIN:
        yield _blank() * 2
    if document.title:
        yield _title(document.title)
    if document.addressee:
        yield _blank() + _paragraph(f"{document.addressee}：", indent=0)
    elif document.title:
        yield _blank()
    yield from _blocks(document.blocks, document, part)
    yield from _closing(document)
    if document.appendix is not None:
        yield _PAGE_BREAK + _paragraph("附件", face="heading", indent=0) + _blank()
        yield _title(document.appendix.title) + _blank()
        yield from _blocks(document.appendix.blocks, document, part)


def _blocks(
    blocks: tuple[official.OfficialBlock, ...], document: OfficialDocument, part: Any
) -> Iterator[str]:
    previous: object = None
    pictures = 0
    signed = bool(document.signature) and blocks is document.blocks
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Paragraph):
            yield _text(block, keep=signed and number == len(blocks))
        elif isinstance(block, OfficialTable):
            if isinstance(previous, OfficialTable):
                yield _spacer()  # two tables without a paragraph between them would be one
            yield _table(block, document.paper[0] - official.LEFT - official.RIGHT)
        elif isinstance(block, OfficialPicture):
            pictures += 1
            yield _picture(block, part, pictures)
        else:
            yield _PAGE_BREAK
        previous = block
    if isinstance(previous, OfficialTable):
        yield _spacer()


def _closing(document: OfficialDocument) -> Iterator[str]:
    lines = document.signature_lines()
    keep = bool(lines)
    for number, line in enumerate(document.attachment_lines()):
        yield (_blank(keep=keep) if number == 0 else "") + _paragraph(
            line, indent=2 if number == 0 else 5, keep=keep
        )
    if lines:
        yield _blank(keep=True) * (3 if document.sealed else 1)
    for number, (line, right) in enumerate(lines):
        yield _paragraph(line, align="right", indent=0, right=right, keep=number + 1 < len(lines))
    if document.note:
        yield _paragraph(f"（{document.note}）")
    if document.copies or document.printed_by:
        yield _imprint(document)


def _red_head(document: OfficialDocument) -> Iterator[str]:
    yield _mark(document, above=35)
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="{RED}"/></w:pBdr>'
    yield _blank() * 2
    yield _paragraph(document.document_number, align="center", indent=0, border=rule)


def _imprint(document: OfficialDocument) -> str:
    rows = []
    if document.copies:
        rows.append(f"抄送：{document.copies}。")
    if document.printed_by:
        rows.append(f"{document.printed_by}\t{document.printed_on}印发")
    size = official.PAGE_NUMBER_SIZE
    full = twips(official.TEXT_WIDTH)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{full - round(size * 40)}"/></w:tabs>'
    body = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{full}" w:type="dxa"/></w:tcPr>'
        + _paragraph(row, size=size, indent=0, left=1, tabs=tab)
        + "</w:tc></w:tr>"
        for row in rows
    )
    line = 'w:val="single" w:color="000000" w:space="0"'
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpYSpec="bottom" '
        f'w:tblpXSpec="center"/><w:tblW w:w="{full}" w:type="dxa"/><w:tblBorders><w:top {line} w:sz="8"/>'
        f'<w:bottom {line} w:sz="8"/><w:insideH {line} w:sz="6"/></w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{full}"/></w:tblGrid>{body}</w:tbl>' + _spacer()
    )


def _title(title: str) -> str:
    breaks = "<w:r><w:br/></w:r>".join(_run(line) for line in official.title_lines(title))
    return f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{breaks}</w:p>'


def _text(block: Paragraph, *, keep: bool = False) -> str:
    """A paragraph; ``keep`` = its end stays on the page of what follows, as the last one does with the signature."""
    if block.heading_level is None:
        kept = "<w:pPr><w:keepNext/></w:pPr>" if keep else ""
        return f"<w:p>{kept}{_run(block.text)}</w:p>"
    style = f"Heading{min(block.heading_level, 4)}"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(block.text)}</w:p>'


def _picture(picture: OfficialPicture, part: Any, number: int) -> str:
    """A paragraph of its own, as tall as the picture."""
    relation, _image = part.get_or_add_image(BytesIO(picture.data))
    width, height = (round(length * _EMU) for length in picture.size())
    told = quoteattr(printable(picture.description) or "图片")
    name = quoteattr(f"图片{number}")
    return (
        '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name={name} descr={told}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name} descr={told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def _paragraph(
    text: str,
    *,
    face: str | None = None,
    size: float | None = None,
    color: str = "",
    align: str = "both",
    indent: float = 2,
    left: float = 0,
    right: float = 0,
    keep: bool = False,
    border: str = "",
    tabs: str = "",
    extra: str = "",
) -> str:
    em = (size or official.BODY_SIZE) * 20
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}{border}{tabs}{extra}"
        f'<w:ind w:left="{round(left * em)}" w:right="{round(right * em)}" '
        f'w:firstLineChars="{round(indent * 100)}" w:firstLine="{round(indent * em)}"/>'
        f'<w:jc w:val="{align}"/></w:pPr>'
        + _run(
            text,
            _run_properties(face, size, color, 0 if size else None)
            if face or size or color
            else "",
        )
        + "</w:p>"
    )


def _blank(*, keep: bool = False) -> str:
    return f"<w:p>{'<w:pPr><w:keepNext/></w:pPr>' if keep else ''}</w:p>"


def _spacer() -> str:
    return '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>'


def _run(text: str, properties: str = "") -> str:
    pieces = []
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            pieces.append("<w:br/>")
        for column, part in enumerate(line.split("\t")):
            if column:
                pieces.append("<w:tab/>")
            if part:
                pieces.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def _fonts(face: str) -> str:
    name = quoteattr(_FACE[face])
    return (
        f'<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name} w:hint="eastAsia"/>'
    )


def _run_properties(
    face: str | None, size: float | None, color: str = "", spacing: int | None = None
) -> str:
    half = None if size is None else round(size * 2)
    return (
        "<w:rPr>"
        + ("" if face is None else _fonts(face))
        + (f'<w:color w:val="{color}"/>' if color else "")
        + ("" if spacing is None else f'<w:spacing w:val="{spacing}"/>')
        + ("" if half is None else f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')
        + "</w:rPr>"
    )


def _table(table: OfficialTable, room: float) -> str:
    full = twips(room)
    share = full / sum(table.widths)
    widths = [round(width * share) for width in table.widths]
    description = (
        f"<w:tblCaption w:val={quoteattr(printable(table.description))}/>"
        if table.description
        else ""
    )
    border = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    borders = "".join(
        f"<w:{side} {border}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margin = f'w:w="{twips(_CELL_MARGIN)}" w:type="dxa"'
    head = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar>"
        f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{description}</w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid>"
    )
    covering = {
        (row, cell.column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
    }
    rows = []
    for row in range(table.row_count):
        cells = [
            covering[row, column] for column in range(len(widths)) if (row, column) in covering
        ]
        keep = table.together and row + 1 < table.row_count
        rows.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(_ROW_HEIGHT)}" w:hRule="atLeast"/>'
            f"{'<w:tblHeader/>' if row < table.head_rows else ''}</w:trPr>"
            + "".join(_cell(cell, row, widths, table.size, keep) for cell in cells)
            + "</w:tr>"
        )
    return f"{head}{''.join(rows)}</w:tbl>"


def _cell(cell: OfficialCell, row: int, widths: list[int], size: float, keep: bool) -> str:
    span = sum(widths[cell.column : cell.column + cell.column_span])
    merge = ""
    if cell.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    properties = (
        f'<w:tcW w:w="{span}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else "")
        + merge
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{TO_FILL_IN}"/>' if cell.shaded else "")
        + '<w:vAlign w:val="center"/>'
    )
    align = "" if cell.align == "center" else f'<w:jc w:val="{cell.align}"/>'
    properties_of_run = "" if size == official.TABLE_SIZE else _run_properties(None, size)
    text = _run(cell.text, properties_of_run) if row == cell.row and cell.text else ""
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr>"
        f'<w:pStyle w:val="TableText"/>{"<w:keepNext/>" if keep else ""}{align}</w:pPr>{text}</w:p></w:tc>'
    )
