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
from typing import TypeVar

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
        yield from _on_cluster(paths, work, lost, cluster, workers or WAITING_ON_CLUSTER)
        return
    count = cores() if workers is None else workers
    if count <= 1:
        for path in paths:
            yield path, work(path)
        return
    executor = _pool(count)
    waiting: deque[tuple[Path, Future[Result]]] = deque()
    remaining = iter(paths)
    try:
        for path in remaining:
            waiting.append((path, executor.submit(work, path)))
            if len(waiting) < 4 * count:
                continue
            done, future = waiting.popleft()
            try:
                yield done, future.result()
            except BrokenProcessPool:
                executor.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one([done, *(other for other, _ in waiting)], work, lost)
                waiting.clear()
                executor = _pool(count)
        while waiting:
            done, future = waiting.popleft()
            try:
                yield done, future.result()
            except BrokenProcessPool:
                rest = [done, *(other for other, _ in waiting)]
                waiting.clear()
                yield from _one_by_one(rest, work, lost)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _on_cluster(
    paths: Iterable[Path],
    work: Callable[[Path], Result],
    lost: Callable[[Path], Result],
    cluster: Executor,
    most: int,
) -> Iterator[tuple[Path, Result]]:
    waiting: deque[tuple[Path, Future[Result]]] = deque()
    remaining = iter(paths)
    try:
        for path in itertools.chain(remaining, (None,) * most):
            if path is not None:
                waiting.append((path, cluster.submit(work, path)))
            if waiting and (path is None or len(waiting) >= most):
                done, future = waiting.popleft()
                try:
                    yield done, future.result()
                except BrokenExecutor:
                    yield done, lost(done)
    finally:
        for _, future in waiting:
            future.cancel()


def _pool(count: int) -> Executor:
    return ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), max_tasks_per_child=FILES_PER_WORKER
    )


def _one_by_one(
    paths: Iterable[Path], work: Callable[[Path], Result], lost: Callable[[Path], Result]
) -> Iterator[tuple[Path, Result]]:
    """Each file in a process of its own, to find the one that kills its worker."""
    for path in paths:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
            try:
                yield path, executor.submit(work, path).result()
            except BrokenProcessPool:
                yield path, lost(path)
