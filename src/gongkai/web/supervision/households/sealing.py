"""Seal a line so that only who knows the name and the four digits opens it, and only on this platform.

Four digits are few: whoever held both the database and the platform's key could try them all. Without the key nobody can try
at all, and with the platform in between nobody may try often.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import unicodedata
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.web.accounts.keys import FIELD, cipher_of, keyed, keyed_by_any, secrets_of

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


def row_mark(salt: str, name: str, digits: str) -> str:
    """Under what a line is kept."""
    return row_marks(salt, name, digits)[0]


def row_marks(salt: str, name: str, digits: str) -> tuple[str, ...]:
    """By what a line is found again; a key that was changed cannot seal it anew, so each is tried."""
    words = "\x1f".join(("row", salt, plain_name(name), digits.upper()))
    return keyed_by_any("household", words)


def _cipher(secret: str, salt: str, name: str, digits: str) -> AESGCM:
    words = "\x1f".join((secret, salt, plain_name(name), digits.upper()))
    return cipher_of(words, salt.encode(), b"gongkai household")


def packed(payments: list[list[str]]) -> bytes:
    """The payments of one person as bytes."""
    return json.dumps(payments, ensure_ascii=False).encode()


def room_for(people: Iterable[list[list[str]]]) -> int:
    """So many bytes hold the payments of any of them: lines of like length, so that the length tells nothing."""
    longest = max((len(packed(payments)) for payments in people), default=0)
    return -(-longest // 256) * 256


def seal_row(salt: str, name: str, digits: str, payments: list[list[str]], room: int) -> bytes:
    """The payments of one person, each a list of values, sealed in ``room`` bytes."""
    nonce = os.urandom(_NONCE)
    padded = packed(payments).ljust(room)
    return nonce + _cipher(secrets_of(FIELD)[0], salt, name, digits).encrypt(nonce, padded, None)


def open_row(sealed: bytes, salt: str, name: str, digits: str) -> list[list[str]] | None:
    """The payments; None where name or digits are others."""
    for secret in secrets_of(FIELD):
        try:
            data = _cipher(secret, salt, name, digits).decrypt(
                sealed[:_NONCE], sealed[_NONCE:], None
            )
        except InvalidTag:
            continue
        payments: list[list[str]] = json.loads(data)
        return payments
    return None
