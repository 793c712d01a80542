"""Walk the chain and name the first broken link."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.web.journal import triggers
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
    """What the walk found: how many links, the last hash, the first break, triggers removed."""

    length: int
    last_hash: str
    broken: Break | None
    triggers_missing: frozenset[str]

    @property
    def sound(self) -> bool:
        """Whether the record can be relied on."""
        return self.broken is None and not self.triggers_missing


def verify(*, expected: tuple[int, str] | None = None) -> Verdict:
    """Check every link, the sealed head and the triggers.

    ``expected`` is a sequence and hash written down earlier, as on a printed evidence sheet.
    """
    missing = frozenset(triggers.missing())
    previous, length = GENESIS, 0
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        broken = _broken_link(entry, length, previous)
        if broken is None and expected and entry.sequence == expected[0]:
            if entry.hash != expected[1]:
                broken = Break(entry.sequence, "与此前抄录的校验值不符，其后或其前的记录被改写")
        if broken is not None:
            return Verdict(length, previous, broken, missing)
        previous, length = entry.hash, entry.sequence
    return Verdict(length, previous, _broken_end(length, previous, expected), missing)


def _broken_link(entry: Entry, length: int, previous: str) -> Break | None:
    if entry.sequence != length + 1:
        return Break(length + 1, f"缺失，其后紧接第 {entry.sequence} 条")
    if entry.previous_hash != previous:
        return Break(entry.sequence, "所记的上一条校验值与上一条不符")
    if entry.computed_hash() != entry.hash:
        return Break(entry.sequence, "内容与校验值不符，已被改动")
    return None


def _broken_end(length: int, previous: str, expected: tuple[int, str] | None) -> Break | None:
    head = Head.objects.filter(pk=1).first()
    if head is None:
        return Break(length, "链尾缺失")
    if head.computed_seal() != head.seal:
        return Break(head.sequence, "链尾封签不符，链尾被改动或密钥不是本机的")
    if (head.sequence, head.hash) != (length, previous):
        return Break(
            length + 1, f"链尾为第 {head.sequence} 条，而记录止于第 {length} 条，末尾被截断"
        )
    if expected and expected[0] > length:
        return Break(length + 1, f"此前抄录的第 {expected[0]} 条已不存在")
    return None
