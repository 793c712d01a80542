"""Walk the chain and name the first broken link.

Acts go on being recorded meanwhile: what is checked is the chain as one statement of the database saw it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from gongkai.web.journal import acts, triggers
from gongkai.web.journal.anchors import (
    Anchor,
    are_gone,
    daily_anchors,
    kept_anchors,
)
from gongkai.web.journal.errors import AnchorsGone, AnchorUnreadable
from gongkai.web.journal.models import Entry, Head
from gongkai.web.journal.models.entry import GENESIS


@dataclass(frozen=True)
class Break:
    """The first place where the record does not hold together."""

    sequence: int
    found: str

    def __str__(self) -> str:
        return f"第 {self.sequence} 条：{self.found}"


@dataclass(frozen=True)
class Verdict:
    """What the walk found: how many links, the last hash, the first break, what is wrong with the triggers,
    and how many anchors agreed."""

    length: int
    last_hash: str
    broken: Break | None
    trigger_faults: dict[str, str] = field(default_factory=dict)
    anchors: int = 0

    @property
    def sound(self) -> bool:
        """Whether the record can be relied on."""
        return self.broken is None and not self.trigger_faults

    @property
    def triggers_missing(self) -> frozenset[str]:
        """Triggers that somebody has removed."""
        return frozenset(
            name for name, fault in self.trigger_faults.items() if fault == triggers.MISSING
        )

    @property
    def found(self) -> str:
        """What is wrong, as one sentence; empty for a sound record."""
        if self.broken is not None:
            return f"留痕记录不完整。{self.broken}。"
        if self.trigger_faults:
            names = "、".join(
                f"{name}（{fault}）" for name, fault in sorted(self.trigger_faults.items())
            )
            return f"数据库防改触发器不对：{names}；运行 migrate 可恢复，并请追查原因。"
        return ""


def verify(
    *, expected: tuple[int, str] | None = None, anchors: Iterable[Anchor] | None = None
) -> Verdict:
    """Check every link, the count, the sealed head, the anchors kept outside and the triggers.

    ``expected`` is a sequence and hash written down earlier, as on a printed evidence sheet; ``anchors`` are those
    at hand where none are given.
    """
    faults = triggers.faults()
    # Before the head is looked at: what is recorded meanwhile is in neither.
    try:
        outside = list(kept_anchors() if anchors is None else anchors)
        gone = _anchors_gone(daily_anchors() if anchors is None else outside)
    except AnchorUnreadable as error:
        return Verdict(0, GENESIS, Break(0, str(error).rstrip("。")), faults)
    end = _end()
    if end is None:
        return Verdict(0, GENESIS, Break(0, "链尾缺失"), faults)
    walk = _Walk(outside, expected)
    entries = Entry.objects.filter(sequence__lte=end.head.sequence).order_by("sequence")
    for entry in entries.iterator(chunk_size=2000):
        broken = walk.step(entry)
        if broken is not None:
            return Verdict(walk.length, walk.previous, broken, faults)
    broken = walk.end(end) or gone
    return Verdict(walk.length, walk.previous, broken, faults, walk.agreed)


def _anchors_gone(given: Iterable[Anchor]) -> Break | None:
    first = Entry.objects.filter(sequence=1).values_list("hash", flat=True).first()
    if first and are_gone(first, given):
        return Break(1, str(AnchorsGone()))
    return None


@dataclass(frozen=True)
class _End:
    """The head, and how many entries there were in the same moment."""

    head: Head
    entries: int
    last: int


def _end() -> _End | None:
    # One statement: whoever records an act meanwhile is in all of it or in none.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, hash, seal, (SELECT COUNT(*) FROM journal_entry),"
            " (SELECT COALESCE(MAX(sequence), 0) FROM journal_entry) FROM journal_head WHERE id = 1"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return _End(Head(sequence=row[0], hash=row[1], seal=row[2]), row[3], row[4])


class _Walk:
    """The chain from its beginning, with what is known of it from outside."""

    def __init__(self, anchors: list[Anchor], expected: tuple[int, str] | None) -> None:
        self.length, self.previous, self.agreed = 0, GENESIS, 0
        self._anchors, self._expected = anchors, expected
        self._at: dict[int, list[Anchor]] = {}
        self._lost: set[str] = set()

    def step(self, entry: Entry) -> Break | None:
        """Take the next entry; what is broken at it."""
        if entry.sequence != self.length + 1:
            return Break(self.length + 1, f"缺失，其后紧接第 {entry.sequence} 条")
        if entry.previous_hash != self.previous:
            return Break(entry.sequence, "所记的上一条校验值与上一条不符")
        if entry.computed_hash() != entry.hash:
            return Break(entry.sequence, "内容与校验值不符，已被改动")
        if entry.sequence == 1:
            # Anchors of another installation that once lay in the same folder tell nothing of this one.
            for anchor in self._anchors:
                if anchor.first == entry.hash:
                    self._at.setdefault(anchor.sequence, []).append(anchor)
        if self._expected and entry.sequence == self._expected[0]:
            if entry.hash != self._expected[1]:
                return Break(entry.sequence, "与此前抄录的校验值不符，其后或其前的记录被改写")
        if entry.act == acts.RESTORED.code:
            self._lost |= set(entry.values_after.get("lost", ()))
        self._agree(entry)
        self.length, self.previous = entry.sequence, entry.hash
        return None

    def _agree(self, entry: Entry) -> None:
        agreeing = [each for each in self._at.get(entry.sequence, ()) if each.hash == entry.hash]
        for anchor in agreeing:
            self._at[entry.sequence].remove(anchor)
            self.agreed += 1

    def end(self, end: _End) -> Break | None:
        """What is broken at the end: the seal, the count, the anchors that found nothing like them."""
        head = end.head
        if not head.seal_holds:
            return Break(head.sequence, "链尾封签不符，链尾被改动或密钥不是本机的")
        if (head.sequence, head.hash) != (self.length, self.previous):
            return Break(
                self.length + 1,
                f"链尾为第 {head.sequence} 条，而记录止于第 {self.length} 条，末尾被截断",
            )
        if (end.entries, end.last) != (head.sequence, head.sequence):
            return Break(
                head.sequence + 1,
                f"链尾为第 {head.sequence} 条，而库中有 {end.entries} 条，末尾被截断或另外塞入",
            )
        if self._expected and self._expected[0] > self.length:
            return Break(self.length + 1, f"此前抄录的第 {self._expected[0]} 条已不存在")
        return self._anchors_without_entry()

    def _anchors_without_entry(self) -> Break | None:
        left = (
            self._anchors if not self.length else [each for at in self._at.values() for each in at]
        )
        for anchor in sorted(left, key=lambda each: each.sequence):
            if str(anchor) in self._lost:
                continue
            if not anchor.holds:
                return Break(anchor.sequence, f"{anchor.at} 的锚点签名不符，锚点文件被改动")
            if anchor.sequence > self.length:
                return Break(
                    self.length + 1,
                    f"{anchor.at} 的锚点记到第 {anchor.sequence} 条，而记录止于第 {self.length} 条，末尾被截断",
                )
            return Break(anchor.sequence, f"与 {anchor.at} 的锚点不符，其后或其前的记录被改写")
        return None
