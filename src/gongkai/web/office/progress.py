"""What a long command is at: one line per step, with its count and its seconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Steps of a command, told on a stream; on a terminal the count of a step under way is seen to move."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._moves = bool(getattr(stream, "isatty", lambda: False)())
        self._what, self._done, self._all = "", 0, 0

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """One step; its line ends with how long it took."""
        self._what, self._done, self._all = what, 0, 0
        began = time.monotonic()
        if self._moves:
            self._write(f"{what}……")
        yield
        count = f"　{self._done}/{self._all} 件" if self._all else ""
        self._write(f"{what}{count}　{time.monotonic() - began:.1f} 秒\n")

    def of(self, number: int) -> None:
        """The step under way has so many parts."""
        self._all = number

    def go_on(self) -> None:
        """One more part is done."""
        self._done += 1
        if self._moves and self._done % 10 == 0:
            self._write(f"{self._what}……{self._done}/{self._all} 件")

    def _write(self, line: str) -> None:
        self._stream.write(f"\r\x1b[K{line}" if self._moves else line)
        self._stream.flush()
