"""State × event × role, as a lawyer reads it; and what each role may see."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.course import State
from gongkai.statute.event_text import EVENTS
from gongkai.web.accounts.permissions import Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.clock.workflow import STEPS, open_steps, require_step
from gongkai.web.office.errors import WrongState
from tests.web.casework.conftest import moment

RUNNING = (
    "triage split ask_search redact supplement_notice supplement_received third_party_inquiry "
    "joint_maker_inquiry assistance_letter determination_request consultation_notice consultation_returned opinion_weighed "
    "third_party_notice extension_notice reasons_request reasons_given longer_period fee_notice "
    "fee_paid suspended viewing_appointment decide merge "
    "electronic_consent paper_letter withdrawn"
)
ANSWERED = "answer_ordered electronic_consent paper_letter third_party_notice viewing_appointment suggestion_reply proactive"
GRID = {
    "running": RUNNING,
    "consulting": RUNNING,
    "awaiting_supplement": "triage supplement_received consultation_returned decide lapse merge electronic_consent paper_letter withdrawn",
    "awaiting_payment": "triage fee_paid decide lapse merge electronic_consent paper_letter withdrawn",
    "suspended": "triage resumed decide merge electronic_consent paper_letter withdrawn",
    "replied": ANSWERED,
    "delivered": ANSWERED,
    "abandoned": "answer_ordered supplement_received fee_paid",
    "withdrawn": "answer_ordered",
    "merged": "answer_ordered",
}


@pytest.fixture
def holder(desk, django_user_model):
    from gongkai.web.bodies.models import Membership

    def make(role):
        user = django_user_model.objects.create(username=f"试{role}", name="试岗")
        Membership.objects.create(user=user, body=desk.body, role=role, starts_on=date(2020, 1, 1))
        return user

    return make


def test_the_grid_knows_every_state_and_step():
    assert set(GRID) == {state.value for state in State}
    named = {code for codes in GRID.values() for code in codes.split()}
    of_a_matter = {"correction_made", "correction_refused", "correction_passed_on"}
    of_a_matter |= {"petition_transfer", "assistance_reply"}
    assert named | of_a_matter == {step.code for step in STEPS}


def test_what_answers_an_event_waits_for_it(desk):
    case = desk.receive()
    waiting = {step.code: set(step.after) for step in STEPS if step.after}
    assert waiting == {
        "supplement_received": {"supplement_asked"},
        "consultation_returned": {"consultation_sent"},
        "consultation_notice": {"consultation_sent"},
        "opinion_weighed": {"consultation_returned"},
        "third_party_notice": {"opinion_weighed"},
        "reasons_given": {"reasons_asked"},
        "fee_paid": {"fee_notified"},
    }
    opened = {step.code for step in open_steps(case, desk.clerk)}
    assert not opened & set(waiting)
    with pytest.raises(WrongState, match="还没有“告知补正”"):
        require_step("supplement_received", case, desk.clerk)


@pytest.mark.parametrize(
    ("matter", "more"),
    [
        ("correction", "correction_made correction_refused correction_passed_on"),
        ("petition", "decide merge petition_transfer"),
        ("consultation", "decide merge"),
    ],
)
def test_what_is_no_request_for_information_knows_no_fee_and_no_third_party(desk, matter, more):
    case = desk.receive()
    case.matter = matter
    opened = {step.code for step in open_steps(case, desk.clerk)}
    always = (
        "triage split ask_search supplement_notice assistance_letter extension_notice suspended "
        "viewing_appointment electronic_consent paper_letter withdrawn"
    )
    assert opened == {*always.split(), *more.split()}


@pytest.mark.parametrize("state", GRID)
def test_each_state_opens_its_steps_to_the_handler_and_to_nobody_else(desk, holder, state):
    case = desk.receive()
    at = moment("2026-03-10")
    for kind in EVENTS:
        CaseEvent.objects.create(disclosure_request=case, kind=kind, on=at, entered_at=at)
    case.state = state
    for role in Role:
        user = holder(role)
        opened = " ".join(step.code for step in open_steps(case, user))
        assert set(opened.split()) == (
            set(GRID[state].split()) if role == Role.REQUEST_HANDLER else set()
        ), role
        for step in STEPS:
            wanted = role == Role.REQUEST_HANDLER and step.code in GRID[state].split()
            if wanted:
                assert require_step(step.code, case, user) is step
            else:
                error = WrongState if role == Role.REQUEST_HANDLER else Refused
                with pytest.raises(error):
                    require_step(step.code, case, user)
