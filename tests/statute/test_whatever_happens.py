"""Whatever happens to a case, in whatever order of days, is recorded; only the impossible is refused, and every day is accounted for."""

import os
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.statute import events as ev
from gongkai.statute.clock import start_clock
from gongkai.statute.course import State
from gongkai.statute.errors import CalendarNotLoaded, ImpossibleEvent, NotInForce, WrongArgument
from gongkai.statute.event_codes import Channel, Consultee, Letter, OrderedBy
from gongkai.statute.settings import Settings
from gongkai.statute.steps import next_steps
from gongkai.statute.trace import verify
from gongkai.statute.workdays import load_calendar

CALENDAR = load_calendar()
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
REFS = st.sampled_from(["", "甲"])


def an_event(day):
    return st.one_of(
        st.builds(ev.SupplementAsked, st.just(day), days=st.sampled_from([None, 5])),
        st.builds(ev.SupplementReceived, st.just(day), st.sampled_from(["", "住院"])),
        st.builds(ev.SupplementLapsed, st.just(day)),
        st.builds(ev.ConsultationSent, st.just(day), st.sampled_from(list(Consultee)), REFS),
        st.builds(ev.ConsultationReturned, st.just(day), REFS),
        st.builds(ev.ConsultationExpired, st.just(day), REFS),
        st.builds(ev.ThirdPartyTold, st.just(day), REFS),
        st.builds(ev.Extended, st.just(day), st.sampled_from([None, 5, 25])),
        st.builds(ev.ReasonsAsked, st.just(day)),
        st.builds(ev.ReasonsGiven, st.just(day)),
        st.builds(ev.LongerPeriodSet, st.just(day), st.just(day + timedelta(days=90))),
        st.builds(ev.FeeNotified, st.just(day)),
        st.builds(ev.FeePaid, st.just(day)),
        st.builds(ev.FeeLapsed, st.just(day)),
        st.builds(ev.Suspended, st.just(day), st.just("洪水")),
        st.builds(ev.Resumed, st.just(day)),
        st.builds(ev.Replied, st.just(day)),
        st.builds(ev.Delivered, st.just(day), st.sampled_from(list(Channel))),
        st.builds(ev.DeliveryReturned, st.just(day)),
        st.builds(ev.LetterArrived, st.just(day), st.sampled_from(list(Letter)), REFS),
        st.builds(ev.AnswerOrdered, st.just(day), st.sampled_from(list(OrderedBy))),
        st.builds(ev.Withdrawn, st.just(day)),
    )


@st.composite
def lives(draw):
    received = draw(st.dates(date(2021, 1, 4), date(2026, 12, 20)))
    day, events = received, []
    for _ in range(draw(st.integers(0, 9))):
        day += timedelta(days=draw(st.integers(0, 20)))
        events.append(draw(an_event(day)))
    return received, events


CHOICES = st.fixed_dictionaries(
    {
        "suspension": st.sampled_from(["refuse", "accept"]),
        "extension_count": st.sampled_from(["once", "within_cap"]),
        "reasons_stop_clock": st.sampled_from(["run", "stop"]),
        "fee_payment_effect": st.sampled_from(["restart", "resume"]),
        "extension_after_restart": st.sampled_from(["once_per_request", "once_per_period"]),
    }
)


@settings(max_examples=20_000 if LONG else 60)
@given(lives(), CHOICES)
def test_every_life_of_a_case_is_recorded_and_accounted_for(life, choices):
    received, events = life
    clock = start_clock(received, CALENDAR, settings=Settings(tuple(choices.items())))
    for event in events:
        before = clock.course
        try:
            clock = clock.after(event)
        except (ImpossibleEvent, WrongArgument, NotInForce, CalendarNotLoaded):
            continue
        course = clock.course
        entry = course.entries[-1]
        assert entry.event == event
        if not entry.effective:
            assert (course.due_on, course.state) == (before.due_on, before.state) or (
                course.provisional != before.provisional
                or State.CONSULTING in (course.state, before.state)
            )
            assert len(entry.cautions) == 1
        verify(course)
        assert 0 <= course.extension_days <= 20
        if course.in_time is not None:
            assert course.delivered_on is not None
        if course.served_on is not None:
            assert course.served_on >= course.attempts[-1].on
        for step in next_steps(course):
            assert step.until is None or step.until >= received
