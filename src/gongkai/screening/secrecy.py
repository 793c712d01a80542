"""Marks of secrecy, internal papers, and numbers of documents that are not public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.screening.hit import Hit
from gongkai.screening.lexicon import any_of, lexicon

_MARKS = [(mark["variety"], re.compile(mark["pattern"])) for mark in lexicon("secrecy")["mark"]]
_YEAR_AND_NUMBER = r"\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*第?\d{1,5}\s*号"


def secrecy(text: str, *, non_public_numbers: Sequence[str] = ()) -> Iterator[Hit]:
    """Marks in `text`, which is `plain`.

    `non_public_numbers` are the first characters of document numbers (机关代字) that a county knows not to be public.
    """
    for variety, pattern in _MARKS:
        for match in pattern.finditer(text):
            yield Hit(variety, *match.span())
    if non_public_numbers:
        pattern = re.compile(any_of(non_public_numbers) + _YEAR_AND_NUMBER)
        for match in pattern.finditer(text):
            yield Hit("non-public-document-number", *match.span())
