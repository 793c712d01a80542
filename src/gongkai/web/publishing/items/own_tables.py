"""What the text of an item says beside the tables in it."""

from __future__ import annotations

from gongkai.papers.own_table import contradictions
from gongkai.web.publishing.items.prose import BlockKind, blocks_of


def own_contradictions(html: str) -> list[str]:
    """Totals of the text that its tables do not come to, in sentences."""
    words: list[str] = []
    tables: list[list[tuple[str, ...]]] = []
    in_table = False
    for block in blocks_of(html):
        is_row = block.kind is BlockKind.ROW
        if not is_row:
            words.append(block.text)
        elif in_table:
            tables[-1].append(block.cells)
        else:
            tables.append([block.cells])
        in_table = is_row
    return contradictions(words, tables) if tables else []
