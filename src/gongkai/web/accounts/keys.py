"""Keys of the installation: lists, the one in use first; older ones still open and compare what they made."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FIELD, APPLICANT, JOURNAL, SECRET = "SALT_KEY", "APPLICANT_KEY", "JOURNAL_KEY", "SECRET_KEY"


def secrets_of(setting: str) -> list[str]:
    """The keys of a setting, the one in use first."""
    keys = getattr(settings, setting)
    return [keys] if isinstance(keys, str) else list(keys)


def keyed(purpose: str, value: str, *, setting: str = FIELD) -> str:
    """A mark by which two values can be compared without being known, in 64 digits."""
    return _mark(secrets_of(setting)[0], purpose, value)


def cipher_of(secret: str, salt: bytes, info: bytes) -> AESGCM:
    """AES-256-GCM under a key derived from a secret for one salt and one use."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info)
    return AESGCM(derived.derive(secret.encode()))


def _mark(secret: str, purpose: str, value: str) -> str:
    return hmac.new(secret.encode(), f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()
