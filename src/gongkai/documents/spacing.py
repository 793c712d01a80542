"""White space of office files tidied without joining what was apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]"
)


def tidy(text: str) -> str:
    """`text` on one line: runs of any white space become one space, invisible characters go, ends are stripped."""
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def join(lines: Iterable[str]) -> str:
    """The lines of one cell or wrapped paragraph as one.

    A line break between Chinese characters is dropped. Between two Latin letters or digits it becomes a space: a
    number broken over lines must not be closed up without proof, because the second line may be another number.
    """
    joined = ""
    for line in lines:
        part = tidy(line)
        if not part:
            continue
        if joined and _is_ascii_word(joined[-1]) and _is_ascii_word(part[0]):
            joined += " "
        joined += part
    return joined


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".,")
