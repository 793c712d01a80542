"""A Word file rebuilt from what it shows: text, tables, styles, numbering, headers, footers, notes.

Comments, tracked changes (insertions stay as text, deletions go), hidden text, properties, custom parts, embedded
files, macros, field codes and pictures are not copied.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from posixpath import join, normpath

from lxml import etree

from gongkai.documents import carried, media_types, xml
from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged
from gongkai.documents.limits import Limits
from gongkai.documents.model import Block, Document, Origin, Paragraph, Source, Table, TableCell
from gongkai.documents.readers.docx_body import symbol
from gongkai.documents.writers.redaction.draft import Change, by_origin
from gongkai.documents.writers.redaction.runs import Piece, change_pieces, text_of

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _NAMESPACE.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_RELATION_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PART_TYPES = {
    "styles": "styles",
    "numbering": "numbering",
    "fontTable": "fontTable",
    "theme": None,
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
_TEXT_PARTS = frozenset({"header", "footer", "footnotes", "endnotes"})
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
# What goes with all that is in it.
_GONE = {
    f"{_W}{name}"
    for name in (
        "del moveFrom delText delInstrText instrText fldChar commentRangeStart commentRangeEnd commentReference "
        "annotationRef bookmarkStart bookmarkEnd proofErr permStart permEnd rPrChange pPrChange sectPrChange "
        "tblPrChange trPrChange tcPrChange tblGridChange tblPrExChange numberingChange cellIns cellDel cellMerge "
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart "
        "customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd sdtPr sdtEndPr customXmlPr smartTagPr "
        "object pict drawing ruby altChunk subDoc contentPart attachedTemplate docVars rsids tblCaption tblDescription "
        "aliases embedRegular embedBold embedItalic embedBoldItalic lsdException"
    ).split()
}
# What goes while its children stay in its place.
_UNWRAPPED = {
    f"{_W}{name}"
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "customXml",
        "sdt",
        "sdtContent",
        "fldSimple",
        "dir",
        "bdo",
    )
}
_HEARD = {f"{_W}lvlText"}
"""Elements whose value is heard as text."""
_COUNTER = "\ufffc"
"""Stands for the sign of a counter in a numbering text, which is no per cent."""
_WHITE = re.compile(r"(?i)f[c-f]f[c-f]f[c-f]")
_TINY = 4
"""Half-points: smaller letters cannot be read."""


class DocxDraft:
    """A Word file opened for redaction."""

    suffix = ".docx"

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._budget = Budget(name, limits)
        self._name = name
        self._archive = Archive(data, self._budget)
        self._pictures = 0
        self._main, self._parts = self._read_parts()
        self._pieces: dict[Origin, list[Piece]] = {}
        self._line = 0
        blocks: list[Block] = []
        for root in (
            self._main,
            *(root for _, kind, root in self._parts.values() if kind in _TEXT_PARTS),
        ):
            blocks.extend(self._blocks(root))
        self.document = Document(
            Source(name, sha256(data).hexdigest(), media_types.DOCX, len(data)),
            tuple(blocks),
            furniture=tuple(self._numbering_texts()),
        )

    @property
    def notes(self) -> Sequence[str]:
        """What is shown and will not be in the copy."""
        return (
            (f"{self._pictures}幅图片没有带入副本，请另行处理后粘贴。",) if self._pictures else ()
        )

    def _numbering_texts(self) -> Iterator[Paragraph]:
        """What stands before the paragraphs of a list."""
        for _, kind, root in self._parts.values():
            for text in root.iter(f"{_W}lvlText") if kind == "numbering" else ():
                if carried.tells(value := text.get(f"{_W}val", "")):
                    self._line += 1
                    origin = Origin(line=self._line)
                    value = value.replace("%", _COUNTER)
                    self._pieces[origin] = [Piece(value, _ValueSetter(text))]
                    yield Paragraph(value, origin)

    def _xml(self, part: str) -> etree._Element:
        data = self._archive.read(part)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return xml.parse(data, self._name)

    def _read_parts(self) -> tuple[etree._Element, dict[str, tuple[str, str, etree._Element]]]:
        try:
            roots = self._xml("_rels/.rels")
            main = next(
                entry.get("Target", "").lstrip("/")
                for entry in roots
                if entry.get("Type", "").endswith("/officeDocument")
            )
            document = self._xml(main)
        except (KeyError, StopIteration) as error:
            raise Damaged(
                self._name,
                found="缺少正文部件",
                expected="完整的 docx",
                next_step="请用文字软件另存后再试",
            ) from error
        folder, _, file = main.rpartition("/")
        parts: dict[str, tuple[str, str, etree._Element]] = {}
        relations_part = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        relations = self._xml(relations_part) if relations_part in self._archive else ()
        for entry in relations:
            kind = entry.get("Type", "").rpartition("/")[2]
            target = entry.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            if (
                kind in _PART_TYPES
                and entry.get("TargetMode") != "External"
                and part in self._archive
            ):
                root = self._xml(part)
                if kind != "theme":
                    self._clean(root)
                if kind in ("theme", "styles", "fontTable"):
                    _rename(root)
                parts[entry.get("Id", "")] = (f"{kind}{len(parts) + 1}.xml", kind, root)
        self._clean(document)
        return document, parts

    def _clean(self, root: etree._Element) -> None:
        for element in list(root.iter(f"{_COMPATIBILITY}AlternateContent")):
            choice = element.find(f"{_COMPATIBILITY}Choice")
            self._lift_boxes(choice if choice is not None else element, element)
            _remove(element)
        for element in list(root.iter(f"{_W}drawing", f"{_W}pict", f"{_W}object")):
            self._lift_boxes(element, element)
        for mark in list(root.iter(f"{_W}rPr")):
            if mark.find(f"{_W}del") is not None or mark.find(f"{_W}moveFrom") is not None:
                _join_paragraph(mark)
        for row in list(root.iter(f"{_W}tr")):
            properties = row.find(f"{_W}trPr")
            if properties is not None and (
                properties.find(f"{_W}del") is not None or _is_on(properties.find(f"{_W}hidden"))
            ):
                _remove(row)
        for element in list(root.iter(f"{_W}ruby")):
            _keep_base(element)
        for element in list(root.iter()):
            if element.tag in _GONE:
                _remove(element)
        for element in list(root.iter(f"{_W}sym")):
            _write_out(element)
        for run in list(root.iter(f"{_W}r")):
            if _is_hidden(run):
                _remove(run)
        for element in [element for element in root.iter() if element.tag in _UNWRAPPED]:
            _unwrap(element)
        for element in root.iter():
            for key in [str(key) for key in element.attrib]:
                namespace, local = etree.QName(key).namespace, etree.QName(key).localname
                foreign = namespace is not None and not key.startswith((_W, _R, _XML))
                loud = local not in ("char", "val") or element.tag not in _HEARD
                if (
                    foreign
                    or local.startswith("rsid")
                    or (loud and carried.is_loud(element.get(key, "")))
                ):
                    del element.attrib[key]
        _drop_foreign(root)

    def _lift_boxes(self, source: etree._Element, host: etree._Element) -> None:
        """Put the paragraphs of a text box behind the paragraph that held it."""
        boxes = list(source.iter(f"{_W}txbxContent"))
        if not boxes:
            self._pictures += 1
            return
        paragraph = next((above for above in host.iterancestors(f"{_W}p")), None)
        if paragraph is None or (parent := paragraph.getparent()) is None:
            return
        at = parent.index(paragraph) + 1
        for box in boxes:
            for child in list(box):
                parent.insert(at, child)
                at += 1

    def _blocks(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            if child.tag == f"{_W}p":
                yield self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield self._table(child)
            elif child.tag in (f"{_W}body", f"{_W}footnote", f"{_W}endnote"):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Paragraph:
        self._line += 1
        origin = Origin(line=self._line)
        self._pieces[origin] = _pieces(paragraph)
        return Paragraph(text_of(self._pieces[origin]), origin)

    def _table(self, table: etree._Element) -> Table:
        cells: list[TableCell] = []
        for row_number, row in enumerate(table.iterchildren(f"{_W}tr")):
            column = 0
            for cell in row.iterchildren(f"{_W}tc"):
                self._line += 1
                origin = Origin(line=self._line, row=row_number + 1, column=column + 1)
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                width = _width(span)
                pieces: list[Piece] = []
                for paragraph in cell.iterchildren(f"{_W}p"):
                    if pieces:
                        pieces.append(Piece("\n", None))
                    pieces.extend(_pieces(paragraph))
                self._pieces[origin] = pieces
                nested = tuple(self._table(inner) for inner in cell.iterchildren(f"{_W}tbl"))
                cells.append(
                    TableCell(row_number, column, text_of(pieces), origin, 1, max(width, 1), nested)
                )
                column += max(width, 1)
        return Table(tuple(cells), Origin(line=self._line))

    def redact(self, changes: Iterable[Change]) -> bytes:
        """A new package with the parts that show text, the changes made."""
        for origin, same in by_origin(changes).items():
            change_pieces(self._pieces[origin], same)
        known = set(self._parts)
        for root in (self._main, *(root for _, _, root in self._parts.values())):
            for element in list(root.iter()):
                for key in [str(key) for key in element.attrib if str(key).startswith(_R)]:
                    if element.get(key) not in known:
                        _remove(element)
                        break
        output = BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
            overrides = [_override("word/document.xml", _WORD_TYPE.format("document.main"))]
            relations = []
            for identity, (file, kind, root) in self._parts.items():
                content_type = (
                    _THEME_TYPE if kind == "theme" else _WORD_TYPE.format(_PART_TYPES[kind])
                )
                overrides.append(_override(f"word/{file}", content_type))
                relations.append(
                    f'<Relationship Id="{identity}" Type="{_RELATION_TYPES}{kind}" Target="{file}"/>'
                )
                package.writestr(_entry(f"word/{file}"), _serialised(root))
            package.writestr(_entry("[Content_Types].xml"), _types(overrides))
            package.writestr(
                _entry("_rels/.rels"),
                _relations(
                    [
                        f'<Relationship Id="rId1" Type="{_RELATION_TYPES}officeDocument" Target="word/document.xml"/>'
                    ]
                ),
            )
            package.writestr(_entry("word/document.xml"), _serialised(self._main))
            package.writestr(_entry("word/_rels/document.xml.rels"), _relations(relations))
        return output.getvalue()


def _width(span: etree._Element | None) -> int:
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _pieces(paragraph: etree._Element) -> list[Piece]:
    pieces = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        parent = element.getparent()
        if parent is None or parent.tag != f"{_W}r":
            continue
        if element.tag == f"{_W}t":
            pieces.append(Piece(element.text or "", _setter(element)))
        elif element.tag == f"{_W}tab":
            pieces.append(Piece("\t", None))
        elif element.tag == f"{_W}noBreakHyphen":
            pieces.append(Piece("-", None))
        else:
            pieces.append(Piece("\n", None))
    return pieces


class _Setter:
    def __init__(self, element: etree._Element) -> None:
        self._element = element

    def __call__(self, text: str) -> None:
        self._element.text = text
        self._element.set(f"{_XML}space", "preserve")


def _setter(element: etree._Element) -> _Setter:
    return _Setter(element)


class _ValueSetter:
    def __init__(self, element: etree._Element) -> None:
        self._element = element

    def __call__(self, text: str) -> None:
        self._element.set(f"{_W}val", text.replace(_COUNTER, "%"))


def _rename(root: etree._Element) -> None:
    """Styles of one's own and the theme lose the names that somebody gave them."""
    for number, style in enumerate(root.iter(f"{_W}style"), start=1):
        name = style.find(f"{_W}name")
        if name is not None and style.get(f"{_W}customStyle") in ("1", "true", "on"):
            name.set(f"{_W}val", f"样式{number}")
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if carried.is_loud(str(value)) or (key == "name" and carried.tells(str(value))):
                element.set(key, "")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _keep_base(ruby: etree._Element) -> None:
    """Put the words that have a reading above them in its place, without the reading."""
    base, run = ruby.find(f"{_W}rubyBase"), ruby.getparent()
    if run is not None and base is not None:
        for text in list(base.iter(f"{_W}t")):
            ruby.addprevious(text)


def _write_out(symbol_element: etree._Element) -> None:
    """Turn a symbol that is a letter into text, so that it is screened as text; pictures of a symbol font stay."""
    letter = symbol(symbol_element.get(f"{_W}char", ""), symbol_element.get(f"{_W}font", ""))
    if letter.isascii() and letter:
        symbol_element.tag = f"{_W}t"
        symbol_element.attrib.clear()
        symbol_element.text = letter
        symbol_element.set(f"{_XML}space", "preserve")


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def _join_paragraph(mark: etree._Element) -> None:
    """A deleted paragraph mark joins its paragraph with the next."""
    properties = mark.getparent()
    paragraph = properties.getparent() if properties is not None else None
    if paragraph is None or paragraph.tag != f"{_W}p":
        return
    following = paragraph.getnext()
    if following is None or following.tag != f"{_W}p":
        return
    for child in list(following):
        if child.tag != f"{_W}pPr":
            paragraph.append(child)
    _remove(following)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    if _is_on(properties.find(f"{_W}vanish")) or _is_on(properties.find(f"{_W}webHidden")):
        return True
    size = properties.find(f"{_W}sz")
    if (
        size is not None
        and size.get(f"{_W}val", "").isdigit()
        and int(size.get(f"{_W}val", "")) < _TINY
    ):
        return True
    colour = properties.find(f"{_W}color")
    if colour is None or not _WHITE.fullmatch(colour.get(f"{_W}val", "")):
        return False
    return not _is_shaded(run)


def _is_shaded(run: etree._Element) -> bool:
    """Whether white letters stand on a coloured ground: the run's, its paragraph's or its cell's."""
    for element in (run, *run.iterancestors()):
        for shading in element.iterfind(f"./*/{_W}shd"):
            if (
                not _WHITE.fullmatch(shading.get(f"{_W}fill", "FFFFFF"))
                and shading.get(f"{_W}fill") != "auto"
            ):
                return True
        for highlight in element.iterfind(f"./*/{_W}highlight"):
            if highlight.get(f"{_W}val") not in ("none", "white"):
                return True
    return False


def _drop_foreign(root: etree._Element) -> None:
    """What is not of the word processing vocabulary (extensions of other makers) goes."""
    if etree.QName(root).namespace != _NAMESPACE:
        return
    for element in list(root.iter()):
        if element is not root and etree.QName(element).namespace != _NAMESPACE:
            _remove(element)
    etree.cleanup_namespaces(root)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _override(part: str, content_type: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{content_type}"/>'


def _types(overrides: Sequence[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/'
        'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(overrides)
        + "</Types>"
    )


def _relations(relations: Sequence[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats'
        f'.org/package/2006/relationships">{"".join(relations)}</Relationships>'
    )


def open_draft(data: bytes, name: str, limits: Limits) -> DocxDraft:
    """Open a Word file for redaction; errors as in `open_bytes`."""
    return DocxDraft(data, name, limits)
