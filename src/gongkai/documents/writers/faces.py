"""The faces of this machine, chosen by use.

The prescribed face is taken where it is installed, else the next of the list, else Noto or Source Han with simplified
Chinese shapes. Characters that none of them holds are looked for in no other face, so that no Japanese shape slips in.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import typst

from gongkai.documents.writers.errors import FontsMissing
from gongkai.documents.writers.official import FALLBACK_FONTS, FONTS

_KIND_OF_FALLBACK = {
    "title": "serif",
    "body": "serif",
    "heading": "sans",
    "subheading": "serif",
    "song": "serif",
}
_LAST_RESORT = ("SimSun-ExtB", "DejaVu Sans", "Libertinus Serif")


@cache
def installed_fonts() -> Any:
    """Everything that Typst finds on this machine; it takes a while, once."""
    return typst.Fonts()


def choose_faces(families: frozenset[str]) -> tuple[dict[str, list[str]], frozenset[str]]:
    """The faces to use for each use, best first, and the uses that had to fall back on another kind of face.

    `families` are the names of the installed faces. Raises `FontsMissing` where none will do.
    """
    available = {name.casefold(): name for name in families}
    chosen: dict[str, list[str]] = {}
    fell_back = set()
    for use, faces in FONTS.items():
        kind = _KIND_OF_FALLBACK[use]
        other = "sans" if kind == "serif" else "serif"
        prescribed = [available[name.casefold()] for name in faces if name.casefold() in available]
        spare = [
            available[name.casefold()]
            for name in (*FALLBACK_FONTS[kind], *FALLBACK_FONTS[other])
            if name.casefold() in available
        ]
        if not prescribed:
            fell_back.add(use)
        last = [available[name.casefold()] for name in _LAST_RESORT if name.casefold() in available]
        chosen[use] = list(dict.fromkeys([*prescribed, *spare, *last]))
        if not prescribed and not spare:
            raise FontsMissing((*FONTS["body"][:1], *FALLBACK_FONTS["serif"][:1]))
    return chosen, frozenset(fell_back)
