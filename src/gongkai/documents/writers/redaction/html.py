"""A web page rebuilt from what it shows: text, tables, links, styles.

Comments, scripts, forms' hidden values, hidden elements, data and event attributes, embedded pictures and frames,
and what names its author are not copied. Pictures that lie elsewhere stay as links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from gongkai.documents import media_types
from gongkai.documents.carried import is_loud
from gongkai.documents.encoding import decode
from gongkai.documents.errors import Damaged
from gongkai.documents.limits import Limits
from gongkai.documents.model import Block, Document, Origin, Paragraph, Source, Table, TableCell
from gongkai.documents.readers.html_unshown import simple_rules, turns_round
from gongkai.documents.writers.redaction.draft import Change, by_origin
from gongkai.documents.writers.redaction.runs import Piece, change_pieces, text_of

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w\-]+)", re.IGNORECASE)
_GONE = (
    "script noscript iframe frame frameset object embed applet template svg math audio video canvas base link input "
    "textarea select button param source track map area"
).split()
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?!\.\d*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|%)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{0,19}")
# What each kept attribute may say; one that says anything else goes.
_KEPT_ATTRIBUTES = {
    **dict.fromkeys(
        ("width", "height", "colspan", "rowspan", "border", "cellspacing", "cellpadding", "start"), _SIZE
    ),
    **dict.fromkeys(("align", "valign", "dir", "scope", "type"), _WORD),
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,8}){0,2}"),
    "bgcolor": re.compile(r"#[0-9A-Fa-f]{3,6}|[A-Za-z]{3,20}"),
    "class": re.compile(r"(?:[A-Za-z_-]+\d{0,4}[\s_-]*)+"),
}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?:)?//\S+|[\w./?=&#%~+;,-]+", re.IGNORECASE)
_DECLARATION = re.compile(
    r"\s*((?:text-|font-|line-|border|margin|padding|background-color|vertical-|white-|list-style)[a-z-]*|color|width|"
    r"height|(?:min|max)-(?:width|height)|font)\s*:\s*([\w\s.,%#()'\"+-]{1,120}?)\s*(?:!important\s*)?",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}@;]{1,300})\{([^{}]*)\}")
_SELECTOR = re.compile(r"[\w\s.#,>:*-]+", re.ASCII)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead "
    "title tr ul".split()
)
# What XML cannot hold, as a character and as a reference to one.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9A-Fa-f]+));?")
_HIDING_RULE = re.compile(
    r"\.([\w-]+)\s*\{[^}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^}]*\}", re.IGNORECASE
)


class HtmlDraft:
    """A web page opened for redaction."""

    suffix = ".html"

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        declared = _DECLARED.search(data[:4096])
        text = decode(data, declared.group(1).decode("ascii") if declared else None)
        text = _CONTROL.sub("", _REFERENCE.sub(_legal, re.sub(r"^\s*<\?xml[^>]*\?>", "", text)))
        parser = lxml_html.HTMLParser(
            remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
        )
        try:
            self._root = lxml_html.document_fromstring(text, parser=parser)
        except (etree.ParserError, ValueError) as error:
            raise Damaged(
                name,
                found="没有可读的网页内容",
                expected="完整的网页",
                next_step="请重新保存网页后再试",
            ) from error
        self._pictures = 0
        self._clean()
        self._pieces: dict[Origin, list[Piece]] = {}
        self._line = 0
        self._blocks: list[Block] = []
        self._open: list[Piece] = []
        self._walk(self._root)
        self._close()
        self.document = Document(
            Source(name, sha256(data).hexdigest(), media_types.HTML, len(data)), tuple(self._blocks)
        )

    @property
    def notes(self) -> Sequence[str]:
        """What is shown and will not be in the copy."""
        return (
            (f"{self._pictures}幅内嵌图片没有带入副本，请另行处理后粘贴。",)
            if self._pictures
            else ()
        )

    def _clean(self) -> None:
        hiding = set()
        for style in self._root.iter("style"):
            hiding.update(_HIDING_RULE.findall(style.text or ""))
            for selector, rule in simple_rules(style.text or ""):
                if turns_round(rule):
                    _set_style(self._root, selector, rule)
            style.text = _clean_sheet(style.text or "")
        for element in list(self._root.iter()):
            if element.tag in _GONE or element.tag == "del" or _is_hidden(element, hiding):
                _drop(element)
            elif element.tag == "img" and element.get("src", "").startswith("data:"):
                self._pictures += 1
                _drop(element)
            else:
                _clean_attributes(element)
        for element in list(self._root.iter("meta")):
            _drop(element)
        head = self._root.find("head")
        if head is not None:
            charset = etree.SubElement(head, "meta")
            charset.set("charset", "utf-8")
            head.insert(0, charset)

    def _walk(self, element: etree._Element) -> None:
        if element.tag in ("style", "meta"):
            return
        if element.tag == "table" and not element.xpath(".//table"):
            self._close()
            self._table(element)
            return
        breaks = element.tag in _BLOCKS
        if breaks:
            self._close()
        if element.tag == "br":
            self._open.append(Piece("\n", None))
        self._text(element, "text")
        for child in element:
            self._walk(child)
            self._text(child, "tail")
        if breaks:
            self._close()

    def _text(self, element: etree._Element, which: str) -> None:
        text = getattr(element, which)
        if text:
            self._open.append(Piece(text, _Setter(element, which)))

    def _close(self) -> None:
        text = text_of(self._open)
        if text.strip():
            self._line += 1
            origin = Origin(line=self._line)
            self._pieces[origin] = self._open
            self._blocks.append(Paragraph(text, origin))
        self._open = []

    def _table(self, table: etree._Element) -> None:
        cells: list[TableCell] = []
        taken: set[tuple[int, int]] = set()
        for caption in table.iter("caption"):
            self._walk(caption)
        for row_number, row in enumerate(table.iter("tr")):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (row_number, column) in taken:
                    column += 1
                height, width = _span(cell, "rowspan"), _span(cell, "colspan")
                taken.update(
                    (row_number + down, column + right)
                    for down in range(height)
                    for right in range(width)
                )
                pieces: list[Piece] = []
                _collect(cell, pieces)
                self._line += 1
                origin = Origin(line=self._line, row=row_number + 1, column=column + 1)
                self._pieces[origin] = pieces
                text = text_of(pieces)
                if text.strip():
                    cells.append(TableCell(row_number, column, text, origin, height, width))
                column += width
        if cells:
            self._blocks.append(Table(tuple(cells)))

    def redact(self, changes: Iterable[Change]) -> bytes:
        """The page in UTF-8 with the changes made."""
        for origin, same in by_origin(changes).items():
            change_pieces(self._pieces[origin], same)
        body: bytes = lxml_html.tostring(self._root, encoding="utf-8", doctype="<!DOCTYPE html>")
        return body


def _legal(reference: re.Match[str]) -> str:
    """A numeric reference as it stands, or nothing where it names no character of a text."""
    digits = reference[1] or reference[2]
    number = int(digits, 10 if reference[1] else 16) if len(digits) < 9 else 0
    if number > 0x10FFFF or (number < 32 and number not in (9, 10, 13)):
        return ""
    return "" if _CONTROL.match(chr(number)) else reference[0]


def _clean_attributes(element: etree._Element) -> None:
    """Keep what arranges the page, in values that can say nothing else, and plain addresses."""
    turned = turns_round(element.get("style", ""))
    turned = turned or (element.tag == "bdo" and element.get("dir", "").lower() == "rtl")
    if turned:
        element.attrib.pop("dir", "")
    for key, value in [(str(key), str(value)) for key, value in element.attrib.items()]:
        allowed = _KEPT_ATTRIBUTES.get(key)
        if key in ("href", "src"):
            kept = _ADDRESS.fullmatch(value) is not None and not is_loud(value)
            if not kept or any(ord(character) > 127 for character in unquote(value)):
                del element.attrib[key]
        elif key == "style":
            element.set("style", _clean_declarations(value))
        elif allowed is None or not allowed.fullmatch(value):
            del element.attrib[key]
    if turned:
        _reverse(element)


def _set_style(root: etree._Element, selector: str, style: str) -> None:
    """Give the elements that a simple selector (a tag, `.class`, `#id`) names a style of their own."""
    sign, name = selector[0], selector[1:]
    for element in root.iter(selector if sign not in ".#" else "*"):
        if (
            sign not in ".#"
            or (sign == "#" and element.get("id") == name)
            or (sign == "." and name in (element.get("class") or "").split())
        ):
            element.set("style", style)


def _reverse(element: etree._Element) -> None:
    """Write what is shown from right to left as it is read."""
    text = "".join(str(piece) for piece in element.itertext())[::-1]
    for child in list(element):
        element.remove(child)
    element.text = text


def _clean_declarations(style: str) -> str:
    kept = (_DECLARATION.fullmatch(each) for each in style.split(";"))
    return ";".join(
        f"{each[1].lower()}:{each[2]}" for each in kept if each and not is_loud(str(each[2]))
    )


def _clean_sheet(sheet: str) -> str:
    """The rules of a style sheet that arrange; what writes (content), fetches or selects by text is left out."""
    bare = re.sub(r"/\*.*?(?:\*/|$)", "", sheet, flags=re.DOTALL)
    rules = []
    for selector, style in _RULE.findall(bare):
        if _SELECTOR.fullmatch(selector) and not is_loud(selector):
            if declarations := _clean_declarations(style):
                rules.append(f"{selector.strip()}{{{declarations}}}")
    return "\n".join(rules)


class _Setter:
    def __init__(self, element: etree._Element, which: str) -> None:
        self._element = element
        self._which = which

    def __call__(self, text: str) -> None:
        setattr(self._element, self._which, text)


def _collect(element: etree._Element, pieces: list[Piece]) -> None:
    if element.text:
        pieces.append(Piece(element.text, _Setter(element, "text")))
    for child in element:
        if child.tag == "br" or (child.tag in _BLOCKS and pieces):
            pieces.append(Piece("\n", None))
        _collect(child, pieces)
        if child.tail:
            pieces.append(Piece(child.tail, _Setter(child, "tail")))


def _span(cell: etree._Element, key: str) -> int:
    value = (cell.get(key) or "1").strip()
    return min(int(value), 1_000) if value.isdigit() and int(value) > 0 else 1


def _is_hidden(element: etree._Element, hiding: set[str]) -> bool:
    if element.get("hidden") is not None or (
        element.get("aria-hidden") == "true" and not len(element)
    ):
        return element.tag not in ("html", "body")
    if _HIDDEN_STYLE.search(element.get("style", "")):
        return element.tag not in ("html", "body")
    return bool(hiding.intersection((element.get("class") or "").split()))


def _drop(element: etree._Element) -> None:
    """Take an element away and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def open_draft(data: bytes, name: str, limits: Limits) -> HtmlDraft:
    """Open a web page for redaction; errors as in `open_bytes`."""
    return HtmlDraft(data, name, limits)
