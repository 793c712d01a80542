"""The clock against a walk day by day, over random cases. The long profile runs 100,000 of them."""

import os
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.statute import events as ev
from gongkai.statute.clock import start_clock
from gongkai.statute.errors import CalendarNotLoaded, ImpossibleEvent, NotInForce
from gongkai.statute.settings import Settings
from gongkai.statute.trace import trace, verify
from gongkai.statute.workdays import load_calendar
from tests.statute.day_by_day import WORKING, NotAllowed, OutOfYears, Walk

CALENDAR = load_calendar()
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
CASES = settings(max_examples=100_000 if LONG else 200)
RECEIVED = st.dates(date(2019, 5, 15), date(2026, 9, 30))

MAKERS = {
    "supplement_asked": lambda day, value: ev.SupplementAsked(day),
    "supplement_received": lambda day, value: ev.SupplementReceived(day),
    "consultation_sent": lambda day, value: ev.ConsultationSent(day, ref=value),
    "consultation_returned": lambda day, value: ev.ConsultationReturned(day, ref=value),
    "extended": lambda day, value: ev.Extended(day, days=value, approved_by="某主任"),
    "fee_notified": lambda day, value: ev.FeeNotified(day),
    "fee_paid": lambda day, value: ev.FeePaid(day),
}


@st.composite
def cases(draw):
    received = draw(RECEIVED)
    day, events = received, []
    for kind in draw(st.lists(st.sampled_from(list(MAKERS)), max_size=6)):
        day += timedelta(days=draw(st.integers(0, 12)))
        value = None
        if kind.startswith("consultation"):
            value = draw(st.sampled_from(["", "甲"]))
        elif kind == "extended":
            value = draw(st.integers(1, 20))
        events.append((kind, day, value))
    return received, events


CHOICES = st.fixed_dictionaries(
    {
        "pause_begins": st.sampled_from(["next_day", "same_day"]),
        "pause_ends": st.sampled_from(["reply_day", "day_before"]),
        "fee_payment_effect": st.sampled_from(["restart", "resume"]),
    }
)


def walked(received, events, choices):
    """The walk's verdict: the index of the first event not allowed, or the last day or None."""
    for length in range(len(events) + 1):
        walk = Walk(
            received,
            same_day_pause=choices["pause_begins"] == "same_day",
            reply_day_counts=choices["pause_ends"] == "day_before",
            fee_resumes=choices["fee_payment_effect"] == "resume",
        )
        try:
            last = walk.run(events[:length])
        except NotAllowed:
            return "refused", length - 1
    return "runs", last


def clocked(received, events, choices):
    """The clock's verdict in the same words, and the clock."""
    clock = start_clock(received, CALENDAR, settings=Settings(tuple(choices.items())))
    for index, (kind, day, value) in enumerate(events):
        try:
            clock = clock.after(MAKERS[kind](day, value))
        except (ImpossibleEvent, NotInForce):
            return ("refused", index), clock
        if not clock.course.entries[-1].effective:
            return ("refused", index), clock
    return ("runs", clock.course.due_on), clock


@CASES
@given(cases(), CHOICES)
def test_the_clock_agrees_with_a_walk_day_by_day(case, choices):
    received, events = case
    try:
        expected = walked(received, events, choices)
    except OutOfYears:
        assume(False)
    found, clock = clocked(received, events, choices)
    if clock.course.certain_until is not None:
        assume(False)  # the walk knows no guessed years
    assert found == expected
    verify(clock.course)
    course = clock.course
    if course.due_on is not None:
        assert course.due_on in WORKING
        assert course.due_on > course.received_on
        assert course.working_days == sum(span.days for span in trace(course))
        assert 20 <= course.working_days <= 40
        assert course.working_days == 20 + course.extension_days


@CASES
@given(RECEIVED, st.integers(0, 30), st.integers(0, 30))
def test_a_later_receipt_never_gives_an_earlier_last_day(received, shift, extension):
    later = received + timedelta(days=shift)
    try:
        first = start_clock(received, CALENDAR).course.due_on
        second = start_clock(later, CALENDAR).course.due_on
    except CalendarNotLoaded:
        assume(False)
    assert first <= second


@CASES
@given(RECEIVED, st.integers(1, 14), st.integers(0, 25))
def test_a_consultation_never_brings_the_last_day_forward_nor_by_more_than_its_cap(
    received, sent_after, answered_after
):
    sent = received + timedelta(days=sent_after)
    returned = sent + timedelta(days=answered_after)
    try:
        plain = start_clock(received, CALENDAR)
        asked = plain.after(ev.ConsultationSent(sent))
        answered = asked.after(ev.ConsultationReturned(returned))
    except CalendarNotLoaded:
        assume(False)
    assert plain.course.due_on <= answered.course.due_on <= asked.course.due_on
    moved = CALENDAR.count(plain.course.due_on, asked.course.due_on)
    assert moved == 15


@CASES
@given(RECEIVED, st.integers(1, 20))
def test_days_used_and_left_add_up_to_the_period_on_every_day(received, days):
    try:
        course = start_clock(received, CALENDAR, [ev.Extended(received, days=days)]).course
    except CalendarNotLoaded:
        assume(False)
    day = received
    while day <= course.due_on:
        assert course.used(day) + course.left(day) == 20 + days
        day += timedelta(days=1)
    assert course.left(course.due_on) == 0
    assert not course.overdue(course.due_on)
