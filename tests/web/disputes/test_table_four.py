"""Table four: the rules D1–D8 as a lawyer reads them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.statute.settings import Settings
from gongkai.web.disputes.actions.course import conclude_what_stands
from gongkai.web.disputes.counting import RULES, count
from gongkai.web.disputes.days import remarks_on
from gongkai.web.disputes.models import Against, Claimant, ReviewBefore, Standing
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment
from tests.web.disputes.conftest import REFUSED

REVIEW, DIRECT, AFTER = "reconsideration", "litigation_direct", "litigation_after_reconsideration"


def table(body, year, **settings):
    found = count(body, year, settings=Settings(tuple(settings.items())))
    return {f"{row}.{column}": number for (row, column), number in found.items()}


def test_the_rules_are_the_eight_of_table_four():
    assert list(RULES) == [f"D{number}" for number in range(1, 9)]


def test_v73_a_review_over_the_turn_of_the_year_stands_in_both_years(bar):
    dispute = bar.open("review", "2025-11-12", "2025-11-07")
    bar.decide(dispute, "2026-02-06", "review_annulled")
    body = bar.desk.body
    assert table(body, 2024) == {}
    assert table(body, 2025) == {f"{REVIEW}.pending": 1, f"{REVIEW}.total": 1}
    assert table(body, 2026) == {f"{REVIEW}.corrected": 1, f"{REVIEW}.total": 1}
    assert table(body, 2027) == {}


def test_v74_the_county_upholds_both_are_sued_and_only_the_township_counts(bar, body):
    review = bar.open("review", "2026-03-04", "2026-03-02")
    bar.decide(review, "2026-04-20", "review_upheld")
    suit = bar.open(
        "court",
        "2026-05-08",
        "2026-05-06",
        review_before=ReviewBefore.DECIDED,
        follows=bar.again(review),
    )
    bar.decide(suit, "2026-08-03", "suit_claims_rejected")
    conclude_what_stands(moment("2026-08-19"))
    assert table(bar.desk.body, 2026) == {
        f"{REVIEW}.upheld": 1,
        f"{REVIEW}.total": 1,
        f"{AFTER}.upheld": 1,
        f"{AFTER}.total": 1,
    }
    assert table(body("QS01"), 2026) == {}


def test_a_co_defendant_and_a_third_party_do_not_count(bar):
    for standing in (Standing.CO_DEFENDANT, Standing.THIRD_PARTY):
        bar.open("court", "2026-05-08", standing=standing)
    assert table(bar.desk.body, 2026) == {}


def test_v75_a_review_withdrawn_after_a_new_answer_is_another_result(bar):
    dispute = bar.open("review", "2026-03-04", "2026-03-02")
    bar.decide(dispute, "2026-04-01", "review_ended")
    assert table(bar.desk.body, 2026) == {f"{REVIEW}.other": 1, f"{REVIEW}.total": 1}


def test_a_judgment_counts_when_it_stands_and_not_while_it_may_be_appealed(bar):
    dispute = bar.open("court", "2026-09-10", "2026-09-07", act="柳政公复〔2026〕2号")
    bar.decide(dispute, "2026-12-22", "suit_annulled")
    assert table(bar.desk.body, 2026) == {f"{DIRECT}.pending": 1, f"{DIRECT}.total": 1}
    conclude_what_stands(moment("2027-01-08"))
    assert table(bar.desk.body, 2026) == {f"{DIRECT}.pending": 1, f"{DIRECT}.total": 1}
    assert table(bar.desk.body, 2027) == {f"{DIRECT}.corrected": 1, f"{DIRECT}.total": 1}


def appealed(bar):
    dispute = bar.open("court", "2025-09-10", "2025-09-08")
    dispute = bar.decide(dispute, "2025-12-03", "suit_annulled")
    dispute = bar.act("record_appeal", dispute, "2025-12-10", note="本机关上诉")
    return bar.decide(dispute, "2026-03-05", "suit_claims_rejected")


def test_while_an_appeal_runs_it_is_pending_and_the_effective_judgment_counts(bar):
    appealed(bar)
    assert table(bar.desk.body, 2025) == {f"{DIRECT}.pending": 1, f"{DIRECT}.total": 1}
    assert table(bar.desk.body, 2026) == {f"{DIRECT}.upheld": 1, f"{DIRECT}.total": 1}


def test_the_county_may_count_every_instance(bar):
    appealed(bar)
    chosen = {"suit_instances": "per_instance"}
    assert table(bar.desk.body, 2025, **chosen) == {
        f"{DIRECT}.corrected": 1,
        f"{DIRECT}.pending": 1,
        f"{DIRECT}.total": 2,
    }
    assert table(bar.desk.body, 2026, **chosen) == {f"{DIRECT}.upheld": 1, f"{DIRECT}.total": 1}


@pytest.mark.parametrize(
    ("second", "column"),
    [("appeal_upheld", "corrected"), ("appeal_withdrawn", "corrected"), ("remanded", "pending")],
)
def test_an_appeal_that_changes_nothing_leaves_the_first_judgment(bar, second, column):
    dispute = bar.decide(bar.open("court", "2026-02-02"), "2026-05-11", "suit_annulled")
    dispute = bar.act("record_appeal", dispute, "2026-05-20", note="本机关上诉")
    bar.decide(dispute, "2026-07-20", second)
    assert table(bar.desk.body, 2026) == {f"{DIRECT}.{column}": 1, f"{DIRECT}.total": 1}


@pytest.mark.parametrize(
    ("before", "row"),
    [
        (ReviewBefore.NONE, DIRECT),
        (ReviewBefore.DECIDED, AFTER),
        (ReviewBefore.REFUSED, AFTER),
        (ReviewBefore.LAPSED, AFTER),
    ],
)
def test_a_suit_after_a_review_body_decided_refused_or_let_lapse(bar, before, row):
    bar.open("court", "2026-02-02", review_before=before)
    assert table(bar.desk.body, 2026) == {f"{row}.pending": 1, f"{row}.total": 1}


def test_third_parties_publication_and_joint_plaintiffs_count_one_each(bar):
    bar.open("court", "2026-02-02", claimant=Claimant.THIRD_PARTY)
    bar.open("court", "2026-02-02", against=Against.PUBLICATION, act="主动公开的名单")
    bar.open("court", "2026-02-02", people=13, act="柳政公复〔2026〕3号")
    assert table(bar.desk.body, 2026) == {f"{DIRECT}.pending": 3, f"{DIRECT}.total": 3}


def test_the_rejected_request_stands_where_the_county_sets_it(bar):
    bar.decide(bar.open("review", "2026-03-04"), "2026-04-01", "review_request_rejected")
    assert f"{REVIEW}.upheld" in table(bar.desk.body, 2026)
    assert f"{REVIEW}.other" in table(bar.desk.body, 2026, rejected_review_request="other")


def test_the_screen_shows_the_numbers_and_what_stands_behind_them(
    bar, signed_in, django_assert_max_num_queries
):
    for number in range(12):
        bar.open("review", "2026-03-04", act=f"柳政公复〔2026〕{number}号")
    browser = signed_in("柳河拟稿")
    address = reverse("disputes:counts") + "?year=2026"
    browser.get(address)
    with django_assert_max_num_queries(20):
        page = browser.get(address).content.decode()
    assert page.count("disputes.reconsideration.pending") == 12
    assert "<td>12</td>" in page
    taken = browser.get(reverse("disputes:export-register", args=[bar.desk.body.pk, 2026]))
    assert taken.content[:2] == b"PK"


def test_a_review_that_was_decided_is_not_passed_over_and_one_act_counts_once(bar):
    review = bar.decide(bar.open("review", "2026-03-04"), "2026-04-01", "review_upheld")
    with pytest.raises(ActionError, match="已有QS11-2026-复001的复议结果"):
        bar.open("court", "2026-05-08")
    bar.open("court", "2026-05-08", review_before=ReviewBefore.DECIDED, follows=review)
    with pytest.raises(ActionError, match="同一行为已登记为QS11-2026-诉002"):
        bar.open("court", "2026-05-11", review_before=ReviewBefore.DECIDED, follows=review)
    bar.open(
        "court",
        "2026-05-11",
        review_before=ReviewBefore.DECIDED,
        follows=review,
        again_because="前一件准许撤诉后再次起诉",
    )
    # What another attacks of the same act is another case (D7).
    bar.open("court", "2026-05-12", claimant=Claimant.THIRD_PARTY)


def test_a_suit_beside_a_review_of_the_same_act_is_told_and_each_leads_to_the_other(bar, signed_in):
    case = bar.desk.receive("2026-03-02")
    review = bar.open("review", "2026-04-03", "2026-04-01", case=case)
    suit = bar.open("court", "2026-04-20", "2026-04-17", case=case)
    assert list(remarks_on(review)) == []
    assert list(remarks_on(suit)) == [
        f"同一行为的行政复议{review.number}受理在先，复议期间不得起诉；可以在答辩中提出（《行政复议法》第二十九条第一款）。"
    ]
    browser = signed_in("柳河拟稿")
    for one, other in ((review, suit), (suit, review)):
        page = browser.get(reverse("disputes:dispute", args=[one.pk])).content.decode()
        assert reverse("disputes:dispute", args=[other.pk]) in page
        assert "同一行为的其他案件" in page


def test_an_answer_handed_in_late_and_a_suit_that_passed_over_the_review_are_told(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.answer(case, "2026-03-20", REFUSED, reasons="属于工作人员考核材料")
    number = case.letters.get().number
    suit = bar.open("court", "2026-04-03", "2026-04-01", case=desk.again(case), act=number)
    suit = bar.act("hand_in_answer", suit, "2026-04-27")
    assert list(remarks_on(suit)) == [
        "答复、答辩于2026-04-27提交，晚于最后一日2026-04-20；逾期提交证据的，视为没有相应证据（《行政诉讼法》第三十四条第二款）。",
        "该答复应当先申请行政复议，未经复议直接起诉；可以在答辩中提出（《行政诉讼法》第四十四条第二款、法释〔2025〕8号第一条第二项）。",
    ]
