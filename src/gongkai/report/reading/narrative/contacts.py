"""Telephone numbers that the report gives for questions. Digits alone are none: words or an area code must say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.documents.model import Paragraph
from gongkai.report.model import Statement

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DASH = r"\s*[-‐‑‒–—―－]+\s*"
_PHONE = re.compile(
    rf"(?<![\d.\-])(?:\+?86[-\s]?0?(?P<abroad>[1-9]\d{{1,2}})(?:{_DASH}|\s)(?P<subscriber>\d{{7,8}})|\((?P<area>0\d{{2,3}})\)\s?(?P<number>\d{{7,8}})|(?P<long>0\d{{2,3}})(?:{_DASH}|\s)(?P<rest>\d{{7,8}})|(?P<mobile>1[3-9]\d{{9}}))(?!\d)"
)
_LOCAL = re.compile(
    r"(?:电话|热线|联系方式|咨询|传真|拨打|请拨|致电)(?:号码)?(?:为|是)?\s*:?\s*(?P<number>0\d{9,11}|\d{7,8})(?!\d|年|[-.]\d)"
)
_AREA_BESIDE = re.compile(r"区号(?:为|是)?\s*:?\s*(?P<area>0\d{2,3})(?!\d)")
_AREA = re.compile(r"010|02\d|0[3-9]\d{2}")
_CALL = re.compile(r"电\s*话|手\s*机|联系|咨询|传\s*真|热线|拨打|致电|座机|号码|☎|[Tt][Ee][Ll]")
_NEAR = 30
_CLAUSE_ENDS = "，。；;,"


def read(paragraph: Paragraph, section: str) -> Iterator[Statement]:
    """The telephone numbers of a paragraph as `0952-1234567`; service lines such as 12345 are none."""
    text = paragraph.text.translate(_WIDTH)
    found: list[tuple[int, int, str]] = []
    for matched in _PHONE.finditer(text):
        abroad = matched["abroad"]
        area = f"0{abroad}" if abroad else matched["area"] or matched["long"]
        number = matched["subscriber"] or matched["number"] or matched["rest"]
        called = _CALL.search(text[max(0, matched.start() - _NEAR) : matched.start()])
        if not called and not (area and _AREA.fullmatch(area)):
            continue
        found.append((*matched.span(), f"{area}-{number}" if area else matched["mobile"]))
    for matched in _LOCAL.finditer(text):
        if not any(start <= matched.start("number") < end for start, end, _ in found):
            area = _AREA_BESIDE.search(text)
            number = f"{area['area']}-{matched['number']}" if area else matched["number"]
            found.append((*matched.span("number"), number))
    for start, end, value in sorted(found):
        while start > 0 and paragraph.text[start - 1] not in _CLAUSE_ENDS:
            start -= 1
        yield Statement(
            fact="phones",
            value=value,
            quote=paragraph.text[start:end].strip(),
            section=section,
            origin=paragraph.origin,
        )
