"""What every draft is: a document with positions, and a way to rebuild its file with changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from gongkai.documents.model import Document, Origin


class Change(NamedTuple):
    """Within the paragraph or cell at `origin`, whose text is `text`, put `replacement` for `text[start:end]`."""

    origin: Origin
    text: str
    start: int
    end: int
    replacement: str


class Draft(Protocol):
    """A file opened for redaction."""

    @property
    def document(self) -> Document:
        """What the file shows; the origins in it are those that `Change` takes."""

    @property
    def suffix(self) -> str:
        """The ending of the rebuilt file's name, with its dot."""

    @property
    def notes(self) -> Sequence[str]:
        """Chinese sentences on what is shown in the file and will not be in the copy (pictures, charts)."""

    def redact(self, changes: Iterable[Change]) -> bytes:
        """The rebuilt file with the changes made and everything hidden left out."""


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
