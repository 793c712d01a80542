"""The same work on many files, in parallel, in order, with a bounded number of files under way.

Memory does not grow with the number of files: a result leaves as soon as those before it have left. A worker that
dies takes only its own file with it.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from gongkai.documents.confined import Bounds, Confinement, Stopped, run_once

Result = TypeVar("Result")

WAITING_ON_CLUSTER = 256
"""So many files are handed to a cluster before the first result is asked for."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def process(
    paths: Iterable[Path],
    work: Callable[[Path], Result],
    *,
    lost: Callable[[Path], Result],
    stopped: Callable[[Path, Stopped], Result] | None = None,
    workers: int | None = None,
    cluster: Executor | None = None,
    bounds: Bounds | None = None,
) -> Iterator[tuple[Path, Result]]:
    """Yield `(path, work(path))` in the order of `paths`.

    `work` and its results must be picklable. `lost(path)` stands in for a file whose worker died (out of memory, a
    crash in a parser) or ran into its bounds; `stopped` is asked instead where the reason is known. `workers`: how
    many processes, by default one a core; 1 works in this process unless there are `bounds`, which hold for each
    file. `cluster`: work there instead (`cluster.connect`). An interrupt cancels what has not started.
    """
    if cluster is not None:
        yield from _in_order(paths, work, cluster, lost, workers or WAITING_ON_CLUSTER)
        return
    count = cores() if workers is None else workers
    if count <= 1 and bounds is None:
        for path in paths:
            yield path, work(path)
        return
    paths = iter(paths)
    given = list(itertools.islice(paths, 2)) if count <= 1 else None

    def instead(path: Path, error: Stopped) -> Result:
        return lost(path) if stopped is None else stopped(path, error)

    if given is not None and len(given) == 1:
        try:
            result = run_once(work, given[0], name=given[0].name, bounds=bounds)
        except Stopped as error:
            result = instead(given[0], error)
        yield given[0], result
        return
    with Confinement(count, bounds) as confinement, ThreadPoolExecutor(count) as threads:

        def alone(path: Path) -> Result:
            try:
                return confinement.run(work, path, name=path.name)
            except Stopped as error:
                return instead(path, error)

        every = paths if given is None else itertools.chain(given, paths)
        try:
            yield from _in_order(every, alone, threads, lost, 4 * count)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


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
