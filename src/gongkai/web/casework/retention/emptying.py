"""What of a case goes when its time is over: its files, and the words in it. The hollow case stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from gongkai.web.casework.clock.models import WORDS, CaseEvent
from gongkai.web.casework.letters.models import IssuedFile, LetterApproval, LetterStep
from gongkai.web.casework.redactions.models import PicturePage, Redaction, RedactionBox
from gongkai.web.casework.requests.lookup import NOBODY
from gongkai.web.casework.requests.models import (
    PERSONAL_KINDS,
    SEALED_KINDS,
    DisclosureRequest,
    FileKind,
)
from gongkai.web.casework.requests.people import ApplicantFacts, seal_person
from gongkai.web.files.models import StoredFile

GONE = "（保管期满，已去除）"


def identity_files(case: DisclosureRequest) -> Iterator[StoredFile]:
    """Who somebody is; the mail too, where it brought some of that."""
    files = case.files.exclude(file="")
    if files.filter(kind__in=PERSONAL_KINDS).exists():
        yield from files.filter(kind__in=SEALED_KINDS)


def case_files(case: DisclosureRequest) -> Iterator[StoredFile]:
    """Every file of a case but what was redacted for the public, which names nobody."""
    yield from case.files.exclude(file="").exclude(kind=FileKind.RELEASED)
    yield from IssuedFile.objects.filter(letter__disclosure_request=case).exclude(file="")
    yield from Redaction.objects.filter(disclosure_request=case).exclude(file="")


def nothing_more(case: DisclosureRequest, on: date) -> None:
    """Only files go."""


def hollow_case(case: DisclosureRequest, on: date) -> None:
    """Take out of a case who asked, who was asked, and what anybody wrote."""
    case.applicant.sealed = seal_person(ApplicantFacts(GONE))
    case.applicant.save(update_fields=["sealed"])
    # Marks that belong to nobody: equal ones are never found again.
    nobody = f"hollow-{case.pk}"
    case.text, case.wanted_form, case.read_back, case.unreachable = GONE, "", "", ""
    case.code_digest, case.applicant_digest, case.words_digest = NOBODY, nobody, nobody
    case.address_digest, case.hollowed_on = "", on
    case.save()
    for event in CaseEvent.everything.filter(disclosure_request=case):
        event.note = event.struck_because = ""
        event.facts = {
            name: GONE if name in WORDS and value else value for name, value in event.facts.items()
        }
        event.save(update_fields=["note", "codes", "words", "struck_because"])
    for letter in case.letters.select_related("evidence"):
        letter.details, letter.text = json.dumps({"addressee": GONE}, ensure_ascii=False), GONE
        letter.save(update_fields=["details", "text"])
        letter.deliveries.update(proof_words="", signed_by="", why_returned="")
        frozen = getattr(letter, "evidence", None)
        if frozen is not None:
            # A file is called as whoever handed it in called it.
            frozen.manifest = json.dumps(
                [
                    {**each, "name": GONE} if each["id"].startswith("file-") else each
                    for each in frozen.pieces
                ],
                ensure_ascii=False,
            )
            frozen.save(update_fields=["manifest"])
    LetterApproval.objects.filter(letter__disclosure_request=case).update(because="")
    LetterStep.objects.filter(approval__letter__disclosure_request=case).update(comment="")
    RedactionBox.objects.filter(redaction__disclosure_request=case).update(note="", word=None)
    PicturePage.objects.filter(redaction__disclosure_request=case).delete()
    case.redactions.update(voided_because="")
    for decision in case.decisions.all():
        decision.facts, decision.overridden_because = "{}", ""
        decision.save(update_fields=["facts", "overridden_because"])
    for search in case.searches.all():
        search.sought, search.clues, search.clue_answers = GONE, "", ""
        search.terms, search.people, search.result = "", "", ""
        search.save(update_fields=["sought", "clues", "clue_answers", "terms", "people", "result"])
