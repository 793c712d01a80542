"""The lists beside this module, loaded once: surnames, situations, secrecy marks, head words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The list `lists/<name>.toml` as data."""
    text = resources.files("gongkai.screening").joinpath("lists", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def any_of(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return (
        "(?:"
        + "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
        + ")"
    )
