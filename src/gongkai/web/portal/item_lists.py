"""The list of an item, as the public bytes of its file hold it: looked through, sorted, page by page.

A file is read in the children (see ``files.readings``); the list that was found in it is kept beside the reading, so that a
visitor who sorts it opens no file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.files.base import ContentFile
from django.core.paginator import Page, Paginator

from gongkai import __version__
from gongkai.documents.errors import DocumentError
from gongkai.papers.lists import ShownList
from gongkai.web.files.confined import jobs
from gongkai.web.files.confined.pool import Busy
from gongkai.web.files.readings import ask, content_of
from gongkai.web.files.store import private_store
from gongkai.web.portal.search.words import fold
from gongkai.web.publishing.items.models import Attachment

MOST_LINES, MOST_COLUMNS = 3_000, 16
PER_PAGE = 50
MOST_FILES = 5
"""In so many files of an item a list is looked for."""
LONGEST_CELL = 300
_KINDS = (".xlsx", ".xls", ".csv", ".docx", ".et", ".ods", ".doc", ".wps")
_NUMBER = re.compile(r"[-+]?\d[\d,，]*(?:\.\d+)?")


@dataclass(frozen=True)
class ListView:
    """One page of a list as a visitor asked for it."""

    file: Attachment
    heads: tuple[str, ...]
    lines: Page[tuple[str, ...]]
    totals: tuple[tuple[str, ...], ...]
    total: int
    wanted: str
    sort: str

    @property
    def query(self) -> str:
        """The part of the address that holds for other pages of it."""
        asked = {"in": self.wanted, "sort": self.sort}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Heads with the address that sorts by them, and how they are sorted now."""
        return [self._column(number, head) for number, head in enumerate(self.heads, 1)]

    def _column(self, number: int, head: str) -> dict[str, Any]:
        rising = self.sort == str(number)
        asked = {"in": self.wanted, "sort": f"-{number}" if rising else str(number)}
        way = "ascending" if rising else "descending" if self.sort == f"-{number}" else ""
        address = urlencode({name: value for name, value in asked.items() if value})
        return {"head": head, "address": f"?{address}#list", "way": way}


def list_in(files: Sequence[Attachment], asked: Mapping[str, str]) -> ListView | None:
    """The list in the first of an item's files that holds one, searched by ``in``, sorted by ``sort``, its page ``page``.

    Raises `Busy` where so many files are being read that this one has to wait.
    """
    found = list_of(files)
    return _view(*found, asked) if found else None


def list_of(files: Sequence[Attachment]) -> tuple[Attachment, ShownList] | None:
    """The first of an item's files that holds a list, and the whole list. Raises `Busy`."""
    kinds = [each for each in files if each.name.lower().endswith(_KINDS)]
    for file in kinds[:MOST_FILES]:
        found = _kept_list(file)
        if found is not None:
            return file, found
    return None


def _view(file: Attachment, found: ShownList, asked: Mapping[str, str]) -> ListView:
    wanted = asked.get("in", "").strip()[:50]
    sort = asked.get("sort", "")
    lines = list(found.lines)
    parts = [part for part in map(str.strip, map(fold, wanted.split())) if part]
    if parts:
        lines = [line for line in lines if _holds(line, parts)]
    column = _column_of(sort, len(found.heads))
    if column is None:
        sort = ""
    else:
        lines.sort(key=lambda line: _weight(line[column]), reverse=sort.startswith("-"))
    page = Paginator(lines, PER_PAGE).get_page(asked.get("page"))
    totals = () if parts else found.totals
    return ListView(file, found.heads, page, totals, len(found.lines), wanted, sort)


def _holds(line: tuple[str, ...], parts: list[str]) -> bool:
    text = fold("\n".join(line))
    return all(part in text for part in parts)


def _column_of(sort: str, columns: int) -> int | None:
    number = sort.removeprefix("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 3):
        return None
    return int(number) - 1 if 1 <= int(number) <= columns else None


def _weight(text: str) -> tuple[int, float, str]:
    """Numbers before words, both from small to large; what is empty comes last."""
    found = _NUMBER.match(text)
    if not text:
        return 2, 0.0, ""
    if found:
        return 0, float(re.sub("[,，]", "", found.group())), text
    return 1, 0.0, text


def _kept_list(file: Attachment) -> ShownList | None:
    store, path = private_store(), _place(file)
    try:
        with store.open(path) as kept:
            return _unpacked(kept.read())
    except (OSError, ValueError):
        pass
    try:
        found = ask(content_of(file), jobs.list_shown, MOST_LINES, MOST_COLUMNS)
    except Busy:
        raise
    except (DocumentError, OSError):
        found = None
    if not store.exists(path):
        store.save(path, ContentFile(_packed(found)))
    return found


def _place(file: Attachment) -> str:
    called = hashlib.sha256(f"{__version__}\n{file.name}\nlist".encode()).hexdigest()[:16]
    return f"readings/{file.sha256[:2]}/{file.sha256}-{called}"


def _packed(found: ShownList | None) -> bytes:
    told = None
    if found is not None:
        told = {
            "heads": found.heads,
            "lines": [[text[:LONGEST_CELL] for text in line] for line in found.lines],
            "totals": found.totals,
        }
    return json.dumps(told, ensure_ascii=False).encode()


def _unpacked(kept: bytes) -> ShownList | None:
    told = json.loads(kept)
    if told is None:
        return None
    return ShownList(
        tuple(told["heads"]),
        tuple(map(tuple, told["lines"])),
        tuple(map(tuple, told["totals"])),
    )
