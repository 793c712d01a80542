"""What an item's text points at among our own items and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from gongkai.web.publishing.items.models import ItemPage

_TAG = re.compile(r"<a\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_FILE = re.compile(r"/files/(?P<item>[0-9]+)/(?P<sha256>[0-9a-f]{64})/?")
_PAGE = re.compile(r"/[^/]+(?:/[^/]+)*/(?P<item>[0-9]+)/?")


@dataclass(frozen=True)
class Link:
    """A link to an item of this platform; ``sha256`` names the file where it is one."""

    item: int
    sha256: str = ""


def links_in(text: str) -> Iterator[Link]:
    """Every link of a rich text to an item or a file of this platform, whatever host it writes."""
    for tag in _TAG.findall(text):
        values = {
            name.lower(): unescape(double or single)
            for name, double, single in _ATTRIBUTE.findall(tag)
        }
        if values.get("linktype") == "page" and values.get("id", "").isdecimal():
            yield Link(int(values["id"]))
            continue
        try:
            path = urlsplit(values.get("href", "")).path
        except ValueError:
            continue
        if file := _FILE.fullmatch(path):
            yield Link(int(file["item"]), file["sha256"])
        elif page := _PAGE.fullmatch(path):
            yield Link(int(page["item"]))


def linked_items(item: ItemPage) -> list[ItemPage]:
    """Other public items that a reader reaches from this one: linked ones, and those it supersedes."""
    numbers = {link.item for link in links_in(item.text)}
    if item.pk is not None:
        numbers |= set(ItemPage.objects.filter(superseded_by=item.pk).values_list("pk", flat=True))
    numbers.discard(item.pk)
    if not numbers:
        return []
    return list(ItemPage.objects.public().filter(pk__in=numbers).order_by("pk"))


def dead_files(item: ItemPage) -> int:
    """How many links of the text lead to a file of this item that this version no longer has."""
    held = {attachment.sha256 for attachment in item.attachments.all()}
    return sum(
        link.item == item.pk and link.sha256 != "" and link.sha256 not in held
        for link in links_in(item.text)
    )
