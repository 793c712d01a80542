"""What every draft is: a document with positions, and a way to rebuild its file with changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from gongkai.documents.errors import DocumentError
from gongkai.documents.model import Document, Origin


class Change(NamedTuple):
    """Within the paragraph or cell at `origin`, whose text is `text`, put `replacement` for `text[start:end]`."""

    origin: Origin
    text: str
    start: int
    end: int
    replacement: str


class FileDraft(Protocol):
    """A file of one form, opened for redaction."""

    @property
    def document(self) -> Document:
        """What the file shows; the origins in it are those that `Change` takes."""

    @property
    def suffix(self) -> str:
        """The ending of the rebuilt file's name, with its dot."""

    @property
    def notes(self) -> Sequence[str]:
        """Chinese sentences on what the copy lacks (pictures, charts, text that can be copied); after `redact`."""

    def redact(self, changes: Iterable[Change]) -> bytes:
        """The rebuilt file with the changes made and everything hidden left out."""


class PaintedDraft(FileDraft, Protocol):
    """A file whose copy is painted where something was taken away."""

    def readable(self, copy: bytes, changes: Sequence[Change], values: Mapping[str, str]) -> bytes:
        """`copy` (of `redact`) so that what may stay can be searched and read aloud; `values` is all that was masked."""


class Draft(FileDraft, Protocol):
    """A file opened for redaction."""

    def readable(self, copy: bytes, changes: Sequence[Change], values: Mapping[str, str]) -> bytes:
        """As of a `PaintedDraft`; `copy` itself for the other forms."""


class NotLocated(DocumentError):
    """A value that is to go cannot be found on its page, so that no clean copy can be made; `page` is where."""

    def __init__(self, name: str, page: int | None) -> None:
        self.page = page
        where = f"第{page}页" if page else "图片"
        super().__init__(
            name,
            found=f"{where}上有一处内容找不到确切位置",
            expected="每处都能定位",
            next_step="请在原文件中手工删去后再试",
        )


def by_origin(changes: Iterable[Change]) -> dict[Origin, list[Change]]:
    """The changes of each paragraph or cell, from its last to its first."""
    grouped: dict[Origin, list[Change]] = defaultdict(list)
    for change in changes:
        grouped[change.origin].append(change)
    for same in grouped.values():
        same.sort(key=lambda change: change.start, reverse=True)
    return grouped


def changed(text: str, changes: Sequence[Change]) -> str:
    """`text` with the changes made; they are ordered from the last to the first."""
    for change in changes:
        text = text[: change.start] + change.replacement + text[change.end :]
    return text
