"""The children in which files are parsed: how many, within which bounds, and what happens when one is lost.

Files wait for each other; the words of an item, and what only looks at a file's form, have a child of their own, so
that nobody's page waits behind somebody's file. So many requests at most wait at once, and other submissions go on
meanwhile.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.documents.confined import Confinement, Stopped
from gongkai.documents.confined.work import Bounds
from gongkai.documents.errors import DocumentError
from gongkai.documents.limits import MEBIBYTE
from gongkai.web.files.confined import jobs
from gongkai.web.office.turns import give_up_place

__all__ = ["Busy", "Stopped", "run"]

Result = TypeVar("Result")

QUICK_SECONDS = 30.0
"""For the words of an item, and to see of what form a file is."""
PATIENCE = 2.0
"""Seconds until somebody is told that others come first."""
REMEMBERED = 600.0
"""Seconds for which a file that stopped a child is not tried again."""
_MOST_REMEMBERED = 1_000


class Busy(DocumentError):
    """So many files are at work that this one would hold up others."""


class _Children:
    """The children of one process."""

    def __init__(self) -> None:
        self.bounds = Bounds(
            memory=settings.PARSE_MEMORY_MB * MEBIBYTE,
            processor=2.0 * settings.PARSE_SECONDS,
            seconds=float(settings.PARSE_SECONDS),
        )
        self.files = Confinement(settings.PARSE_WORKERS, self.bounds)
        self.words = Confinement(1, self.bounds)
        self.places = threading.BoundedSemaphore(settings.PARSE_PLACES)
        self.lock = threading.Lock()
        self.stopped: dict[str, tuple[float, Stopped]] = {}

    def refuse_again(self, key: str) -> None:
        """Raise what stopped this before, where that is not long ago."""
        with self.lock:
            at, error = self.stopped.get(key, (0.0, None))
        if error is not None and time.monotonic() - at < REMEMBERED:
            raise error

    def remember(self, key: str, error: Stopped) -> None:
        """Keep that this stopped a child."""
        with self.lock:
            if len(self.stopped) >= _MOST_REMEMBERED:
                self.stopped.clear()
            self.stopped[key] = (time.monotonic(), error)


_making = threading.Lock()
_children: _Children | None = None


def _forget() -> None:
    # A fork has none of the threads that may hold a lock here, and its children are its own.
    global _making, _children
    _making, _children = threading.Lock(), None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _our_children() -> _Children:
    global _children
    with _making:
        if _children is None:
            _children = _Children()
        return _children


def run(
    work: Callable[..., Result], /, *args: Any, name: str, quick: bool = False, of: str = ""
) -> Result:
    """`work(*args)` in a child; `work` is one of `jobs`, `name` the file's, for the sentence.

    `quick`: it does not wait behind files, and has less time. `of` is the digest of the content that `args` hold.
    Raises what `work` raises; `Stopped` where it passed a bound or ended its child; `Busy` where too many wait.
    """
    children = _our_children()
    key = hashlib.sha256(f"{work.__name__}\n{of}\n{name}".encode()).hexdigest() if of else ""
    if key:
        children.refuse_again(key)
    if quick:
        bounds = Bounds(children.bounds.memory, QUICK_SECONDS, QUICK_SECONDS)
        return children.words.run(jobs.aside, work, *args, name=name, bounds=bounds)
    if not children.places.acquire(timeout=PATIENCE):
        raise Busy(
            name,
            found=_("正在处理的文件太多"),
            expected=_("稍后处理"),
            next_step=_("请过一分钟再试"),
        )
    give_up_place()
    try:
        return children.files.run(jobs.aside, work, *args, name=name)
    except Stopped as error:
        if key:
            children.remember(key, error)
        raise
    finally:
        children.places.release()
