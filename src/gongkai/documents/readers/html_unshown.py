"""What the source of a web page says where the page shows nothing: attributes, scripts, styles, templates, forms."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.documents.budget import Budget
from gongkai.documents.carried import read_out, tells
from gongkai.documents.model import Block, HiddenKind, HiddenPart, Origin, Paragraph, Table
from gongkai.documents.readers.html_flow import Flow
from gongkai.documents.spacing import tidy

_SORTS = {
    **dict.fromkeys(("alt", "title", "aria-label", "summary", "label", "placeholder"), "替代文字"),
    **dict.fromkeys(("href", "src", "action", "cite", "data", "srcset", "poster", "xlink:href"), "链接地址"),
    "content": "页面说明（meta）",
    "value": "表单内容",
    "style": "样式",
}  # fmt: skip
_SILENT = {
    "script": "脚本",
    "style": "样式",
    "noscript": "脚本",
    "template": "模板",
    "select": "下拉选项",
    "datalist": "下拉选项",
    "button": "表单内容",
    "textarea": "表单内容",
    "svg": "矢量图",
    "iframe": "嵌入网页",
    "object": "嵌入网页",
    "canvas": "矢量图",
    "audio": "替代文字",
    "video": "替代文字",
    "nav": "导航",
    "title": "页面标题",
}
_EMBEDDED = re.compile(r"data:([\w/+.-]+)(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]*)")
_WRITTEN = re.compile(r"(?i)(?:image/svg\+xml|text/|application/(?:json|xhtml|xml|javascript))")
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SIMPLE_SELECTOR = re.compile(r"(?i)[a-z][a-z0-9]*|[.#][\w-]+")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\([^0-9a-fA-F\n])")
_OVERRIDES = re.compile(r"(?i)unicode-bidi\s*:\s*(?:isolate-|bidi-)override")
_FROM_RIGHT = re.compile(r"(?i)direction\s*:\s*rtl")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_PLACEHOLDER = re.compile(r"\{\{|<%|\$\{")
_NUMBER = re.compile(r"\d{7,}|@")


def hidden_parts(tree: LexborHTMLParser, file: str) -> list[HiddenPart]:
    """Templates and hidden fields that hold words: somebody has put them out of sight."""
    origin = Origin(file=file)
    parts = []
    for node in tree.css('input[type="hidden" i]'):
        value = tidy(node.attributes.get("value") or "")
        if _CHINESE.search(value):
            parts.append(HiddenPart(HiddenKind.HIDDEN_TEXT, "input", value, origin))
    for node in tree.css("template"):
        text = tidy(re.sub("<[^>]*>", " ", node.html or ""))
        if _CHINESE.search(text) and not _PLACEHOLDER.search(text):
            parts.append(HiddenPart(HiddenKind.HIDDEN_TEXT, "template", text, origin))
    return parts


def words(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The telling words of attributes and of elements that are never shown, by sort of place."""
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if not value:
                continue
            for media_type, packed in _EMBEDDED.findall(value):
                if _WRITTEN.match(media_type):
                    yield from _unpacked(packed)
            value = _EMBEDDED.sub("", value)
            if tells(value := read_out(_css_read_out(value) if name == "style" else value)):
                yield _SORTS.get(name.lower(), "其他属性"), value
            if tells(name):
                yield "其他属性", name
    for tag, sort in _SILENT.items():
        for node in tree.css(tag):
            inner = node.html or "" if tag == "template" else node.text(separator="\n")
            written = _css_read_out(inner) if tag == "style" else inner
            for line in _unescaped(re.sub("<[^>]*>", "\n", written)).split("\n"):
                if tells(line := read_out(line)):
                    yield sort, line
    for node in _turned_round(tree):
        if tells(line := tidy(node.text())[::-1]):
            yield "倒排文字", line


def turns_round(style: str) -> bool:
    """Whether a style shows its text from right to left, letter by letter."""
    return _OVERRIDES.search(style) is not None and _FROM_RIGHT.search(style) is not None


def simple_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Each simple selector (a tag, `.class` or `#id`) of a style sheet with its declarations."""
    for selectors, style in _RULE.findall(sheet):
        for selector in selectors.split(","):
            if _SIMPLE_SELECTOR.fullmatch(selector := selector.strip()):
                yield selector, style


def _turned_round(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    yield from tree.css('bdo[dir="rtl" i]')
    for node in tree.css("[style]"):
        if turns_round(node.attributes.get("style") or ""):
            yield node
    for sheet in tree.css("style"):
        for selector, style in simple_rules(sheet.text()):
            if turns_round(style):
                yield from tree.css(selector)


def _unpacked(packed: str) -> Iterator[tuple[str, str]]:
    """The words of a text that an address holds in base 64."""
    try:
        text = b64decode(packed + "==", validate=False).decode("utf-8", "replace")
    except ValueError:
        return
    for line in re.sub("<[^>]*>", "\n", text).split("\n"):
        if tells(line := read_out(line)):
            yield "链接地址", line


def _css_read_out(style: str) -> str:
    """A style sheet with its escapes (`\\31 `) as the letters that they show."""
    if "\\" not in style:
        return style
    return _CSS_ESCAPE.sub(
        lambda match: chr(min(int(match[1], 16), 0xFFFD)) if match[1] else match[2], style
    )


def has_more_numbers(around: str, blocks: Sequence[Block]) -> bool:
    """Whether the whole page shows longer numbers or mailboxes that the blocks do not."""
    more = Counter(_NUMBER.findall(around))
    if not more:
        return False
    more.subtract(_NUMBER.findall("\n".join(_lines(blocks))))
    return any(count > 0 for count in more.values())


def words_around(
    tree: LexborHTMLParser, never_shown: Sequence[str], blocks: Sequence[Block], budget: Budget
) -> Iterator[tuple[str, str]]:
    """What the page shows around its content (menus, feet, hidden containers), line by line."""
    tree.strip_tags(list(never_shown))
    if tree.body is None:
        return
    known = set(_lines(blocks))
    for line in _lines(Flow(budget.name, budget).read(tree.body)):
        if line not in known and tells(line):
            yield "网页其他部分", line


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for cell in block.cells:
                yield cell.text
                yield from _lines(cell.tables)


def _unescaped(script: str) -> str:
    if "\\" not in script:
        return script
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), script)
