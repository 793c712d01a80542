"""A zip full of files that lies in the store, as the children of `confined.pool` open it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from gongkai.papers.bundle import find_in
from gongkai.papers.ledger import Ledger
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.models import StoredFile


class Bundle:
    """The files of a zip by their names. Raises a `DocumentError` for whatever is refused."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = str(path), name
        self.names, self.items = pool.run(jobs.bundle_names, self._path, name, name=name)
        self._known = set(self.names)

    def find(self, name: str) -> str | None:
        """The file of that name or path; as in `gongkai.papers.bundle`."""
        return name if name in self._known else find_in(self.names, name)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return pool.run(jobs.bundle_part, self._path, self._name, name, name=name)

    def ledger(self, name: str) -> Ledger | None:
        """The ledger in a file, if it is one."""
        return pool.run(jobs.bundle_ledger, self._path, self._name, name, name=name)


@contextmanager
def opened_bundle(stored: StoredFile) -> Iterator[Bundle]:
    """The zip, open as long as it is needed; its parts are read one by one.

    A child cannot open what the store has sealed: meanwhile the zip lies unsealed where the store is, and is gone
    afterwards.
    """
    settings.PRIVATE_ROOT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="open-", dir=settings.PRIVATE_ROOT) as folder:
        path = Path(folder) / "bundle.zip"
        with stored.file.storage.open(stored.file.name) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
        yield Bundle(path, stored.name)
