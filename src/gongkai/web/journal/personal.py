"""Personal values are never written in clear: neither in the journal nor in the log."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re

from django.conf import settings

_RESIDENT_ID = re.compile(r"(?<!\d)(\d{2})(?:\d{13}|\d{10})(\d{2}[\dXx])(?![\dA-Za-z])")
_BANK_CARD = re.compile(r"(?<!\d)\d{12,15}(\d{4})(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_EMAIL = re.compile(r"([\w.+-])[\w.+-]*@([\w-]+(?:\.[\w-]+)+)", re.ASCII)


def mask(text: str) -> str:
    """The text with resident IDs, bank cards, mobile numbers and e-mail addresses starred out.

    >>> mask("联系人电话 13800000000")
    '联系人电话 138****0000'
    """
    text = _RESIDENT_ID.sub(r"\1*************\2", text)
    text = _BANK_CARD.sub(r"****\1", text)
    text = _MOBILE.sub(r"\1****\2", text)
    return _EMAIL.sub(r"\1***@\2", text)


def fingerprint(value: str) -> str:
    """A keyed mark by which two personal values can be compared without being known."""
    if not value:
        return ""
    digest = hmac.new(settings.JOURNAL_KEY.encode(), value.encode(), hashlib.sha256)
    return f"〔已隐去 {digest.hexdigest()[:12]}〕"


class PersonalDataFilter(logging.Filter):
    """Masks every log line on its way out."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = mask(message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
