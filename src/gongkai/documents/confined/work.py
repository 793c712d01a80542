"""What runs within the child of `confined`: one job after another, each under its bounds."""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from gongkai.documents.limits import MEBIBYTE

LENGTH = struct.Struct("<Q")
_SELDOM = (1_000_000, 10, 10)
"""A document read is hundreds of thousands of objects that all stay: looking through them again and again takes a sixth
of the time of a long list, and finds nothing."""
_GRACE = 5.0
"""Seconds after the bound at which a child ends itself, should the one who waits for it be gone."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may take: bytes of memory, seconds of processor over all cores, seconds by the clock.

    Memory and processor are bound where the system can do so (not on Windows); the clock holds everywhere.
    """

    memory: int = 1536 * MEBIBYTE
    processor: float = 600.0
    seconds: float = 300.0


class Job(NamedTuple):
    """A function that can be imported by name, what it is called with, and its bounds."""

    work: Callable[..., Any]
    args: tuple[Any, ...]
    bounds: Bounds


class Answer(NamedTuple):
    """What the work gave, or a `Raised`; `spent`: the child has grown too large to be used again."""

    value: Any
    spent: bool


class Raised(NamedTuple):
    """An error as it comes out of the child, whatever its `__init__` asks for."""

    kind: type[Exception]
    args: tuple[Any, ...]
    facts: dict[str, Any]

    def error(self) -> Exception:
        """The error, made anew."""
        error = self.kind.__new__(self.kind)
        error.args = self.args
        error.__dict__.update(self.facts)
        return error


class ChildGone(Exception):
    """The child ended, or gave up for want of memory, without an answer."""

    def __init__(self, out_of_time: bool = False, out_of_memory: bool = False) -> None:
        super().__init__(out_of_time, out_of_memory)
        self.out_of_time = out_of_time
        self.out_of_memory = out_of_memory


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer jobs until the other side closes."""
    gc.set_threshold(*_SELDOM)
    while head := source.read(LENGTH.size):
        job: Job = pickle.loads(source.read(LENGTH.unpack(head)[0]))  # noqa: S301 - from our own parent
        _restrain(job.bounds)
        answer = _answer(job)
        _relax()
        sink.write(LENGTH.pack(len(answer)))
        sink.write(answer)
        sink.flush()


def _answer(job: Job) -> bytes:
    try:
        try:
            value = job.work(*job.args)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - handed on to the one who asked
            value = Raised(type(error), error.args, error.__dict__)
        spent = _largest() > job.bounds.memory // 2
        return pickle.dumps(Answer(value, spent), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(Answer(ChildGone(out_of_memory=True), True))
    except Exception as error:  # noqa: BLE001 - what cannot be pickled
        return pickle.dumps(
            Answer(Raised(TypeError, (f"{type(error).__name__}: {error}",), {}), False)
        )


def _restrain(bounds: Bounds) -> None:
    """Set the bounds of the next job; the system ends this process when it passes one."""
    if sys.platform == "win32":
        return
    import resource
    import signal

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + bounds.processor) + 1
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_DATA, bounds.memory)
    _limit(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds + _GRACE)


def _relax() -> None:
    """Stop the clock of a job that is done."""
    if sys.platform != "win32":
        import signal

        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit(which: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (value, hard))


def _largest() -> int:
    """The most memory in bytes that this process has held since its program began."""
    if sys.platform == "win32":
        return 0
    # Not `ru_maxrss` on Linux: it starts with what the process held that started this one.
    with suppress(OSError, ValueError), open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


def main() -> None:
    """Run as a child: jobs on standard input, answers on standard output; nothing else may write there."""
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    serve(source, sink)
