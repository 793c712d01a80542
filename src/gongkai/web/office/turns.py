"""Whose turn it is: some submissions at once, the others wait in order; who reads does not wait behind them.

A server has threads enough that all may wait (`THREADS`), but so many requests at most are at work. A submission that
waits for a file's parsing gives its place to the next. Databases count connections: only some threads keep theirs.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.signals import request_finished
from django.db import connections
from django.http import HttpRequest, HttpResponse, UnreadablePostError

READING, WRITING = 12, 4
"""Requests at work at once, in one process."""
THREADS = 256
"""Requests that a process takes in, at work or waiting; a thread is made when it is needed, and ends when it is idle."""
KEEPING = 16
"""Threads that keep their connection to the database for the next request."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_places = {True: threading.BoundedSemaphore(READING), False: threading.BoundedSemaphore(WRITING)}
_held = threading.local()
_keepers: weakref.WeakSet[_Keeper] = weakref.WeakSet()
_lock = threading.Lock()


class _Keeper:
    """A thread that may keep its connection; gone with the thread."""


class TurnsMiddleware:
    """Before all that touches the database; a form is taken in whole first, however slow it comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(_held, "places", None) is not None:
            # A preview within a request.
            return self.get_response(request)
        reads = request.method in _SAFE
        if not reads:
            with suppress(UnreadablePostError):
                _ = request.POST
        with _place(_places[reads]):
            return self.get_response(request)


@contextmanager
def _place(places: threading.BoundedSemaphore) -> Iterator[None]:
    places.acquire()
    _held.places = places
    try:
        yield
    finally:
        give_up_place()


def give_up_place() -> None:
    """Let the next go on while this request waits for something else; it does not queue again."""
    places, _held.places = getattr(_held, "places", None), None
    if places is not None:
        places.release()


def keeps_connection() -> bool:
    """Whether this thread is one of those that keep their connection."""
    if getattr(_held, "keeper", None) is None:
        with _lock:
            if len(_keepers) >= KEEPING:
                return False
            _held.keeper = _Keeper()
            _keepers.add(_held.keeper)
    return True


def _give_back(**_: Any) -> None:
    if keeps_connection():
        return
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


request_finished.connect(_give_back, dispatch_uid="office.turns")
