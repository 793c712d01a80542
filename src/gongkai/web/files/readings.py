"""Read a stored file once; what was read is kept beside it and serves screening and search."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile

from gongkai import __version__
from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged, DocumentError
from gongkai.documents.keeping import pack, unpack
from gongkai.documents.model import Document
from gongkai.web.files.models import StoredFile
from gongkai.web.files.store import private_store

# A reading of more bytes than this costs more to keep than to repeat.
LARGEST_KEPT = 32 * 1024 * 1024
# A table of so many characters is text enough to be found by.
LONGEST_TEXT = 1_000_000


def read_once(data: bytes, name: str, sha256: str) -> Document:
    """Open these bytes, or take up what was read of them before under the same name.

    Another version of the readers reads again. Raises a `DocumentError`.
    """
    kept = _kept(name, sha256)
    if kept is not None:
        return kept
    document = open_bytes(data, name)
    _keep(document, name, sha256)
    return document


def document_of(stored: StoredFile) -> Document:
    """What the file says. Raises a `DocumentError`, or ``OSError`` where the store does not give it."""
    kept = _kept(stored.name, stored.sha256)
    if kept is not None:
        return kept
    return read_once(stored.read(), stored.name, stored.sha256)


def text_of(stored: StoredFile) -> str:
    """The words that the file shows; empty where it cannot be opened."""
    try:
        return shown_text(document_of(stored))
    except (DocumentError, OSError):
        # Found by its name only; the screening has already told the drafter that it cannot be read.
        return ""


def shown_text(document: Document) -> str:
    """What a document shows, as text for a database."""
    return "\n".join(document.lines())[:LONGEST_TEXT].replace("\x00", "")


def _place(name: str, sha256: str) -> str:
    # The name is part of what is screened, and of what the readers tell.
    called = hashlib.sha256(f"{__version__}\n{name}".encode()).hexdigest()[:16]
    return f"readings/{sha256[:2]}/{sha256}-{called}"


def _kept(name: str, sha256: str) -> Document | None:
    store, path = private_store(), _place(name, sha256)
    try:
        with store.open(path) as file:
            return unpack(file.read(), name)
    except (Damaged, OSError):
        return None


def _keep(document: Document, name: str, sha256: str) -> None:
    data = pack(document)
    store, path = private_store(), _place(name, sha256)
    if len(data) <= LARGEST_KEPT:
        if store.exists(path):
            store.delete(path)
        store.save(path, ContentFile(data))
