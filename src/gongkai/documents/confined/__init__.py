"""Untrusted files are worked on in a child process with bounds: what a hostile file breaks is the child alone.

A child that takes too much memory, processor or time is ended, and the file is refused with one sentence. Children are
used again, so that a small file costs a message there and back and no new process.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from gongkai.documents.confined.child import Child, ForkedChild, SpawnedChild
from gongkai.documents.confined.work import Bounds, ChildGone, Job, Raised
from gongkai.documents.errors import DocumentError
from gongkai.documents.limits import MEBIBYTE

__all__ = ["Bounds", "Confinement", "Stopped", "run_once"]

Result = TypeVar("Result")

_JOBS_PER_CHILD = 200
"""A child is replaced after so many files, so that what parsers leave behind does not add up."""


class Stopped(DocumentError):
    """The child that worked on the file was ended at a bound, or died of the file."""


class Confinement:
    """So many children that work on files; any number of threads may hand them jobs.

    A child is started when it is first needed. In a process that was forked from this one the children are started
    anew.
    """

    def __init__(self, workers: int = 1, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._free = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._process = os.getpid()
        atexit.register(self.close)

    def run(
        self, work: Callable[..., Result], /, *args: Any, name: str, bounds: Bounds | None = None
    ) -> Result:
        """`work(*args)` in a child; `name` is the file's, for the sentence. All of it must be picklable.

        Raises what `work` raises, and `Stopped` where the child did not finish. Waits while every child is at work.
        """
        job = Job(work, args, bounds or self._bounds)
        with self._free:
            child = self._take()
            try:
                answer = child.ask(job)
            except BaseException as error:
                child.end()
                if isinstance(error, ChildGone):
                    raise _stopped(name, error, job.bounds) from None
                raise
            if answer.spent or child.jobs >= _JOBS_PER_CHILD:
                child.end()
            else:
                with self._lock:
                    self._idle.append(child)
        result: Result = _result(answer.value)
        return result

    def close(self) -> None:
        """End the children; those at work are left to finish."""
        with self._lock:
            children, self._idle = self._idle, []
        if self._process == os.getpid():
            for child in children:
                child.end()

    def __enter__(self) -> Confinement:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self) -> Child:
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                self._idle = []
            while self._idle:
                child = self._idle.pop()
                if child.is_alive():
                    return child
                child.end()
        return SpawnedChild()


def run_once(
    work: Callable[..., Result], /, *args: Any, name: str, bounds: Bounds | None = None
) -> Result:
    """`work(*args)` in a child of its own, which is a fork of this process where that is safe; errors as in `run`.

    For a command that works on one file: a fork has everything imported already. Only a process without further
    threads is forked.
    """
    job = Job(work, args, bounds or Bounds())
    forks = sys.platform == "linux" and threading.active_count() == 1
    child: Child = ForkedChild() if forks else SpawnedChild()
    try:
        answer = child.ask(job)
    except ChildGone as gone:
        raise _stopped(name, gone, job.bounds) from None
    finally:
        child.end()
    result: Result = _result(answer.value)
    return result


def _result(value: Any) -> Any:
    if isinstance(value, Raised):
        raise value.error()
    return value


def _stopped(name: str, gone: ChildGone, bounds: Bounds) -> Stopped:
    if gone.out_of_time:
        found = f"处理超过 {bounds.seconds:g} 秒仍没有完成"
        expected = f"{bounds.seconds:g} 秒内可以处理完的文件"
    elif gone.out_of_memory:
        found = f"处理所需内存超过 {bounds.memory // MEBIBYTE} MB"
        expected = "更小的文件"
    else:
        found, expected = "处理时程序中止（内存不足或者文件损坏）", "完好的文件"
    return Stopped(name, found=found, expected=expected, next_step="请拆分，或者用原软件另存后再试")
