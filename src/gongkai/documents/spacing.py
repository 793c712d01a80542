"""White space of office files tidied without joining what was apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff\x00-\x08\x0e-\x1b\x7f]"
)


_NUMBER_LINE = re.compile(r"\d+[Xx]?|[Xx]")
_NUMBER_LENGTHS = frozenset({11, 15, 16, 17, 18, 19})


def tidy(text: str) -> str:
    """`text` on one line: runs of any white space become one space, invisible characters go, ends are stripped."""
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def join(lines: Iterable[str]) -> str:
    """The lines of one cell or wrapped paragraph as one.

    A line break between Chinese characters is dropped. Between two Latin letters or digits it becomes a space: a
    number broken over lines must not be closed up without proof, because the second line may be another number. The
    proof is that all lines but the last are equally long and all together are as long as a personal number.
    """
    joined = ""
    parts = [part for line in lines if (part := tidy(line))]
    if len(parts) > 1 and all(map(_NUMBER_LINE.fullmatch, parts)):
        if is_broken_number([len(part) for part in parts]):
            return "".join(parts)
    for part in parts:
        if joined and _is_ascii_word(joined[-1]) and _is_ascii_word(part[0]):
            joined += " "
        joined += part
    return joined


def is_broken_number(lengths: Sequence[int]) -> bool:
    """Whether lines of so many digits are one identity number, mobile number or account, broken where a cell was full."""
    return (
        sum(lengths) in _NUMBER_LENGTHS
        and len(set(lengths[:-1])) == 1
        and 4 <= lengths[0] >= lengths[-1]
        and lengths[0] not in (11, 15, 18)
    )


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".,")
