"""Heads of the chain kept outside the database, signed: a tail that is cut off, or a whole chain put back to an
earlier state, no longer agrees with them.

Once a day a line is added to ``heads.jsonl`` in every folder of anchors: the one in the data folder, and those that
``GONGKAI_ANCHORS`` names, best on another disk or another computer. Between two days a mark in the data folder
tells how far the chain has come.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.web.journal.errors import AnchorNotWritten, AnchorsGone, AnchorUnreadable
from gongkai.web.schedule.models import JobRun

if TYPE_CHECKING:
    from gongkai.web.journal.models import Head

JOB = "留痕锚点"
FILE, MARK = "heads.jsonl", "mark.json"
log = logging.getLogger("gongkai.anchors")


@dataclass(frozen=True)
class Anchor:
    """A signed head: ``sequence`` acts, the last with ``hash``; ``first`` is the hash of the first act.

    ``at`` is a moment as ISO 8601 text, ``key`` the public key in base64, ``signature`` over all before it.
    """

    sequence: int
    hash: str
    first: str
    at: str
    key: str
    signature: str = ""

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @property
    def holds(self) -> bool:
        """Whether it was signed with a key of this installation."""
        if self.key not in {_public(_private(key)) for key in _keys()}:
            return False
        try:
            public = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.key))
            public.verify(base64.b64decode(self.signature), self.signed())
        except (InvalidSignature, ValueError):
            return False
        return True

    def signed(self) -> bytes:
        """What the signature is over."""
        return (
            f"gongkai-head {self.sequence}:{self.hash}:{self.first}:{self.at}:{self.key}".encode()
        )

    def line(self) -> str:
        """The anchor as a line of a file."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True) + "\n"


def _keys() -> tuple[str, ...]:
    return (settings.JOURNAL_KEY, *settings.JOURNAL_OLD_KEYS)


@lru_cache(maxsize=8)
def _private(key: str) -> Ed25519PrivateKey:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"gongkai journal anchor")
    return Ed25519PrivateKey.from_private_bytes(derived.derive(key.encode()))


def _public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def sign(sequence: int, hash_: str, first: str, *, at: datetime) -> Anchor:
    """The head as an anchor, signed with the key in use."""
    private = _private(settings.JOURNAL_KEY)
    unsigned = Anchor(
        sequence, hash_, first, timezone.localtime(at).isoformat("T", "seconds"), _public(private)
    )
    signature = base64.b64encode(private.sign(unsigned.signed())).decode()
    return Anchor(**{**asdict(unsigned), "signature": signature})


def anchor_now(*, at: datetime) -> Anchor | None:
    """The head as it is, signed; ``None`` for an empty chain."""
    from gongkai.web.journal.models import Entry, Head

    head = Head.objects.get()
    first = Entry.objects.filter(sequence=1).values_list("hash", flat=True).first()
    return sign(head.sequence, head.hash, first, at=at) if first and head.sequence else None


def folders() -> list[Path]:
    """Where anchors are kept; the folder beside the database first."""
    return [Path(each) for each in settings.ANCHOR_FOLDERS]


def read_anchors(path: Path) -> Iterator[Anchor]:
    """The anchors of a file, oldest first; none where there is no file.

    Raises:
        AnchorUnreadable: a line is no anchor.
    """
    if not path.exists():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield Anchor(**json.loads(line))
        except (TypeError, ValueError) as error:
            raise AnchorUnreadable(path, number) from error


def kept_anchors(files: Iterable[Path] = ()) -> Iterator[Anchor]:
    """Every anchor at hand: of all folders, the mark, and the files named besides."""
    for path in [*(folder / FILE for folder in folders()), *files]:
        yield from read_anchors(path)
    yield from read_anchors(folders()[0] / MARK)


def are_gone(first: str, anchors: Iterable[Anchor]) -> bool:
    """Whether the database tells that heads of this chain were kept, day by day, and none is there."""
    if any(anchor.first == first for anchor in anchors):
        return False
    return JobRun.objects.filter(name=JOB, done_at__isnull=False).exists()


def daily_anchors() -> Iterator[Anchor]:
    """The anchors of all folders without the mark, which is made anew with the next act."""
    for folder in folders():
        yield from read_anchors(folder / FILE)


def export_anchor(at: datetime, *, begin_anew: bool = False) -> tuple[str, ...]:
    """The daily job: add the head to every folder that has none of this day.

    Raises:
        AnchorsGone: there were some, and all are gone; a person says whether they begin anew.
        AnchorNotWritten: a folder cannot be written to; the others have theirs.
    """
    anchor = anchor_now(at=at)
    if anchor is None:
        return ()
    if not begin_anew and are_gone(anchor.first, daily_anchors()):
        raise AnchorsGone
    refused = []
    for folder in folders():
        try:
            _add(folder / FILE, anchor)
        except OSError as error:
            refused.append(AnchorNotWritten(folder, error))
    # Whoever gathers the log on another computer holds it too.
    log.info("anchor %s", anchor.line().strip())
    if refused:
        raise refused[0]
    return ()


def _add(path: Path, anchor: Anchor) -> None:
    last = next(reversed([*read_anchors(path)]), None)
    if last is not None and (str(last), last.at[:10]) == (str(anchor), anchor.at[:10]):
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(anchor.line())
        file.flush()
        os.fsync(file.fileno())


_pending = threading.local()


def mark_on_commit(head: Head) -> None:
    """Within the transaction of an act: once it is kept, note in the data folder how far the chain has come.

    Best effort, and once a transaction: what counts are the anchors of the day.
    """
    _pending.head = head
    transaction.on_commit(_keep_mark, robust=True)


def _keep_mark() -> None:
    from gongkai.web.journal.models import Entry

    head, _pending.head = getattr(_pending, "head", None), None
    if head is None:
        return
    path = folders()[0] / MARK
    first = Entry.objects.filter(sequence=1).values_list("hash", flat=True).first() or ""
    beside = path.with_name(f"{MARK}.{os.getpid()}.{threading.get_ident()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        last = next(read_anchors(path), None) if path.exists() else None
        if last is None or last.first != first or last.sequence < head.sequence:
            anchor = sign(head.sequence, head.hash, first, at=timezone.now())
            beside.write_text(anchor.line(), encoding="utf-8")
            beside.replace(path)
    except (OSError, AnchorUnreadable):
        log.warning("the mark of the journal could not be kept", exc_info=True)
