"""The same work on many files, in parallel, in order, with a bounded number of files under way.

Memory does not grow with the number of files: a result leaves as soon as those before it have left. A worker that
dies takes only its own file with it.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")

WAITING_ON_CLUSTER = 256
"""So many files are handed to a cluster before the first result is asked for."""
FILES_PER_WORKER = 200
"""A worker is replaced after this many files, so that what parsers leave behind does not add up."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def process(
    paths: Iterable[Path],
    work: Callable[[Path], Result],
    *,
    lost: Callable[[Path], Result],
    workers: int | None = None,
    cluster: Executor | None = None,
) -> Iterator[tuple[Path, Result]]:
    """Yield `(path, work(path))` in the order of `paths`.

    `work` and its results must be picklable. `lost(path)` stands in for a file whose worker died (out of memory, a
    crash in a parser). `workers`: how many processes, by default one a core; 1 works in this process. `cluster`: work
    there instead (`cluster.connect`). An interrupt cancels what has not started.
    """
    if cluster is not None:
        yield from _in_order(paths, work, cluster, lost, workers or WAITING_ON_CLUSTER)
        return
    count = cores() if workers is None else workers
    if count <= 1:
        for path in paths:
            yield path, work(path)
        return

    def alone(path: Path) -> Result:
        """The file in a process of its own: it may have been another one that killed the worker."""
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
            try:
                return executor.submit(work, path).result()
            except BrokenProcessPool:
                return lost(path)

    pool = RenewedPool(count)
    try:
        yield from _in_order(paths, work, pool, alone, 4 * count)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(
    paths: Iterable[Path],
    work: Callable[[Path], Result],
    executor: Executor,
    again: Callable[[Path], Result],
    most: int,
) -> Iterator[tuple[Path, Result]]:
    """Results in the order of the files, at most `most` files under way; `again` for a file whose worker is gone."""
    waiting: deque[tuple[Path, Future[Result]]] = deque()
    try:
        for path in itertools.chain(paths, (None,) * most):
            if path is not None:
                waiting.append((path, executor.submit(work, path)))
            if waiting and (path is None or len(waiting) >= most):
                done, future = waiting.popleft()
                try:
                    result = future.result()
                except BrokenExecutor:
                    result = again(done)
                yield done, result
    finally:
        for _, future in waiting:
            future.cancel()


class RenewedPool(Executor):
    """A pool of processes that is replaced when one of them has died."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count, mp_context=get_context("spawn"), max_tasks_per_child=FILES_PER_WORKER
        )

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand `fn(*args)` to a process."""
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._fresh()
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
