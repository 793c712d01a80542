"""Numerals of Chinese prose: read exactly or refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "两": 2,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_DIGIT_CLASS = "〇零○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
CHINESE_CLASS = _DIGIT_CLASS + "十拾百佰千仟万亿"
"""Every character of a Chinese numeral, for a character class."""

_GROUPED = r"\d{1,3}(?:[,，]\d{3})+"
_ARABIC = re.compile(
    rf"(?P<number>(?:{_GROUPED}|\d+)(?:\.\d+)?)(?P<scale>[百千万亿]|十万|百万|千万)?"
)
_SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
NUMBER = rf"(?:(?:{_GROUPED}|\d+)(?:\.\d+)?(?:十万|百万|千万|[百千万亿])?|[{CHINESE_CLASS}]+)"
"""A pattern for anything that may be a number; `parse_number` decides."""

_LARGEST = 10**12


def parse_chinese(text: str) -> int | None:
    """The value of a Chinese numeral such as `三千零二十`, `两万` or `壹佰`; None where it is not exactly one.

    Refused are the clipped `一百五` (150 or 105) and `三万二`, digits in a row (`二五`, see `parse_positional`), a unit
    twice, and 零 at the end of more than itself. A unit alone (`百`) is refused, but `十二` is 12.
    """
    if not text or any(character not in CHINESE_CLASS for character in text):
        return None
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    total = 0
    rest = text
    gap = False
    for sign, size in (("亿", _MYRIADS["亿"]), ("万", _MYRIADS["万"])):
        head, mark, tail = rest.partition(sign)
        if not mark:
            continue
        section = _section(head, opened=gap, first=total == 0)
        if section is None or section == 0 or (sign == "万" and "亿" in tail):
            return None
        total += section * size
        gap = True
        rest = tail
    if any(mark in rest for mark in _MYRIADS):
        return None
    if not rest:
        return total or None
    section = _section(rest, opened=gap, first=total == 0)
    if section is None or (section == 0 and total):
        return None
    return total + section


def _section(text: str, *, opened: bool, first: bool) -> int | None:
    """The value of a numeral below 10,000; `opened` where a larger unit stands before it."""
    total = 0
    previous = 10_000
    digit: int | None = None
    zero = False
    for place, character in enumerate(text):
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= previous:
                return None
            if digit is None:
                bare_ten = unit == 10 and (place == 0 or not zero)
                if not bare_ten or (place == 0 and opened and not first):
                    return None
                digit = 1
            if digit == 0:
                return None
            total += digit * unit
            previous, digit, zero = unit, None, False
            continue
        value = _DIGITS[character]
        if digit is not None:
            return None
        if value == 0:
            if zero or (place == 0 and not opened):
                return None
            zero = True
            continue
        digit = value
    if digit is not None:
        clipped = not zero and ((total and previous > 10) or (opened and not total))
        if clipped:
            return None
        return total + digit
    return None if zero or not total else total


def parse_positional(text: str) -> int | None:
    """The value of Chinese digits in a row, as years are written: `二〇二四`, `二○二五`; None for anything else."""
    if len(text) < 2 or any(character not in _DIGIT_CLASS for character in text):
        return None
    return int("".join(str(_DIGITS[character]) for character in text))


def parse_number(text: str) -> int | Decimal | None:
    """The value of a number in Arabic or Chinese digits, with thousands, full width, decimals, 万 and 亿.

    `1,288`, `１２`, `1.2万` (12000), `三百`, `0.394` (Decimal); None where it is not exactly one number. A value that
    is whole is an int.
    """
    normal = unicodedata.normalize("NFKC", text).replace(" ", "")
    matched = _ARABIC.fullmatch(normal)
    if matched is None:
        return parse_chinese(normal)
    value = Decimal(re.sub(r"[,，]", "", matched["number"])) * _SCALES.get(
        matched["scale"] or "", 1
    )
    if value > _LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else value


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its vagueness: `三百余` is 300 and vague."""

    value: int | Decimal
    vague: bool = False


_BEFORE = r"(?P<before>将近|接近|大约|约为|约|近|超过|超|逾|上|不足|至少)?"
_AFTER = r"(?P<after>余|多|来)?"
_AMOUNT = re.compile(rf"{_BEFORE}(?P<number>{NUMBER}){_AFTER}(?P<scale>[万亿])?")


def parse_amount(text: str) -> Amount | None:
    """A number with 余, 多, 近, 约 or the like, such as `60余`, `近百`, `三万多`, `1.2万余`; None for anything else.

    `百余` and `近百` count as 100, vaguely; `数百`, `几十` and `若干` hold no number.
    """
    normal = unicodedata.normalize("NFKC", text).replace(" ", "")
    matched = _AMOUNT.fullmatch(normal)
    if matched is None:
        return None
    before, number, after, scale = (
        matched["before"],
        matched["number"],
        matched["after"],
        matched["scale"],
    )
    vague = bool(before or after)
    if scale and not after:
        return None
    value = parse_number(number)
    if value is None and vague and number in {"百", "千", "万"}:
        value = _SCALES[number]
    if value is None:
        return None
    if scale:
        value *= _MYRIADS[scale]
    return Amount(value, vague)


def format_chinese(value: int) -> str:
    """`value` (0 to 999,999,999,999) as a Chinese numeral: 1,050 is `一千零五十`; `ValueError` outside."""
    if not 0 <= value < _LARGEST:
        raise ValueError(f"{value} is not between 0 and {_LARGEST - 1}")
    if value == 0:
        return "零"
    words = ""
    gap = False
    for size, mark in ((_MYRIADS["亿"], "亿"), (_MYRIADS["万"], "万"), (1, "")):
        section = value // size % 10_000
        if section == 0:
            gap = bool(words)
            continue
        if words and (gap or section < 1000):
            words += "零"
        words += _format_section(section) + mark
        gap = False
    return words[1:] if words.startswith("一十") else words


def _format_section(section: int) -> str:
    words = ""
    gap = False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // size % 10
        if digit == 0:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
        gap = False
    return words


_YEAR = rf"(?P<year>\d{{4}}|[{_DIGIT_CLASS}]{{4}})"
_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    rf"{_YEAR}(?:年(?P<month>{_SMALL})月(?P<day>{_SMALL})[日号]"
    r"|(?P<mark>[-/.])(?P<month2>\d{1,2})(?P=mark)(?P<day2>\d{1,2})(?!\d))"
)


def parse_year(text: str) -> int | None:
    """A year from 1990 to 2099 in digits or Chinese digits (`2024`, `２０２４`, `二〇二四`); None for anything else."""
    normal = unicodedata.normalize("NFKC", text).strip()
    value = int(normal) if re.fullmatch(r"[0-9]{4}", normal) else parse_positional(normal)
    return value if value is not None and 1990 <= value <= 2099 else None


def find_dates(text: str) -> list[tuple[date, int, int]]:
    """The dates in a text without white space, with the start and end of each; impossible days are left out."""
    found = []
    for matched in _DATE.finditer(text):
        year = parse_year(matched["year"])
        month = parse_number(matched["month"] or matched["month2"])
        day = parse_number(matched["day"] or matched["day2"])
        if year is None or not isinstance(month, int) or not isinstance(day, int):
            continue
        try:
            found.append((date(year, month, day), matched.start(), matched.end()))
        except ValueError:
            continue
    return found
