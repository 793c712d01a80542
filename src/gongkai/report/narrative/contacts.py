"""Telephone numbers that the report gives for questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.documents.model import Paragraph
from gongkai.report.model import Statement

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DASHES = re.compile(r"\s*[-‐‑‒–—―－]+\s*")
_PHONE = re.compile(
    r"(?<![\d.\-])(?:\((?P<area>0\d{2,3})\)\s?(?P<number>\d{7,8})|(?P<dashed>0\d{2,3}-\d{7,8})(?:-\d{1,5})?|(?P<mobile>1[3-9]\d{9}))(?![\d])"
)
_LOCAL = re.compile(
    r"(?:电话|热线|联系方式|咨询|传真)(?:号码)?\s*[:：]?\s*(?P<number>0\d{9,11}|\d{7,8})(?!\d|年|[-.]\d)"
)


def read(paragraph: Paragraph, section: str) -> Iterator[Statement]:
    """The telephone numbers of a paragraph as `0952-1234567`; service lines such as 12345 are none."""
    text = _DASHES.sub("-", paragraph.text.translate(_WIDTH))
    found: list[tuple[int, str]] = []
    for matched in _PHONE.finditer(text):
        number = (
            f"{matched['area']}-{matched['number']}"
            if matched["area"]
            else matched["dashed"] or matched["mobile"]
        )
        found.append((matched.start(), number))
    for matched in _LOCAL.finditer(text):
        if not any(number.endswith(matched["number"]) for _, number in found):
            found.append((matched.start("number"), matched["number"]))
    for place, number in sorted(found):
        start = max(0, place - 12)
        yield Statement(
            fact="phones",
            value=number,
            quote=text[start : place + len(number) + 1].strip(),
            section=section,
            origin=paragraph.origin,
        )
