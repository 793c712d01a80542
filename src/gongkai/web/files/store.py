"""The private store: files by content, where no address reaches.

A file is there whole or not at all: it is written beside its place, seen on the disk, and only then moved there.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path, PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _

from gongkai.web.files.errors import FileRefused

PIECE = 1024 * 1024


class NotStored(FileRefused):
    """The store did not take a file: the disk is full, or cannot be written to."""

    def __init__(self, error: OSError) -> None:
        self.error = error
        super().__init__(
            _("文件没有保存（{why}），其他内容也没有改动；请联系管理员检查磁盘空间后再试。").format(
                why=error.strerror or type(error).__name__
            )
        )


@deconstructible
class WholeFileStorage(FileSystemStorage):
    """Files on a disk whose names are made of their content: a name is never given twice to different contents."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name[:80]}.{os.getpid()}.{secrets.token_hex(6)}.part")
        try:
            size = self._write(beside, content)
            if beside.stat().st_size != size:
                raise OSError(f"{size} bytes were written, {beside.stat().st_size} are there")
            beside.replace(path)
            _see_on_disk(path.parent)
        finally:
            beside.unlink(missing_ok=True)
        return name

    def _write(self, path: Path, content: File) -> int:
        size = 0
        with path.open("xb") as file:
            for piece in content.chunks():
                data = piece.encode() if isinstance(piece, str) else piece
                size += len(data)
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if self.file_permissions_mode is not None:
            path.chmod(self.file_permissions_mode)
        return size


def _see_on_disk(folder: Path) -> None:
    # A folder cannot be opened on Windows.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


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


def is_whole(store: Any, path: str, sha256: str) -> bool:
    """Whether what lies there is what was put in, to the last byte."""
    found = hashlib.sha256()
    try:
        with store.open(path) as file:
            while piece := file.read(PIECE):
                found.update(piece)
    except OSError:
        return False
    return found.hexdigest() == sha256


def store_content(path: str, data: bytes) -> str:
    """Put a file's bytes at a place made of their digest, once for the same content; gives the path.

    Raises:
        NotStored: the store did not take it; nothing half is left behind.
    """
    return store_file(path, ContentFile(data), digest_of(data))


def store_file(path: str, file: IO[bytes], sha256: str) -> str:
    """The same for a file that is too large for memory."""
    store = private_store()
    try:
        if not store.exists(path) or not is_whole(store, path, sha256):
            file.seek(0)
            content = file if isinstance(file, File) else File(file)
            if not isinstance(getattr(store, "inner", store), WholeFileStorage):
                # Another kind of store would give the whole file a second name beside a broken one.
                store.delete(path)
            store.save(path, content)
            if not is_whole(store, path, sha256):
                store.delete(path)
                raise OSError("the file does not read as it was written")
    except OSError as error:
        raise NotStored(error) from error
    return path
