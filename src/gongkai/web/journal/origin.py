"""Where the act at hand comes from: a browser, a command or a task."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """``channel`` is ``web``, ``command`` or ``task``; ``address`` is empty where there is none."""

    channel: str
    address: str = ""


COMMAND = Origin("command")
_current: ContextVar[Origin] = ContextVar("origin", default=COMMAND)


def current() -> Origin:
    """Where the act at hand comes from."""
    return _current.get()


@contextmanager
def acting_from(origin: Origin) -> Iterator[None]:
    """Everything recorded inside comes from there."""
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)
