from collections import Counter

import pytest

from gongkai.report.checks.registry import HEADINGS, checks
from tests.report.checks import (
    test_across_years,
    test_contradictions,
    test_format,
    test_hierarchy,
    test_law,
    test_numbering,
    test_other_bodies,
    test_plausibility,
    test_privacy,
    test_prose,
    test_relations,
    test_shape,
    test_source,
    test_text,
    test_wording,
)

PROOFS = {
    "across_years": test_across_years,
    "contradictions": test_contradictions,
    "format": test_format,
    "hierarchy": test_hierarchy,
    "law": test_law,
    "plausibility": test_plausibility,
    "privacy": test_privacy,
    "prose": test_prose,
    "relations": test_relations,
    "shape": test_shape,
    "numbering": test_numbering,
    "other_bodies": test_other_bodies,
    "source": test_source,
    "wording": test_wording,
    "text": test_text,
}
CODES = [item.code for item in checks()]


def test_there_are_at_least_ninety_rules() -> None:
    assert len(CODES) >= 90


def test_every_module_of_rules_has_its_proof() -> None:
    assert {item.part for item in checks()} == set(PROOFS)


@pytest.mark.parametrize("item", checks(), ids=CODES)
def test_a_rule_has_a_trigger_a_near_miss_and_what_it_cannot_judge(item) -> None:
    proof = PROOFS[item.part]
    levels = Counter(case.level for case in proof.CASES if case.code == item.code)
    assert levels["error"] + levels["warning"] + levels["notice"] >= 1
    assert levels[None] >= 1
    assert (levels["unassessable"] >= 1) != (item.code in proof.EXEMPT)


def test_no_case_is_about_another_module_s_rule() -> None:
    part_of = {item.code: item.part for item in checks()}
    for part, proof in PROOFS.items():
        assert {part_of[case.code] for case in proof.CASES} == {part}
        assert {part_of[code] for code in proof.EXEMPT} <= {part}


@pytest.mark.parametrize("item", checks(), ids=CODES)
def test_a_rule_explains_itself_under_the_five_headings(item) -> None:
    lines = [line.strip() for line in (item.rule.__doc__ or "").splitlines()]
    assert lines[0].endswith("。")
    for heading in HEADINGS:
        assert sum(line.startswith(f"{heading}: ") for line in lines) == 1, heading


def test_a_rule_s_codes_and_names_are_its_own() -> None:
    assert len(set(CODES)) == len(CODES)
    assert len({item.name for item in checks()}) == len(CODES)
    assert len({item.label for item in checks()}) == len(CODES)
