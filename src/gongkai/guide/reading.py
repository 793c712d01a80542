"""A guide's text as lines with their places, whatever file it came in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.documents.model import Document, Paragraph, Table

_SENTENCE = re.compile(r"[^。；！？;!?]+[。；！？;!?]?")
_COMMA = re.compile(r"(?<=[\u4e00-\u9fff）”》]),|,(?=[\u4e00-\u9fff（“《])")
_WIDE = {
    ord(sign): unicodedata.normalize("NFKC", sign)
    for sign in "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
    "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ＠．－／"
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table with its cells parted by a wide space.

    Attributes:
        text: the words, wide digits and letters made narrow.
        place: where it stands, as 第3行; empty where nothing is known.
    """

    text: str
    place: str

    @property
    def joined(self) -> str:
        """The words without any white space; a narrow comma beside a Chinese character is made wide."""
        return _COMMA.sub("，", re.sub(r"\s+", "", self.text))

    def sentences(self) -> Iterator[str]:
        """Sentences without white space, each with its own sign at the end."""
        for match in _SENTENCE.finditer(self.joined):
            yield match.group()


def lines_of_text(paragraphs: Iterable[str]) -> list[Line]:
    """Lines of plain text, numbered from 1; empty ones are left out."""
    return [
        Line(text.translate(_WIDE), f"第{number}行")
        for number, text in enumerate(paragraphs, start=1)
        if text.strip()
    ]


def lines_of_document(document: Document) -> list[Line]:
    """Lines of a file as it was opened, in reading order."""
    lines = []
    for number, (text, place) in enumerate(_texts(document), start=1):
        lines.append(Line(text.translate(_WIDE), place or f"第{number}段"))
    return lines


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block.text, block.origin.place()
        elif isinstance(block, Table):
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                if cell.text.strip():
                    rows.setdefault(cell.row, []).append(cell.text)
            place = block.origin.place()
            for row, texts in sorted(rows.items()):
                yield "　".join(texts), f"{place}表格第{row + 1}行"
