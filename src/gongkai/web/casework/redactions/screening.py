"""The gate for redacted copies: the copy itself, and what the look at it found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from gongkai.screening.finding import Finding, Place, fingerprint
from gongkai.web.casework.redactions.models import Redaction
from gongkai.web.casework.requests.models import RequestFile
from gongkai.web.files.store import digest_of
from gongkai.web.vetting.gate import Examination, let_stand, look_at
from gongkai.web.vetting.parts import file_part
from gongkai.web.vetting.subjects import Part, Seen, Subject


def subject_of(redaction: Redaction, on: date) -> Subject:
    """The copy of a finished redaction."""
    assert redaction.copy is not None
    body = redaction.disclosure_request.body
    return Subject(redaction, body, on, (file_part(redaction.copy), look_part(redaction)))


def look_part(redaction: Redaction) -> Part:
    """What the look at the copy found, as a part of what goes out."""
    told = json.dumps([redaction.copy_digest, redaction.left_over], sort_keys=True)
    name = f"《{redaction.name}》的副本"
    return Part(name, "", digest_of(told.encode()), partial(_left_over, redaction))


def examine(redaction: Redaction, on: date) -> Examination:
    """What stands in the copy that must not go out, without what somebody gave a reason for."""
    subject = subject_of(redaction, on)
    return Examination(tuple(look_at(subject, let_stand([subject]))))


def redactions_of(copies: Iterable[RequestFile]) -> Iterator[Redaction]:
    """The redactions of which these files are the copies."""
    yield from Redaction.objects.filter(copy__in=list(copies)).select_related(
        "copy", "disclosure_request__body"
    )


def _left_over(redaction: Redaction, *_facts: Any) -> Seen:
    found = tuple(
        Finding(
            variety_name=each["variety"],
            count=each["times"],
            place=Place(page=each["page"]),
            excerpt=each["excerpt"],
            fingerprint=fingerprint(redaction.copy_digest, "look", number),
        )
        for number, each in enumerate(redaction.left_over)
    )
    return found, ()
