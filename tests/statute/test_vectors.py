"""The vectors of the casework note (V01–V77): literals a lawyer can read. Those that are not statute's are listed with whose they are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.statute.clock import Clock, start_clock
from gongkai.statute.course import State
from gongkai.statute.deadlines import due
from gongkai.statute.event_text import parse_event
from gongkai.statute.fees import fee_by_items
from gongkai.statute.grounds import Verdict, weigh
from gongkai.statute.outcomes import outcome
from gongkai.statute.receipt import Door, receive
from gongkai.statute.remedies import (
    Authorities,
    RemedyClass,
    last_days,
    last_days_against_silence,
    remedy,
    remedy_against_silence,
)
from gongkai.statute.review_bodies import Level
from gongkai.statute.settings import Settings
from gongkai.statute.trace import verify
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()
A, B = RemedyClass.REVIEW_FIRST, RemedyClass.FREE_CHOICE

# What needs a case, a person or a year's count is tested by the room that has them.
CASEWORK, TABLE_FOUR = "web/casework/test_vectors.py", "web/disputes/test_table_four.py"
ELSEWHERE = {
    **dict.fromkeys(("11", "12", "13", "14", "71", "72", "76"), CASEWORK),
    **dict.fromkeys(("73", "74", "75"), TABLE_FOUR),
}


def course(received, *events, **settings):
    chosen = Settings(tuple(settings.items()))
    found = start_clock(D(received), CALENDAR, map(parse_event, events), chosen).course
    verify(found)
    return found


def from_door(door, received=None, **days):
    receipt = receive(
        door, **{name: D(day) if name.endswith("_on") else day for name, day in days.items()}
    )
    found = Clock(receipt, CALENDAR).course
    verify(found)
    return found


def remedies_against(code, served="2026-04-02", level=Level.TOWNSHIP, grounds=(), **settings):
    chosen = Settings(tuple(settings.items()))
    return remedy(code, level=level, decided_on=D(served), grounds=grounds, settings=chosen)


def test_v01_a_request_at_the_counter_on_thursday_afternoon():
    found = from_door(Door.COUNTER, submitted_on="2026-03-05")
    assert found.supplement_notice_by == D("2026-03-16")
    assert found.due_on == D("2026-04-02")


def test_v02_the_duty_officer_takes_it_on_a_holiday():
    found = from_door(Door.COUNTER, submitted_on="2026-10-03")
    assert found.supplement_notice_by == D("2026-10-15")
    assert found.due_on == D("2026-11-03")


def test_v03_the_gatehouse_signs_on_a_sunday():
    assert from_door(Door.SIGNED_MAIL, signed_on="2026-03-08").due_on == D("2026-04-03")


def test_v04_an_ordinary_letter_phoned_the_same_day():
    found = from_door(Door.ORDINARY_MAIL, submitted_on="2026-05-29", confirmed_on="2026-05-29")
    assert (found.received_on, found.due_on) == (D("2026-05-29"), D("2026-06-29"))
    assert found.cautions == ()


def test_v05_the_phone_is_dead_and_the_calls_are_logged():
    found = from_door(
        Door.ORDINARY_MAIL,
        submitted_on="2026-05-29",
        confirmed_on="2026-06-03",
        unreachable="5月29日、6月1日、6月2日三次拨打无人接听",
    )
    assert (found.received_on, found.due_on) == (D("2026-06-03"), D("2026-07-02"))
    assert found.cautions == ()


def test_v06_a_letter_signed_for_by_another_office_shows_the_stricter_day_too():
    found = from_door(Door.OTHER_OFFICE, signed_on="2026-06-08", confirmed_on="2026-06-10")
    assert (found.received_on, found.due_on) == (D("2026-06-10"), D("2026-07-09"))
    assert "自2026-06-08起算的，截止日为2026-07-07" in found.cautions[0].message


def test_v07_the_portal_confirms_by_itself_or_the_staff_after_the_weekend():
    automatic = from_door(Door.INTERNET, submitted_on="2026-06-12", confirmed_on="2026-06-12")
    assert (automatic.due_on, automatic.cautions) == (D("2026-07-13"), ())
    by_staff = from_door(Door.INTERNET, submitted_on="2026-06-12", confirmed_on="2026-06-15")
    assert by_staff.due_on == D("2026-07-14")
    late = from_door(Door.INTERNET, submitted_on="2026-06-12", confirmed_on="2026-06-16")
    assert "自2026-06-12起算的，截止日为2026-07-13" in late.cautions[0].message


def test_v08_a_fax_in_the_holiday_confirmed_by_both_afterwards():
    found = from_door(Door.FAX, submitted_on="2026-09-26", confirmed_on="2026-09-28")
    assert (found.received_on, found.due_on) == (D("2026-09-28"), D("2026-10-30"))


def test_v09_an_oral_request_written_down_by_the_clerk():
    found = from_door(Door.ORAL, submitted_on="2026-07-01")
    assert (found.due_on, found.receipt_cite) == (D("2026-07-29"), "ogi-2019#29.1")


def test_v10_no_identity_proof_is_supplemented():
    plain = course("2026-08-03")
    assert plain.supplement_notice_by == D("2026-08-12")
    found = course("2026-08-03", "supplement_asked=2026-08-05", "supplement_received=2026-08-14")
    assert found.due_on == D("2026-09-11")


def test_v15_a_supplement_asked_on_the_seventh_working_day():
    found = course("2026-04-28", "supplement_asked=2026-05-11", "supplement_received=2026-05-20")
    assert found.due_on == D("2026-06-17")


def test_v16_a_supplement_asked_on_the_eighth_is_recorded_and_restarts_nothing():
    found = course("2026-04-28", "supplement_asked=2026-05-12", "supplement_received=2026-05-20")
    assert found.due_on == D("2026-05-28")
    assert [entry.effective for entry in found.entries] == [False, False]
    assert "7个工作日内告知补正" in found.cautions[0].message


def test_v17_a_worked_sunday_counts_for_the_seventh_day():
    found = course("2026-09-16", "supplement_asked=2026-09-24", "supplement_received=2026-10-06")
    assert found.supplement_notice_by == D("2026-09-24")
    assert found.due_on == D("2026-11-03")


V18 = (
    "supplement_asked=2026-07-06,days=10",
    "letter_arrived=2026-07-09,letter=supplement_notice",
)


def test_v18_the_applicants_time_runs_from_arrival_and_lapses_the_day_after():
    assert course("2026-07-01", *V18).supplement_by == D("2026-07-23")
    early = course("2026-07-01", *V18, "supplement_lapsed=2026-07-23")
    assert not early.entries[-1].effective
    lapsed = course("2026-07-01", *V18, "supplement_lapsed=2026-07-24")
    assert lapsed.state is State.ABANDONED
    decision = outcome("other_not_supplemented")
    assert (decision.letter, decision.remedy) == ("no_longer_processed", "free_choice")


def test_v19_a_late_supplement_with_hospital_papers_opens_the_case_again():
    found = course(
        "2026-07-01",
        *V18,
        "supplement_lapsed=2026-07-24",
        "supplement_received=2026-07-30,good_reason=住院",
    )
    assert (found.state, found.due_on) == (State.RUNNING, D("2026-08-27"))


def test_v20_still_unclear_after_the_supplement_there_is_no_second_letter():
    found = course(
        "2026-07-01", *V18, "supplement_received=2026-07-16", "supplement_asked=2026-07-17"
    )
    assert found.due_on == D("2026-08-13")
    assert not found.entries[-1].effective
    assert remedies_against("unavailable_unclear").kind is B
    assert outcome("unavailable_unclear").row == "unavailable_unclear"


def test_v21_a_third_party_consents():
    found = course(
        "2026-03-10",
        "consultation_sent=2026-03-13",
        "consultation_returned=2026-03-20,position=consents",
    )
    assert found.due_on == D("2026-04-15")
    assert weigh("third_party", consent=True).verdict is Verdict.MUST_DISCLOSE
    assert remedies_against("disclosed").kind is B


def test_v22_a_third_party_is_silent_and_the_body_decides():
    found = course(
        "2026-03-10",
        "consultation_sent=2026-03-13",
        "letter_arrived=2026-03-16,letter=consultation",
    )
    assert found.consultations[0].expires_on == D("2026-04-07")
    assert not found.consultations[0].deemed_consent(D("2026-04-08"))
    assert found.due_on == D("2026-04-30")
    assert remedies_against("partly_disclosed", grounds=["third_party"]).kind is A


def test_v23_a_third_party_objects_with_good_reasons():
    verdict = weigh("third_party", consent=False, public_interest=False).verdict
    assert verdict is Verdict.MUST_WITHHOLD
    assert remedies_against("withheld_third_party").kind is A
    assert outcome("withheld_third_party").row == "withheld_third_party"


def test_v24_an_objection_without_reasons_and_v25_the_public_interest():
    override = weigh("third_party", consent=False, public_interest=True)
    assert override.verdict is Verdict.MUST_DISCLOSE
    assert "书面告知第三方" in override.why
    for code in ("disclosed", "disclosed_over_objection"):
        assert (outcome(code).row, remedies_against(code).kind) == ("disclosed", B)


def test_v24_the_third_party_is_told_first_and_the_release_may_be_held():
    told = (
        "consultation_sent=2026-03-13",
        "consultation_returned=2026-03-20,position=objects",
        "third_party_told=2026-03-25,reached_on=2026-03-25",
        "replied=2026-03-27",
        "delivered=2026-03-27",
    )
    assert course("2026-03-10", *told).cautions == ()
    held = course("2026-03-10", *told, third_party_holding_days="5")
    assert held.consultations[0].release_from == D("2026-04-01")
    assert held.cautions[0].cite == "setting:third_party_holding_days"


def test_v24_the_holding_days_run_from_arrival_of_the_letter_and_not_before():
    asked = (
        "consultation_sent=2026-03-13",
        "consultation_returned=2026-03-20,position=objects",
        "third_party_told=2026-03-25,not_before=2026-03-27",
    )
    unknown = course("2026-03-10", *asked, "replied=2026-03-27", "delivered=2026-03-27")
    assert unknown.consultations[0].release_from is None
    assert unknown.cautions[0].message == (
        "告知第三方的文书于2026-03-25发出，还没有送达的记录，答复已于2026-03-27发出。"
    )
    arrived = (*asked, "letter_arrived=2026-03-30,letter=third_party_notice")
    assert course("2026-03-10", *arrived).consultations[0].release_from == D("2026-03-30")
    held = course("2026-03-10", *arrived, third_party_holding_days="3")
    assert held.consultations[0].release_from == D("2026-04-02")


def test_an_opinion_weighed_again_loses_what_was_amiss_in_the_first_weighing():
    asked = (
        "consultation_sent=2026-03-13",
        "consultation_returned=2026-03-20,position=objects_with_reasons",
        "opinion_weighed=2026-03-23,weight=public_interest,reasons=饮水安全",
    )
    assert [each.message for each in course("2026-03-10", *asked).cautions] == [
        "第三方不同意而决定公开，未见负责人同意的记录。"
    ]
    again = "opinion_weighed=2026-03-24,weight=public_interest,reasons=饮水安全,approved_by=丁一鸣"
    assert course("2026-03-10", *asked, again).cautions == ()


def test_v26_two_third_parties_overlap_once():
    found = course(
        "2026-03-10",
        "consultation_sent=2026-03-13,ref=a",
        "consultation_sent=2026-03-17,ref=b",
        "consultation_returned=2026-03-18,ref=a,position=consents",
        "consultation_returned=2026-03-31,ref=b,position=objects_with_reasons",
    )
    assert found.due_on == D("2026-04-24")


def test_v27_a_joint_maker_is_silent():
    found = course("2026-09-21", "consultation_sent=2026-09-24,consultee=joint_maker")
    (asked,) = found.consultations
    assert asked.expires_on == D("2026-10-22")
    assert asked.deemed_consent(D("2026-10-23"))
    assert found.due_on == D("2026-11-16")


def test_v28_another_agency_answers():
    found = course(
        "2026-05-11",
        "consultation_sent=2026-05-14,consultee=other_agency,until=2026-06-01",
        "consultation_returned=2026-05-22",
    )
    assert found.due_on == D("2026-06-16")


def test_v29_an_extension_told_on_the_last_day():
    assert course("2026-06-08").due_on == D("2026-07-07")
    approved = course("2026-06-08", "extended=2026-07-07,days=20,approved_by=负责人")
    assert (approved.due_on, approved.cautions) == (D("2026-08-04"), ())
    assert course("2026-06-08", "extended=2026-07-07,days=20").cautions


def test_v30_a_second_extension():
    first, second = "extended=2026-07-01,days=12", "extended=2026-07-20,days=8"
    assert course("2026-06-08", first).due_on == D("2026-07-23")
    refused = course("2026-06-08", first, second)
    assert (refused.due_on, refused.entries[-1].effective) == (D("2026-07-23"), False)
    allowed = course("2026-06-08", first, second, extension_count="within_cap")
    assert (allowed.due_on, allowed.extension_days) == (D("2026-08-04"), 20)


def test_v31_thirty_five_requests_in_a_month():
    assert fee_by_items(1, on=D("2026-03-20"), already=34).total == 200
    assert fee_by_items(35, on=D("2026-03-20")).total == 3000


V32 = ("fee_notified=2026-08-21", "letter_arrived=2026-08-24,letter=fee_notice")


def test_v32_a_fee_is_paid_in_time():
    assert course("2026-08-17", *V32).payment_by == D("2026-09-20")
    assert course("2026-08-17", *V32, "fee_paid=2026-09-18").due_on == D("2026-10-22")


def test_v33_a_fee_is_not_paid():
    assert not course("2026-08-17", *V32, "fee_lapsed=2026-09-20").entries[-1].effective
    assert course("2026-08-17", *V32, "fee_lapsed=2026-09-21").state is State.ABANDONED
    assert outcome("other_fee_unpaid").letter == "no_longer_processed"
    assert remedies_against("other_fee_unpaid").kind is B


def test_v34_a_hundred_and_twenty_requests_without_good_reason():
    asked = course(
        "2026-03-02", "reasons_asked=2026-03-05,by=2026-03-13", "reasons_given=2026-03-12"
    )
    assert asked.due_on == D("2026-03-30")
    assert asked.cautions == ()
    assert remedies_against("not_processed_excessive").kind is B


def test_v35_good_reasons_and_a_longer_day():
    found = course(
        "2026-03-02",
        "reasons_asked=2026-03-05",
        "reasons_given=2026-03-12",
        "longer_period_set=2026-03-20,until=2026-06-30",
    )
    assert (found.due_on, found.cautions) == (D("2026-06-30"), ())


@pytest.mark.parametrize(
    ("vector", "code", "row", "kind"),
    [
        ("V36", "already_public", "disclosed", B),
        ("V37", "disclosed", "disclosed", B),
        ("V40", "withheld_state_secret", "withheld_state_secret", A),
        ("V41", "withheld_by_law", "withheld_by_law", A),
        ("V42", "withheld_security_stability", "withheld_security_stability", A),
        ("V43", "withheld_internal_affairs", "withheld_internal_affairs", A),
        ("V44", "withheld_deliberative", "withheld_deliberative", A),
        ("V45", "withheld_enforcement_file", "withheld_enforcement_file", A),
        ("V46", "withheld_administrative_query", "withheld_administrative_query", B),
        ("V47", "not_existing", "unavailable_not_held", B),
        ("V48", "not_this_agency", "unavailable_not_held", B),
        ("V49", "not_this_agency", "unavailable_not_held", B),
        ("V50", "unavailable_needs_creation", "unavailable_needs_creation", B),
        ("V51", "not_processed_complaint", "not_processed_complaint", B),
        ("V52", "not_processed_repeat", "not_processed_repeat", B),
        ("V53", "not_processed_publication", "not_processed_publication", B),
        ("V54", "not_processed_reissue", "not_processed_reissue", B),
        ("V55", "not_government_information", "other_other", B),
        ("V56", "not_this_agency", "unavailable_not_held", B),
        ("V57", "archives", "unavailable_not_held", B),
        ("V59", "withdrawn", "other_other", RemedyClass.NONE),
    ],
)
def test_v36_to_v59_each_decision_has_its_row_and_its_remedy(vector, code, row, kind):
    assert outcome(code).row == row
    assert remedies_against(code).kind is kind


def test_v38_a_list_with_identity_numbers_is_given_in_part():
    assert remedies_against("partly_disclosed", grounds=["third_party"]).kind is A


def test_v39_two_documents_given_the_third_never_made():
    assert remedies_against("partly_disclosed", grounds=["not_existing"]).kind is B
    local = remedies_against(
        "partly_disclosed", grounds=["not_existing"], partial_on_other_grounds="review_first"
    )
    assert local.kind is A


def test_v41_a_county_bureau_is_reviewed_by_the_county_government():
    facts = remedy(
        "withheld_by_law",
        level=Level.COUNTY_DEPARTMENT,
        decided_on=D("2026-04-02"),
        authorities=Authorities(review=("青山县人民政府",)),
    )
    assert (facts.kind, facts.bodies) == (A, ("青山县人民政府",))


def test_v44_minutes_are_given_where_a_rule_orders_it():
    assert weigh("deliberative", publication_ordered=False).verdict is Verdict.MAY_WITHHOLD
    assert weigh("deliberative", publication_ordered=True).verdict is Verdict.MUST_DISCLOSE


def test_v58_a_function_that_moved_is_no_ground_for_the_new_body():
    assert weigh("not_this_agency").verdict is Verdict.NOT_A_GROUND
    assert "moved-functions-2019" in outcome("archives").cites


def test_v60_a_correction_has_its_own_letters():
    from gongkai.statute.codelists import codelist

    letters = codelist("letters")
    assert letters["correction_refused"].text("remedy") == "free_choice"
    assert {"correction_made", "correction_passed_on"} <= set(letters.codes)


V61 = ("replied=2026-04-20", "delivered=2026-04-21,channel=post")


def test_v61_posted_on_the_last_day_is_in_time_and_the_remedies_run_from_signature():
    posted = course("2026-03-23", *V61)
    assert (posted.due_on, posted.in_time, posted.served_on) == (D("2026-04-21"), True, None)
    signed = course("2026-03-23", *V61, "letter_arrived=2026-04-24")
    assert (signed.delivered_on, signed.served_on) == (D("2026-04-21"), D("2026-04-24"))
    days = last_days(remedies_against("disclosed"), signed.served_on, CALENDAR)
    assert (days.reconsideration_by, days.litigation_by) == (D("2026-06-23"), D("2026-10-26"))


def test_v62_handed_over_a_day_after_the_last_is_one_working_day_late():
    found = course("2026-03-23", "replied=2026-04-21", "delivered=2026-04-22")
    assert found.in_time is False
    assert found.left(D("2026-04-22")) == -1


def test_v63_left_and_filmed_is_served_that_day():
    found = course(
        "2026-03-23", "replied=2026-04-20", "delivered=2026-04-20,channel=left,proof=执法记录仪录像"
    )
    assert (found.served_on, found.in_time, found.cautions) == (D("2026-04-20"), True, ())
    bare = course("2026-03-23", "replied=2026-04-20", "delivered=2026-04-20,channel=left")
    assert "见证人" in bare.cautions[0].message


def test_v64_returned_and_announced_keeps_the_day_of_the_first_posting():
    found = course(
        "2026-03-23",
        *V61,
        "delivery_returned=2026-04-29,reason=原址查无此人",
        "delivered=2026-05-08,channel=public_notice",
    )
    assert (found.in_time, found.delivered_on) == (True, D("2026-04-21"))
    assert found.served_on == D("2026-06-07")
    assert [attempt.returned_on for attempt in found.attempts] == [D("2026-04-29"), None]
    assert found.cautions == ()


def test_v64_a_second_posting_keeps_both():
    found = course(
        "2026-03-23", *V61, "delivery_returned=2026-04-29", "delivered=2026-05-06,channel=post"
    )
    assert (len(found.attempts), found.in_time) == (2, True)
    assert found.state is State.DELIVERED


SECOND = ("replied=2026-04-21", "delivered=2026-04-21,channel=post")
AGAIN = (*SECOND, "delivered=2026-04-28,channel=post")


def test_v64_whichever_slip_comes_back_the_other_posting_serves():
    signed = "letter_arrived=2026-04-30,letter=reply,sent_on=2026-04-28"
    back = "delivery_returned=2026-05-06,reason=查无此人,sent_on=2026-04-21"
    for events in ((signed, back), ("letter_arrived=2026-04-30,letter=reply", back)):
        found = course("2026-03-23", *AGAIN, *events)
        assert (found.state, found.served_on) == (State.DELIVERED, D("2026-04-30"))
        assert (found.in_time, found.delivered_on) == (True, D("2026-04-21"))
    first = course(
        "2026-03-23", *AGAIN, "letter_arrived=2026-04-30,letter=reply,sent_on=2026-04-21"
    )
    assert (first.attempts[0].served_on, first.attempts[1].served_on) == (D("2026-04-30"), None)


def test_v64_only_when_every_posting_came_back_it_has_to_be_delivered_again():
    one = course("2026-03-23", *AGAIN, "delivery_returned=2026-05-06,sent_on=2026-04-21")
    assert (one.state, one.served_on) == (State.DELIVERED, None)
    both = course(
        "2026-03-23",
        *AGAIN,
        "delivery_returned=2026-05-06,sent_on=2026-04-21",
        "delivery_returned=2026-05-07,sent_on=2026-04-28",
    )
    assert (both.state, both.in_time) == (State.REPLIED, True)


def test_v65_review_first_and_a_free_choice():
    first = last_days(remedies_against("withheld_third_party"), D("2026-04-02"), CALENDAR)
    assert (first.reconsideration_by, first.litigation_by) == (D("2026-06-01"), None)
    free = last_days(remedies_against("disclosed"), D("2026-04-02"), CALENDAR)
    assert free.litigation_by == D("2026-10-08")


def test_v66_no_answer_at_all():
    facts = remedy_against_silence(level=Level.TOWNSHIP, due_on=D("2026-03-30"))
    days = last_days_against_silence(facts, D("2026-03-30"), CALENDAR)
    assert (days.reconsideration_by, days.litigation_by) == (D("2026-05-29"), D("2026-09-30"))
    assert due("litigation_against_silence", D("2026-03-30"), CALENDAR) == D("2026-09-30")


def test_v67_the_body_answers_the_review():
    assert due("respondent_ordinary", D("2026-09-23"), CALENDAR) == D("2026-10-14")
    assert due("respondent_simplified", D("2026-09-23"), CALENDAR) == D("2026-10-08")


def test_v68_defence_and_appeals_end_in_the_holiday_and_roll_on():
    assert due("defence", D("2026-09-17"), CALENDAR) == D("2026-10-08")
    assert due("appeal_judgment", D("2026-09-22"), CALENDAR) == D("2026-10-08")
    assert due("appeal_ruling", D("2026-09-22"), CALENDAR) == D("2026-10-08")


def test_v69_ordered_to_answer_again_a_new_clock_runs_on_the_same_case():
    found = course(
        "2026-03-02",
        "replied=2026-03-20",
        "delivered=2026-03-20",
        "answer_ordered=2026-05-08,days=20,document=青政复决〔2026〕3号",
    )
    assert (found.state, found.due_on) == (State.RUNNING, D("2026-06-04"))
    assert "同一事实和理由" in found.cautions[0].message
    assert found.cautions[0].cite == "reconsideration-2023#64.2"
    again = course(
        "2026-03-02",
        "replied=2026-03-20",
        "delivered=2026-03-20",
        "answer_ordered=2026-05-08,days=20",
        "replied=2026-06-03",
        "delivered=2026-06-05",
    )
    assert (again.in_time, len(again.attempts)) == (False, 2)


def test_v70_posted_on_the_last_day_of_the_year():
    found = course("2026-12-03", "replied=2026-12-31", "delivered=2026-12-31,channel=post")
    assert (found.due_on, found.in_time) == (D("2026-12-31"), True)


def test_v77_a_provisional_last_day_never_none():
    found = course("2026-12-04")
    assert (found.due_on, found.certain_until) == (D("2027-01-04"), D("2026-12-31"))
    assert "暂计" in found.cautions[0].message


def test_each_of_the_77_vectors_is_a_test():
    here = Path(__file__)
    own = here.read_text("utf-8")
    told = set(re.findall(r'_v(\d\d)_|^ {8}\("V(\d\d)"', own, re.MULTILINE))
    found = {one or other for one, other in told}
    for number, file in ELSEWHERE.items():
        assert f"def test_v{number}_" in (here.parents[1] / file).read_text("utf-8")
        found.add(number)
    assert found == {f"{number:02}" for number in range(1, 78)}
