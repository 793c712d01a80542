"""Web pages of any government site, and web archives (MHTML), to a `Document`.

The content is the smallest part of the page that holds nearly all of its sentences and figures; menus, headers and
footers fall away by that measure, whatever the site calls its containers. Containers, rows and columns that the page
does not show are hidden parts.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from gongkai.documents.budget import Budget
from gongkai.documents.carried import parts
from gongkai.documents.encoding import decode
from gongkai.documents.errors import Damaged, LimitExceeded
from gongkai.documents.limits import Limits
from gongkai.documents.media_types import MHTML
from gongkai.documents.model import (
    Block,
    Document,
    HiddenKind,
    HiddenPart,
    Origin,
    Paragraph,
    Source,
)
from gongkai.documents.readers import html_unshown as unshown
from gongkai.documents.readers.html_flow import Flow
from gongkai.documents.spacing import tidy

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEAD = 8192

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_NOT_NESTING = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd td th tr tbody thead tfoot colgroup option optgroup rt rp html head body".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_BARRIERS = frozenset("table object applet marquee template".split())
_DEEPEST = 1000
_REOPENED = 4_000_000
_LONG_TAG = 20_000
_MOST_ATTRIBUTES = 2_000

_NEVER_SHOWN = [
    "script", "style", "noscript", "template", "select", "button", "textarea", "iframe", "object", "embed",
    "svg", "canvas", "audio", "video", "nav", "datalist", "title",
]  # fmt: skip
_FRAME = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|header|footer|foot|copyright|crumbs?|breadcrumb|position|location|share|"
    r"bshare|sidebar|toolbar|friendlink|pagination|related)(?:$|[-_\s])",
    re.I,
)  # fmt: skip
_HIDES = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"text-indent\s*:\s*-\d{3}|(?:left|top)\s*:\s*-\d{3,})",
    re.I,
)
_STYLE_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SIMPLE_SELECTOR = re.compile(r"^(?:[a-z]+)?[.#][\w-]+$", re.I)
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_MARKUP = re.compile(r"<[^>]*>")
_OFFICE_PROPERTY = re.compile(
    r"<o:(Author|LastAuthor|Manager|Company|Template)>([^<]{1,200})</o:", re.I
)
_TELLING = re.compile(r"[\u4e00-\u9fff]{2}|\d{6}")
_PERSONAL_META = frozenset(
    {"author", "editor", "creator", "dc.creator", "responsible", "contentauthor"}
)
_TITLE_META = frozenset({"articletitle", "og:title"})
_SITE_SUFFIX = re.compile(r"\s*[-_|–—>]+\s*[^-_|–—>]*$")
_TEXT_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre".split())
_ENOUGH_PROSE = 0.9
_FEW_WORDS = 4
_VALUE_CELL = re.compile(r">\s*[\d０-９][\d０-９,.]*\s*<")
_FURNITURE = re.compile(
    r"^(?:【?(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|收藏|返回顶部|分享(?:到)?[：:]?.{0,20}|字[体号][：:]?[\s\[【(]*大.*小.{0,6}|"
    r"扫一扫.{0,20}|[上下]一[篇条][：:].*|当前位置[：:].*|您(?:现在)?(?:的|所在的)位置[：:].*|相关(?:附件|链接|阅读)[：:]?|"
    r"浏览次数[：:].*|点击(?:数|次数|率)[：:].*)】?\s*)+$"
)  # fmt: skip


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a web page or web archive.

    Raises `Damaged` for an archive without a page, `LimitExceeded` for markup that nests without end.
    """
    budget = Budget(source.name, limits)
    data, declared = _page_of(data, source)
    if declared is None and (charset := _CHARSET.search(data[:_HEAD])):
        declared = charset[1].decode("ascii", "replace")
    text = decode(data, declared)
    refuse_bottomless(text, source.name)
    budget.tick()
    try:
        tree = LexborHTMLParser(text)
    except SelectolaxError as error:
        raise _damaged(source.name) from error
    body = tree.body
    if body is None:
        return Document(source, ())
    hidden = [*_metadata(tree, text, source.name), *_comments(text, source.name)]
    titles = _titles(tree)
    hiding_selectors = _hiding_selectors(tree)
    hidden += unshown.hidden_parts(tree, source.name)
    carried = list(unshown.words(tree))
    tree.strip_tags(_NEVER_SHOWN)
    hidden += _take_hidden(body, hiding_selectors, source.name, budget)
    content = _content(body, budget)
    around = body.text()
    _drop_frames(content)
    flow = Flow(source.name, budget)
    blocks = [block for block in flow.read(content) if not _is_furniture(block)]
    title = _missing_title(titles, body, blocks)
    if title:
        blocks.insert(0, Paragraph(title, Origin(file=source.name, raw=title), 1))
    if unshown.has_more_numbers(around, blocks):
        carried += unshown.words_around(LexborHTMLParser(text), _NEVER_SHOWN, blocks, budget)
    return Document(
        source,
        tuple(blocks),
        (*hidden, *flow.hidden),
        carried=tuple(parts(carried, Origin(file=source.name))),
    )


def _page_of(data: bytes, source: Source) -> tuple[bytes, str | None]:
    """The page within a web archive and the encoding its header names; any other file as it is."""
    if source.media_type != MHTML:
        return data, None
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload:
                    return payload, part.get_content_charset()
    except (MessageError, ValueError, LookupError, AttributeError) as error:
        raise _damaged(source.name) from error
    raise _damaged(source.name)


def _damaged(name: str) -> Damaged:
    return Damaged(
        name, found="网页内容不完整", expected="完整的网页", next_step="请重新保存网页后再试"
    )


def refuse_bottomless(text: str, name: str) -> None:
    """Refuse markup on which every HTML5 parser is slow: thousands of levels, reopened formatting, attributes."""
    stack: list[str] = []
    formatting = 0
    tags = 0
    for closing, tag_name in _TAG.findall(text):
        tag = tag_name.lower()
        tags += not closing
        if tag in _NOT_NESTING:
            continue
        if not closing:
            stack.append(tag)
            formatting += tag in _FORMATTING
            if len(stack) > _DEEPEST or formatting * tags > _REOPENED:
                raise LimitExceeded(
                    name,
                    found="网页标签嵌套过深",
                    expected=f"不超过 {_DEEPEST} 层",
                    next_step="请另存为 .docx 或 .pdf 后再试",
                )
            continue
        for index in range(len(stack) - 1, max(-1, len(stack) - 64), -1):
            if stack[index] == tag:
                formatting -= sum(open_tag in _FORMATTING for open_tag in stack[index:])
                del stack[index:]
                break
            if stack[index] in _BARRIERS:
                break
    for piece in text.split("<"):
        if len(piece) > _LONG_TAG:
            tag = _QUOTED.sub("", piece).partition(">")[0]
            if len(tag.split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES:
                raise LimitExceeded(
                    name,
                    found="网页标签的属性过多",
                    expected=f"不超过 {_MOST_ATTRIBUTES} 个",
                    next_step="请另存为 .docx 或 .pdf 后再试",
                )


def _metadata(tree: LexborHTMLParser, text: str, file: str) -> list[HiddenPart]:
    """Persons and bodies that the page's head or Word's remains in it name."""
    origin = Origin(file=file)
    parts = []
    for meta in tree.css("meta[name][content]"):
        name = meta.attributes.get("name") or ""
        content = tidy(meta.attributes.get("content") or "")
        if name.lower() in _PERSONAL_META and content:
            parts.append(HiddenPart(HiddenKind.METADATA, name, content, origin))
    if "<o:" in text:
        parts += [
            HiddenPart(HiddenKind.METADATA, name, tidy(content), origin)
            for name, content in _OFFICE_PROPERTY.findall(text)
            if tidy(content)
        ]
    return parts


def _comments(text: str, file: str) -> list[HiddenPart]:
    """Comments in the source that hold words or long numbers, markup taken off; Word's conditions are none."""
    if "<!--" not in text:
        return []
    parts = []
    for comment in _COMMENT.findall(text):
        if comment.startswith("[if") or "{" in comment:
            continue
        content = tidy(_MARKUP.sub(" ", comment))
        if _TELLING.search(content):
            parts.append(
                HiddenPart(HiddenKind.COMMENT, "网页注释", content, Origin(file=file, raw=comment))
            )
    return parts


def _titles(tree: LexborHTMLParser) -> list[str]:
    """What the page says its title is: the standard tag of government sites first, then the browser's title."""
    titles = []
    for meta in tree.css("meta[content]"):
        name = meta.attributes.get("name") or meta.attributes.get("property") or ""
        if name.lower() in _TITLE_META:
            titles.append(tidy(meta.attributes.get("content") or ""))
    node = tree.css_first("title")
    if node is not None:
        title = tidy(node.text())
        titles += [title, tidy(_SITE_SUFFIX.sub("", title))]
    return [title for title in titles if title]


def _missing_title(titles: list[str], body: LexborNode, blocks: list[Block]) -> str | None:
    """The title, where the page shows it outside its content."""
    start = "".join(b.text for b in blocks[:8] if isinstance(b, Paragraph)).replace(" ", "")
    shown = [tidy(node.text()) for node in body.css("h1, h2.title, .title, #title")[:8]]
    for title in [*(one for one in shown if one in titles), *titles[:1], *shown]:
        if 4 <= len(title) <= 120:
            return None if title.replace(" ", "") in start else title
    return None


def _hiding_selectors(tree: LexborHTMLParser) -> list[str]:
    """Simple class and id selectors that the page's own style sheets hide."""
    selectors = []
    for style in tree.css("style"):
        for names, rules in _STYLE_RULE.findall(style.text()):
            if _HIDES.search(rules):
                selectors += [name.strip() for name in names.split(",")]
    return [selector for selector in selectors if _SIMPLE_SELECTOR.match(selector)]


def _take_hidden(
    body: LexborNode, selectors: list[str], file: str, budget: Budget
) -> list[HiddenPart]:
    """Take what the page does not show out of the tree and tell of it.

    A hidden container that holds most of the page's text is a tab that a script opens: it stays.
    """
    nodes = [
        node for node in body.css("[style]") if _HIDES.search(node.attributes.get("style") or "")
    ]
    nodes += body.css("[hidden]")
    for selector in selectors[:50]:
        nodes += body.css(selector)
    whole = len(tidy(body.text())) if nodes else 0
    parts = []
    taken: set[int] = set()
    for node in nodes:
        budget.tick()
        if node.tag == "body" or _within(node, taken):
            continue
        content = tidy(node.text(separator=" "))
        if len(content) * 2 > whole and _is_tab(node):
            continue
        taken.add(node.mem_id)
        if content and len(_link_text(node)) * 2 < len(content):
            kind = HiddenKind.HIDDEN_ROW if node.tag == "tr" else HiddenKind.HIDDEN_TEXT
            parts.append(HiddenPart(kind, node.tag or "", content, Origin(file=file)))
    for node in nodes:
        if node.mem_id in taken:
            taken.discard(node.mem_id)
            node.remove()
    return parts


def _is_tab(node: LexborNode) -> bool:
    """Whether a hidden container is one that a script opens: it holds paragraphs or a table, and is none itself."""
    return node.css_first("p, table, li, h1, h2, h3") is not None and node.tag not in _TEXT_TAGS


def _within(node: LexborNode, taken: set[int]) -> bool:
    ancestor: LexborNode | None = node
    while ancestor is not None:
        if ancestor.mem_id in taken:
            return True
        ancestor = ancestor.parent
    return False


def _link_text(node: LexborNode) -> str:
    return "".join(tidy(link.text()) for link in node.css("a"))


def _content(body: LexborNode, budget: Budget) -> LexborNode:
    """The smallest container that holds nearly all sentences and table figures of the page."""
    node = body
    prose, figures = _weight(node)
    while node.tag == "body" or not _holds_text(node):
        budget.tick()
        children = [
            child
            for child in _containers(node)
            if not _FRAME.search(
                f"{child.attributes.get('class') or ''} {child.attributes.get('id') or ''}"
            )
        ]
        best = None
        for child in children:
            weight = _weight(child)
            if best is None or weight > best[1]:
                best = (child, weight)
        if best is None:
            return node
        child, (child_prose, child_figures) = best
        if child_prose + child_figures == 0 or not (
            child_prose >= min(_ENOUGH_PROSE * prose, prose - 2) and child_figures >= 0.98 * figures
        ):
            return node
        if child.tag in ("table", "tbody", "tr"):
            cell = _only_cell(child, child_prose, child_figures)
            if cell is None:
                return node
            child = cell
        node = child
        prose, figures = _weight(node)
    return node


def _holds_text(node: LexborNode) -> bool:
    """Paragraphs, headings or bare words stand directly in it, so that going deeper would lose them."""
    child = node.child
    while child is not None:
        if (
            (child.tag == "-text" and len((child.text_content or "").strip()) > 1)
            or (child.tag in _TEXT_TAGS and len(tidy(child.text())) > len(_link_text(child)) + 1)
            or (child.tag in ("b", "strong", "span", "font", "br") and tidy(child.text()))
        ):
            return True
        child = child.next
    return False


def _drop_frames(content: LexborNode) -> None:
    """Take crumbs, share buttons and the like out of the content: named so, and without a sentence."""
    for node in content.css("[class], [id]"):
        label = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _FRAME.search(label) and node.mem_id != content.mem_id and _weight(node) == (0, 0):
            text = tidy(node.text())
            if len(text) < 60 or len(_link_text(node)) * 2 > len(text):
                node.remove()


def _containers(node: LexborNode) -> list[LexborNode]:
    children = []
    child = node.child
    while child is not None:
        if child.tag in ("div", "section", "article", "main", "form", "center", "table", "td"):
            children.append(child)
        child = child.next
    return children


def _weight(node: LexborNode) -> tuple[int, int]:
    """Sentence marks outside links, and table cells that hold a figure."""
    text = node.text()
    marks = text.count("。") + text.count("；") + text.count("，")
    figures = len(_VALUE_CELL.findall(node.html or "")) if node.css_first("td") else 0
    return marks, figures


def _only_cell(table: LexborNode, prose: int, figures: int) -> LexborNode | None:
    """The cell of a layout table that holds everything, or None where the table is data."""
    cells = table.css("td, th")
    if len(cells) > 200:
        cells = [cell for cell in cells[:200] if cell.css_first("table") is not None] or cells[:20]
    for cell in cells:
        cell_prose, cell_figures = _weight(cell)
        if cell_prose >= max(prose * _ENOUGH_PROSE, 3) and cell_figures >= 0.98 * figures:
            return cell if _own_words(table) - _own_words(cell) <= _FEW_WORDS else None
    return None


def _own_words(node: LexborNode) -> int:
    """Characters outside links."""
    return len(tidy(node.text())) - len(_link_text(node))


def _is_furniture(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_FURNITURE.match(block.text))
