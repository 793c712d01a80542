from datetime import date

import pytest

from gongkai.statute import events as ev
from gongkai.statute.clock import Clock, start_clock
from gongkai.statute.course import State
from gongkai.statute.errors import (
    CalendarNotLoaded,
    ImpossibleEvent,
    NotInForce,
    StatuteError,
    WrongArgument,
)
from gongkai.statute.event_text import parse_event
from gongkai.statute.receipt import Receipt
from gongkai.statute.settings import Settings
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()


def clock(received, *events, **settings):
    chosen = Settings(tuple(settings.items()))
    return start_clock(D(received), CALENDAR, map(parse_event, events), chosen)


def refusal_of(received, *events, **settings):
    with pytest.raises(ImpossibleEvent) as refusal:
        clock(received, *events, **settings)
    return refusal.value


def without_effect(received, *events, **settings):
    """The finding on the last event, which is recorded and changes nothing."""
    before = clock(received, *events[:-1], **settings).course
    course = clock(received, *events, **settings).course
    entry = course.entries[-1]
    assert not entry.effective
    assert (course.due_on, course.state) == (before.due_on, before.state)
    return entry.cautions[0]


def test_an_answer_is_due_twenty_working_days_after_receipt():
    assert clock("2026-09-18").course.due_on == D("2026-10-22")


def test_a_clock_is_immutable_and_after_gives_a_new_one():
    first = clock("2026-03-02")
    second = first.after(ev.Extended(D("2026-03-20"), days=5, approved_by="某主任"))
    assert first.course.due_on == D("2026-03-30")
    assert second.course.due_on == D("2026-04-07")
    with pytest.raises(AttributeError):
        first.events = ()


def test_a_supplement_may_be_asked_once_and_only_within_seven_working_days():
    assert clock("2026-09-18").course.supplement_notice_by == D("2026-09-29")
    assert without_effect("2026-09-18", "supplement_asked=2026-09-30").cite == "ogi-2019#30"
    again = without_effect(
        "2026-03-02",
        "supplement_asked=2026-03-04",
        "supplement_received=2026-03-05",
        "supplement_asked=2026-03-06",
    )
    assert again.cite == "ogi-2019#30"
    assert "一次性" in again.message


def test_the_period_begins_afresh_the_day_after_the_supplement_arrives():
    course = clock(
        "2026-03-02", "supplement_asked=2026-03-05", "supplement_received=2026-03-12"
    ).course
    assert course.start == D("2026-03-12")
    assert course.due_on == D("2026-04-10")


def test_a_missed_supplement_without_good_reason_abandons_the_request():
    course = clock(
        "2026-03-02", "supplement_asked=2026-03-04", "supplement_lapsed=2026-03-26"
    ).course
    assert course.state is State.ABANDONED
    assert course.due_on is None
    assert not course.overdue(D("2026-12-31"))


def test_a_late_supplement_with_a_good_reason_counts():
    course = clock(
        "2026-03-02",
        "supplement_asked=2026-03-04",
        "supplement_received=2026-03-26,good_reason=住院",
    ).course
    assert course.state is State.RUNNING


def test_time_for_consulting_third_parties_and_other_agencies_is_not_counted():
    asked = ("consultation_sent=2026-03-04", "consultation_returned=2026-03-10")
    assert clock("2026-03-02", *asked).course.due_on == D("2026-04-03")
    other = ("consultation_sent=2026-03-04,consultee=other_agency", asked[1])
    assert clock("2026-03-02", *other).course.due_on == D("2026-04-03")


def test_a_third_party_has_fifteen_working_days_and_silence_is_no_consent():
    consultation = clock("2026-03-02", "consultation_sent=2026-03-04").course.consultations[0]
    assert consultation.expires_on == D("2026-03-25")
    assert not consultation.deemed_consent(D("2026-03-26"))
    assert "由行政机关依照条例决定" in consultation.silence


def test_a_joint_maker_has_fifteen_working_days_and_silence_is_consent():
    sent = "consultation_sent=2026-03-04,consultee=joint_maker"
    consultation = clock("2026-03-02", sent).course.consultations[0]
    assert consultation.expires_on == D("2026-03-25")
    assert not consultation.deemed_consent(D("2026-03-25"))
    assert consultation.deemed_consent(D("2026-03-26"))
    assert "视为同意公开" in consultation.silence


def test_an_open_consultation_makes_the_last_day_provisional():
    assert clock("2026-03-02", "consultation_sent=2026-03-04").course.provisional
    assert not clock(
        "2026-03-02", "consultation_sent=2026-03-04", "consultation_returned=2026-03-10"
    ).course.provisional


def test_an_opinion_after_its_time_is_noted_and_does_not_stretch_the_pause():
    course = clock(
        "2026-03-02", "consultation_sent=2026-03-04", "consultation_returned=2026-04-02"
    ).course
    assert course.due_on == D("2026-04-21")
    assert "晚于期限2026-03-25" in course.cautions[0].message


def test_a_consultation_sent_on_the_last_day_cannot_stop_a_period_that_is_used_up():
    course = clock("2026-03-02", "consultation_sent=2026-03-30").course
    assert course.due_on == D("2026-03-30")
    assert course.cautions[0].cite == "setting:pause_begins"


def test_an_extension_is_at_most_twenty_working_days_and_once_unless_set_otherwise():
    assert without_effect("2026-03-02", "extended=2026-03-20,days=21").cite == "ogi-2019#33.2"
    twice = ("extended=2026-03-20,days=5", "extended=2026-03-25,days=5")
    assert without_effect("2026-03-02", *twice).cite == "setting:extension_count"
    course = clock("2026-03-02", *twice, extension_count="within_cap").course
    assert course.extension_days == 10
    over = (*twice, "extended=2026-03-26,days=11")
    assert without_effect("2026-03-02", *over, extension_count="within_cap").cite == "ogi-2019#33.2"


def test_an_extension_after_the_last_day_is_refused():
    late = without_effect("2026-03-02", "extended=2026-03-31")
    assert late.cite == "ogi-2019#33.2"
    assert "2026-03-30届满" in late.message
    assert late.message.startswith("“延长答复期限”（2026-03-31）")


def test_an_extension_without_a_recorded_approval_is_noted():
    noted = clock("2026-03-02", "extended=2026-03-20,days=5").course.cautions
    assert "工作机构负责人同意" in noted[0].message
    approved = clock("2026-03-02", "extended=2026-03-20,days=5,approved_by=某主任").course
    assert approved.cautions == ()


def test_a_fee_must_be_notified_within_the_period_and_paid_within_twenty_working_days():
    course = clock("2026-03-02", "fee_notified=2026-03-10").course
    assert course.state is State.AWAITING_PAYMENT
    assert course.payment_by == D("2026-04-08")
    assert course.due_on is None
    assert without_effect("2026-03-02", "fee_notified=2026-03-31").cite == "fees-2020#6"


def test_the_period_begins_afresh_after_payment_unless_set_otherwise():
    events = ("fee_notified=2026-03-10", "fee_paid=2026-03-18")
    assert clock("2026-03-02", *events).course.due_on == D("2026-04-16")
    resumed = clock("2026-03-02", *events, fee_payment_effect="resume")
    assert resumed.course.due_on == D("2026-04-08")
    assert resumed.course.pauses[0].cite == "setting:fee_payment_effect"


def test_an_unpaid_fee_abandons_the_request():
    course = clock("2026-03-02", "fee_notified=2026-03-10", "fee_lapsed=2026-04-09").course
    assert course.state is State.ABANDONED


def test_no_fee_before_the_measures_came_into_force():
    with pytest.raises(NotInForce):
        clock("2020-11-02", "fee_notified=2020-11-10")


def test_a_reasonable_longer_period_may_be_set_and_rolls_to_a_working_day():
    course = clock("2026-03-02", "longer_period_set=2026-03-20,until=2026-05-02").course
    assert course.due_on == D("2026-05-06")
    with pytest.raises(WrongArgument):
        clock("2026-03-02", "longer_period_set=2026-03-20,until=2026-03-30")
    with pytest.raises(WrongArgument):
        clock("2026-03-02", "longer_period_set=2026-03-20")


def test_other_suspensions_are_refused_unless_the_body_accepts_them():
    assert without_effect("2026-03-02", "suspended=2026-03-10,reason=洪水").cite == "ogi-2019#33.3"
    events = ("suspended=2026-03-10,reason=洪水", "resumed=2026-03-17")
    accepted = clock("2026-03-02", *events, suspension="accept")
    assert accepted.course.due_on == D("2026-04-07")
    assert accepted.course.pauses[0].cite == "setting:suspension"


@pytest.mark.parametrize(
    "events",
    [
        ("suspended=2026-03-10,reason=洪水", "suspended=2026-03-11,reason=再"),
        ("resumed=2026-03-10",),
    ],
)
def test_a_suspension_needs_a_reason_and_an_order(events):
    assert without_effect("2026-03-02", *events, suspension="accept").cite == "ogi-2019#33.3"
    with pytest.raises(WrongArgument):
        clock("2026-03-02", "suspended=2026-03-10", suspension="accept")


def test_delivery_in_person_counts_on_the_day_it_is_signed_for():
    late = ("replied=2026-03-30", "delivered=2026-03-31,channel=direct")
    assert clock("2026-03-02", *late).course.in_time is False
    on_time = ("replied=2026-03-30", "delivered=2026-03-30,channel=entrusted")
    assert clock("2026-03-02", *on_time).course.in_time is True


def test_delivery_by_post_counts_on_the_day_it_is_handed_in():
    posted = ("replied=2026-03-28", "delivered=2026-03-30,channel=post")
    assert clock("2026-03-02", *posted).course.in_time is True


def test_delivery_by_a_courier_other_than_the_post_is_recorded_with_a_finding():
    course = clock(
        "2026-03-02",
        "replied=2026-03-20",
        "delivered=2026-03-20,channel=courier,signed_on=2026-03-21",
    ).course
    assert (course.delivered_on, course.served_on) == (D("2026-03-21"), D("2026-03-21"))
    assert course.in_time is True
    assert course.cautions[0].cite == "delivery-2016"


def test_electronic_delivery_may_be_counted_from_the_acknowledgement():
    sent = "delivered=2026-03-30,channel=electronic,consented_on=2026-03-02"
    events = ("replied=2026-03-30", sent)
    assert clock("2026-03-02", *events).course.in_time is True
    acknowledged = {"electronic_delivery_moment": "acknowledged"}
    assert clock("2026-03-02", *events, **acknowledged).course.state is State.REPLIED
    arrived = clock(
        "2026-03-02", *events, "letter_arrived=2026-03-31,letter=reply", **acknowledged
    ).course
    assert (arrived.state, arrived.delivered_on, arrived.in_time) == (
        State.DELIVERED,
        D("2026-03-31"),
        False,
    )


def test_what_went_electronically_is_served_when_it_has_reached_the_other_system():
    sent = "delivered=2026-03-27,channel=electronic,consented_on=2026-03-02"
    course = clock("2026-03-02", "replied=2026-03-27", sent).course
    assert (course.state, course.delivered_on, course.served_on) == (
        State.DELIVERED,
        D("2026-03-27"),
        None,
    )
    arrived = "letter_arrived=2026-03-28,letter=reply"
    assert clock("2026-03-02", "replied=2026-03-27", sent, arrived).course.served_on == D(
        "2026-03-28"
    )


@pytest.mark.parametrize("consent", ["", ",consented_on=2026-03-28"])
def test_without_consent_before_it_an_electronic_delivery_serves_nothing(consent):
    sent = f"delivered=2026-03-27,channel=electronic,acknowledged_on=2026-03-27{consent}"
    course = clock("2026-03-02", "replied=2026-03-27", sent).course
    assert (course.state, course.delivered_on, course.served_on) == (State.REPLIED, None, None)
    assert course.cautions[0].cite == "civil-procedure-2023#90.1"
    arrived = clock(
        "2026-03-02", "replied=2026-03-27", sent, "letter_arrived=2026-03-28,letter=reply"
    ).course
    assert not arrived.entries[-1].effective
    assert arrived.served_on is None


def test_an_answer_before_the_request_is_refused():
    refusal = refusal_of("2026-03-02", "replied=2026-03-01")
    assert refusal.cite == "ogi-2019#31"


def test_events_out_of_order_and_events_after_the_end_are_refused():
    out_of_order = refusal_of(
        "2026-03-02", "consultation_sent=2026-03-10", "consultation_returned=2026-03-09"
    )
    assert out_of_order.cite is None
    assert "时间先后" in out_of_order.message
    closed = without_effect("2026-03-02", "withdrawn=2026-03-10", "replied=2026-03-11")
    assert "已经办结" in closed.message
    answered = without_effect("2026-03-02", "replied=2026-03-10", "extended=2026-03-11")
    assert "其后只有送达" in answered.message


def test_an_answer_given_while_the_applicant_is_waited_for_is_in_time():
    course = clock(
        "2026-03-02",
        "supplement_asked=2026-03-04",
        "replied=2026-04-20",
        "delivered=2026-04-20,channel=direct",
    ).course
    assert course.in_time is True


def test_days_used_left_and_overdue():
    course = clock("2026-03-02").course
    assert (course.used(D("2026-03-02")), course.left(D("2026-03-02"))) == (0, 20)
    assert (course.used(D("2026-03-16")), course.left(D("2026-03-16"))) == (10, 10)
    assert course.left(D("2026-03-30")) == 0
    assert not course.overdue(D("2026-03-30"))
    assert course.overdue(D("2026-03-31"))
    assert course.left(D("2026-04-01")) == -2


def test_no_days_are_used_while_the_applicant_is_waited_for():
    course = clock("2026-03-02", "supplement_asked=2026-03-04").course
    assert course.used(D("2026-03-20")) == 2
    assert course.left(D("2026-03-20")) is None
    assert not course.overdue(D("2026-06-30"))


@pytest.mark.parametrize(
    ("event", "what"),
    [
        ("supplement_asked=2026-03-04,by=2026-03-04", "补正期限"),
        ("consultation_sent=2026-03-04,reached_on=2026-03-03", "征求意见书的收到日期"),
        ("consultation_sent=2026-03-04,until=2026-03-20", "征求意见的until"),
        ("consultation_sent=2026-03-04,consultee=other_agency,until=2026-03-03", "答复日期"),
        ("fee_notified=2026-03-04,reached_on=2026-03-03", "收费通知的收到日期"),
    ],
)
def test_impossible_dates_inside_an_event_are_refused(event, what):
    with pytest.raises(WrongArgument) as refusal:
        clock("2026-03-02", event)
    assert what in refusal.value.message


def test_an_opinion_cannot_come_before_the_letter_arrived():
    with pytest.raises(WrongArgument):
        clock(
            "2026-03-02",
            "consultation_sent=2026-03-04,reached_on=2026-03-09",
            "consultation_returned=2026-03-06",
        )


def test_an_other_agency_without_a_day_stops_the_clock_for_a_set_time_and_warns():
    course = clock("2026-03-02", "consultation_sent=2026-03-04,consultee=other_agency").course
    assert course.due_on == D("2026-04-21")
    assert "没有约定答复日期" in course.cautions[0].message
    assert course.cautions[0].cite == "setting:other_agency_period"
    expired = clock(
        "2026-03-02",
        "consultation_sent=2026-03-04,consultee=other_agency",
        "consultation_expired=2026-03-11",
    )
    assert expired.course.due_on == D("2026-04-07")


def test_requests_received_before_the_regulations_of_2019_are_refused():
    with pytest.raises(NotInForce) as refusal:
        clock("2019-05-14")
    assert refusal.value.since == D("2019-05-15")


def test_a_last_day_in_a_year_without_a_notice_is_a_guess_and_says_so():
    course = clock("2026-12-10").course
    assert course.due_on == D("2027-01-08")
    assert course.certain_until == D("2026-12-31")
    assert "2027年的放假安排尚未公布" in course.cautions[0].message
    assert clock("2026-12-01").course.certain_until is None


def test_a_last_day_beyond_what_can_be_guessed_is_refused():
    with pytest.raises(CalendarNotLoaded) as refusal:
        clock("2029-12-10")
    assert refusal.value.year == 2030


def test_every_refusal_of_this_room_is_a_statute_error_with_one_sentence():
    with pytest.raises(StatuteError) as refusal:
        clock("2026-03-02", "delivered=2026-03-31")
    assert refusal.value.message.endswith("。")
    assert str(refusal.value) == refusal.value.message


def test_a_clock_under_another_calendar_keeps_its_events():
    known_then = load_calendar(D("2020-01-20"))
    before = Clock(Receipt(D("2020-01-10")), known_then)
    assert before.course.due_on == D("2020-02-12")
    assert before.under(CALENDAR).course.due_on == D("2020-02-14")


def test_a_last_day_in_late_december_warns_that_the_next_notice_may_move_it():
    course = clock("2026-12-02").course
    assert course.due_on == D("2026-12-30")
    assert "2027年的放假安排尚未载入" in course.cautions[0].message
    assert clock("2026-11-20").course.cautions == ()
    assert clock("2025-12-01").course.cautions == ()
