"""Numbers, days, hours and telephone numbers as they are read aloud."""

from __future__ import annotations

import re
from collections.abc import Callable

from gongkai.report.numerals import format_chinese

_DIGITS = "零一二三四五六七八九"
_LONGEST = 12
# On the telephone one says 幺, so that 一 is not taken for 七.
_ON_THE_TELEPHONE = str.maketrans("0123456789", "零幺二三四五六七八九")
_ONE_BY_ONE = str.maketrans("0123456789", _DIGITS)
_WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_MEASURES = (
    "个件条户人批次座项处名台家间所笔份位村组亩吨米公里千克公斤元角万亿天周倍层辆张本套种类期轮"
)


def _amount(digits: str) -> str:
    whole, _, part = digits.replace(",", "").partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        read = whole.translate(_ONE_BY_ONE)
    else:
        read = format_chinese(int(whole))
    return f"{read}点{part.translate(_ONE_BY_ONE)}" if part else read


def _day(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year.translate(_ONE_BY_ONE)}年{_amount(str(int(month)))}月{_amount(str(int(day)))}日"


def _hour(hours: str, minutes: str) -> str:
    said = f"{format_chinese(int(hours))}点"
    if int(minutes) == 0:
        return said
    return f"{said}{'零' if int(minutes) < 10 else ''}{format_chinese(int(minutes))}分"


def _hours(match: re.Match[str]) -> str:
    first, first_minutes, last, last_minutes = match.groups()
    if last is None:
        return _hour(first, first_minutes)
    return f"{_hour(first, first_minutes)}至{_hour(last, last_minutes)}"


def _share(match: re.Match[str]) -> str:
    word = "百分之" if match[2] == "%" else "千分之"
    return word + _amount(match[1])


def _telephone(match: re.Match[str]) -> str:
    head, digits = match[1] or "", match[2]
    return head + re.sub(r"[- ()]+", " ", digits).strip().translate(_ON_THE_TELEPHONE)


def _two(match: re.Match[str]) -> str:
    return "两" + match[1]


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), _day),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"), _day),
    (
        re.compile(r"[〔\[（(](\d{4})[〕\]）)](\d+)号"),
        lambda match: f"{match[1].translate(_ONE_BY_ONE)}年第{_amount(match[2])}号",
    ),
    (re.compile(r"(?<!\d)(\d{4})(?=年)"), lambda match: match[1].translate(_ONE_BY_ONE)),
    (
        re.compile(
            r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)(?:\s*[—–~～至-]+\s*([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d))?"
        ),
        _hours,
    ),
    (
        re.compile(r"((?:电话|热线|拨打|号码|传真)\s*(?:为|是)?[：:]?\s*)(\d[\d -]{2,15}\d)"),
        _telephone,
    ),
    (re.compile(r"()(?<!\d)(\d{5})(?=\s*(?:热线|平台))"), _telephone),
    (re.compile(r"()(?<!\d)(0\d{2,3}-\d{7,8}|1[3-9]\d{9})(?!\d)"), _telephone),
    (re.compile(rf"({_NUMBER})\s*([%‰])"), _share),
    (
        re.compile(rf"({_NUMBER})\s*[—–~～-]+\s*({_NUMBER})"),
        lambda match: f"{_amount(match[1])}至{_amount(match[2])}",
    ),
    (re.compile(rf"(?<![\d.第,])2([{_MEASURES}])"), _two),
    (re.compile(_NUMBER), lambda match: _amount(match[0])),
)


def read_aloud(text: str) -> str:
    """The text with every number in the words of a speaker: no digit remains."""
    text = text.translate(_WIDE).replace("㎡", "平方米").replace("℃", "摄氏度")
    for pattern, read in _RULES:
        text = pattern.sub(read, text)
    # Digits of other scripts are not numbers to the rules above.
    return "".join(_DIGITS[int(mark)] if mark.isdecimal() else mark for mark in text)
