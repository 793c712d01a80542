"""Plain text with some of its characters replaced; encoding, line ends and everything else stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gongkai.documents.encoding import decode
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, Origin
from gongkai.documents.opening import open_bytes
from gongkai.documents.writers.redaction.draft import Change

_BREAK = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
# What the reader drops between two characters: white space, marks of emphasis, characters that show nothing.
_BETWEEN = r"[\s*_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]{0,4}"
_REACH = 4_000
"""So many characters after the line at which a paragraph begins are searched for its values."""


class TextDraft:
    """A text file. Values are looked for from the line on that their paragraph or row begins at."""

    suffix = ".txt"
    notes: Sequence[str] = ()

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.document: Document = open_bytes(data, name, limits=limits)
        self._text = decode(data)
        dot = name.rfind(".")
        if dot > 0 and re.fullmatch(r"\.[A-Za-z]{1,5}", name[dot:]):
            self.suffix = name[dot:]

    def redact(self, changes: Iterable[Change]) -> bytes:
        """UTF-8 text; line ends are the file's."""
        starts = [0, *(match.end() for match in _BREAK.finditer(self._text))]
        taken: list[tuple[int, int, str]] = []
        cursors: dict[tuple[object, str], int] = {}
        left_of = self._left_of_cells()
        for change in changes:
            line = (change.origin.line or 1) - 1
            value = change.text[change.start : change.end]
            pattern = re.compile(
                _BETWEEN.join(
                    re.escape(character) for character in value if not character.isspace()
                )
            )
            begin = starts[min(line, len(starts) - 1)]
            key = (change.origin, value)
            if key not in cursors:
                before = left_of.get(change.origin, "") + "".join(
                    change.text[: change.start].split()
                )
                cursors[key] = begin + self._skip(begin, before)
            match = pattern.search(self._text, cursors[key], begin + len(change.text) * 2 + _REACH)
            match = match or pattern.search(
                self._text, begin, begin + len(change.text) * 2 + _REACH
            )
            if match is None:
                continue
            cursors[key] = match.end()
            taken.append((match.start(), match.end(), change.replacement))
        pieces, at = [], 0
        for start, end, replacement in sorted(set(taken)):
            if start < at:
                continue
            pieces += [self._text[at:start], replacement]
            at = end
        return "".join([*pieces, self._text[at:]]).encode("utf-8")

    def _left_of_cells(self) -> dict[Origin, str]:
        """What stands before each cell of a row in its line, without spaces."""
        left: dict[Origin, str] = {}
        for table in self.document.tables():
            line, before = None, ""
            for cell in table.cells:
                if cell.origin.line != line:
                    line, before = cell.origin.line, ""
                left[cell.origin] = before
                before += "".join(cell.text.split())
        return left

    def _skip(self, begin: int, before: str) -> int:
        """How many characters from `begin` hold the `before` (without spaces) that stands before a value."""
        seen = at = 0
        while seen < len(before) and begin + at < len(self._text):
            if self._text[begin + at] == before[seen]:
                seen += 1
            at += 1
            if at > len(before) * 3 + 200:
                return 0
        return at


def open_draft(data: bytes, name: str, limits: Limits) -> TextDraft:
    """Open a text file for redaction; errors as in `open_bytes`."""
    return TextDraft(data, name, limits)
