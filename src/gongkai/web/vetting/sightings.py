"""What the rules see in a file is found once and kept; people's decisions are laid over it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from gongkai.screening.edition import rules_edition
from gongkai.screening.finding import Finding, Place
from gongkai.screening.leaders import Post as Leader
from gongkai.screening.wording import Word
from gongkai.web.vetting.models import KeptScreening
from gongkai.web.vetting.subjects import Part, Seen


def seen_in(
    part: Part,
    on: date | None,
    own: tuple[str, ...] = (),
    leaders: tuple[Leader, ...] = (),
    words: tuple[Word, ...] = (),
) -> Seen:
    """Findings and notes of a part by the present rules. Raises what its ``screened`` raises.

    ``own`` are addresses and numbers that the body has made public itself, ``leaders`` who is in office, by rank,
    ``words`` the wordings that hold for the body.
    """
    key = _key(part, on, own, leaders, words)
    kept = KeptScreening.objects.filter(pk=key).first()
    if kept is not None:
        return tuple(_finding(each) for each in kept.findings), tuple(kept.notes)
    findings, notes = part.screened(on, own, leaders, words)
    KeptScreening.objects.bulk_create(
        [
            KeptScreening(
                key=key,
                rules=rules_edition(),
                findings=[asdict(finding) for finding in findings],
                notes=list(notes),
            )
        ],
        # Another request may have been faster; it saw the same.
        ignore_conflicts=True,
    )
    return findings, notes


def forget_old(at: datetime) -> Iterator[str]:
    """The job: what other editions of the rules saw is not asked for any more."""
    gone, _ = KeptScreening.objects.exclude(rules=rules_edition()).delete()
    if gone:
        yield f"清理 {gone} 份"


def _key(
    part: Part,
    on: date | None,
    own: tuple[str, ...],
    leaders: tuple[Leader, ...],
    words: tuple[Word, ...],
) -> str:
    facts = [part.sha256, part.file_name, rules_edition(), on.isoformat() if on else "", *own]
    for leader in leaders:
        facts += ["\x1e", leader.name, *leader.titles]
    facts += ["\x1d" + repr(word) for word in words]
    return sha256("\x1f".join(facts).encode()).hexdigest()


def _finding(kept: dict[str, Any]) -> Finding:
    return Finding(**{**kept, "place": Place(**kept["place"]), "examples": tuple(kept["examples"])})
