"""Forms that cannot be rebuilt as they are (OFD, web archives): words and tables are set anew as a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import docx

from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, Image, Origin, Paragraph, Table
from gongkai.documents.opening import open_bytes
from gongkai.documents.writers.official import printable
from gongkai.documents.writers.redaction.docx import DocxDraft
from gongkai.documents.writers.redaction.draft import Change, by_origin, changed

_MOST_COLUMNS = 63
"""Word knows no wider table."""


class RetypedDraft:
    """A file whose paragraphs and tables are set anew as a Word file."""

    suffix = ".docx"

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.document: Document = open_bytes(data, name, limits=limits)
        self._name = name
        self._limits = limits

    @property
    def notes(self) -> Sequence[str]:
        """That it is set anew, and what was left out."""
        pictures = sum(isinstance(block, Image) for block in self.document.blocks)
        left = f"，{pictures}幅图片没有带入" if pictures else ""
        return (f"副本由文字和表格重新排成 .docx，版式与原件不同{left}。",)

    def redact(self, changes: Iterable[Change]) -> bytes:
        """A Word file with the paragraphs and tables, the changes made."""
        wanted = by_origin(changes)
        made = docx.Document()
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                text = changed(block.text, wanted.get(block.origin, ()))
                made.add_paragraph(printable(text))
            elif isinstance(block, Table) and block.cells:
                self._set_table(made, block, wanted)
        stream = BytesIO()
        made.save(stream)
        # Once more through the draft of Word files: what the maker's template carries goes.
        return DocxDraft(stream.getvalue(), self._name, self._limits).redact(())

    @staticmethod
    def _set_table(made: Any, table: Table, wanted: Mapping[Origin, list[Change]]) -> None:
        grid = made.add_table(table.row_count, min(table.column_count, _MOST_COLUMNS))
        grid.style = "Table Grid"
        for cell in table.cells:
            if cell.column < _MOST_COLUMNS:
                text = changed(cell.text, wanted.get(cell.origin, ()))
                grid.cell(cell.row, cell.column).text = printable(text)


def open_draft(data: bytes, name: str, limits: Limits) -> RetypedDraft:
    """Open a file for redaction; errors as in `open_bytes`."""
    return RetypedDraft(data, name, limits)
