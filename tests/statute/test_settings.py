import pytest

from gongkai.statute.errors import UnknownCode, WrongArgument
from gongkai.statute.settings import DEFAULT, Settings, load_settings


def test_the_defaults_where_the_law_is_silent():
    assert {name: DEFAULT[name] for name in load_settings()} == {
        "answered_again": "last",
        "business_query_remedy": "free_choice",
        "concluded_on": "delivered",
        "confirmation_days": "1",
        "consultation_row": "other_other",
        "electronic_delivery_moment": "sent",
        "extension_count": "once",
        "extension_after_restart": "once_per_request",
        "fee_payment_effect": "restart",
        "merged_row": "other_other",
        "other_agency_period": "15",
        "referral_stops_clock": "run",
        "foreign_applicants": "alike",
        "reasons_period": "5",
        "reasons_stop_clock": "run",
        "overview_longest": "none",
        "partial_on_other_grounds": "free_choice",
        "pause_begins": "next_day",
        "pause_ends": "reply_day",
        "rejected_review_request": "upheld",
        "retention_case_years": "10",
        "retention_complaint_years": "5",
        "retention_dispute_years": "10",
        "retention_identity_years": "2",
        "review_first_before_2025_06": "articles_14_to_16",
        "several_grounds": "main",
        "silence_remedy": "free_choice",
        "sole_trader_column": "enterprise",
        "suit_instances": "effective",
        "supplement_period": "15",
        "suspension": "refuse",
        "third_party_holding_days": "0",
        "township_report": "131",
        "village_committee_column": "other",
    }


def test_a_body_may_choose_otherwise():
    assert Settings((("suspension", "accept"),))["suspension"] == "accept"
    assert Settings((("supplement_period", "7"),)).number("supplement_period") == 7


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("suspension", "maybe", WrongArgument),
        ("supplement_period", "0", WrongArgument),
        ("supplement_period", "七", WrongArgument),
        ("weather", "fine", UnknownCode),
    ],
)
def test_impossible_choices_are_refused(name, value, error):
    with pytest.raises(error):
        Settings(((name, value),))


def test_an_unknown_setting_is_refused_when_read():
    with pytest.raises(UnknownCode):
        DEFAULT["weather"]


def test_every_setting_says_why_it_is_one():
    for setting in load_settings().values():
        assert setting.why.endswith("。")
        assert setting.touches
