"""Numerals that Word writes by itself: 一、 （一） 1. from `numbering.xml`, as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 9999


@dataclass
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    is_legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level]
    overridden: set[int] = field(default_factory=set)


class Numbering:
    """Counts the paragraphs of each list in document order; without `numbering.xml` nothing has a numeral."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        abstracts = {
            element.get(W + "abstractNumId", ""): {
                _number(level.get(W + "ilvl"), 0): _read_level(level)
                for level in element.findall(W + "lvl")
            }
            for element in root.findall(W + "abstractNum")
        }
        for element in root.findall(W + "num"):
            reference = element.find(W + "abstractNumId")
            abstract = reference.get(_VAL, "") if reference is not None else ""
            one = _List(abstract, dict(abstracts.get(abstract, {})))
            for override in element.findall(W + "lvlOverride"):
                _override(one, override)
            self._lists[element.get(W + "numId", "")] = one

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """The level that a list gives to a paragraph style."""
        one = self._lists.get(number_id)
        for index, level in one.levels.items() if one else ():
            if level.style == style:
                return index
        return None

    def next(self, number_id: str, index: int) -> str:
        """The numeral of the next paragraph at level `index` (from 0) of a list, with the space that follows it."""
        one = self._lists.get(number_id)
        level = one.levels.get(index) if one else None
        if one is None or level is None:
            return ""
        counters = self._counters.setdefault(one.abstract, {})
        if index in one.overridden and (number_id, index) not in self._begun:
            counters.pop(index, None)
        self._begun.add((number_id, index))
        counters[index] = counters[index] + 1 if index in counters else level.start
        for deeper in [key for key in counters if key > index]:
            restart = one.levels[deeper].restart if deeper in one.levels else None
            if restart is None or (restart and index < restart):
                del counters[deeper]
        if level.format in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            at = one.levels.get(place, level)
            value = counters.get(place, at.start)
            return numeral(value, "decimal" if level.is_legal else at.format)

        text = _PLACE.sub(shown, level.text)
        return f"{text} " if text[-1:].isascii() and text and level.suffix != "nothing" else text


def numeral(value: int, form: str) -> str:
    """`value` in one of Word's number formats; an unknown format gives decimal digits."""
    if not 0 <= value <= _LARGEST:
        return str(value)
    if form in ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting",
                "taiwaneseCountingThousand", "japaneseCounting"):  # fmt: skip
        return chinese(value)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _grouped(value, _LEGAL_DIGITS, "拾佰仟", "零")
    if form == "ideographTraditional" and 1 <= value <= 10:
        return _STEMS[value - 1]
    if form == "ideographZodiac" and 1 <= value <= 12:
        return _BRANCHES[value - 1]
    if form.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    if form == "decimalEnclosedFullstop" and 1 <= value <= 20:
        return chr(0x2488 + value - 1)
    if form.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("lowerLetter", "upperLetter") and value:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and value:
        roman = _roman(value)
        return roman.upper() if form == "upperRoman" else roman
    return str(value)


def chinese(value: int) -> str:
    """`value` as counted in Chinese: 一, 十, 十一, 二十, 一百零一."""
    text = _grouped(value, _DIGITS, "十百千", "零")
    return text[1:] if text.startswith("一十") else text


def _grouped(value: int, digits: str, units: str, zero: str) -> str:
    if value == 0:
        return digits[0]
    text = ""
    pending = False
    figures = str(value)
    for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        if figure == "0":
            pending = bool(text)
            continue
        text += (
            (zero if pending else "") + digits[int(figure)] + (units[place - 1] if place else "")
        )
        pending = False
    return text


def _roman(value: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (value // amount)
        value %= amount
    return text


def _read_level(element: etree._Element) -> _Level:
    level = _Level()
    for child in element:
        value = child.get(_VAL)
        if child.tag == W + "start":
            level.start = _number(value, 1)
        elif child.tag == W + "numFmt":
            level.format = value or "decimal"
        elif child.tag == W + "lvlText":
            level.text = value or ""
        elif child.tag == W + "suff":
            level.suffix = value or "tab"
        elif child.tag == W + "isLgl":
            level.is_legal = value not in ("0", "false")
        elif child.tag == W + "lvlRestart":
            level.restart = _number(value, 0)
        elif child.tag == W + "pStyle":
            level.style = value
        elif child.tag.endswith("}AlternateContent"):
            # Word 2010 writes formats such as 001 this way, with a plain one to fall back on.
            for fallback in child.iter(W + "numFmt"):
                level.format = fallback.get(_VAL) or level.format
    return level


def _override(one: _List, element: etree._Element) -> None:
    index = _number(element.get(W + "ilvl"), 0)
    replacement = element.find(W + "lvl")
    if replacement is not None:
        one.levels[index] = _read_level(replacement)
    start = element.find(W + "startOverride")
    if start is not None and index in one.levels:
        old = one.levels[index]
        one.levels[index] = _Level(
            old.format, old.text, _number(start.get(_VAL), old.start), old.suffix, old.is_legal,
            old.restart, old.style,
        )  # fmt: skip
        one.overridden.add(index)


def _number(value: str | None, otherwise: int) -> int:
    return (
        int(value)
        if value and value.isascii() and value.isdigit() and len(value) < 7
        else otherwise
    )
