"""A text that lies in pieces over many nodes (runs of Word, text nodes of a page), changed in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gongkai.documents.writers.redaction.draft import Change


class Piece(NamedTuple):
    """A node's text and a way to set it; None where the node cannot be set (a tab, a line break)."""

    text: str
    set: Callable[[str], None] | None


def text_of(pieces: Sequence[Piece]) -> str:
    """The whole text."""
    return "".join(piece.text for piece in pieces)


def change_pieces(pieces: Sequence[Piece], changes: Sequence[Change]) -> None:
    """Make the changes (ordered from the last to the first); a replacement goes where the changed text began."""
    texts = [piece.text for piece in pieces]
    for change in changes:
        at, put = 0, False
        for number, piece in enumerate(pieces):
            length = len(piece.text)
            start, end = max(change.start - at, 0), min(change.end - at, length)
            if start < end and piece.set is not None:
                replacement = "" if put else change.replacement
                texts[number] = texts[number][:start] + replacement + texts[number][end:]
                put = True
            at += length
    for piece, text in zip(pieces, texts, strict=True):
        if piece.set is not None and text != piece.text:
            piece.set(text)
