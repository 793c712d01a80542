"""What is screened: any record that goes out, as parts that can be opened."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.screening.finding import Finding
from gongkai.screening.leaders import Post as Leader
from gongkai.screening.wording import Word
from gongkai.web.bodies.models import PublicBody

Seen = tuple[tuple[Finding, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Part:
    """A text or a file of a subject.

    ``name`` is what a person calls it, ``file_name`` what the screening sees as the name; ``sha256`` the digest
    of its bytes; ``attachment_sha256`` is empty for what is no file. ``screened(on, own, leaders, words)`` gives findings
    and notes for the day of its words, without what the body itself has made public, its leaders compared with those in
    office, by the wordings that hold for the body; it raises `DocumentError` or ``OSError``.
    """

    name: str
    file_name: str
    sha256: str
    screened: Callable[[date | None, tuple[str, ...], tuple[Leader, ...], tuple[Word, ...]], Seen]
    attachment_sha256: str = ""


@dataclass(frozen=True)
class Subject:
    """A version of a record: ``on`` is the day of its words, ``revision`` the number of the version.

    ``for_everybody``: it goes to the public, and not to the one whom it is about.
    """

    record: Any
    body: PublicBody
    on: date | None
    parts: tuple[Part, ...]
    revision: int | None = None
    for_everybody: bool = False

    @property
    def digest(self) -> str:
        """Of its text and its files with their names: what is screened, reviewed and released is one."""
        facts = "\n".join(f"{part.sha256} {part.name}" for part in self.parts)
        return hashlib.sha256(facts.encode()).hexdigest()

    @property
    def kind(self) -> str:
        """As the journal names it."""
        label: str = self.record._meta.label_lower
        return label
