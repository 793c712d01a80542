"""Who asked: sealed, opened, masked."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from gongkai.web.accounts.keys import APPLICANT, cipher_of, keyed, secrets_of

SALT, NONCE = 16, 12
_INSIGNIFICANT = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class ApplicantFacts:
    """An applicant as the request names it, with whoever speaks for it.

    ``joint`` are the other applicants of one letter, ``name`` their representative. ``guardian`` and ``agent``
    never decide the column of table three. ``nationality`` is the country of a foreigner or where a foreign
    organisation is registered; empty for everybody else. ``electronic_address`` is where the applicant agreed to be
    served electronically; empty where nothing was agreed.
    """

    name: str
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""
    agent: str = ""
    agent_identity_number: str = ""
    guardian: str = ""
    nationality: str = ""
    electronic_address: str = ""
    joint: tuple[str, ...] = ()

    def masked(self) -> str:
        """For lists: the first sign of the name and how many applicants there are."""
        head = self.name[:1] + "*" * max(1, min(len(self.name) - 1, 3))
        return (
            _("{head}等{number}人").format(head=head, number=len(self.joint) + 1)
            if self.joint
            else head
        )


# What a form asks of the person, each a text.
PERSON_FIELDS = tuple(field.name for field in fields(ApplicantFacts) if field.type == "str")


def _cipher(secret: str, salt: bytes) -> AESGCM:
    return cipher_of(secret, salt, b"gongkai applicant")


def seal(data: bytes) -> bytes:
    """The bytes under the key for applicants."""
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return salt + nonce + _cipher(secrets_of(APPLICANT)[0], salt).encrypt(nonce, data, None)


def unseal(sealed: bytes) -> bytes:
    """The bytes again.

    Raises:
        InvalidTag: altered, or sealed with a key that is not known.
    """
    salt, nonce, rest = sealed[:SALT], sealed[SALT : SALT + NONCE], sealed[SALT + NONCE :]
    *older, last = reversed(secrets_of(APPLICANT))
    for secret in reversed(older):
        try:
            return _cipher(secret, salt).decrypt(nonce, rest, None)
        except Exception:  # noqa: BLE001, S112 - another key may fit
            continue
    return _cipher(last, salt).decrypt(nonce, rest, None)


def is_under_newest(sealed: bytes) -> bool:
    """Whether the key in use has sealed it."""
    salt, nonce, rest = sealed[:SALT], sealed[SALT : SALT + NONCE], sealed[SALT + NONCE :]
    try:
        _cipher(secrets_of(APPLICANT)[0], salt).decrypt(nonce, rest, None)
    except InvalidTag:
        return False
    return True


def seal_person(person: ApplicantFacts) -> bytes:
    """A person as kept."""
    return seal(json.dumps(asdict(person), ensure_ascii=False).encode())


def unseal_person(sealed: bytes | memoryview) -> ApplicantFacts:
    """A person as given."""
    return person_of(json.loads(unseal(bytes(sealed))))


def person_of(kept: Mapping[str, Any]) -> ApplicantFacts:
    """A person from what was kept as JSON; what this version does not know is left out."""
    known = {field.name for field in fields(ApplicantFacts)}
    values = {name: value for name, value in kept.items() if name in known}
    return ApplicantFacts(**{**values, "joint": tuple(values.get("joint", ()))})


def mark_of(person: ApplicantFacts) -> str:
    """The same for the same applicant of a body."""
    who = person.identity_number or f"{person.name}{person.phone}"
    return keyed("applicant", _INSIGNIFICANT.sub("", who).casefold(), setting=APPLICANT)


def mark_of_words(text: str) -> str:
    """The same for the same words."""
    return keyed("words", _INSIGNIFICANT.sub("", text).casefold(), setting=APPLICANT)
