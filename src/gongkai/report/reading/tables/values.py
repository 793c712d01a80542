"""What stands in a table cell, as a number or as the reason why it is none. A value is read whole or not at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.report.edition import Column
from gongkai.report.model import Number
from gongkai.report.numerals import parse_chinese

DASHES = frozenset(".·•-‐‑‒–—―−－﹣ー_/／\\＼~～*×")
NONE_WORDS = frozenset(
    {"无", "空", "没有", "未发生", "不适用", "暂无", "略", "n/a", "na", "null", "nil"}
)
COUNTERS = ("件", "条", "项", "个", "次", "宗", "份", "起")
AMOUNT_UNITS = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10_000)}

_INVISIBLE = re.compile(r"[\s​‌‍⁠﻿­]+")
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+")
_DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:[,，]\d{3})+)\.\d+")
_STARTS_WITH_NUMBER = re.compile(r"[+\-−]?\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number read from a cell. `plain` is False where units, separators or other numerals had to be undone."""

    value: Number
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell holds no number. `blank` is True where nothing stands in it."""

    reason: str
    blank: bool = False


def tidy(text: str) -> str:
    """`text` in half width without white space and invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def parse_value(text: str, column: Column) -> Figure | Unread:
    """Read a cell of `column`: a count as int, an amount in 万元 as Decimal.

    `３００１`, `1,288`, `3001件` and `十二` are numbers; blank, `/`, `—`, `无`, `12（含3）`, `约30` and `300 1` are not.
    """
    if column.decimal:
        return parse_amount(text)
    return parse_count(text, signed=column.signed)


def parse_count(text: str, *, signed: bool = False) -> Figure | Unread:
    """Read a count. `signed` allows `-3`, `+3`, `增3`, `减3`."""
    if text.isascii() and text.isdigit():
        return Figure(int(text))
    if len(text.split()) > 1 and _PLAIN.fullmatch(tidy(text)):
        return Unread(f"“{text.strip()}”中间有空格，不能确定是一个数")
    bare = tidy(text)
    absent = _absent(bare)
    if absent is not None:
        return absent
    sign = 1
    unsigned = bare
    if signed:
        for mark, factor in (
            ("+", 1),
            ("增加", 1),
            ("增", 1),
            ("-", -1),
            ("−", -1),
            ("减少", -1),
            ("减", -1),
        ):
            if bare.startswith(mark):
                unsigned, sign = bare[len(mark) :], factor
                break
    counted = unsigned
    for counter in COUNTERS:
        if counted.endswith(counter):
            counted = counted[: -len(counter)]
            break
    plain = counted.isascii() and text.strip() in (counted, f"-{counted}" if signed else counted)
    if _PLAIN.fullmatch(counted):
        return Figure(sign * int(counted), plain)
    if _GROUPED.fullmatch(counted):
        return Figure(sign * int(re.sub(r"[,，]", "", counted)), plain=False)
    if _DECIMAL.fullmatch(counted) and Decimal(counted.replace(",", "")) % 1 == 0:
        return Figure(sign * int(Decimal(counted.replace(",", ""))), plain=False)
    if bare == "一":
        return Unread("“一”可能是数字一，也可能是横线")
    chinese = parse_chinese(counted)
    if chinese is not None:
        return Figure(sign * chinese, plain=False)
    return Unread(
        f"“{_short(text)}”不是一个非负整数" if not signed else f"“{_short(text)}”不是一个整数"
    )


def parse_amount(text: str) -> Figure | Unread:
    """Read an amount in 万元; `元` and `亿元` written in the cell are converted."""
    bare = tidy(text)
    absent = _absent(bare)
    if absent is not None:
        return absent
    factor = Decimal(1)
    amount = bare
    for unit in ("亿元", "万元", "元"):
        if bare.endswith(unit):
            amount, factor = bare[: -len(unit)], AMOUNT_UNITS[unit]
            break
    plain = amount == text.strip()
    if _PLAIN.fullmatch(amount) or _GROUPED.fullmatch(amount) or _DECIMAL.fullmatch(amount):
        value = Decimal(re.sub(r"[,，]", "", amount)) * factor
        return Figure(value.normalize() if value else Decimal(0), plain)
    return Unread(f"“{_short(text)}”不是一个金额")


@lru_cache(maxsize=8192)
def looks_like_value(text: str) -> bool:
    """True for what may stand in a value cell: a number, a number with remarks, a dash or 无; False for labels."""
    if text.isascii() and text.isdigit():
        return True
    bare = tidy(text)
    if not bare:
        return False
    if all(char in DASHES for char in bare) or bare.lower() in NONE_WORDS:
        return True
    if re.match(r"\d+[.、](?!\d)", bare):
        return False
    if _STARTS_WITH_NUMBER.match(bare) or bare == "一" or parse_chinese(bare) is not None:
        return True
    return (
        any(bare.endswith(counter) for counter in COUNTERS) and parse_chinese(bare[:-1]) is not None
    )


def _absent(bare: str) -> Unread | None:
    if not bare:
        return Unread("空白", blank=True)
    if bare.lower() in NONE_WORDS or all(char in DASHES for char in bare):
        return Unread(f"填的是“{bare}”，不是数字；没有发生的应填0")
    return None


def _short(text: str) -> str:
    stripped = " ".join(text.split())
    return stripped if len(stripped) <= 20 else stripped[:20] + "…"
