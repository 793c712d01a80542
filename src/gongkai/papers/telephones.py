"""Telephone numbers in a text that cannot be dialled: a letter among the digits, a digit too many or too few."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LABEL = r"(?:电话|手机|热线|传真)(?:号码?)?"
_LABELLED = re.compile(
    _LABEL + r"\s*[：:是为]?\s*(?P<number>[(（]?[0-9][0-9A-Za-z*()（）—－–-]{2,29})"
)
_MOBILE_LIKE = re.compile(r"(?<![0-9A-Za-z.@/_-])1[3-9][0-9A-Za-z*]{7,10}(?![0-9A-Za-z.@/_-])")
_SPEAKS_OF_IT = re.compile(_LABEL)
_LENGTHS = frozenset({3, 5, 7, 8, 10, 11, 12})
"""Digits of a number as dialled: 110, 12345, local ones, 400 ones, mobiles, local ones behind the code of an area."""
_LETTERS = range(1, 5)


def odd_telephones(text: str) -> Iterator[str]:
    """The numbers that look wrong, each once, as they are written. Masked ones (139****1234) are right."""
    if not _SPEAKS_OF_IT.search(text):
        return
    seen: set[str] = set()
    found = [match["number"] for match in _LABELLED.finditer(text)]
    found += [match[0] for match in _MOBILE_LIKE.finditer(text) if _letters(match[0]) in _LETTERS]
    for number in found:
        number = number.rstrip("-—－–(（")
        if number not in seen and not _can_be_dialled(number):
            seen.add(number)
            yield number


def _letters(number: str) -> int:
    return sum(sign.isascii() and sign.isalpha() for sign in number)


def _can_be_dialled(number: str) -> bool:
    if _letters(number):
        return False
    plain = unicodedata.normalize("NFKC", number)
    # Two numbers side by side, or one with its extension, are not counted together.
    runs = [sum(sign in "0123456789*" for sign in part) for part in re.split(r"[—–-]", plain)]
    whole = sum(runs)
    return (
        whole in _LENGTHS
        or (len(runs) > 2 and max(runs) <= 12)
        or (len(runs) > 1 and runs[0] in _LENGTHS)
    )
