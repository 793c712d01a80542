"""Seal a line so that only who knows the name and the four digits opens it, and only on this platform.

Four digits are few: whoever held both the database and the platform's key could try them all. Without the key nobody can try
at all, and with the platform in between nobody may try often. Each list has a key of its own, which lies under the
platform's: when that one is changed, only the list's key is sealed again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.web.accounts.keys import cipher_of, keyed

_NONCE = 12
_DOTS = re.compile(r"[\s·•・.．]+")


def plain_name(name: str) -> str:
    """A name as it is compared: width, blanks and dots do not count."""
    return _DOTS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def mark_of(*parts: str, secret: str | None = None) -> str:
    """A keyed mark of words, in 64 digits."""
    words = "\x1f".join(parts)
    if secret is None:
        return keyed("household", words)
    return hmac.new(secret.encode(), words.encode(), hashlib.sha256).hexdigest()


def new_key() -> str:
    """A key for one list."""
    return secrets.token_hex(32)


def row_mark(key: str, salt: str, name: str, digits: str) -> str:
    """Under what a line is kept, and found again."""
    return mark_of("row", salt, plain_name(name), digits.upper(), secret=key)


def _cipher(key: str, salt: str, name: str, digits: str) -> AESGCM:
    words = "\x1f".join((key, salt, plain_name(name), digits.upper()))
    return cipher_of(words, salt.encode(), b"gongkai household")


def packed(payments: list[list[str]]) -> bytes:
    """The payments of one person as bytes."""
    return json.dumps(payments, ensure_ascii=False).encode()


def room_for(people: Iterable[list[list[str]]]) -> int:
    """So many bytes hold the payments of any of them: lines of like length, so that the length tells nothing."""
    longest = max((len(packed(payments)) for payments in people), default=0)
    return -(-longest // 256) * 256


def seal_row(
    key: str, salt: str, name: str, digits: str, payments: list[list[str]], room: int
) -> bytes:
    """The payments of one person, each a list of values, sealed in ``room`` bytes."""
    nonce = os.urandom(_NONCE)
    padded = packed(payments).ljust(room)
    return nonce + _cipher(key, salt, name, digits).encrypt(nonce, padded, None)


def open_row(key: str, sealed: bytes, salt: str, name: str, digits: str) -> list[list[str]] | None:
    """The payments; None where name or digits are others."""
    try:
        data = _cipher(key, salt, name, digits).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    except InvalidTag:
        return None
    payments: list[list[str]] = json.loads(data)
    return payments
