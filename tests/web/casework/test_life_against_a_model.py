"""Lives of cases, told through the acts, against a plain model: clock, journal and counts keep in step. The long profile lives 500."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gongkai.web.casework.clock.actions import entry_of, record_event
from gongkai.web.casework.counting.table import count
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from tests.statute.day_by_day import NotAllowed, Walk
from tests.web.casework.conftest import moment

LIVES = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 40
GAPS = st.integers(0, 12)
WAITS = {"supplement": "awaiting_supplement", "fee": "awaiting_payment"}
ROWS = {
    "disclosed": "disclosed",
    "not_this_agency": "unavailable_not_held",
    "withheld_internal_affairs": "withheld_internal_affairs",
    "withdrawn": "other_other",
    "other_not_supplemented": "other_not_supplemented",
}


class Life(RuleBasedStateMachine):
    """One case. ``allowed`` are the events to which the law gives effect, as `Walk` takes them."""

    desk = None
    lived = 0

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.case = None

    def teardown(self):
        Life.lived += 1
        transaction.savepoint_rollback(self.before)

    @initialize(received=st.dates(date(2026, 1, 5), date(2026, 5, 29)))
    def comes(self, received):
        self.day = self.received = received
        self.case = self.desk.receive(received.isoformat())
        self.allowed, self.entered, self.numbers = [], 0, 0
        self.asked, self.outcome, self.concluded = [], "", None
        self.kinds = set()

    def goes_on(self, gap):
        self.day += timedelta(days=gap)
        return self.day

    def model(self):
        walk = Walk(self.received)
        last = walk.run(self.allowed)
        return walk, last

    def try_in_model(self, kind, value=None):
        """Whether the law gives it effect; then the model has it."""
        told = (kind, self.day, value)
        try:
            Walk(self.received).run([*self.allowed, told])
        except NotAllowed:
            return False
        self.allowed.append(told)
        return True

    def paper(self, code, **more):
        self.numbers += 1
        letter = self.desk.paper(
            self.case,
            code,
            self.day.isoformat(),
            number=f"柳政函〔2026〕{self.numbers}号",
            **more,
        )
        self.entered += 1
        return letter

    def effective(self):
        return entry_of(self.case.events.order_by("pk").last()).effective

    def happens(self, step, **facts):
        event = record_event(
            self.case,
            acting_user=self.desk.clerk,
            at=moment(self.day.isoformat()),
            step=step,
            on=self.day,
            facts=facts,
        )
        self.entered += 1
        return entry_of(event).effective

    def is_open(self):
        return self.case is not None and not self.concluded

    @precondition(is_open)
    @rule(gap=GAPS)
    def asks_for_a_supplement(self, gap):
        self.goes_on(gap)
        self.paper("supplement_notice", event_facts={"supplement_days": 15})
        self.kinds.add("supplement_asked")
        assert self.effective() == self.try_in_model("supplement_asked")

    @precondition(is_open)
    @rule(gap=GAPS)
    def gets_the_supplement(self, gap):
        self.goes_on(gap)
        walk, _last = self.model()
        if "supplement_asked" not in self.kinds or walk.waiting == "fee":
            with pytest.raises(WrongState):
                self.happens("supplement_received")
            return
        assert self.happens("supplement_received") == self.try_in_model("supplement_received")

    @precondition(is_open)
    @rule(gap=GAPS)
    def asks_a_third_party(self, gap):
        self.goes_on(gap)
        letter = self.paper("third_party_inquiry", addressee="清泉供水有限公司")
        ref = f"L{letter.pk}"
        effective = self.try_in_model("consultation_sent", ref)
        assert self.effective() == effective
        self.asked.append((ref, effective))

    @precondition(lambda self: self.is_open() and self.asked)
    @rule(gap=GAPS, position=st.sampled_from(["consents", "objects", "objects_with_reasons"]))
    def hears_the_third_party(self, gap, position):
        self.goes_on(gap)
        walk, _last = self.model()
        ref, counts = self.asked[0]
        if walk.waiting == "fee":
            with pytest.raises(WrongState):
                self.happens("consultation_returned", ref=ref, position=position)
            return
        self.asked.pop(0)
        assert self.happens("consultation_returned", ref=ref, position=position)
        if counts:
            assert self.try_in_model("consultation_returned", ref)
        with pytest.raises(ActionError):
            self.happens("consultation_returned", ref=ref, position=position)

    @precondition(is_open)
    @rule(gap=GAPS, days=st.integers(1, 20))
    def extends(self, gap, days):
        self.goes_on(gap)
        self.paper("extension_notice", event_facts={"days": days, "approved_by": "丁一鸣"})
        assert self.effective() == self.try_in_model("extended", days)

    @precondition(is_open)
    @rule(gap=GAPS)
    def charges(self, gap):
        self.goes_on(gap)
        self.paper("fee_notice", event_facts={"fee_amount": 100})
        self.kinds.add("fee_notified")
        assert self.effective() == self.try_in_model("fee_notified")

    @precondition(is_open)
    @rule(gap=GAPS)
    def is_paid(self, gap):
        self.goes_on(gap)
        walk, _last = self.model()
        if "fee_notified" not in self.kinds or walk.waiting == "supplement":
            with pytest.raises(WrongState):
                self.happens("fee_paid")
            return
        assert self.happens("fee_paid", amount=100) == self.try_in_model("fee_paid")

    @precondition(is_open)
    @rule(
        gap=GAPS,
        outcome=st.sampled_from(["disclosed", "not_this_agency", "withheld_internal_affairs"]),
    )
    def answers(self, gap, outcome):
        self.goes_on(gap)
        self.paper("answer", outcome=outcome)
        self.entered += 1  # made, and delivered
        self.outcome, self.concluded = outcome, self.day

    @precondition(is_open)
    @rule(gap=GAPS)
    def gives_up_on_the_supplement(self, gap):
        self.goes_on(gap)
        walk, _last = self.model()
        over = walk.waiting == "supplement" and self.day > walk.wait_by
        self.paper("answer", outcome="other_not_supplemented")
        assert self.effective() == over
        if over:
            self.outcome, self.concluded = "other_not_supplemented", self.day

    @precondition(is_open)
    @rule(gap=GAPS)
    def is_withdrawn(self, gap):
        self.goes_on(gap)
        assert self.happens("withdrawn")
        self.outcome, self.concluded = "withdrawn", self.day

    @precondition(lambda self: self.concluded)
    @rule(gap=GAPS)
    def the_end_stands(self, gap):
        self.goes_on(gap)
        with pytest.raises(WrongState):
            self.happens("withdrawn")

    @invariant()
    def clock_journal_and_counts_are_those_of_the_model(self):
        if self.case is None:
            return
        case = DisclosureRequest.objects.get(pk=self.case.pk)
        assert (case.outcome, case.concluded_on) == (self.outcome, self.concluded)
        entries = Entry.objects.filter(
            act="casework.record-event",
            subject_kind="casework.disclosurerequest",
            subject_number=str(case.pk),
        )
        assert entries.count() == case.events.count() == self.entered
        table = {
            row: number
            for (row, column), number in count(case.body, 2026).items()
            if column == "total"
        }
        if self.concluded:
            assert table == {"new": 1, ROWS[self.outcome]: 1, "result_total": 1}
            return
        assert table == {"new": 1, "carried_out": 1}
        walk, last = self.model()
        assert case.due_on == last
        if walk.waiting:
            assert case.state == WAITS[walk.waiting]
        else:
            assert case.state in {"running", "consulting"}


def test_every_life_keeps_in_step_with_a_plain_model(desk):
    Life.desk = desk
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Life.lived >= LIVES
