"""A proof that somebody took the trouble: a little work for the browser, or without scripts a little patience and a sum.

Nothing is asked of another host. A challenge is signed, holds for an hour and is good for one sending.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SALT = "proof-of-work"
HOLDS = 3600
# Without scripts: so many seconds between opening the page and sending it.
PATIENCE = 15
WORDS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Challenge:
    """What a form asks: find a number whose hash behind the token begins with ``bits`` zero bits, or the sum."""

    token: str
    bits: int
    sum: str

    @classmethod
    def make(cls, purpose: str, bits: int) -> Challenge:
        """A new challenge for one purpose, as a consultation's number."""
        one, other = secrets.randbelow(8) + 1, secrets.randbelow(8) + 1
        token = signing.dumps(
            [purpose, bits, one + other, int(time.time()), secrets.token_hex(8)], salt=SALT
        )
        return cls(token, bits, f"{WORDS[one]}加{WORDS[other]}")


def require_proof(purpose: str, *, token: str, answer: str, typed: str, bits: int) -> None:
    """Raise a ``ValidationError``, a sentence for the form, unless one of the two ways was gone."""
    if not token:
        # The form was shown before it asked for one: nothing has run out.
        raise ValidationError(
            _("现在需要先做一次验证，验证已附在本页；请再填写并提交一次。"), code="proof"
        )
    try:
        meant, worked, total, made, mark = signing.loads(token, salt=SALT, max_age=HOLDS)
    except signing.BadSignature as error:
        raise ValidationError(_("验证已过期，请再提交一次。"), code="proof") from error
    if meant != purpose or worked < bits:
        raise ValidationError(_("验证不适用于本页，请再提交一次。"), code="proof")
    if not _worked(token, answer, worked):
        if not typed.strip():
            raise ValidationError(_("请写出验证算式的结果后再提交。"), code="proof")
        if typed.strip() != str(total):
            raise ValidationError(_("验证算式的结果不对，请重新计算。"), code="proof")
        if time.time() - made < PATIENCE:
            raise ValidationError(
                _("提交得太快了；请在打开本页 {seconds} 秒以后再提交。").format(seconds=PATIENCE),
                code="proof",
            )
    if not cache.add(f"proof:{mark}", 1, HOLDS):
        raise ValidationError(_("本页已提交过一次，请再提交一次。"), code="proof")


def _worked(token: str, answer: str, bits: int) -> bool:
    if not answer.isdecimal() or len(answer) > 15:
        return False
    digest = hashlib.sha256(f"{token}:{answer}".encode()).digest()
    return int.from_bytes(digest) >> (256 - bits) == 0


class ProofMixin:
    """A form that can be asked for a proof; its fields are those of ``accounts/proof.html``."""

    data: Any

    def require_proof(self, purpose: str, bits: int) -> None:
        """Raise a ``ValidationError`` where the proof is missing or wrong; call it last."""
        require_proof(
            purpose,
            token=self.data.get("proof_token", ""),
            answer=self.data.get("proof_answer", ""),
            typed=self.data.get("proof_typed", ""),
            bits=bits,
        )
