"""Days of reviews and suits, and the columns of table four."""

from datetime import date

import pytest

from gongkai.statute.disputes import (
    DisputeFacts,
    Forum,
    column_of,
    dispute_days,
    final_from,
    load_results,
)
from gongkai.statute.errors import UnknownCode
from gongkai.statute.settings import Settings
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
REVIEW, COURT = Forum.REVIEW, Forum.COURT


def days(forum, **facts):
    read = {k: D(v) if isinstance(v, str) else v for k, v in facts.items()}
    return {
        day.code: day.due_on for day in dispute_days(DisputeFacts(forum, **read), load_calendar())
    }


def test_v67_the_answer_to_a_review():
    assert days(REVIEW, copy_on="2026-09-23") == {"respondent_ordinary": D("2026-10-14")}
    assert days(REVIEW, copy_on="2026-09-23", simplified=True) == {
        "respondent_simplified": D("2026-10-08")
    }


def test_v68_the_defence_and_the_appeals_roll_over_the_national_holiday():
    assert days(COURT, copy_on="2026-09-17") == {"defence": D("2026-10-08")}
    assert days(COURT, served_on="2026-09-22") == {"appeal_judgment": D("2026-10-08")}
    assert days(COURT, served_on="2026-09-22", is_order=True) == {"appeal_ruling": D("2026-10-08")}


def test_a_review_from_acceptance_to_the_opinion_letter():
    assert days(REVIEW, accepted_on="2026-03-09") == {"decision_ordinary": D("2026-05-08")}
    assert days(REVIEW, accepted_on="2026-03-09", simplified=True) == {
        "decision_simplified": D("2026-04-08")
    }
    assert days(REVIEW, served_on="2026-05-08", opinion_on="2026-05-08") == {
        "litigation_after_reconsideration": D("2026-05-25"),  # 5月23日是周六
        "opinion_letter": D("2026-07-07"),
    }


def test_no_suit_lies_on_a_mediation_paper():
    assert days(REVIEW, served_on="2026-05-08", mediated=True) == {}


def test_a_suit_from_the_docket_to_the_retrial():
    assert days(COURT, accepted_on="2026-03-09") == {"first_instance": D("2026-09-09")}
    assert days(COURT, accepted_on="2026-03-09", simplified=True) == {
        "first_instance_simplified": D("2026-04-23")
    }
    assert days(COURT, second_from="2026-06-01") == {"second_instance": D("2026-09-01")}
    assert days(COURT, served_on="2026-06-01", final=True) == {"retrial": D("2026-12-01")}
    stands = days(COURT, served_on="2026-09-22", final=True, stands_from="2026-10-09")
    assert stands == {"retrial": D("2027-04-09")}


def test_in_a_simplified_suit_the_court_sets_the_day_within_fifteen():
    copy = {"copy_on": "2026-03-09", "simplified": True}
    assert days(COURT, **copy, court_day="2026-03-16") == {"court_day": D("2026-03-16")}
    assert days(COURT, **copy, court_day="2026-04-16") == {"court_day": D("2026-03-24")}


@pytest.mark.parametrize(
    ("facts", "result", "stands"),
    [
        (DisputeFacts(REVIEW, served_on=D("2026-05-11")), "review_annulled", "2026-05-11"),
        (DisputeFacts(REVIEW, served_on=D("2026-05-11")), "review_mediated", "2026-05-08"),
        (DisputeFacts(REVIEW), "review_annulled", None),
        (DisputeFacts(COURT, served_on=D("2026-05-11")), "suit_annulled", "2026-05-27"),
        (DisputeFacts(COURT, served_on=D("2026-05-11")), "suit_withdrawn", "2026-05-08"),
        (DisputeFacts(COURT, second_from=D("2026-02-02")), "suit_annulled", "2026-05-08"),
        (DisputeFacts(COURT), "suit_annulled", None),
    ],
)
def test_a_result_stands_at_once_or_when_no_appeal_came(facts, result, stands):
    found = final_from(facts, result, D("2026-05-08"), load_calendar())
    assert found == (D(stands) if stands else None)


def test_every_result_has_its_column():
    assert {result.id: result.column for result in load_results().values()} == {
        "review_upheld": "upheld",
        "review_request_rejected": "upheld",
        "review_changed": "corrected",
        "review_annulled": "corrected",
        "review_unlawful": "corrected",
        "review_ordered": "corrected",
        "review_void": "corrected",
        "review_not_accepted": "other",
        "review_dismissed": "other",
        "review_ended": "other",
        "review_mediated": "other",
        "suit_claims_rejected": "upheld",
        "suit_annulled": "corrected",
        "suit_ordered": "corrected",
        "suit_payment": "corrected",
        "suit_unlawful": "corrected",
        "suit_void": "corrected",
        "suit_changed": "corrected",
        "suit_dismissed": "other",
        "suit_withdrawn": "other",
        "suit_ended": "other",
        "suit_mediated": "other",
    }


def test_the_county_may_count_a_rejected_request_as_another_result():
    chosen = Settings((("rejected_review_request", "other"),))
    assert column_of("review_request_rejected") == "upheld"
    assert column_of("review_request_rejected", chosen) == "other"
    with pytest.raises(UnknownCode):
        column_of("nothing")
