"""A request whose sender is shown what is public already: what was proved, written and chosen waits for the second press.

It lies sealed in the private store, can be taken up for an hour, and goes with the press; what nobody sent goes with the
next round of the clock. Nothing of it is a case before.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import datetime

from cryptography.exceptions import InvalidTag
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone

from gongkai.web.casework.requests.actions.register import Asked
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.casework.requests.people import ApplicantFacts, seal, unseal
from gongkai.web.files.store import private_store

FOLDER = "waiting"
HOLDS = 3600
# What waits beyond that makes room, the oldest first: whoever it was chooses the files again.
MOST = 60


def hold(body: int, asked: Asked) -> str:
    """Put it aside; gives the name by which it is taken up."""
    _make_room()
    store, name = private_store(), f"{_now()}-{secrets.token_hex(24)}"
    for number, file in enumerate(asked.files):
        store.save(f"{FOLDER}/{name}.{number}", ContentFile(seal(file.data)))
    kept = {
        "body": body,
        "person": asdict(asked.person),
        "applicant_kind": asked.applicant_kind,
        "text": asked.text,
        "wanted_form": asked.wanted_form,
        "files": [(file.kind.value, file.name, file.media_type) for file in asked.files],
    }
    store.save(f"{FOLDER}/{name}", ContentFile(seal(json.dumps(kept).encode())))
    return name


def look(name: str) -> tuple[int, Asked] | None:
    """The body and what is asked of it; None where it waited too long or was sent."""
    path = f"{FOLDER}/{name}"
    if _now() - _began(name) > HOLDS:
        return None
    try:
        kept = json.loads(unseal(_read(path)))
        files = tuple(
            NewFile(FileKind(kind), shown, unseal(_read(f"{path}.{number}")), media_type)
            for number, (kind, shown, media_type) in enumerate(kept["files"])
        )
    except (OSError, InvalidTag):
        return None
    person = ApplicantFacts(**{**kept["person"], "joint": tuple(kept["person"]["joint"])})
    asked = Asked(person, kept["applicant_kind"], kept["text"], kept["wanted_form"], files=files)
    return kept["body"], asked


def claim(name: str) -> bool:
    """Whether this press is the only one that sends it."""
    return bool(cache.add(f"held:{name}", 1, HOLDS))


def give_back(name: str) -> None:
    """It was not sent after all: the next press may."""
    cache.delete(f"held:{name}")


def let_go(name: str) -> None:
    """Nothing of it waits any more."""
    for each in _waiting():
        if each.partition(".")[0] == name:
            private_store().delete(f"{FOLDER}/{each}")


def clear_waiting(at: datetime) -> tuple[str, ...]:
    """The job by the clock: what waited too long goes."""
    for each in _waiting():
        if int(at.timestamp()) - _began(each) > HOLDS:
            private_store().delete(f"{FOLDER}/{each}")
    return ()


def _read(path: str) -> bytes:
    with private_store().open(path) as file:
        data: bytes = file.read()
    return data


def _waiting() -> list[str]:
    try:
        _folders, files = private_store().listdir(FOLDER)
    except FileNotFoundError:
        return []
    return list(files)


def _make_room() -> None:
    clear_waiting(timezone.now())
    for each in sorted(_waiting(), key=_began, reverse=True)[MOST:]:
        private_store().delete(f"{FOLDER}/{each}")


def _now() -> int:
    return int(timezone.now().timestamp())


def _began(name: str) -> int:
    moment = name.partition("-")[0]
    return int(moment) if moment.isdecimal() else 0
