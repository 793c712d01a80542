"""A change that `fix` made to a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where, what stood there, what stands there now, and why."""

    place: str
    before: str
    after: str
    why: str
