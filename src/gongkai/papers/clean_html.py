"""Text with tags as it may be stored and shown: what the editor makes and tables, nothing that acts."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from gongkai.documents.legible import legible

_KEPT = frozenset(
    "h2 h3 h4 p b strong i em u sup sub ol ul li hr br blockquote a "
    "table caption thead tbody tfoot tr th td img".split()
)
_EMPTY = frozenset({"hr", "br", "img"})
# Of these not even the words are kept.
_SILENT = frozenset(
    "script style template title head iframe object noscript svg math textarea select "
    "noembed noframes xmp plaintext".split()
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20\u0085\u00a0\u2000-\u200f\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_BLOCK_KEY = re.compile(r"[A-Za-z0-9_-]{1,20}")
_SMALL_NUMBER = re.compile(r"[1-9]\d{0,8}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_ALT = 200
_LINK_TYPES = frozenset({"page", "document"})


def clean_html(text: str) -> str:
    """The same words with the tags that may stand, well nested; a link leads to a page, an address or nowhere;
    a picture is one that the item keeps.

    >>> clean_html('<p onclick="x()">防汛<script>x()</script><a href="javascript:x()">安排</a></p>')
    '<p>防汛<a>安排</a></p>'
    """
    cleaner = _Cleaner()
    cleaner.feed(legible(text))
    cleaner.close()
    return cleaner.finished()


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        if self._silent or tag not in _KEPT:
            return
        allowed = _allowed(tag, attrs)
        if tag == "img" and not allowed:
            return
        told = "".join(f' {name}="{escape(value)}"' for name, value in allowed)
        if tag in _EMPTY:
            self._parts.append(f"<{tag}{told}/>")
            return
        self._open.append(tag)
        self._parts.append(f"<{tag}{told}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass
            return
        if self._silent or tag not in self._open:
            return
        while (last := self._open.pop()) != tag:
            self._parts.append(f"</{last}>")
        self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(escape(legible(data), quote=False))

    def finished(self) -> str:
        """Everything, with what was left open closed."""
        self._parts += [f"</{tag}>" for tag in reversed(self._open)]
        self._open.clear()
        return "".join(self._parts)


def _allowed(tag: str, attrs: list[tuple[str, str | None]]) -> list[tuple[str, str]]:
    given = {name: value or "" for name, value in reversed(attrs)}
    if tag == "img":
        # A picture of the item itself, by its content; its address is made when it is shown.
        known = _DIGEST.fullmatch(given.get("data-picture", ""))
        alt = " ".join(legible(given.get("alt", "")).split())[:_LONGEST_ALT]
        return [("data-picture", known[0]), ("alt", alt)] if known else []
    kept: list[tuple[str, str]] = []
    if _BLOCK_KEY.fullmatch(given.get("data-block-key", "")):
        kept.append(("data-block-key", given["data-block-key"]))
    if tag in {"td", "th"}:
        kept += [
            (name, given[name])
            for name in ("colspan", "rowspan")
            if _SMALL_NUMBER.fullmatch(given.get(name, "")) and int(given[name]) <= 1000
        ]
    if tag == "a":
        if given.get("linktype") in _LINK_TYPES and _SMALL_NUMBER.fullmatch(given.get("id", "")):
            kept += [("id", given["id"]), ("linktype", given["linktype"])]
        elif _ADDRESS.match(_SPACE.sub("", given.get("href", ""))):
            kept.append(("href", legible(given["href"].strip())))
    return kept
