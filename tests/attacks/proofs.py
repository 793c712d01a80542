"""What a browser does with a page that asks for a proof, written from the page alone."""

from __future__ import annotations

import hashlib
import re
from typing import Any


def proof_for(page: Any) -> dict[str, str]:
    """The fields that a browser with scripts adds."""
    text = page.content.decode()
    token = re.search(r'name="proof_token" value="([^"]+)"', text)[1]
    bits = int(re.search(r'data-proof="(\d+)"', text)[1])
    number = 0
    while True:
        digest = hashlib.sha256(f"{token}:{number}".encode()).hexdigest()
        if bin(int(digest, 16))[2:].zfill(256).startswith("0" * bits):
            return {"proof_token": token, "proof_answer": str(number)}
        number += 1


def sum_for(page: Any) -> dict[str, str]:
    """The fields of a reader without scripts who can add up."""
    text = page.content.decode()
    token = re.search(r'name="proof_token" value="([^"]+)"', text)[1]
    one, other = re.search(r"验证：(.)加(.)等于几", text).groups()
    words = "零一二三四五六七八九"
    return {"proof_token": token, "proof_typed": str(words.index(one) + words.index(other))}
