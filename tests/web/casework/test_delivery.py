"""送达: of each way the day that decides whether the answer was in time, and the day from which the remedies run."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.event_codes import Channel
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.letters.actions.deliver import letter_arrived, send_letter
from gongkai.web.casework.letters.writing import remedy_days
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import HELD

D = date.fromisoformat
ALL = {**HELD, "severable": "all"}
SLIP = "XA00000000011"
# Received 2026-06-10, to be answered by 2026-07-09: way, sent, signed for or reached; then what decides timeliness,
# working days late, what starts the remedies, last day for a review.
WAYS = [
    (Channel.DIRECT, "2026-07-09", None, "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.ENTRUSTED, "2026-07-09", None, "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.POST, "2026-07-09", "2026-07-13", "2026-07-09", 0, "2026-07-13", "2026-09-11"),
    (Channel.LEFT, "2026-07-09", None, "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.ELECTRONIC, "2026-07-09", "2026-07-10", "2026-07-09", 0, "2026-07-10", "2026-09-08"),
    (Channel.ELECTRONIC, "2026-07-09", None, "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.PUBLIC_NOTICE, "2026-07-08", None, "2026-07-08", 0, "2026-08-07", "2026-10-08"),
    (Channel.COURIER, "2026-07-08", "2026-07-09", "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.COURIER, "2026-07-08", "2026-07-10", "2026-07-10", 1, "2026-07-10", "2026-09-08"),
]
NAMES = [f"{way[0].value}-{way[2] or way[1]}" for way in WAYS]


def stands(desk, case):
    case = desk.again(case)
    course = clock_of(case).course
    days, _told = remedy_days(case, course, D("2026-08-31"))
    assert case.concluded_on == course.delivered_on
    return (course.delivered_on, course.late_by, course.served_on, days[0].until)


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_both_days_of_an_answer_signed_here(desk, way):
    channel, sent, signed, in_time_by, late, served, review_by = way
    case = desk.receive("2026-06-10")
    letter = desk.issue(
        desk.decide(case, "2026-07-08", ALL, form_or_place="复印件1份"), "2026-07-08"
    )
    send_letter(
        letter,
        acting_user=desk.clerk,
        at=moment("2026-08-31"),
        channel=channel,
        on=D(sent),
        signed_on=D(signed) if signed else None,
        proof_words=SLIP,
    )
    assert stands(desk, case) == (D(in_time_by), late, D(served), D(review_by))


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_both_days_of_an_answer_that_went_out_on_paper(desk, way):
    channel, sent, signed, in_time_by, late, served, review_by = way
    case = desk.receive("2026-06-10")
    desk.paper(
        case,
        "answer",
        sent,
        issued_on="2026-07-08",
        entered="2026-08-31",
        channel=channel,
        signed_on=D(signed) if signed else None,
        proof_words=SLIP,
        outcome="disclosed",
    )
    assert stands(desk, case) == (D(in_time_by), late, D(served), D(review_by))


def test_what_a_courier_carries_is_not_delivered_before_it_is_signed_for(desk):
    case = desk.receive("2026-06-10")
    letter = desk.issue(
        desk.decide(case, "2026-07-08", ALL, form_or_place="复印件1份"), "2026-07-08"
    )
    sent = desk.send(letter, "2026-07-08", Channel.COURIER, proof_words=SLIP)
    under_way = desk.again(case)
    assert (under_way.state, under_way.due_on, under_way.concluded_on) == (
        "replied",
        D("2026-07-09"),
        None,
    )
    letter_arrived(sent, acting_user=desk.clerk, at=moment("2026-07-14"), on=D("2026-07-10"))
    assert desk.again(case).state == "delivered"
    assert stands(desk, case) == (D("2026-07-10"), 1, D("2026-07-10"), D("2026-09-08"))


@pytest.mark.parametrize("channel", [Channel.DIRECT, Channel.ENTRUSTED, Channel.LEFT])
def test_what_is_handed_over_has_one_day(desk, channel):
    case = desk.receive("2026-06-10")
    with pytest.raises(ActionError, match="不一致"):
        desk.paper(
            case,
            "answer",
            "2026-07-08",
            entered="2026-08-31",
            channel=channel,
            signed_on=D("2026-07-10"),
            proof_words=SLIP,
            outcome="disclosed",
        )
