"""Sentences of the prose in one dress: half-width digits and marks, no white space, titles of documents blanked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.documents.model import Paragraph

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BOUNDARY = re.compile(r"[。;!?]")
_SPACED = re.compile(r"[\s*#]")
_BOOK = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
_SHORT_NUMBER = re.compile(r"(?<!\d)(?:12345|12315|12388|12333|12380)(?=\s*[^\d\s件条次.,]|$)")
_LONGEST_SENTENCE = 600

BLANK = "※"
"""Stands for each character of a document's title, so that its words and numbers state nothing."""
HOTLINE = "ЖЖЖЖЖ"
"""Stands for the number of a service line such as 12345, which counts nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for reading (`text`) and as printed; `map` leads from each place of `text` to one of `printed`."""

    text: str
    printed: str
    map: tuple[int, ...]
    paragraph: Paragraph
    section: str

    def quote(self, start: int, end: int) -> str:
        """The printed words from place `start` to `end` of the text, widened to the clause around them."""
        while start > 0 and self.text[start - 1] not in ",:":
            start -= 1
        while end < len(self.text) and self.text[end] not in ",":
            end += 1
        if start >= len(self.map):
            return self.printed.strip()
        stop = self.map[end] if end < len(self.map) else len(self.printed)
        return self.printed[self.map[start] : stop].strip(" 　，,。；;")

    def without(self, start: int, end: int) -> Sentence:
        """The sentence less the words from place `start` to `end`; quotes still come from the printed ones."""
        text = self.text[:start] + self.text[end:]
        return replace(self, text=text, map=self.map[:start] + self.map[end:])


def sentences_of(paragraph: Paragraph, section: str) -> Iterator[Sentence]:
    """The sentences of a paragraph, without their full stops; one without any end is cut where it grows too long."""
    wide = paragraph.text.translate(_WIDTH)
    wide = _BOOK.sub(lambda found: BLANK * len(found[0]), wide)
    wide = _SHORT_NUMBER.sub(HOTLINE, wide)
    start = 0
    for stop in (*(found.start() for found in _BOUNDARY.finditer(wide)), len(wide)):
        while stop - start > _LONGEST_SENTENCE:
            comma = wide.rfind(",", start + 1, start + _LONGEST_SENTENCE)
            cut = comma if comma > 0 else start + _LONGEST_SENTENCE
            yield _sentence(wide[start:cut], paragraph.text[start:cut], paragraph, section)
            start = cut
        if wide[start:stop].strip():
            yield _sentence(wide[start:stop], paragraph.text[start:stop], paragraph, section)
        start = stop + 1


def _sentence(wide: str, printed: str, paragraph: Paragraph, section: str) -> Sentence:
    if not _SPACED.search(wide):
        return Sentence(wide, printed, tuple(range(len(wide))), paragraph, section)
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(wide):
        if character.isspace():
            between = (
                kept
                and kept[-1].isdigit()
                and (rest := wide[place:].lstrip())
                and rest[0].isdigit()
            )
            if not between or kept[-1] == " ":
                continue
            character = " "
        elif character in "*#":
            continue
        kept.append(character)
        places.append(place)
    return Sentence("".join(kept), printed, tuple(places), paragraph, section)
