"""The gate for letters: their words and what goes with them, without what the applicant said of itself."""

from __future__ import annotations

from datetime import date, datetime
from html import escape
from typing import Any

from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.redactions.screening import look_part, redactions_of
from gongkai.web.casework.redactions.screening import subject_of as copy_subject
from gongkai.web.casework.requests.people import unseal_person
from gongkai.web.vetting.errors import Blocked
from gongkai.web.vetting.gate import Examination, let_stand, look_at, save_run
from gongkai.web.vetting.models import Moment
from gongkai.web.vetting.parts import file_part, page_part
from gongkai.web.vetting.subjects import Subject


def subject_of(letter: Letter, on: date) -> Subject:
    """This version of the letter. The applicant's own words and numbers go back to the applicant: they are no leak."""
    case = letter.disclosure_request
    person = unseal_person(case.applicant.sealed)
    text = letter.text.replace(case.text, "（申请内容）")
    for own in (person.identity_number, person.phone, person.address, person.email):
        if own:
            text = text.replace(own, "（申请人本人）")
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    page = f'<html><head><meta charset="utf-8"></head><body>{lines}</body></html>'.encode()
    enclosures = [file_part(each) for each in letter.enclosures.all()]
    looks = [look_part(each) for each in redactions_of(letter.enclosures.all())]
    return Subject(letter, case.body, on, (page_part(page), *enclosures, *looks))


def examine(letter: Letter, on: date) -> Examination:
    """What the present rules find in the letter, without what somebody gave a reason for in the copies that go with it."""
    subject = subject_of(letter, on)
    copies = [copy_subject(each, on) for each in redactions_of(letter.enclosures.all())]
    return Examination(tuple(look_at(subject, let_stand([subject, *copies]))))


def pass_gate(letter: Letter, *, moment: Moment, by: Any, at: datetime, on: date) -> Examination:
    """Screen, keep what was seen, and stop: raises `Blocked` unless all was clean or answered for.

    Call it before the transaction of the act: what it saw is kept whatever becomes of the act.
    """
    examination = examine(letter, on)
    save_run(subject_of(letter, on), examination, moment=moment, by=by, at=at)
    if not examination.passes:
        raise Blocked(examination.blocking, examination.unread)
    return examination
