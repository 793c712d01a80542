"""When words are a reason."""

from __future__ import annotations

import re

SHORTEST = 4
_HAN = re.compile(r"[\u3400-\u9fff]")


def says_why(reason: str) -> bool:
    """Whether the words can be a reason: at least four Chinese characters, not all the same."""
    said = _HAN.findall(reason)
    return len(said) >= SHORTEST and len(set(said)) > 1
