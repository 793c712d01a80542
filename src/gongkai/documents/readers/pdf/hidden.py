"""What a PDF carries without showing it: metadata, comments, attachments, scripts, earlier versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
from lxml import etree
from pypdfium2 import PdfDocument, PdfiumError

from gongkai.documents import carried, embedded
from gongkai.documents.budget import Budget
from gongkai.documents.errors import DocumentError
from gongkai.documents.model import HiddenKind, HiddenPart, Origin, Source
from gongkai.documents.spacing import tidy
from gongkai.documents.xml import parse

_INFO = (
    "Title",
    "Author",
    "Subject",
    "Keywords",
    "Creator",
    "Producer",
    "Company",
    "CreationDate",
    "ModDate",
)
_SILENT = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"}
_EOF = re.compile(rb"%%EOF[ \t]*(?:\r\n|\r|\n|$)")
_TEXT = 20_000
_OBJECTS = 300_000
_IDENTITY = re.compile(rb"/ID \((?:[^()\\]|\\.)*\)|/Lang \([A-Za-z-]*\)")
_WRITTEN = re.compile(rb"\(|<[0-9A-Fa-f]|\d{7}|@|#[0-9A-Fa-f]{2}")
"""What a dictionary without strings and long numbers has nothing of."""
_FIGURES = (int, float, Decimal, bool)
_FIGURE_KEYS = frozenset({"/W", "/W2", "/Widths", "/Kids", "/BBox", "/FontBBox", "/Rect", "/MediaBox", "/CropBox", "/Matrix",
                          "/Length", "/Filter"})  # fmt: skip
_UNWRITTEN = frozenset({"/ID", "/O", "/U", "/OE", "/UE", "/Perms", "/CheckSum", "/CharSet", "/Panose", "/Registry", "/JS",
                        "/Ordering", "/M", "/CreationDate", "/ModDate", "/LastModified"})  # fmt: skip
_STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.S)
_SPOKEN = re.compile(
    rb"/(?:ActualText|Alt|E)\s*(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>)", re.S
)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.S)
_MARKS = (b"\xfe\xff", b"\xff\xfe")
_STRINGS = re.compile(rb"\((?:[^()\\]|\\.)*\)|BI\b.*?\bEI\b", re.S)
_REMARK = re.compile(rb"%([^\r\n]*)")
FORM_VALUES = "表单填写的内容"
_SORTS = {
    **dict.fromkeys(("/V", "/DV", "/Opt", "/RV", "/MK", "/CA"), FORM_VALUES),
    **dict.fromkeys(("/T", "/TU", "/TM"), "表单项的名称"),
    "/Title": "书签",
    **dict.fromkeys(("/URI", "/F", "/UF", "/D", "/Dest", "/Names"), "链接地址"),
    **dict.fromkeys(("/Alt", "/ActualText", "/E"), "替代文字"),
}
_BROKEN = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    NotImplementedError,
    OverflowError,
)
_NODES = 20_000


def hidden_parts(data: bytes, document: Any, source: Source, budget: Budget) -> list[HiddenPart]:
    """The hidden parts of an open PDF; what a broken side structure does not give is left out."""
    parts: list[HiddenPart] = []
    budget.tick()
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            for part in (
                *_metadata(pdf, source),
                *_comments(pdf, source, budget),
                *_attachments(pdf, source, budget),
                *_scripts(pdf, source),
            ):
                budget.tick()
                parts.append(part)
    except _BROKEN:
        parts.extend(_plain_metadata(document, source))
    parts.extend(_earlier_revisions(data, document, source, budget))
    return parts


def carried_parts(data: bytes, source: Source, budget: Budget, shown: str) -> list[HiddenPart]:
    """The words that stand in any dictionary of the file: values of form fields, bookmarks, link addresses, names.

    The document information, the notes, streams and what the pages show (`shown`, without white space) are told of
    elsewhere. A file too broken for this has none.
    """
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            found = (
                (sort, text)
                for sort, text in _words(pdf, budget)
                if "".join(text.split()) not in shown
            )
            return carried.parts((*found, *_beside(data, pdf, budget)), Origin(file=source.name))
    except _BROKEN:
        return []


def _words(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[tuple[str, str]]:
    info = pdf.trailer.get("/Info")
    skipped = info.objgen if isinstance(info, pikepdf.Dictionary) else None
    for found in islice(iter(pdf.objects), _OBJECTS):
        budget.tick()
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream) or found.objgen == skipped:
            continue
        written = found if isinstance(found, pikepdf.Dictionary) else found.stream_dict
        if _WRITTEN.search(_IDENTITY.sub(b"", written.unparse(resolved=True))):
            yield from _words_within(found, "", 0)


def _beside(data: bytes, pdf: pikepdf.Pdf, budget: Budget) -> Iterator[tuple[str, str]]:
    """Words of a form's second description, what is said in place of characters, and remarks between all of these."""
    form = pdf.Root.get("/AcroForm")
    described = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    for part in described if isinstance(described, pikepdf.Array) else [described]:
        if isinstance(part, pikepdf.Stream):
            for text in re.split(r"<[^>]*>", part.read_bytes().decode("utf-8", "replace")):
                if carried.tells(text := carried.read_out(text)):
                    yield FORM_VALUES, text
    for content in shown_contents(pdf):
        budget.tick()
        told = content.read_bytes()
        for text in _spoken(told):
            yield "替代文字", text
        yield from _remarks(told)
    yield from _remarks(_STREAM.sub(b"", data))


def shown_contents(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """The streams that draw pages, and the forms that they draw with; none that hold data."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(part, pikepdf.Stream):
                yield part
    for found in islice(iter(pdf.objects), _OBJECTS):
        if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
            yield found


def _spoken(content: bytes) -> Iterator[str]:
    """What is said in place of the characters of a content stream (ActualText, Alt, E)."""
    for literal, digits in _SPOKEN.findall(content):
        try:
            raw = bytes.fromhex("".join(digits.decode().split())) if digits else _unescaped(literal)
        except ValueError:
            continue
        text = raw.decode("utf-16", "replace") if raw[:2] in _MARKS else raw.decode("latin-1")
        if carried.tells(text := carried.read_out(text)):
            yield text


def _unescaped(literal: bytes) -> bytes:
    return _ESCAPED.sub(
        lambda match: bytes([int(match[1], 8) & 0xFF]) if match[1] else match[2], literal
    )


def _remarks(written: bytes) -> Iterator[tuple[str, str]]:
    """Remarks (% to the end of a line) that tell something, strings left aside."""
    if b"%" not in written:
        return
    for remark in _REMARK.findall(_STRINGS.sub(b"", written)):
        if carried.tells(text := carried.read_out(remark.decode("utf-8", "ignore"))):
            yield "源码中的注释", text


def has_remarks(content: bytes) -> bool:
    """Whether a content stream has a remark that tells something."""
    return any(True for _ in _remarks(content))


def is_loud_within(holder: Any) -> bool:
    """Whether names and strings in the resources of a page say something of a person."""
    seen: set[tuple[int, int]] = set()
    waiting = [holder]
    while waiting and len(seen) < _NODES:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            if each.is_indirect:
                if each.objgen in seen:
                    continue
                seen.add(each.objgen)
            for key, value in each.items():
                if carried.is_loud(str(key)):
                    return True
                if (
                    key not in _FIGURE_KEYS
                    and key not in _UNWRITTEN
                    and not isinstance(value, _FIGURES)
                ):
                    waiting.append(value)
        elif isinstance(each, pikepdf.Array):
            waiting.extend(
                value for value in islice(iter(each), 100) if not isinstance(value, _FIGURES)
            )
        elif isinstance(each, pikepdf.String | pikepdf.Name) and carried.is_loud(str(each)):
            return "\0" not in str(each)
    return False


def _words_within(holder: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:
    """The strings directly within a dictionary or list; what is referred to is an object of its own."""
    if isinstance(holder, _FIGURES) or (depth and getattr(holder, "is_indirect", False)):
        return
    if isinstance(holder, pikepdf.String | pikepdf.Name):
        text = str(holder)
        if (
            key in _UNWRITTEN
            or "\0" in text
            or (isinstance(holder, pikepdf.Name) and not carried.is_loud(text))
        ):
            return
        if carried.tells(text := carried.read_out(text.lstrip("/"))):
            yield _SORTS.get(key, "其他属性"), text
    elif isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) and depth < 12:
        is_note = not _SILENT.issuperset({str(holder.get("/Subtype", "/Link"))})
        for name, value in holder.items():
            if carried.is_loud(str(name)):
                yield "其他属性", str(name)
            if name not in _FIGURE_KEYS and not (is_note and name in ("/Contents", "/T")):
                yield from _words_within(value, str(name), depth + 1)
    elif isinstance(holder, pikepdf.Array) and depth < 12:
        for value in islice(iter(holder), _NODES):
            yield from _words_within(value, key, depth + 1)


def _text_of(value: object) -> str:
    return tidy(str(value))[:_TEXT]


def _metadata(pdf: pikepdf.Pdf, source: Source) -> Iterator[HiddenPart]:
    origin = Origin(file=source.name)
    seen = set()
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key, value in islice(info.items(), 50):
            text = _text_of(value)
            if text and isinstance(value, pikepdf.String):
                seen.add(text)
                yield HiddenPart(HiddenKind.METADATA, _snake(key.lstrip("/")), text, origin)
    stream = pdf.Root.get("/Metadata")
    if isinstance(stream, pikepdf.Stream):
        for name, text in _xmp(stream.read_bytes(), source.name):
            if text not in seen:
                seen.add(text)
                yield HiddenPart(HiddenKind.METADATA, f"xmp:{name}", text, origin)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _xmp(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    try:
        root = parse(data.strip(b"\0 \t\r\n"), name)
    except DocumentError:
        return
    for element in islice(root.iter(etree.Element), 2_000):
        local = etree.QName(element).localname
        for key, value in element.attrib.items():
            attribute = etree.QName(key)
            if (
                attribute.namespace
                and "rdf-syntax" not in attribute.namespace
                and "XML/1998" not in attribute.namespace
            ):
                text = _text_of(value)
                if text:
                    yield _snake(attribute.localname), text
        text = _text_of(element.text or "")
        if text and not len(element):
            parent = element.getparent()
            while parent is not None and local in ("li", "Alt", "Bag", "Seq"):
                local = etree.QName(parent).localname
                parent = parent.getparent()
            yield _snake(local), text


def _plain_metadata(document: Any, source: Source) -> Iterator[HiddenPart]:
    """The document information alone, where the file is too broken for more."""
    origin = Origin(file=source.name)
    for key in _INFO:
        try:
            text = _text_of(document.get_metadata_value(key))
        except PdfiumError:
            continue
        if text:
            yield HiddenPart(HiddenKind.METADATA, _snake(key), text, origin)


def _comments(pdf: pikepdf.Pdf, source: Source, budget: Budget) -> Iterator[HiddenPart]:
    for number, page in enumerate(pdf.pages, start=1):
        notes = page.obj.get("/Annots")
        if not isinstance(notes, pikepdf.Array):
            continue
        origin = Origin(file=source.name, page=number)
        for note in islice(iter(notes), _NODES):
            if not isinstance(note, pikepdf.Dictionary):
                continue
            kind = str(note.get("/Subtype", ""))
            if kind == "/FileAttachment":
                yield from _file(note.get("/FS"), origin, budget)
            elif kind not in _SILENT:
                text = _text_of(note.get("/Contents", ""))
                author = _text_of(note.get("/T", ""))
                name = kind.lstrip("/") + (f"（{author}）" if author else "")
                if text or author:
                    yield HiddenPart(HiddenKind.COMMENT, name, text, origin)


def _attachments(pdf: pikepdf.Pdf, source: Source, budget: Budget) -> Iterator[HiddenPart]:
    names = pdf.Root.get("/Names")
    if not isinstance(names, pikepdf.Dictionary):
        return
    origin = Origin(file=source.name)
    for value in _leaves(names.get("/EmbeddedFiles")):
        yield from _file(value, origin, budget)


def _leaves(tree: object) -> Iterator[object]:
    """The values of a name tree."""
    waiting = [tree]
    visited = 0
    while waiting and visited < _NODES:
        node = waiting.pop()
        visited += 1
        if not isinstance(node, pikepdf.Dictionary):
            continue
        names = node.get("/Names")
        if isinstance(names, pikepdf.Array):
            yield from islice(iter(names), 1, _NODES, 2)
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting.extend(islice(iter(kids), _NODES))


def _file(value: object, origin: Origin, budget: Budget) -> Iterator[HiddenPart]:
    if isinstance(value, pikepdf.Dictionary):
        name = _text_of(value.get("/UF", value.get("/F", ""))) or "附件"
        held = value.get("/EF", pikepdf.Dictionary())
        stream = held.get("/F", held.get("/UF")) if isinstance(held, pikepdf.Dictionary) else None
        text = ""
        if isinstance(stream, pikepdf.Stream):
            data = stream.read_bytes()
            budget.decompressed(len(data))
            limits = replace(budget.limits, seconds=budget.seconds_left())
            name, text = embedded.readable(data, name, limits)
        yield HiddenPart(HiddenKind.EMBEDDED_FILE, name, text, origin)


def _scripts(pdf: pikepdf.Pdf, source: Source) -> Iterator[HiddenPart]:
    origin = Origin(file=source.name)
    actions: list[object] = [pdf.Root.get("/OpenAction")]
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        actions.extend(_leaves(names.get("/JavaScript")))
    additional = pdf.Root.get("/AA")
    if isinstance(additional, pikepdf.Dictionary):
        actions.extend(additional.values())
    for action in actions:
        if not isinstance(action, pikepdf.Dictionary) or "/JS" not in action:
            continue
        script = action["/JS"]
        text = (
            script.read_bytes()[:_TEXT].decode("utf-8", "replace")
            if isinstance(script, pikepdf.Stream)
            else str(script)
        )
        yield HiddenPart(HiddenKind.MACRO, "JavaScript", _text_of(text), origin)


def _earlier_revisions(
    data: bytes, document: Any, source: Source, budget: Budget
) -> Iterator[HiddenPart]:
    """Earlier versions that incremental saving left in the file, with the lines that the last version lost."""
    ends = [match.end() for match in _EOF.finditer(data)]
    if len(ends) < 2:
        return
    present: Counter[str] | None = None
    number = 0
    for end in ends[:-1][:20]:
        budget.tick()
        earlier = data[:end]
        if b"/Linearized" in data[:1024] and end == ends[0] and len(ends) == 2:
            continue
        try:
            former = PdfDocument(earlier)
        except PdfiumError:
            continue
        try:
            if present is None:
                present = _text_content(document)
            lost = _text_content(former) - present
        finally:
            former.close()
        number += 1
        text = "\n".join(lost)[:_TEXT]
        if text:
            yield HiddenPart(
                HiddenKind.EARLIER_REVISION,
                f"第{number}次保存的版本",
                text,
                Origin(file=source.name),
                sum(lost.values()),
            )


def _text_content(document: Any) -> Counter[str]:
    """Every line of text of an open document, with how often it stands there."""
    lines: Counter[str] = Counter()
    for at in range(min(len(document), 300)):
        handle = pdfium.FPDF_LoadPage(document.raw, at)
        if not handle:
            continue
        text_page = pdfium.FPDFText_LoadPage(handle)
        if text_page:
            count = pdfium.FPDFText_CountChars(text_page)
            codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
            text = "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)
            lines.update(line for raw in text.splitlines() if (line := tidy(raw)))
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(handle)
    return lines
