"""See what would go, then let it go: the person leaves, a hollow case stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.models import WORDS
from gongkai.web.casework.letters.models import IssuedFile
from gongkai.web.casework.permissions import HOLLOW
from gongkai.web.casework.redactions.models import Redaction
from gongkai.web.casework.requests.lookup import NOBODY
from gongkai.web.casework.requests.models import (
    PERSONAL_KINDS,
    DisclosureRequest,
    FileKind,
    RequestFile,
)
from gongkai.web.casework.requests.people import ApplicantFacts, seal_person
from gongkai.web.casework.requests.related import held_back
from gongkai.web.casework.retention.kinds import IDENTITY, RetentionKind
from gongkai.web.files.models import StoredFile
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState

GONE = "（保管期满，已去除）"


@dataclass(frozen=True)
class Impact:
    """What a destruction would reach.

    Attributes:
        kind: of what.
        going: cases of which it goes.
        held: cases whose time is over and of which nothing goes, because a dispute runs.
        files: how many files would go.
        mark: names exactly this; whoever confirms has seen it.
    """

    kind: RetentionKind
    going: tuple[DisclosureRequest, ...]
    held: tuple[DisclosureRequest, ...]
    files: int
    mark: str


def impact_of(body: PublicBody, kind: RetentionKind, *, on: date) -> Impact:
    """What is due on a day, and what is held back from it."""
    expired = list(kind.expired(body, on).select_related("body"))
    held = held_back([case.pk for case in expired], on)
    going = tuple(case for case in expired if case.pk not in held)
    numbers = [case.pk for case in going]
    files = sum(len(list(_files_of(case, kind))) for case in going)
    return Impact(
        kind,
        going,
        tuple(case for case in expired if case.pk in held),
        files,
        digest_of(json.dumps([kind.code, numbers, files]).encode())[:16],
    )


@transaction.atomic
def let_go(
    body: PublicBody,
    kind: RetentionKind,
    *,
    acting_user: User | Platform,
    at: datetime,
    mark: str,
) -> Impact:
    """Destroy what was shown, and nothing else.

    Raises:
        WrongState: it is no longer what was shown, or a dispute has begun.
        ActionError: nothing is due.
    """
    require(acting_user, HOLLOW, body)
    on = timezone.localdate(at)
    impact = impact_of(body, kind, on=on)
    if not impact.going:
        raise ActionError(_("没有保管期满、可以去除的。"))
    if impact.mark != mark:
        raise WrongState(_("应去除的内容在您查看之后有变化，请重新核对。"))
    paths: list[str] = []
    for each in impact.going:
        case = locked(each)
        if held_back([case.pk], on):
            raise WrongState(_("{number}有复议、诉讼，不能去除。").format(number=case.number))
        gone = list(_files_of(case, kind))
        paths += [path for stored in gone for path in _emptied(stored)]
        if kind is not IDENTITY:
            _hollow(case, on)
        record(
            acts.HOLLOWED,
            by=acting_user,
            body=body,
            subject=case,
            after={"kind": kind.code, "files": [stored.sha256 for stored in gone]},
            at=at,
        )
    transaction.on_commit(lambda: _remove(paths))
    return impact


def _files_of(case: DisclosureRequest, kind: RetentionKind) -> Iterator[StoredFile]:
    files = case.files.exclude(file="")
    if kind is IDENTITY:
        yield from files.filter(kind__in=PERSONAL_KINDS)
        return
    # What was redacted for the public names nobody.
    yield from files.exclude(kind=FileKind.RELEASED)
    yield from IssuedFile.objects.filter(letter__disclosure_request=case).exclude(file="")
    yield from Redaction.objects.filter(disclosure_request=case).exclude(file="")


def _emptied(stored: StoredFile) -> list[str]:
    """The row stays with its digest; the path of its bytes, where no other row needs them."""
    path = stored.file.name
    type(stored)._default_manager.filter(pk=stored.pk).update(file="", name=GONE)
    return [path]


def _remove(paths: Iterable[str]) -> None:
    """Bytes that another row still names stay."""
    for path in dict.fromkeys(paths):
        needed = any(
            model._default_manager.filter(file=path).exists()
            for model in (RequestFile, IssuedFile, Redaction)
        )
        if not needed:
            private_store().delete(path)


def _hollow(case: DisclosureRequest, on: date) -> None:
    case.applicant.sealed = seal_person(ApplicantFacts(GONE))
    case.applicant.save(update_fields=["sealed"])
    # Marks that belong to nobody: equal ones are never found again.
    nobody = f"hollow-{case.pk}"
    case.text, case.wanted_form, case.read_back, case.unreachable = GONE, "", "", ""
    case.code_digest, case.applicant_digest, case.words_digest = NOBODY, nobody, nobody
    case.address_digest, case.hollowed_on = "", on
    case.save()
    for event in case.events.all():
        event.note = ""
        event.facts = {
            name: GONE if name in WORDS and value else value for name, value in event.facts.items()
        }
        event.save(update_fields=["note", "codes", "words"])
    for letter in case.letters.all():
        letter.details, letter.text = json.dumps({"addressee": GONE}, ensure_ascii=False), GONE
        letter.save(update_fields=["details", "text"])
        letter.deliveries.update(proof_words="", why_returned="")
    for decision in case.decisions.all():
        decision.facts, decision.overridden_because = "{}", ""
        decision.save(update_fields=["facts", "overridden_because"])
    for search in case.searches.all():
        search.sought, search.clues, search.clue_answers = GONE, "", ""
        search.save(update_fields=["sought", "clues", "clue_answers"])
