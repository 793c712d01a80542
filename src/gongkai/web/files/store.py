"""The private store: files by content, where no address reaches."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages


def private_store() -> Any:
    """The store that no address reaches."""
    return storages["private"]


def digest_of(data: bytes) -> str:
    """The SHA-256 by which a file is known, in 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def place_of(folder: str, sha256: str, name: str) -> str:
    """By content, so that two files of one name never meet and nothing personal stands in a path."""
    suffix = PurePath(name).suffix.lower()[:10]
    return f"{folder}/{sha256[:2]}/{sha256}{suffix}"


def store_content(path: str, data: bytes) -> str:
    """Put a file's bytes at a place made of their digest, once for the same content; gives the path."""
    store = private_store()
    if not store.exists(path):
        store.save(path, ContentFile(data))
    return path
