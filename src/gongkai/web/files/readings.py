"""Read a stored file once; what was read is kept beside it and serves screening and search.

The file is read, and what was read is used, in the children of `confined.pool`: a reading is bytes here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from django.core.files.base import ContentFile

from gongkai import __version__
from gongkai.documents.errors import DocumentError
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.models import StoredFile
from gongkai.web.files.store import private_store

# A reading of more bytes than this costs more to keep than to repeat.
LARGEST_KEPT = 32 * 1024 * 1024

Result = TypeVar("Result")


class Content(NamedTuple):
    """A file by its name and digest; ``read`` gives its bytes."""

    name: str
    sha256: str
    read: Callable[[], bytes]


def content_of(stored: StoredFile) -> Content:
    """A stored file's."""
    return Content(stored.name, stored.sha256, stored.read)


def ask(content: Content, work: Callable[..., Result], *args: Any) -> Result:
    """``work(reading, name, *args)`` of this file, which is read only where nobody has read it under this name before.

    Another version of the readers reads again. Raises a `DocumentError`, or ``OSError`` where the store does not
    give the file.
    """
    kept = _kept(content)
    if kept is not None:
        try:
            return _use(content, work, kept, *args)
        except jobs.StaleReading:
            pass
    packed = pool.run(
        jobs.reading, content.read(), content.name, name=content.name, of=content.sha256
    )
    _keep(packed, content)
    return _use(content, work, packed, *args)


def _use(content: Content, work: Callable[..., Result], packed: bytes, *args: Any) -> Result:
    return pool.run(work, packed, content.name, *args, name=content.name, of=content.sha256)


def text_of(stored: StoredFile) -> str:
    """The words that the file shows; empty where it cannot be opened."""
    try:
        return ask(content_of(stored), jobs.shown_text)
    except (DocumentError, OSError):
        # Found by its name only; the screening has already told the drafter that it cannot be read.
        return ""


def _place(content: Content) -> str:
    # The name is part of what is screened, and of what the readers tell.
    called = hashlib.sha256(f"{__version__}\n{content.name}".encode()).hexdigest()[:16]
    return f"readings/{content.sha256[:2]}/{content.sha256}-{called}"


def _kept(content: Content) -> bytes | None:
    try:
        with private_store().open(_place(content)) as file:
            kept: bytes = file.read()
    except OSError:
        return None
    return kept


def _keep(packed: bytes, content: Content) -> None:
    store, path = private_store(), _place(content)
    if len(packed) <= LARGEST_KEPT:
        if store.exists(path):
            store.delete(path)
        store.save(path, ContentFile(packed))
