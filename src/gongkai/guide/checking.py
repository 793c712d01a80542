"""Check a guide: against the law in force, against the facts of its body, for what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.guide.contents import missing_contents
from gongkai.guide.facts import GuideFacts
from gongkai.guide.finding import Finding
from gongkai.guide.law import against_the_law
from gongkai.guide.particulars import against_the_facts
from gongkai.guide.reading import Line


def check_guide(lines: Sequence[Line], facts: GuideFacts | None, on: date) -> tuple[Finding, ...]:
    """Every finding: the law's first, then the body's facts, then what is missing.

    Args:
        lines: the guide, from `reading`.
        facts: what is known of its body; None compares with the law only.
        on: the day whose law counts.

    What it cannot see: what two sentences say only together; a wrong that is not said in one of the ways of `wrongs.toml`;
    a period whose purpose stands in another sentence; a number without a label; another
    body's name that is not that of a government or subdistrict and is not in `facts.other_bodies`.
    """
    found = (
        *against_the_law(lines, on),
        *(against_the_facts(lines, facts) if facts is not None else ()),
        *missing_contents(lines, on),
    )
    return tuple(dict.fromkeys(found))
