"""How a bench measures one piece of work: warm, several times, the median; by the clock, or by the processor's own time."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median wall time of warm runs."""
    work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The same in thousandths of a second."""
    return seconds(work, rounds) * 1000


def processor_seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of the processor's own time, which others on a shared machine leave alone."""
    work()
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)
