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

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12
_DOTS = re.compile(r"[\s·•・.．]+")


def _secrets() -> list[str]:
    keys = settings.SALT_KEY
    return [keys] if isinstance(keys, str) else list(keys)


def plain_name(name: str) -> str:
    """A name as it is compared: width, blanks and dots do not count."""
    return _DOTS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def mark_of(*parts: str, secret: str | None = None) -> str:
    """A keyed mark of words, in 64 digits."""
    key = (secret or _secrets()[0]).encode()
    return hmac.new(key, "\x1f".join(("household", *parts)).encode(), hashlib.sha256).hexdigest()


def row_mark(salt: str, name: str, digits: str) -> str:
    """By what a line is found again."""
    return mark_of("row", salt, plain_name(name), digits.upper())


def _cipher(salt: str, name: str, digits: str) -> AESGCM:
    words = "\x1f".join((_secrets()[0], salt, plain_name(name), digits.upper()))
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt.encode(), info=b"gongkai household")
    return AESGCM(derived.derive(words.encode()))


def seal_row(salt: str, name: str, digits: str, values: list[str]) -> bytes:
    """The values of a line, sealed."""
    nonce = os.urandom(_NONCE)
    data = json.dumps(values, ensure_ascii=False).encode()
    # Lines of like length: the length tells nothing.
    padded = data + b" " * (-len(data) % 256)
    return nonce + _cipher(salt, name, digits).encrypt(nonce, padded, None)


def open_row(sealed: bytes, salt: str, name: str, digits: str) -> list[str] | None:
    """The values; None where name or digits are others."""
    try:
        data = _cipher(salt, name, digits).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    except InvalidTag:
        return None
    values: list[str] = json.loads(data)
    return values
