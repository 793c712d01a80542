"""What masks leave to be seen in a picture, so that a reader who joins the pieces is not taken for a finder.

Of a painted list a column may be read as one cell: 41 … 983 41 … 441, 大坪村大坪村, 王李张. All of it is what the masks
left on purpose; nothing of it is anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MASKS = re.compile(r"[*＊×某█■\s]+")
_TOKEN = re.compile(r"[0-9Xx]+|[A-Za-z]+|[\u4e00-\u9fff\u3400-\u4dbf]+")


class Leavings:
    """The pieces that masks have left of values (pairs of what stood there and what stands there now)."""

    def __init__(self, masked: Iterable[tuple[str, str]]) -> None:
        self._originals: set[str] = set()
        self._pieces: set[str] = set()
        for original, left in masked:
            self._originals.add(_bare(original))
            self._pieces.update(
                token for piece in _MASKS.split(left) for token in _TOKEN.findall(piece)
            )

    def explain(self, value: str) -> bool:
        """Whether `value` is made of such pieces only and holds none of the values: digits each by themselves, words joined."""
        bare = _bare(value)
        if any(original in bare for original in self._originals if len(original) > 1):
            return False
        tokens = _TOKEN.findall(value)
        return bool(tokens) and all(map(self._is_left, tokens))

    def _is_left(self, token: str) -> bool:
        if token in self._pieces:
            return True
        if not "\u3400" <= token[0] <= "\u9fff":
            return False
        # Whether the words before each place are pieces; the last may be cut off.
        reached = [True, *([False] * len(token))]
        for at in range(1, len(token) + 1):
            reached[at] = any(
                reached[start] and token[start:at] in self._pieces for start in range(at)
            )
        return any(
            reached[at] and any(piece.startswith(token[at:]) for piece in self._pieces)
            for at in range(len(token) + 1)
        )


def _bare(text: str) -> str:
    return "".join(text.split())
