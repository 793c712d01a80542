"""Which stages an approval takes: reviews by level, then the secrecy check, then the room's own last stage."""

from __future__ import annotations

FIRST_REVIEW = "first-review"
SECOND_REVIEW = "second-review"
THIRD_REVIEW = "third-review"
SECRECY_CHECK = "secrecy-check"

REVIEWS_BY_LEVEL: dict[int, tuple[str, ...]] = {
    1: (FIRST_REVIEW,),
    2: (FIRST_REVIEW, THIRD_REVIEW),
    3: (FIRST_REVIEW, SECOND_REVIEW, THIRD_REVIEW),
}
# 三审三校: what may not be shortened takes all of them.
ALL_LEVELS = 3


def route(levels: int, *, last: str) -> tuple[str, ...]:
    """The stages in order, for so many levels of review."""
    return (*REVIEWS_BY_LEVEL[levels], SECRECY_CHECK, last)
