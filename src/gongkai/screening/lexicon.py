"""The lists beside this module, loaded once: surnames, situations, secrecy marks, head words."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The list `lists/<name>.toml` as data."""
    text = resources.files("gongkai.screening").joinpath("lists", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


_SEEN = math.log(60_101_967)


@cache
def dictionary() -> dict[str, float]:
    """Words of one to four letters with the natural logarithm of how likely each is (`lists/words.txt`)."""
    known: dict[str, float] = {}
    for line in lines("words.txt"):
        level, *words = line.split()
        known.update(dict.fromkeys(words, int(level) / 2 - _SEEN))
    return known


def lines(name: str) -> Iterator[str]:
    """The lines of the list `lists/<name>` but for its comments."""
    text = resources.files("gongkai.screening").joinpath("lists", name).read_text("utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))


def any_of(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return (
        "(?:"
        + "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
        + ")"
    )
