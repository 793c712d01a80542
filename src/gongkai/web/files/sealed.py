"""A store that seals what is put into it: whoever copies the disk or the bucket reads nothing.

A file is a header (mark and salt), then pieces of `PIECE` bytes under AES-256-GCM with a key of its own. The nonce of a
piece is its number and whether it is the last, so that pieces cannot be exchanged and an end cannot be cut off.
"""

from __future__ import annotations

import errno
import io
import os
import struct
from collections.abc import Iterator
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible

from gongkai.web.accounts.keys import FIELD, cipher_of, secrets_of

MARK = b"GKS1"
SALT = 16
HEADER = len(MARK) + SALT
PIECE = 64 * 1024
TAG = 16


class Broken(OSError):
    """The file is not what was put in: cut, altered, or sealed with another key."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.errno = errno.EIO


def _cipher(secret: str, salt: bytes) -> AESGCM:
    return cipher_of(secret, salt, b"gongkai private file")


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">QI", number, int(last))


def _sealed(content: IO[bytes]) -> Iterator[bytes]:
    salt = os.urandom(SALT)
    cipher = _cipher(secrets_of(FIELD)[0], salt)
    yield MARK + salt
    number, piece = 0, content.read(PIECE)
    while True:
        following = content.read(PIECE) if len(piece) == PIECE else b""
        yield cipher.encrypt(_nonce(number, not following), piece, None)
        if not following:
            return
        number, piece = number + 1, following


class _Sealing(io.RawIOBase):
    """What the inner store reads while a file is put in."""

    def __init__(self, content: IO[bytes]) -> None:
        self._pieces = _sealed(content)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = next(self._pieces, b"")
        taken = self._left[: len(buffer)]
        self._left = self._left[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


class _Opened(io.RawIOBase):
    """A sealed file as it was put in; any place of it can be read."""

    def __init__(self, sealed: IO[bytes], size: int, name: str) -> None:
        self._sealed, self._name, self._at = sealed, name, 0
        self._size = _plain_size(size)
        head = sealed.read(HEADER)
        if self._size < 0 or not head.startswith(MARK):
            raise self._broken()
        self._last = max(0, (self._size - 1) // PIECE)
        self._cipher = self._find_cipher(head[len(MARK) :])

    def _broken(self) -> Broken:
        return Broken(f"文件“{self._name}”打不开：内容残缺、被改动或密钥不符；请从备份恢复。")

    def _find_cipher(self, salt: bytes) -> AESGCM:
        for self.key_number, secret in enumerate(secrets_of(FIELD)):
            self._cipher = _cipher(secret, salt)
            try:
                self._piece(0)
            except Broken:
                continue
            return self._cipher
        raise self._broken()

    def _piece(self, number: int) -> bytes:
        self._sealed.seek(HEADER + number * (PIECE + TAG))
        try:
            return self._cipher.decrypt(
                _nonce(number, number == self._last), self._sealed.read(PIECE + TAG), None
            )
        except InvalidTag as error:
            raise self._broken() from error

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        number, within = divmod(self._at, PIECE)
        taken = self._piece(number)[within : within + len(buffer)]
        buffer[: len(taken)] = taken
        self._at += len(taken)
        return len(taken)

    def close(self) -> None:
        self._sealed.close()
        super().close()


def _plain_size(sealed: int) -> int:
    body = sealed - HEADER
    pieces = -(-body // (PIECE + TAG))
    return body - pieces * TAG


@deconstructible
class SealedStorage(Storage):
    """Seals and opens over another store; ``inner`` says which, as an entry of ``STORAGES`` does."""

    def __init__(self, inner: dict[str, Any]) -> None:
        self.inner = storages.create_storage(inner)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError(f"a sealed file is opened to be read, not {mode!r}")
        raw = _Opened(self.inner.open(name, "rb"), self.inner.size(name), name)
        return File(io.BufferedReader(raw, PIECE), name)

    def is_under_newest(self, name: str) -> bool:
        """Whether the key in use has sealed it. Raises `Broken` where no key opens it."""
        with self.inner.open(name, "rb") as inner:
            opened = _Opened(inner, self.inner.size(name), name)
            return opened.key_number == 0

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        available: str = self.inner.get_available_name(name, max_length)
        return available

    def _save(self, name: str, content: File) -> str:
        content.seek(0)
        return self.inner.save(name, File(io.BufferedReader(_Sealing(content), PIECE), name))

    def size(self, name: str) -> int:
        return max(0, _plain_size(self.inner.size(name)))

    def exists(self, name: str) -> bool:
        return self.inner.exists(name)

    def delete(self, name: str) -> None:
        self.inner.delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.inner.listdir(path)
