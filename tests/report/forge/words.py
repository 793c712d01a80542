"""Words for forged reports: sentences of our own, so varied that two bodies' reports have almost nothing in common."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

_DATA = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_SLOTS: dict[str, list[str]] = _DATA["slots"]
_POOLS: dict[str, list[str]] = _DATA["pools"]
_SYNONYMS: dict[str, str] = _DATA["synonyms"]
DIALECTS = 3
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")


class Wording:
    """Draws sentences for one report; no template of a pool is used twice in it.

    Reports of different dialects (0, 1, 2) share no template at all; `None` draws from all of them.
    """

    def __init__(
        self, rng: Random, *, year: int, self_name: str, dialect: int | None = None
    ) -> None:
        self._rng = rng
        self._fixed = {"year": str(year), "self": self_name}
        self._left = {}
        for name, pool in _POOLS.items():
            spoken = pool if dialect is None else pool[dialect::DIALECTS]
            self._left[name] = rng.sample(spoken, len(spoken))

    def sentence(self, pool: str) -> str:
        """One sentence of the pool with its slots filled."""
        return self.fill(self._left[pool].pop())

    def sentences(self, pool: str, count: int) -> str:
        """Several sentences in one string."""
        return "".join(self.sentence(pool) for _ in range(count))

    def fill(self, template: str) -> str:
        """The template with its slots filled; `{topic}` and `{topic2}` are never the same."""
        chosen: dict[str, str] = {}

        def choose(match: re.Match[str]) -> str:
            name = match[0][1:-1]
            base = match[1]
            if base in self._fixed:
                return self._fixed[base]
            if base == "k":
                return str(self._rng.randint(2, 9))
            if base == "n":
                return str(self._rng.randint(30, 480))
            if name not in chosen:
                taken = {word for slot, word in chosen.items() if slot.startswith(base)}
                chosen[name] = self._rng.choice(
                    [word for word in _SLOTS[base] if word not in taken]
                )
            return chosen[name]

        return _SLOT.sub(choose, template)


def paraphrase(text: str) -> str:
    """The same text lightly reworded: every word with a synonym is swapped."""
    pattern = re.compile("|".join(sorted(map(re.escape, _SYNONYMS), key=len, reverse=True)))
    return pattern.sub(lambda match: _SYNONYMS[match[0]], text)
