"""Clean copies: a file is opened as a `Draft`, changes are told by position, and a rebuilt file comes out.

A rebuilt file carries what is shown and nothing else: properties, comments, revisions, hidden sheets, scripts,
attachments and earlier versions are not copied, whatever they hold. What is to be changed is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import cast

from gongkai.documents import media_types
from gongkai.documents.errors import UnknownFormat
from gongkai.documents.guarding import refusing
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.model import Document
from gongkai.documents.writers.redaction.draft import Change, Draft, FileDraft, PaintedDraft

_DRAFTS = {
    media_types.TEXT: "text",
    media_types.HTML: "html",
    media_types.DOCX: "docx",
    media_types.XLSX: "xlsx",
    media_types.PDF: "pdf",
    media_types.OFD: "retyped",
    media_types.MHTML: "retyped",
    **dict.fromkeys(media_types.IMAGES, "image"),
    **dict.fromkeys(
        (
            media_types.DOC,
            media_types.WPS,
            media_types.RTF,
            media_types.ODT,
            media_types.WORD_XML,
            media_types.UOF,
            media_types.XLS,
            media_types.XLSB,
            media_types.ODS,
            media_types.EXCEL_XML,
        ),
        "converted",
    ),
}

__all__ = ["Change", "Draft", "open_draft"]


def open_draft(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Draft:
    """Open the bytes of a file for redaction.

    Raises what `open_bytes` raises, and `UnknownFormat` for a form of which no clean copy can be made.
    """
    with refusing(name):
        media_type = media_types.sniff(data, name, limits)
    if media_type not in _DRAFTS:
        raise UnknownFormat(
            name,
            found=f"这种文件（{media_type}）只能筛查，不能改写",
            expected="docx、xlsx、pdf、网页、文本或图片",
            next_step="请另存为 docx、xlsx 或者 pdf 后再遮盖",
        )
    with refusing(name):
        draft: FileDraft = import_module(
            f"gongkai.documents.writers.redaction.{_DRAFTS[media_type]}"
        ).open_draft(data, name, limits)
    return _Guarded(draft, name)


class _Guarded:
    """A draft whose every step ends well or in a `DocumentError`."""

    def __init__(self, draft: FileDraft, name: str) -> None:
        self._draft = draft
        self._name = name

    @property
    def document(self) -> Document:
        with refusing(self._name):
            return self._draft.document

    @property
    def suffix(self) -> str:
        return self._draft.suffix

    @property
    def notes(self) -> Sequence[str]:
        return self._draft.notes

    def redact(self, changes: Iterable[Change]) -> bytes:
        with refusing(self._name):
            return self._draft.redact(changes)

    def readable(self, copy: bytes, changes: Sequence[Change], values: Mapping[str, str]) -> bytes:
        # Asked of the class: a draft's own attributes are read from the file each time.
        if not hasattr(type(self._draft), "readable"):
            return copy
        painted = cast(PaintedDraft, self._draft)
        with refusing(self._name):
            return painted.readable(copy, changes, values)
