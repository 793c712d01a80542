import pytest

from gongkai.statute.codelists import codelist
from gongkai.statute.errors import UnknownCode
from gongkai.statute.outcomes import load_outcomes, outcome

# The 21 rows of results in table three of the annual report.
ROWS = """
disclosed partly_disclosed
withheld_state_secret withheld_by_law withheld_security_stability withheld_third_party
withheld_internal_affairs withheld_deliberative withheld_enforcement_file withheld_administrative_query
unavailable_not_held unavailable_needs_creation unavailable_unclear
not_processed_complaint not_processed_repeat not_processed_publication not_processed_excessive
not_processed_reissue
other_not_supplemented other_fee_unpaid other_other
""".split()


def test_the_outcomes_fill_the_21_rows_of_table_three_in_order():
    rows = dict.fromkeys(outcome.row for outcome in load_outcomes().values())
    assert list(rows) == ROWS


@pytest.mark.parametrize(
    ("code", "row", "cite", "remedy"),
    [
        ("already_public", "disclosed", "ogi-2019#36.1.1", "free_choice"),
        ("disclosed", "disclosed", "ogi-2019#36.1.2", "free_choice"),
        ("partly_disclosed", "partly_disclosed", "ogi-2019#37.1", "review_first"),
        ("withheld_state_secret", "withheld_state_secret", "ogi-2019#14.1", "review_first"),
        ("withheld_third_party", "withheld_third_party", "ogi-2019#15.1", "review_first"),
        ("withheld_internal_affairs", "withheld_internal_affairs", "ogi-2019#16.1", "review_first"),
        ("withheld_enforcement_file", "withheld_enforcement_file", "ogi-2019#16.2", "review_first"),
        (
            "withheld_administrative_query",
            "withheld_administrative_query",
            "ogi-2019#36.1.7",
            "free_choice",
        ),
        ("not_existing", "unavailable_not_held", "ogi-2019#36.1.4", "free_choice"),
        ("not_this_agency", "unavailable_not_held", "ogi-2019#36.1.5", "free_choice"),
        (
            "unavailable_needs_creation",
            "unavailable_needs_creation",
            "ogi-2019#38.1",
            "free_choice",
        ),
        ("unavailable_unclear", "unavailable_unclear", "ogi-2019#30.1", "free_choice"),
        ("not_processed_complaint", "not_processed_complaint", "ogi-2019#39.1", "free_choice"),
        ("not_processed_repeat", "not_processed_repeat", "ogi-2019#36.1.6", "free_choice"),
        ("not_processed_publication", "not_processed_publication", "ogi-2019#39.2", "free_choice"),
        ("not_processed_excessive", "not_processed_excessive", "ogi-2019#35.1", "free_choice"),
        ("other_not_supplemented", "other_not_supplemented", "ogi-2019#30.1", "free_choice"),
        ("other_fee_unpaid", "other_fee_unpaid", "ogi-2019#42.1", "free_choice"),
    ],
)
def test_each_outcome_has_its_row_article_and_remedy(code, row, cite, remedy):
    found = outcome(code)
    assert (found.row, found.cites[0], found.remedy) == (row, cite, remedy)


def test_an_outcome_without_an_express_article_says_so():
    assert outcome("not_processed_reissue").cites == ()
    assert "没有明文的条款" in outcome("not_processed_reissue").practice


def test_a_refusal_letter_states_reasons_and_remedy():
    letters = codelist("letters")
    for found in load_outcomes().values():
        contents = letters[found.letter].texts("contents")
        if found.refusal and found.letter != "publication":
            assert {"reasons", "remedy", "article"} <= set(contents)


def test_a_letter_that_nothing_exists_states_the_search():
    assert "search_record" in codelist("letters")["not_existing"].texts("contents")


def test_a_letter_that_another_agency_is_responsible_names_it():
    assert "right_agency" in codelist("letters")["not_this_agency"].texts("contents")


def test_a_letter_of_repetition_names_the_earlier_answer():
    assert "earlier_letter" in codelist("letters")["repeat"].texts("contents")


def test_only_refusals_count_as_refusals():
    assert outcome("not_existing").refusal
    assert not outcome("disclosed").refusal
    assert not outcome("partly_disclosed").refusal
    assert not outcome("withdrawn").refusal


def test_an_unknown_outcome_is_refused():
    with pytest.raises(UnknownCode):
        outcome("lost_in_the_drawer")
