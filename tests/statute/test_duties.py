"""The conformance table is complete: every duty has its test or its reason, and every named test exists."""

import ast
from functools import cache
from pathlib import Path

import pytest

from gongkai.statute.citations import load_instruments
from gongkai.statute.duties import duties_under, load_duties
from gongkai.statute.errors import WrongArgument

ROOT = Path(__file__).parents[2]
DUTIES = load_duties()

# Articles that lay no duty on a body which software could carry.
WITHOUT_DUTY = {
    1: "立法目的",
    2: "定义",
    5: "原则",
    7: "方向",
    52: "责任",
    56: "施行日期",
}


@cache
def names_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("duty", DUTIES.values(), ids=list(DUTIES))
def test_the_tests_that_a_duty_names_exist(duty):
    for test in duty.tests:
        path, _, name = test.partition("::")
        assert name.startswith("test_")
        assert name in names_in(path)
    if not duty.tests:
        assert duty.room != "statute"
        assert duty.pending.endswith("。")


def test_there_are_at_least_ninety_duties():
    assert len(DUTIES) >= 90


def test_every_article_of_the_regulations_has_a_duty_or_a_reason_for_none():
    articles = set(load_instruments()["ogi-2019"].articles)
    bare = {number for number in articles if not duties_under(f"ogi-2019#{number}")}
    assert bare == set(WITHOUT_DUTY)


def test_a_paragraph_finds_its_own_duties_only():
    ids = {duty.id for duty in duties_under("ogi-2019#33.3")}
    assert ids == {"consultation_not_counted", "no_other_suspension"}
    assert "answer_on_the_spot" in {duty.id for duty in duties_under("ogi-2019#33")}
    assert duties_under("ogi-2019#3") == (DUTIES["competent_authority"],)


def test_a_whole_instrument_finds_all_its_duties():
    assert {"fee_by_item", "fee_by_page"} <= {duty.id for duty in duties_under("fees-2020")}


def test_an_empty_citation_is_refused():
    with pytest.raises(WrongArgument):
        duties_under("")
