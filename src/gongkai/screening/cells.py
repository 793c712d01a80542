"""One cell whose column or label says what it holds: the whole cell goes, whether or not it is well written."""

from __future__ import annotations

import re
from collections.abc import Callable

from gongkai.screening.columns import digits_of
from gongkai.screening.health import is_birth_date
from gongkai.screening.hit import Hit, plain
from gongkai.screening.numbers import is_card, is_identity, looks_like_old_identity

MASK = re.compile(r"[*＊○〇█■]|[Xx]{3}|某")
NOTHING = re.compile(r"\s*(?:无|否|没有|不详|健康|良好|正常|一般|较好|[-/\\—_]+|0|×|√|是)?\s*")
_SCIENTIFIC = re.compile(r"[1-9]\.\d{3,16}[Ee]\+1[4-8]")
_BIRTH_HINT = re.compile(r"\d{4}")
_PERSONS_NUMBER = re.compile(r"[A-Za-z]{0,2}\d{6,13}(?:[（(]\w[）)])?")

# 统一社会信用代码 of companies and co-operatives (GB 32100): no division of a resident ID begins with a 9.
_CODE_OF_A_FIRM = re.compile(r"9[13]\d{6}[\dA-HJ-NP-RTUW-Y]{10}")

Reader = Callable[[str], Hit | None]


def _whole(variety: str, text: str) -> Hit:
    return Hit(variety, 0, len(text))


def resident_id(text: str) -> Hit | None:
    """A cell under 身份证: an ID, an old one, a permit, a passport, or whatever was written instead of one."""
    if MASK.search(text):
        return None
    digits = digits_of(text).strip()
    if _CODE_OF_A_FIRM.fullmatch(digits) and not digits.isdigit():
        return None
    if is_identity(digits):
        return _whole("resident-id-18", text)
    if looks_like_old_identity(digits):
        return _whole("resident-id-15", text)
    if re.fullmatch(r"[A-Za-z]{1,2}\d{6,9}", digits):
        return _whole("passport", text)
    if re.fullmatch(r"[\u4e00-\u9fff]{1,3}字?第?\d{6,14}号?", digits):
        return _whole("personal-document", text)
    if _PERSONS_NUMBER.fullmatch(digits):
        return _whole("travel-permit", text)
    if _SCIENTIFIC.fullmatch(digits) or (len(digits) <= 24 and _is_miswritten(digits)):
        return _whole("resident-id-18-unchecked", text)
    return None


def _is_miswritten(digits: str) -> bool:
    return (
        digits.isalnum()
        and digits.isascii()
        and sum(character.isdigit() for character in digits) >= 8
    )


def account(text: str) -> Hit | None:
    """A cell under 账号, 卡号, 一卡通."""
    digits = digits_of(text)
    if digits.isdigit() and 6 <= len(digits) <= 30:
        return _whole("bank-card" if is_card(digits) else "bank-account", text)
    if is_identity(digits):
        return _whole("resident-id-18", text)
    if _SCIENTIFIC.fullmatch(digits) or (len(digits) <= 26 and _is_miswritten(digits)):
        return _whole("bank-account", text)
    return None


def social_security(text: str) -> Hit | None:
    """A cell under 社会保障号, 医保编号, 参保编号."""
    digits = digits_of(text)
    if is_identity(digits):
        return _whole("resident-id-18", text)
    told = re.fullmatch(r"[A-Za-z]{0,2}\d{6,24}[Xx]?", digits)
    return _whole("social-security-number", text) if told else None


def household(text: str) -> Hit | None:
    """A cell under 户号, 户口簿号."""
    told = re.fullmatch(r"[A-Za-z]?\d{5,20}", digits_of(text))
    return _whole("household-number", text) if told else None


def disability_number(text: str) -> Hit | None:
    """A cell under 残疾证号."""
    told = re.fullmatch(r"\d{15,18}[\dXx]{0,4}(?:B\d)?", digits_of(text))
    return _whole("disability", text) if told else None


def patient_number(text: str) -> Hit | None:
    """A cell under 住院号, 门诊号, 病案号."""
    told = re.fullmatch(r"[A-Za-z]{0,3}\d{5,20}", digits_of(text))
    return _whole("personal-document", text) if told else None


def birth_date(text: str) -> Hit | None:
    """A cell under 出生日期."""
    if _BIRTH_HINT.search(text) and is_birth_date(plain(text)):
        return _whole("birth-date", text)
    return None


def _document(variety: str) -> Reader:
    pattern = re.compile(r"[A-Za-z]{0,2}\d{6,10}(?:[（(]\w[）)])?")
    return lambda text: _whole(variety, text) if pattern.fullmatch(digits_of(text)) else None


def _shaped(variety: str, pattern: str) -> Reader:
    compiled = re.compile(pattern)

    def read(text: str) -> Hit | None:
        if MASK.search(text) or not compiled.fullmatch(plain(text).strip()):
            return None
        return _whole(variety, text)

    return read


READERS: dict[str, Reader] = {
    "resident_id": resident_id,
    "account": account,
    "social_security": social_security,
    "household_number": household,
    "passport": _document("passport"),
    "travel_permit": _document("travel-permit"),
    "disability_number": disability_number,
    "birth_date": birth_date,
    "patient_number": patient_number,
    "plate": _shaped(
        "plate", r"[\u4e00-\u9fff]\s?(?:[A-Z]|\d{2})[·. \-]?[A-Z\d]{4,6}[\u4e00-\u9fff]?"
    ),
    "email": _shaped("email", r"[^@\s]+@(?!.*\.gov\.)[^@\s]+"),
    "wechat": _shaped("wechat", r"[A-Za-z][\w\-]{5,19}|1[3-9]\d{9}"),
    "qq": _shaped("qq", r"[1-9]\d{4,10}"),
}
"""By a column's meaning, but for telephones, addresses, names and illnesses, which ask who the people are."""
