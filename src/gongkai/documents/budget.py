"""What a reader has used of its `Limits` so far; a reader reports to it as it goes."""

from __future__ import annotations

from time import monotonic

from gongkai.documents.errors import LimitExceeded
from gongkai.documents.limits import MEBIBYTE, Limits


class Budget:
    """Counts what one file has asked for; every method raises `LimitExceeded` once a limit is passed.

    Each counting method also looks at the clock, so a loop that counts cannot run past `limits.seconds`; a loop
    that counts nothing calls `tick`.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._deadline = monotonic() + limits.seconds
        self._blocks = 0
        self._cells = 0
        self._pages = 0
        self._decompressed = 0

    def tick(self) -> None:
        """Look at the clock."""
        if monotonic() > self._deadline:
            self._refuse(
                f"读取已超过 {self.limits.seconds:g} 秒",
                f"{self.limits.seconds:g} 秒内可读完的文件",
            )

    def seconds_left(self) -> float:
        """Seconds until the time limit; 0 once it has passed."""
        return max(0.0, self._deadline - monotonic())

    def blocks(self, count: int = 1) -> None:
        """Count paragraphs, tables and pictures."""
        self._blocks += count
        if self._blocks > self.limits.blocks:
            self._refuse(
                f"段落和表格超过 {self.limits.blocks} 个", f"不超过 {self.limits.blocks} 个"
            )
        self.tick()

    def cells(self, count: int = 1) -> None:
        """Count table cells, including those of hidden parts."""
        self._cells += count
        if self._cells > self.limits.cells:
            self._refuse(f"单元格超过 {self.limits.cells} 个", f"不超过 {self.limits.cells} 个")
        self.tick()

    def pages(self, count: int = 1) -> None:
        """Count pages."""
        self._pages += count
        if self._pages > self.limits.pages:
            self._refuse(f"页数超过 {self.limits.pages} 页", f"不超过 {self.limits.pages} 页")
        self.tick()

    def decompressed(self, count: int) -> None:
        """Count bytes that came out of a packed part."""
        self._decompressed += count
        if self._decompressed > self.limits.decompressed:
            mebibytes = self.limits.decompressed // MEBIBYTE
            self._refuse(f"解压后超过 {mebibytes} MB", f"解压后不超过 {mebibytes} MB")
        self.tick()

    def nesting(self, depth: int) -> None:
        """Refuse a table in a table in a table … deeper than `limits.nesting`."""
        if depth > self.limits.nesting:
            self._refuse(
                f"表格嵌套超过 {self.limits.nesting} 层", f"不超过 {self.limits.nesting} 层"
            )

    def _refuse(self, found: str, expected: str) -> None:
        raise LimitExceeded(
            self.name, found=found, expected=expected, next_step="请拆分或另存后再试"
        )
