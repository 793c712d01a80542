"""Files within files: their own name and their readable words."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from gongkai.documents.compound import SIGNATURE, CompoundFile
from gongkai.documents.errors import DocumentError
from gongkai.documents.limits import Limits
from gongkai.documents.model import Block, Document, Paragraph, Table

NATIVE = "\x01Ole10Native"


def readable(data: bytes, name: str, limits: Limits) -> tuple[str, str]:
    """The name and the words of a file that another file carries; no words where it cannot be read.

    Packages in an OLE wrapper are unwrapped. A file within a file within a file is followed until `limits.nesting`,
    halved at each step, reaches 0.
    """
    try:
        data, name = _unwrapped(data, name)
        if limits.nesting < 1:
            return name, ""
        from gongkai.documents.opening import (
            open_bytes,  # opening knows the readers, which know this
        )

        document = open_bytes(data, name, limits=replace(limits, nesting=limits.nesting // 2))
    except DocumentError:
        return name, ""
    return name, words(document)


def words(document: Document) -> str:
    """All that a document says, shown or hidden, one paragraph, table row or hidden part per line."""
    lines = [line for block in document.blocks for line in _lines(block)]
    lines += [part.text for part in document.hidden if part.text]
    return "\n".join(line for line in lines if line)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        for row in block.rows():
            yield "\t".join(cell.text for cell in row)
            for cell in row:
                for inner in cell.tables:
                    yield from _lines(inner)


def _unwrapped(data: bytes, name: str) -> tuple[bytes, str]:
    if not data.startswith(SIGNATURE):
        return data, name
    compound = CompoundFile(data, name)
    if "Package" in compound:
        return compound.read("Package"), name
    if NATIVE in compound:
        return native(compound.read(NATIVE), name)
    return data, name


def native(stream: bytes, name: str) -> tuple[bytes, str]:
    """The file in an OLE 1 package and its label.

    The stream holds: size, flags, label, path, flags, path again, size and bytes of the file.
    """
    parts = stream[6:].split(b"\0", 2)
    if len(parts) < 3:
        return stream, name
    label = parts[0].decode("gb18030", "replace") or name
    after = parts[2][4:]  # flags
    if len(after) < 4:
        return b"", label
    path_length = struct.unpack_from("<I", after)[0]
    after = after[4 + path_length :]
    if len(after) < 4:
        return b"", label
    size = struct.unpack_from("<I", after)[0]
    return after[4 : 4 + size], label
