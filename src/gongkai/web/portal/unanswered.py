"""Count what was asked and not found, so that somebody may publish it. Nothing of a person is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from gongkai.screening.names import COMMON_NAME, is_name, is_word
from gongkai.screening.screen import screen_text
from gongkai.web.portal.models import UnansweredQuestion
from gongkai.web.portal.models.unanswered import LONGEST
from gongkai.web.portal.search.named_bodies import named_body
from gongkai.web.portal.search.wordings import without_fillers, wordings
from gongkai.web.portal.search.words import fold, levelled

MOST_A_DAY = 500
"""More different questions on one day are a machine's."""
KEPT = timedelta(days=366)
_NUMBER = re.compile(r"[0-9a-z]{5,}|[零〇一二三四五六七八九]{5,}")
_PERHAPS_A_NAME = re.compile(rf"(?=({COMMON_NAME}))")


def count_unanswered(q: str, on: date) -> None:
    """Count a question of that day; one that may name a person, or holds a number of theirs, is forgotten."""
    words = fold(q).strip().replace("\n", " ")
    if not words or len(words) > LONGEST or _may_name_a_person(q):
        return
    today = UnansweredQuestion.objects.filter(on=on)
    try:
        with transaction.atomic():
            if today.filter(words=words).update(count=F("count") + 1):
                return
            if today.count() < MOST_A_DAY:
                UnansweredQuestion.objects.create(words=words, on=on)
    except DatabaseError:
        # Whoever searches gets the answer, whether it could be counted or not.
        return


def _may_name_a_person(q: str) -> bool:
    question = levelled(q)
    if screen_text(question) or _NUMBER.search(question):
        return True
    if body := named_body(question):
        question = question.replace(body.said, " ")
    for word in sorted(wordings().same, key=len, reverse=True):
        question = question.replace(word, " ")
    parts = fold(without_fillers(question)).split()
    return any(is_name(part) or any(_names_in(part)) for part in parts)


def _names_in(part: str) -> Iterator[str]:
    return (
        found.group(1) for found in _PERHAPS_A_NAME.finditer(part) if not is_word(found.group(1))
    )


def forget_old(at: datetime) -> Iterator[str]:
    """The job: what was asked a year ago is forgotten."""
    last = timezone.localtime(at).date() - KEPT
    gone, _ = UnansweredQuestion.objects.filter(on__lt=last).delete()
    if gone:
        yield f"清除一年前的检索 {gone} 条"
