"""Word files (.docx, .docm, templates) to a `Document`.

Tracked changes are read as accepted: inserted text stays, deleted text goes, and both are hidden parts. Headers,
footers and watermarks are `Document.furniture`; footnotes and endnotes follow the text as paragraphs. A page number
is known only where Word left one (`lastRenderedPageBreak`).
"""

from __future__ import annotations

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
    Origin,
    Paragraph,
    Source,
    Table,
)
from gongkai.documents.package import Package
from gongkai.documents.readers.docx_body import Body
from gongkai.documents.readers.docx_numbering import Numbering
from gongkai.documents.readers.docx_styles import Styles
from gongkai.documents.spacing import tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_MAIN = "word/document.xml"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a Word file. Raises `Damaged` where it has no text part, and what `Package` raises."""
    budget = Budget(source.name, limits)
    package = Package(data, budget)
    main = package.related("", "officeDocument") or _MAIN
    root = package.root(main)
    text = root.find(W + "body") if root is not None else None
    if text is None:
        raise Damaged(
            source.name,
            found="缺少正文部件",
            expected="完整的 Word 文件",
            next_step="请用原软件另存后再试",
        )
    styles = Styles(_root(package, main, "styles"))
    numbering = Numbering(_root(package, main, "numbering"))
    body = Body(package, main, styles, numbering)
    blocks = body.blocks(text)
    notes: list[Block] = []
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes += _notes(package, main, kind, tag, styles)
    hidden = [*body.hidden, *_comments(package, main), *_settings(package, main)]
    furniture = tuple(_furniture(package, main, styles))
    hidden += package.hidden_parts()
    return Document(
        source,
        (*blocks, *notes),
        tuple(hidden),
        furniture=furniture,
        carried=tuple(package.carried_parts((*blocks, *notes, *furniture), hidden)),
    )


def _root(package: Package, main: str, kind: str) -> etree._Element | None:
    part = package.related(main, kind)
    return package.root(part) if part else None


def _notes(package: Package, main: str, kind: str, tag: str, styles: Styles) -> list[Block]:
    part = package.related(main, kind)
    root = package.root(part) if part else None
    if part is None or root is None:
        return []
    blocks: list[Block] = []
    for note in root.findall(W + tag):
        if note.get(W + "type", "normal") == "normal":
            blocks += Body(package, part, styles, Numbering(None)).blocks(note)
    return blocks


def _furniture(package: Package, main: str, styles: Styles) -> list[Paragraph]:
    """Paragraphs of headers and footers, tables taken apart, and the words of watermarks; each text once."""
    found: dict[str, Paragraph] = {}
    for relationship in package.relationships(main).values():
        if relationship.type not in ("header", "footer") or relationship.is_external:
            continue
        root = package.root(relationship.target)
        if root is None:
            continue
        for block in Body(package, relationship.target, styles, Numbering(None)).blocks(root):
            if isinstance(block, Paragraph):
                found.setdefault(block.text, block)
            elif isinstance(block, Table):
                for cell in block.cells:
                    if cell.text:
                        found.setdefault(cell.text, Paragraph(cell.text, cell.origin))
        for path in root.iter(_TEXT_PATH):
            text = tidy(path.get("string", ""))
            if text:
                found.setdefault(text, Paragraph(text, Origin(file=package.name, raw=text)))
    return list(found.values())


def _comments(package: Package, main: str) -> list[HiddenPart]:
    root = _root(package, main, "comments")
    parts = []
    for comment in root.findall(W + "comment") if root is not None else ():
        package.budget.tick()
        raw = "\n".join(
            "".join(text.text or "" for text in paragraph.iter(W + "t"))
            for paragraph in comment.iter(W + "p")
        )
        parts.append(
            HiddenPart(
                HiddenKind.COMMENT,
                comment.get(W + "author", ""),
                tidy(raw),
                Origin(file=package.name, raw=raw),
            )
        )
    return parts


def _settings(package: Package, main: str) -> list[HiddenPart]:
    """Document variables and the query of a mail merge."""
    part = package.related(main, "settings")
    if part is None:
        return []
    parts = []
    origin = Origin(file=package.name)
    variables = (W + "docVar", W + "query", W + "connectString")
    for element in xml.walk(package.xml_bytes(part), package.name, *variables):
        text = tidy(element.get(_VAL, ""))
        if not text:
            continue
        if element.tag == W + "docVar":
            name = element.get(W + "name", "")
            parts.append(HiddenPart(HiddenKind.METADATA, name, text, origin))
        else:
            name = etree.QName(element).localname
            parts.append(HiddenPart(HiddenKind.EXTERNAL_LINK, name, text, origin))
    return parts
