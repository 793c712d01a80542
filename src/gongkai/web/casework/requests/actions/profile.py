"""Set what letters of a body need."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.permissions import SET_PROFILE
from gongkai.web.casework.requests.models import Profile
from gongkai.web.journal.recording import record


@transaction.atomic
def set_profile(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    letter_word: str,
    review_body: str,
    court: str,
) -> Profile:
    """The 文号 word, the reviewing body and the court of a body."""
    require(acting_user, SET_PROFILE, body)
    profile, _made = Profile.objects.select_for_update().get_or_create(body=body)
    profile.letter_word = letter_word.strip()
    profile.review_body, profile.court = review_body.strip(), court.strip()
    profile.full_clean()
    profile.save()
    record(
        acts.PROFILE_SET,
        by=acting_user,
        body=body,
        after={
            "letter_word": profile.letter_word,
            "review": profile.review_body,
            "court": profile.court,
        },
        at=at,
    )
    return profile
