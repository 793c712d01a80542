"""Where what is no case yet waits: sealed under the applicants' key in the private store, for a while, then gone."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone

from gongkai.web.casework.requests.people import seal, unseal
from gongkai.web.files.store import private_store

_NAME = re.compile(r"\d{1,12}-[0-9a-f]{48}")


@dataclass(frozen=True)
class Shelf:
    """One place to wait.

    Attributes:
        folder: in the private store.
        seconds: after which what waits is gone.
        most: files; what waits beyond that makes room, the oldest first.
    """

    folder: str
    seconds: int
    most: int

    def put(self, facts: dict[str, Any], files: Sequence[bytes]) -> str:
        """Put it aside; gives the name by which it is taken up, which nobody can guess."""
        self._make_room()
        store, name = private_store(), f"{seconds_now()}-{secrets.token_hex(24)}"
        for number, data in enumerate(files):
            store.save(f"{self.folder}/{name}.{number}", ContentFile(seal(data)))
        kept = json.dumps({**facts, "files waiting": len(files)}).encode()
        store.save(f"{self.folder}/{name}", ContentFile(seal(kept)))
        return name

    def look(self, name: str) -> tuple[dict[str, Any], list[bytes]] | None:
        """What was put aside; None where it waited too long, was taken, or never was."""
        if not _NAME.fullmatch(name) or seconds_now() - _began(name) > self.seconds:
            return None
        path = f"{self.folder}/{name}"
        try:
            facts = json.loads(unseal(_read(path)))
            number = facts.pop("files waiting")
            return facts, [unseal(_read(f"{path}.{each}")) for each in range(number)]
        except (OSError, InvalidTag):
            return None

    def claim(self, name: str) -> bool:
        """Whether this press is the only one that takes it."""
        return bool(cache.add(f"{self.folder}:{name}", 1, self.seconds))

    def give_back(self, name: str) -> None:
        """It was not taken after all: the next press may."""
        cache.delete(f"{self.folder}:{name}")

    def let_go(self, name: str) -> None:
        """Nothing of it waits any more."""
        for each in self._waiting():
            if each.partition(".")[0] == name:
                private_store().delete(f"{self.folder}/{each}")

    def clear(self, at: datetime) -> tuple[str, ...]:
        """The job by the clock: what waited too long goes."""
        for each in self._waiting():
            if int(at.timestamp()) - _began(each) > self.seconds:
                private_store().delete(f"{self.folder}/{each}")
        return ()

    def _waiting(self) -> list[str]:
        try:
            _folders, files = private_store().listdir(self.folder)
        except FileNotFoundError:
            return []
        # What begins with a dot is being written by somebody else at this moment.
        return [each for each in files if not each.startswith(".")]

    def _make_room(self) -> None:
        self.clear(timezone.now())
        for each in sorted(self._waiting(), key=_began, reverse=True)[self.most :]:
            private_store().delete(f"{self.folder}/{each}")


def seconds_now() -> int:
    """The moment, in whole seconds."""
    return int(timezone.now().timestamp())


def _read(path: str) -> bytes:
    with private_store().open(path) as file:
        data: bytes = file.read()
    return data


def _began(name: str) -> int:
    moment = name.partition("-")[0]
    return int(moment) if moment.isdecimal() else 0
