"""Old and rare forms: the file is turned into docx or xlsx first, and that is opened for redaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.documents.limits import Limits
from gongkai.documents.media_types import sniff
from gongkai.documents.model import Document
from gongkai.documents.readers.office import converted
from gongkai.documents.writers.redaction.docx import DocxDraft
from gongkai.documents.writers.redaction.draft import Change, FileDraft
from gongkai.documents.writers.redaction.xlsx import XlsxDraft


class ConvertedDraft:
    """A file that LibreOffice has turned into docx or xlsx."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        made, self.suffix = converted(data, sniff(data, name, limits), name, limits)
        kind = DocxDraft if self.suffix == ".docx" else XlsxDraft
        self._draft: FileDraft = kind(made, name, limits)

    @property
    def document(self) -> Document:
        """What the converted file shows."""
        return self._draft.document

    @property
    def notes(self) -> Sequence[str]:
        """As of the converted file, and that it was converted."""
        return (f"已转换为{self.suffix}再遮盖，版式可能略有不同。", *self._draft.notes)

    def redact(self, changes: Iterable[Change]) -> bytes:
        """The converted file with the changes made."""
        return self._draft.redact(changes)


def open_draft(data: bytes, name: str, limits: Limits) -> ConvertedDraft:
    """Open an old office file for redaction; raises `ToolMissing` where LibreOffice is not installed."""
    return ConvertedDraft(data, name, limits)
