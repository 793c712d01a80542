"""What a web page says of itself in its head: the tags of the site standard, and its title."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from gongkai.documents.encoding import decode
from gongkai.documents.errors import DocumentError
from gongkai.documents.readers.html import refuse_bottomless

_HEAD = 128 * 1024
_MOST = 200
_LONGEST = 500
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)


def page_facts(data: bytes, name: str) -> dict[str, str]:
    """The `meta` tags of a page by their names in lower case, and `title`; empty for what is no page.

    Only the first 128 KB are looked at; the first of two tags of a name counts.
    """
    head = data[:_HEAD]
    declared = _CHARSET.search(head)
    try:
        text = decode(head, declared[1].decode("ascii") if declared else None)
        refuse_bottomless(text, name)
        tree = LexborHTMLParser(text)
    except (DocumentError, SelectolaxError):
        return {}
    facts: dict[str, str] = {}
    for node in tree.css("meta[name]")[:_MOST]:
        key = (node.attributes.get("name") or "").strip().lower()
        value = " ".join((node.attributes.get("content") or "").split())[:_LONGEST]
        if key and value:
            facts.setdefault(key, value)
    title = tree.css_first("title")
    if title is not None and title.text().strip():
        facts.setdefault("title", " ".join(title.text().split())[:_LONGEST])
    return facts
