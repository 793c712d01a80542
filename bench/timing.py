"""How a bench measures one piece of work: warm, several times, the median."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter


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
