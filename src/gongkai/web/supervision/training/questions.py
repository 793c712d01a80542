"""The questions of a quiz: from the law's data, and from what the screening knows."""

from __future__ import annotations

from datetime import date

from gongkai.screening.kinds import Kind, kinds
from gongkai.statute.quiz import Question, questions, shuffled

ASKED = 10
OF_SCREENING = 3
PASS_PERCENT = 80


def quiz(on: date, seed: str) -> tuple[Question, ...]:
    """Ten questions: seven on the law of that day, three on what must be masked."""
    of_screening = [
        shuffled(
            f"screening.{kind.value}",
            f"准备公开的名单里有“{entry.label}”，应当怎样处理？",
            entry.hint,
            [other.hint for other in kinds().values() if not takes_all_away(other.hint)],
            cite=entry.basis,
            seed=seed,
        )
        for kind, entry in kinds().items()
        if kind in {Kind.RESIDENT_ID, Kind.MOBILE, Kind.BANK_ACCOUNT, Kind.MEDICAL, Kind.ADDRESS}
    ]
    of_screening.sort(key=lambda question: question.choices)
    return (
        *questions(on, seed=seed, count=ASKED - OF_SCREENING),
        *of_screening[:OF_SCREENING],
    )


def takes_all_away(hint: str) -> bool:
    """Whether it says to take the whole away first of all: which is never wrong, and so no wrong answer."""
    return hint.startswith("删去")


def is_passed(right: int, asked: int) -> bool:
    """Whether so many right answers pass."""
    return right * 100 >= asked * PASS_PERCENT
