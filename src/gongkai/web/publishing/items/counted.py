"""A number of people in an item's words beside what the rows of its list give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache

from gongkai.documents.errors import DocumentError
from gongkai.web.files.confined import jobs
from gongkai.web.files.readings import Content, ask, content_of
from gongkai.web.files.store import digest_of
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items.draft_files import original_bytes
from gongkai.web.publishing.items.models import Attachment, ItemPage
from gongkai.web.publishing.items.prose import words_of

_COUNT = re.compile(r"(?:共计|合计|总计|共有|共)\D{0,8}?(\d{1,6})\s*(?:余)?(人次|人|户|名)")
_KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Count:
    """A sentence's number, and the rows of a list; ``agrees`` where they are the same."""

    said: str
    number: int
    file: str
    rows: int

    @property
    def agrees(self) -> bool:
        """Whether the sentence says what the rows give."""
        return self.number == self.rows


def counts(item: ItemPage) -> list[Count]:
    """Each number of people that the summary or the text says, beside the rows of the longest list."""
    words = " ".join([item.title, item.summary, *words_of(item.text)])
    said = {match[0]: int(match[1]) for match in _COUNT.finditer(words)}
    if not said:
        return []
    # A form and a covering sheet have a row or two: the longest list is the one that is counted.
    lists = sorted(_lists(item), key=lambda each: each[1])
    return [Count(text, number, *lists[-1]) for text, number in said.items()] if lists else []


def _lists(item: ItemPage) -> Iterator[tuple[str, int]]:
    for attachment in item.attachments.all():
        rows = _rows(attachment)
        if rows:
            yield attachment.name, rows


def _as_it_came(attachment: Attachment) -> Content:
    """The file before it was masked, which takes no row away, but may leave a picture of a list."""
    if not attachment.original:
        return content_of(attachment)
    data = original_bytes(attachment)
    return Content(attachment.original_name, digest_of(data), lambda: data)


def _rows(attachment: Attachment) -> int:
    key = f"rows-of-list:{attachment.sha256}"
    known: int | None = cache.get(key)
    if known is None:
        try:
            found = ask(_as_it_came(attachment), jobs.list_in)
        except (ActionError, DocumentError, OSError):
            return 0
        known = found.found.lines if found is not None else 0
        cache.set(key, known, _KEPT_SECONDS)
    return known
