"""A case on its way, told by its acts."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.core.cache import cache
from django.utils import timezone

from gongkai.statute.event_codes import Channel
from gongkai.statute.receipt import Door
from gongkai.web.casework.letters.actions.deliver import send_letter
from gongkai.web.casework.letters.actions.draft import draft_decision, draft_letter
from gongkai.web.casework.letters.actions.issue import (
    approve_letter,
    check_secrecy,
    going_out,
    sign_letter,
    submit_letter,
)
from gongkai.web.casework.letters.actions.paper import PaperLetter, record_paper_letter
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.letters.receivers import Receiver
from gongkai.web.casework.requests import held, mail
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import ApplicantFacts

TEXT = "2025年河东村道路硬化工程的验收报告"


SELF = Receiver("田大有", "self")


def signer(channel, given):
    """Who signs where nothing else is told: what is handed over, the applicant."""
    handed = channel in (Channel.DIRECT, Channel.ENTRUSTED)
    return {"signed_by": SELF, **given} if handed else given


def moment(day, hour=10):
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time(hour)))


class Desk:
    """The people of one body at work."""

    def __init__(self, body, person):
        self.body, self.person = body, person
        self.clerk = person("柳河拟稿")

    def receive(
        self, day="2026-03-10", text=TEXT, kind="natural_person", who=None, door=Door.COUNTER
    ):
        who = who or ApplicantFacts(
            "田大有", identity_number="000000199001010000", phone="0000-5550199"
        )
        arrival = Arrival(door, submitted_on=date.fromisoformat(day))
        return register_request(
            self.body,
            acting_user=self.clerk,
            at=moment(day),
            arrival=arrival,
            asked=Asked(who, kind, text),
        ).disclosure_request

    def again(self, case):
        return DisclosureRequest.objects.select_related("body").get(pk=case.pk)

    def issue(self, letter, day):
        at = moment(day)
        approval = submit_letter(letter, acting_user=self.clerk, at=at)
        approve_letter(
            approval, acting_user=self.person("柳河一审"), at=at, comment="", proofread=True
        )
        if approval.letter.needs_secrecy_check:
            check_secrecy(
                approval,
                acting_user=self.person("柳河保密"),
                at=at,
                looked_at=going_out(approval.letter),
            )
        return sign_letter(approval, acting_user=self.person("柳河三审"), at=at)

    def send(self, letter, day, channel=Channel.DIRECT, **more):
        letter = Letter.objects.get(pk=letter.pk)
        on = date.fromisoformat(day)
        return send_letter(
            letter,
            acting_user=self.clerk,
            at=moment(day),
            channel=channel,
            on=on,
            **signer(channel, more),
        )

    def letter(self, case, code, day, **facts):
        drafted = draft_letter(case, acting_user=self.clerk, at=moment(day), code=code, facts=facts)
        signed = self.issue(drafted, day)
        self.send(signed, day)
        return signed

    def paper(self, case, code, day, number="柳政函〔2026〕9号", issued_on=None, **more):
        """A letter that went out on paper; entered on ``entered`` or the same day."""
        entered = more.pop("entered", day)
        channel = more.pop("channel", Channel.DIRECT)
        return record_paper_letter(
            case,
            acting_user=self.clerk,
            at=moment(entered),
            paper=PaperLetter(
                code,
                number,
                date.fromisoformat(issued_on or day),
                channel,
                date.fromisoformat(day),
                **signer(channel, more),
            ),
        )

    def decide(self, case, day, answers, **facts):
        facts = {"given_place": "复印件共2页，底稿存镇档案室", **facts}
        return draft_decision(
            case, acting_user=self.clerk, at=moment(day), answers=answers, facts=facts
        )

    def answer(self, case, day, answers, way=Channel.DIRECT, sent_on=None, **facts):
        words = {"proof_words": "XA00000000011"} if way is Channel.POST else {}
        letter = self.issue(self.decide(case, day, answers, **facts), day)
        self.send(letter, sent_on or day, way, **words)
        return Letter.objects.get(pk=letter.pk)


@pytest.fixture
def desk(body, person):
    return Desk(body("QS11"), person)


@pytest.fixture(autouse=True)
def _nothing_was_pressed_before():
    """A form that was pressed in another test is not pressed twice in this one."""
    cache.clear()


@pytest.fixture(autouse=True)
def _own_shelves(monkeypatch):
    """What waits lies in the store that all tests share; nobody clears away another's."""
    for noun in (held, mail):
        folder = f"{noun.ASIDE.folder}-{secrets.token_hex(8)}"
        monkeypatch.setattr(noun, "ASIDE", replace(noun.ASIDE, folder=folder))
