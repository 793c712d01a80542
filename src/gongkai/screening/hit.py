"""Where something was found in one text; a hit holds positions, never the text itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple


class Hit(NamedTuple):
    """`text[start:end]` shows the variety named `variety`."""

    variety: str
    start: int
    end: int


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in order of position; of two that overlap the one that came first in `hits` stays."""
    starts: list[int] = []
    kept: list[Hit] = []
    for hit in hits:
        at = bisect_left(starts, hit.start)
        clear_before = at == 0 or kept[at - 1].end <= hit.start
        clear_after = at == len(kept) or kept[at].start >= hit.end
        if clear_before and clear_after and hit.start < hit.end:
            starts.insert(at, hit.start)
            kept.insert(at, hit)
    return kept


# Full-width forms, odd spaces, invisible marks and dashes become their plain form, character for character, so that offsets stay.
_STAYS = frozenset(map(ord, "！（），：；？"))
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code not in _STAYS}
_PLAIN |= dict.fromkeys(
    (
        0x3000,
        0xA0,
        0xAD,
        *range(0x2000, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        0xFEFF,
        0x9,
    ),
    0x20,
)
_PLAIN |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), 0x2D)


def plain(text: str) -> str:
    """`text` with full-width digits and letters, odd spaces and dashes made plain; the length does not change."""
    return text if text.isascii() else text.translate(_PLAIN)
