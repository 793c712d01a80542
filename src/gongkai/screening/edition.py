"""Which rules a screening used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

_RULES = (".toml", ".txt", ".py")


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        path = f"{above}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        elif entry.name.endswith(_RULES):
            yield path, entry.read_bytes()


@cache
def rules_edition() -> str:
    """Twelve hexadecimal characters that change whenever a list, a profile or a detector changes.

    What was screened under another edition should be screened again.
    """
    digest = sha256()
    for path, data in _files(resources.files("gongkai.screening")):
        digest.update(f"{path}\x1f{len(data)}\x1f".encode())
        digest.update(data)
    return digest.hexdigest()[:12]
