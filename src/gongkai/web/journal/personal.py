"""Personal values are never written in clear: neither in the journal nor in the log."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from gongkai.screening.screen import mask_text
from gongkai.web.accounts.keys import JOURNAL, keyed

# What a person or a form puts between the digits of a number.
_GAP = r"[ \u3000\-–—·.,_/]{0,2}"
_RESIDENT_ID = re.compile(rf"(?<![0-9A-Za-z])\d(?:{_GAP}\d){{16}}{_GAP}[\dXxＸ](?![0-9A-Za-z])")
_OLD_RESIDENT_ID = re.compile(rf"(?<![0-9A-Za-z])\d(?:{_GAP}\d){{14}}(?![0-9A-Za-z])")
_BANK_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?!\w)"
)
_MOBILE = re.compile(
    r"(?<!\d)(1[3-9]\d)(?:\d{4}|[ -]\d{4}[ -])(\d{4})(?!\d)|(?<!\d)(1[3-9]\d\d)[ -]\d{3}[ -](\d{4})(?!\d)"
)
_EMAIL = re.compile(r"([\w.+-])[\w.+-]*@([\w-]+(?:\.[\w-]+)+)", re.ASCII)
# Codes and moments, in which the screening has nothing to look for.
_PLAIN_CODE = re.compile(r"[\x20-\x7e]{0,40}")
_LONG_NUMBER = re.compile(rf"\d(?:{_GAP}\d){{6}}|@")
# What this house numbers itself, as QS11-2026-0003.
_OWN_NUMBER = re.compile(r"[A-Z]{2,6}\d{0,4}-20\d\d-\d{4,6}")
_DIGEST = re.compile(r"(?:\d+:)?[0-9a-f]{32,128}")
_ISO_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?"
)
# A text of more than this is content: the journal keeps its mark, not its words.
LONGEST = 200


def mask(text: str) -> str:
    """The text with everything that the screening masks starred out, and every number that may be a person's.

    >>> mask("联系人电话 13800000000")
    '联系人电话 138****0000'
    """
    if _DIGEST.fullmatch(text) or _OWN_NUMBER.fullmatch(text):
        return text
    if _PLAIN_CODE.fullmatch(text) and (
        not _LONG_NUMBER.search(text) or _ISO_MOMENT.fullmatch(text)
    ):
        return text
    return _masked(text)


@lru_cache(maxsize=4096)
def _masked(text: str) -> str:
    return mask_text(mask_numbers(text))


def mask_numbers(text: str) -> str:
    """Resident IDs, bank cards, mobile numbers and e-mail addresses starred out, by their shape alone."""
    text = _RESIDENT_ID.sub(_starred_id, text)
    text = _OLD_RESIDENT_ID.sub(_starred_id, text)
    text = _BANK_CARD.sub(lambda found: f"****{found.group()[-4:]}", text)
    text = _MOBILE.sub(
        lambda found: f"{found[1] or found[3][:3]}****{found[2] or found[4]}",
        text,
    )
    return _EMAIL.sub(r"\1***@\2", text)


def _starred_id(found: re.Match[str]) -> str:
    digits = re.sub(r"[^0-9X]", "", unicodedata.normalize("NFKC", found.group()).upper())
    day = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    if not ("1800" <= day[:4] <= "2199" and "01" <= day[4:6] <= "12" and "01" <= day[6:] <= "31"):
        return found.group()
    return f"{digits[:2]}*************{digits[-3:]}"


def fingerprint(value: str) -> str:
    """A keyed mark by which two personal values can be compared without being known."""
    if not value:
        return ""
    return f"〔已隐去 {_keyed(value)[:12]}〕"


def digest_mark(text: str) -> str:
    """What the journal keeps of a text: how long it was, and a keyed digest that shows whether it is the same."""
    if not text:
        return ""
    return f"〔正文 {len(text)} 字，摘要 {_keyed(text)[:32]}〕"


def _keyed(value: str) -> str:
    return keyed("value", value, setting=JOURNAL)
