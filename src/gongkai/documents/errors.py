"""What can go wrong with a file: one root, one Chinese sentence, the facts as attributes."""

from __future__ import annotations


class DocumentError(Exception):
    """A file that cannot be opened.

    `str(error)` is one Chinese sentence with the file's name, what was found, what was expected and the next step.
    """

    def __init__(self, name: str, *, found: str, expected: str, next_step: str) -> None:
        self.name = name
        self.found = found
        self.expected = expected
        self.next_step = next_step
        super().__init__(f"文件“{name}”：{found}，应为{expected}；{next_step}。")


class Unreadable(DocumentError):
    """The file cannot be fetched from the disk: it is absent, a folder, or closed to this user."""


class UnknownFormat(DocumentError):
    """The bytes are of no form that can be read."""


class Damaged(DocumentError):
    """The form is known, but the file is broken, cut short or empty."""


class Encrypted(DocumentError):
    """The file asks for a password."""


class LimitExceeded(DocumentError):
    """A limit of `Limits` was reached: size, pages, nesting, decompressed bytes, cells or time."""


class Unsafe(DocumentError):
    """The file tries something that no honest document does: outside entities, a decompression bomb, a path upwards."""


class ToolMissing(DocumentError):
    """Reading this form needs an optional part that is not installed (the extra `ocr`, LibreOffice)."""
