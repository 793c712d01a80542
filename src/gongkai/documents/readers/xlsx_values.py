"""What a cell of a workbook says: shared strings, numbers without float noise, dates by their format."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from gongkai.documents import carried, xml
from gongkai.documents.model import HiddenPart, Origin
from gongkai.documents.package import Package
from gongkai.documents.spacing import join

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_V, _F, _IS, _T, _RUN, _PHONETIC = S + "v", S + "f", S + "is", S + "t", S + "r", S + "rPh"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[[hms]+\]", re.I)
# Built-in formats: 14–17, 22 dates; 18–21, 45–47 times; 27–36 and 50–58 dates of East Asian editions.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 27, 28, 29, 31, 36, 50, 51, 52, 53, 54, 57, 58), "y-m-d"),
    **dict.fromkeys((17, 30), "y-m"),
    16: "m-d",
    22: "y-m-d h:m",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:m:s"),
    9: "0%",
    10: "0.00%",
}
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 a workbook's dates have no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 a workbook's dates have no zone
_LAST_SERIAL = 2_958_466
_columns: dict[str, int] = {}


def place_of(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a reference such as `B3`; (-1, -1) for anything else."""
    match = _REFERENCE.match(reference)
    if match is None:
        return -1, -1
    letters, digits = match.groups()
    column = _columns.get(letters)
    if column is None:
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        column -= 1
        _columns[letters] = column
    return int(digits) - 1, column


class Values:
    """The shared strings and number formats of a workbook."""

    def __init__(self, package: Package, main: str, workbook: etree._Element) -> None:
        self._file = package.name
        self._strings = _shared_strings(package, main)
        self._used: set[int] = set()
        self._formats = _formats(package, main)
        properties = workbook.find(S + "workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._epoch = _EPOCH_1904 if is_1904 else _EPOCH_1900
        self._is_1904 = is_1904

    def of(self, cell: etree._Element) -> tuple[str, str | None, bool]:
        """Tidied text, stored text, and whether the format shows it.

        The stored text is None for a formula whose result was not saved.
        """
        kind = cell.get("t")
        stored: str | None = None
        has_formula = False
        inline = ""
        for child in cell:
            tag = child.tag
            if tag == _V:
                stored = child.text or ""
            elif tag == _F:
                has_formula = True
            elif tag == _IS:
                inline = _rich_text(child)
        style = cell.get("s")
        form = self._formats.get(style, "") if style is not None else ""
        if kind == "s":
            index = int(stored) if stored and stored.isdigit() and len(stored) < 9 else -1
            raw, text = self._strings[index] if 0 <= index < len(self._strings) else ("", "")
            self._used.add(index)
        elif kind == "inlineStr":
            raw = inline
            text = join(raw.split("\n"))
        elif stored is None or (has_formula and not stored and kind != "str"):
            return "", (None if has_formula else ""), True
        elif kind == "b":
            raw, text = stored, "TRUE" if stored == "1" else "FALSE"
        elif kind in ("str", "e", "d"):
            raw = _unescaped(stored)
            text = join(raw.split("\n"))
        else:
            raw, text = stored, self._number(stored, form)
        return text, raw, form != ";;;"

    def orphans(self) -> list[HiddenPart]:
        """The shared strings that no cell shows: what was deleted by a program that keeps them."""
        left = (
            ("没有单元格使用的文字", text)
            for index, (_, text) in enumerate(self._strings)
            if index not in self._used and carried.tells(text)
        )
        return carried.parts(left, Origin(file=self._file))

    def _number(self, stored: str, form: str) -> str:
        try:
            number = float(stored)
        except ValueError:
            return stored
        if form and form != ";;;":
            if form.endswith("%"):
                return plain_number(number * 100) + "%"
            if form.isdigit():
                return (
                    plain_number(number).zfill(len(form)) if number >= 0 else plain_number(number)
                )
            if 0 <= number < _LAST_SERIAL:
                return self._moment(number, form)
        return plain_number(number)

    def _moment(self, serial: float, form: str) -> str:
        if serial < 61 and not self._is_1904 and "y" in form:
            serial += 1  # the 1900 system counts a 29 February 1900 that never was
        moment = self._epoch + timedelta(seconds=round(serial * 86400))
        if "y" not in form and "d" not in form:
            hours = int(round(serial * 86400) // 3600) if serial >= 1 else moment.hour
            return f"{hours:02d}:{moment:%M:%S}"
        if form.startswith("y-m-d"):
            shown = f"{moment:%Y-%m-%d}"
        elif form.startswith("y-m"):
            return f"{moment:%Y-%m}"
        elif form.startswith("y"):
            return f"{moment:%Y}"
        else:
            shown = f"{moment:%Y-%m-%d}"
        return f"{shown} {moment:%H:%M:%S}" if "h" in form and serial % 1 else shown


def plain_number(number: float) -> str:
    """The number in decimal digits, no exponent, at the 15 significant digits that a workbook keeps."""
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    try:
        text = format(Decimal(format(number, ".15g")), "f")
    except InvalidOperation:
        return str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shared_strings(package: Package, main: str) -> list[tuple[str, str]]:
    part = package.related(main, "sharedStrings")
    if part is None:
        return []
    strings = []
    for item in xml.walk(package.xml_bytes(part), package.name, S + "si"):
        package.budget.cells()
        raw = _rich_text(item)
        strings.append((raw, join(raw.split("\n"))))
    return strings


def _rich_text(item: etree._Element) -> str:
    """The text of a string in one or several runs, without its phonetic guide."""
    parts = []
    for child in item:
        if child.tag == _T:
            parts.append(child.text or "")
        elif child.tag == _RUN:
            parts += [text.text or "" for text in child.iterchildren(_T)]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _formats(package: Package, main: str) -> dict[str, str]:
    """What matters of the number format of each cell style that is no plain number."""
    part = package.related(main, "styles")
    root = package.root(part) if part else None
    if root is None:
        return {}
    custom = {
        element.get("numFmtId", ""): _kind_of(element.get("formatCode", ""))
        for element in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    formats = {}
    for index, style in enumerate(root.iterfind(f"{S}cellXfs/{S}xf")):
        number = style.get("numFmtId", "0")
        form = custom.get(number)
        if form is None:
            form = _BUILT_IN.get(int(number), "") if number.isdigit() and len(number) < 6 else ""
        if form:
            formats[str(index)] = form
    return formats


def _kind_of(code: str) -> str:
    """A custom format as one of `y-m-d`, `y-m`, `y`, `m-d`, with ` h:m` after it, `h:m`, `0%`, `000`, `;;;` or empty."""
    if code.replace(" ", "") == ";;;":
        return ";;;"
    if re.fullmatch("0{2,20}", code):
        return code
    first = code.split(";")[0]
    if _ELAPSED.search(first):
        return "h:m:s"
    bare = _LITERAL.sub("", first).lower().replace("am/pm", "").replace("general", "")
    if "%" in bare:
        return "0%"
    if not any(mark in bare for mark in "ydhs") and not re.fullmatch(r"\W*m{1,5}\W*月?\W*", bare):
        return ""
    if re.search(r"[0#?]", bare):
        return ""
    has_time = "h" in bare or "s" in bare
    day = "-".join(
        mark
        for mark in "ymd"
        if mark in bare and not (mark == "m" and has_time and "y" not in bare and "d" not in bare)
    )
    if not day:
        return "h:m:s"
    return f"{day} h:m" if has_time else day
