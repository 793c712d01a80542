"""Traditional characters read as simplified ones, one for one, so that places in a text stay where they are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources

from gongkai.documents.model import Block, Document, Paragraph, Table

_FEWEST = 0.02
"""Share of traditional characters from which on a document is taken to be in that script."""
_IN_A_NAME = 2


@cache
def _table() -> dict[int, str]:
    text = (resources.files("gongkai.documents") / "simplified.txt").read_text(encoding="utf-8")
    pairs = "".join(line for line in text.splitlines() if not line.startswith("#"))
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}


@cache
def _back() -> dict[str, str]:
    found: dict[str, str] = {}
    for traditional, simple in _table().items():
        found[simple] = found.get(simple, "") + chr(traditional)
    return found


def traditional_forms(character: str) -> str:
    """The traditional characters that have this simplified form, in one string; mostly none or one."""
    return _back().get(character, "")


def simplified(text: str) -> str:
    """`text` with each traditional character in its simplified form; as long as before."""
    return text.translate(_table())


def is_traditional(text: str) -> bool:
    """True where a text is in the traditional script, not merely with a character of it in a name."""
    distinct = {character for character in set(text) if ord(character) in _table()}
    if len(distinct) <= _IN_A_NAME:
        return False
    changed = sum(text.count(character) for character in distinct)
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    return changed > _FEWEST * han


def in_simplified(document: Document) -> Document:
    """The document with its blocks in simplified characters; every origin stays."""
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=simplified(block.text))
    if isinstance(block, Table):
        return _in_table(block)
    return block


def _in_table(table: Table) -> Table:
    cells = tuple(
        cell._replace(
            text=simplified(cell.text),
            tables=tuple(_in_table(inner) for inner in cell.tables),
            readings=tuple(simplified(reading) for reading in cell.readings),
        )
        for cell in table.cells
    )
    return replace(table, cells=cells)
