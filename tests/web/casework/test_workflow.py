"""State × event × role, as a lawyer reads it; and what each role may see."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.course import State
from gongkai.web.accounts.permissions import Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.casework.clock.workflow import STEPS, open_steps, require_step
from gongkai.web.office.errors import WrongState

RUNNING = "triage split ask_search redact supplement_notice third_party_inquiry joint_maker_inquiry consultation_returned extension_notice reasons_request reasons_given longer_period fee_notice decide withdrawn"
GRID = {
    "running": RUNNING,
    "consulting": RUNNING,
    "awaiting_supplement": "triage supplement_received consultation_returned decide lapse withdrawn",
    "awaiting_payment": "triage fee_paid decide lapse withdrawn",
    "suspended": "triage decide withdrawn",
    "replied": "answer_ordered",
    "delivered": "answer_ordered",
    "abandoned": "answer_ordered",
    "withdrawn": "answer_ordered",
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
    corrections = {"correction_made", "correction_refused", "correction_passed_on"}
    assert named | corrections == {step.code for step in STEPS}


@pytest.mark.parametrize("state", GRID)
def test_each_state_opens_its_steps_to_the_handler_and_to_nobody_else(desk, holder, state):
    case = desk.receive()
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
