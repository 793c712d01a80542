"""The phrases of the gold set by what they speak of; each pool has a part that only held-back reports use."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

HELD_SHARE = 3
"""One in so many phrases and reports is held back."""


def digest(text: str) -> int:
    """A number that depends on nothing but the text."""
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def is_held(name: str) -> bool:
    """True for a report of the held-back third."""
    return digest(name) % HELD_SHARE == 0


def side(phrases: Sequence[str], *, held: bool) -> list[str]:
    """The phrases of one side: a third of them, and at least one, by their hash for the held-back reports."""
    order = sorted(phrases, key=digest)
    cut = max(1, len(order) // HELD_SHARE)
    return order[:cut] if held else order[cut:]


@cache
def _pools() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))


def pool(name: str) -> list[str]:
    """All phrases of a pool."""
    return _pools()[name]


def pick(rng: Random, phrases: Sequence[str], *, held: bool) -> str:
    """One phrase of this side."""
    return rng.choice(side(phrases, held=held))


def several(rng: Random, phrases: Sequence[str], count: int, *, held: bool) -> list[str]:
    """Up to `count` different phrases of this side."""
    mine = side(phrases, held=held)
    return rng.sample(mine, min(count, len(mine)))
