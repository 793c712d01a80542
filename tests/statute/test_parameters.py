from datetime import date

import pytest

from gongkai.statute.errors import NotInForce, UnknownCode
from gongkai.statute.parameters import load_parameters, parameter

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "amount", "cite"),
    [
        ("reply", 20, "ogi-2019#33.2"),
        ("extension", 20, "ogi-2019#33.2"),
        ("supplement_notice", 7, "ogi-2019#30.1"),
        ("third_party", 15, "ogi-2019#32.1"),
        ("joint_maker", 15, "ogi-2019#34.1"),
        ("publication", 20, "ogi-2019#26.1"),
        ("payment", 20, "fees-2020#6.1"),
        ("reconsideration", 60, "reconsideration-2023#20.1"),
        ("litigation", 6, "litigation-2017#46.1"),
        ("litigation_after_reconsideration", 15, "litigation-2017#45.1"),
        ("untold_reconsideration", 1, "reconsideration-2023#20.3"),
        ("untold_litigation", 1, "litigation-interpretation-2018#64.1"),
        ("respondent_ordinary", 10, "reconsideration-2023#48"),
        ("respondent_simplified", 5, "reconsideration-2023#54.1"),
        ("decision_ordinary", 60, "reconsideration-2023#62.1"),
        ("decision_simplified", 30, "reconsideration-2023#62.2"),
        ("department", 131, "ogi-2019#49.1"),
        ("government", 331, "ogi-2019#49.2"),
    ],
)
def test_each_number_of_the_law_and_where_it_stands(name, amount, cite):
    value = parameter(name, DAY)
    assert (value.amount, value.cite) == (amount, cite)


def test_the_answer_period_was_fifteen_working_days_until_14_may_2019():
    assert parameter("reply", date(2019, 5, 14)).amount == 15
    assert parameter("reply", date(2019, 5, 15)).amount == 20
    assert parameter("reply", date(2019, 5, 14)).ends == date(2019, 5, 15)


def test_a_day_before_every_version_is_refused():
    with pytest.raises(NotInForce) as refusal:
        parameter("third_party", date(2019, 5, 14))
    assert refusal.value.since == date(2019, 5, 15)


def test_an_unknown_parameter_names_the_known_ones():
    with pytest.raises(UnknownCode) as refusal:
        parameter("patience", DAY)
    assert "reply" in refusal.value.known


def test_versions_follow_each_other_without_gap():
    for known in load_parameters().values():
        for before, after in zip(known.values, known.values[1:], strict=False):
            assert before.ends == after.begins
