"""What no text of an office needs, and what breaks feeds, workbooks, databases or the direction of reading."""

from __future__ import annotations

import re
from typing import Any

# Controls but tab and line ends, half characters, what is no character at all, and marks that turn the direction.
_BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    "\u061c\u202a-\u202e\u2066-\u2069"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def legible(text: str) -> str:
    r"""`text` without characters that cannot be written down or that turn the direction of writing.

    >>> legible("防汛\x0b安排\u202e2026")
    '防汛安排2026'
    """
    return _BAD.sub("", text) if _BAD.search(text) else text


def is_legible(text: str) -> bool:
    """Whether nothing in it has to go."""
    return not _BAD.search(text)


def all_legible(value: Any) -> Any:
    """The same for every text in lists and mappings, as they come out of JSON; keys too."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, list):
        return [all_legible(each) for each in value]
    if isinstance(value, dict):
        return {legible(str(key)): all_legible(each) for key, each in value.items()}
    return value
