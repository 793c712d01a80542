"""Telephone numbers that the report gives for questions. Digits alone are none: words or an area code must say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.documents.model import Paragraph
from gongkai.report.model import Statement

_WIDTH = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x3000: 0x20}
    | dict(zip(map(ord, "〔【［[〕】］]"), "(((())))", strict=True))
)
_DASH = r"\s*[-‐‑‒–—―－]+\s*"
_REST = r"\d{7,8}|\d{3,4}[\s-]\d{4}"
_PHONE = re.compile(
    r"(?<![\dA-Za-z.\-])(?:(?P<abroad>\(?(?:\+|00)86\)?)[\s-]*)?"
    rf"(?:\((?P<area>0\d{{2,3}})\)\s?{_DASH.replace('+', '*')}(?P<number>{_REST})"
    rf"|(?P<long>0\d{{2,3}}){_DASH}(?P<rest>{_REST})"
    rf"|(?P<wide>0\d{{2,3}})\s+(?P<spaced>{_REST})"
    rf"|(?<=86)[\s-]*(?P<bare>[1-9]\d{{1,2}})[\s-]+(?P<behind>{_REST})"
    r"|(?P<mobile>1[3-9]\d(?:\d{8}|[\s-]\d{4}[\s-]\d{4})))(?![\dA-Za-z])"
)
_LOCAL = re.compile(
    r"(?:电\s*话|热线|联系方式|咨询|传\s*真|拨打|请拨|致电|座机)(?:号码)?\s*(?:为|是)?\s*(?:\(区号:?\s*0\d{2,3}\))?\s*:?\s*"
    r"(?P<number>0\d{9,11}|\d{7,8}|\d{3,4}[\s-]\d{4})(?![\dA-Za-z]|年|[-.]\d)"
)
_AREA = re.compile(r"010|02\d|0[3-9]\d{2}")
_CALL = re.compile(r"电\s*话|手\s*机|联系|咨询|传\s*真|热线|拨打|致电|座机|号码|☎|[Tt][Ee][Ll]")
_NO_CALL = re.compile(
    r"档案|代码|信用|邮编|邮政编码|账号|帐号|账户|证号|证件|身份证|编号|文号|备案|序号|工号|单号|卡号|ICP|QQ|许可证"
)
_AREA_CODE = re.compile(r"区\s*号(?:均|都)?(?:为|是|:)?\s*\(?(?P<code>0\d{2,3})(?!\d)")
_NEAR = 30
_CLAUSE_ENDS = "，。；;,"


def area_code(paragraphs: Iterable[Paragraph]) -> str | None:
    """The one area code that the prose names for all its numbers (`区号0999`); None without any or with several."""
    codes = {
        found["code"]
        for paragraph in paragraphs
        if "号" in paragraph.text and "区" in paragraph.text
        for found in _AREA_CODE.finditer(paragraph.text.translate(_WIDTH))
    }
    return codes.pop() if len(codes) == 1 else None


def read(paragraph: Paragraph, section: str, area_code: str | None = None) -> Iterator[Statement]:
    """The telephone numbers of a paragraph as `0952-1234567`; service lines such as 12345 are none.

    `area_code` is set before a number that stands without one.
    """
    text = paragraph.text.translate(_WIDTH)
    found: list[tuple[int, int, str]] = []
    for matched in _PHONE.finditer(text):
        area = matched["area"] or matched["long"] or matched["wide"]
        if matched["bare"]:
            area = f"0{matched['bare']}"
        number = matched["number"] or matched["rest"] or matched["spaced"] or matched["behind"]
        called = _is_called(text[max(0, matched.start() - _NEAR) : matched.start()])
        sure = matched["area"] or matched["long"] or matched["abroad"]
        if called is False or (not called and not (area and sure and _AREA.fullmatch(area))):
            continue
        digits = _plain(number or matched["mobile"])
        found.append((*matched.span(), f"{area}-{digits}" if area else digits))
    for matched in _LOCAL.finditer(text):
        if not any(
            start < matched.end() and matched.start("number") < end for start, end, _ in found
        ):
            number = _plain(matched["number"])
            known = area_code and not number.startswith("0")
            found.append((*matched.span("number"), f"{area_code}-{number}" if known else number))
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


def _is_called(before: str) -> bool | None:
    """True where a word for a telephone leads to the digits, False where the last label is that of another number."""
    call = max((found.end() for found in _CALL.finditer(before)), default=-1)
    other = max((found.end() for found in _NO_CALL.finditer(before)), default=-1)
    if other > call:
        return False
    return True if call >= 0 else None


def _plain(number: str) -> str:
    return re.sub(r"[\s-]", "", number)
