"""How a bench measures one piece of work: warm, several times, the median; by the clock, or by the processor's own time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock on the wall, and seconds of this process on a processor."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.processor:.3f} s of processor ({self.wall:.3f} s by the clock)"


def taken(work: Callable[[], object], rounds: int) -> Taken:
    """The medians of warm runs. On a machine that others use, that of the processor is the one to compare."""
    work()
    found = []
    for _ in range(rounds):
        wall, processor = perf_counter(), process_time()
        work()
        found.append((perf_counter() - wall, process_time() - processor))
    return Taken(median(each[0] for each in found), median(each[1] for each in found))


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median wall time of warm runs."""
    return taken(work, rounds).wall


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The same in thousandths of a second."""
    return seconds(work, rounds) * 1000


def processor_seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of the processor's own time, which others on a shared machine leave alone."""
    return taken(work, rounds).processor
