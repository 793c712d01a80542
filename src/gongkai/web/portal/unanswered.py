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
from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal.models import UnansweredQuestion
from gongkai.web.portal.models.unanswered import LONGEST
from gongkai.web.portal.search.named_bodies import named_body
from gongkai.web.portal.search.wordings import without_fillers, wordings
from gongkai.web.portal.search.words import fold, levelled
from gongkai.web.supervision.demand.sources import Asked, DemandKind

MOST_A_DAY = 500
"""More different questions on one day are a machine's."""
KEPT = timedelta(days=366)
HEARD, MOST_HEARD = 500, 20
"""So many different questions are heard as demand, each so many times at most."""
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


def asked_of(body: PublicBody, first: date, last: date) -> Iterator[Asked]:
    """Searches without a result that name the body or one of its villages; what names none is the county's to hear."""
    names = PublicBody.objects.real().exclude(parent=None).values_list("short_name", "public_body")
    owners = {name: owner for name, owner in names if len(name) > 1}
    asked = UnansweredQuestion.objects.filter(on__range=(first, last)).order_by("-count", "words")
    for question in asked[:HEARD]:
        named = [name for name in owners if name in question.words]
        owner = owners[max(named, key=len)] if named else None
        if owner == body.pk or (owner is None and body.parent_id is None):
            for _ in range(min(question.count, MOST_HEARD)):
                yield Asked(question.words, DemandKind.SEARCH, question.on)


def forget_old(at: datetime) -> Iterator[str]:
    """The job: what was asked a year ago is forgotten."""
    last = timezone.localtime(at).date() - KEPT
    gone, _ = UnansweredQuestion.objects.filter(on__lt=last).delete()
    if gone:
        yield f"清除一年前的检索 {gone} 条"
