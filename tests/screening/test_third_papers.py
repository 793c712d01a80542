"""The third hand's papers are many, of many kinds, and speak of no one."""

from __future__ import annotations

import re
from collections import Counter

from tests.screening.unseen.invent import SECRET
from tests.screening.unseen.papers import paper, templates, third
from tests.screening.unseen.third.invent import ThirdInventor

ASPECTS = {"number", "name in lists", "name in prose", "address", "illness", "birth"}


def test_the_third_hand_wrote_many_papers_of_many_kinds():
    kinds = Counter(template.kind for template in templates(hand="third"))
    assert kinds.total() >= 200
    assert len(kinds) >= 36
    assert min(kinds.values()) >= 5


def test_a_third_of_the_papers_is_kept_back():
    seen = {template.text for template in third(held=False, hand="third")}
    held = {template.text for template in third(held=True, hand="third")}
    assert len(seen) + len(held) == len(templates(hand="third"))
    assert not seen & held
    assert 0.25 < len(held) / len(templates(hand="third")) < 0.4


def test_no_paper_is_one_of_an_earlier_hand():
    own = {template.text for template in templates(hand="third")}
    assert not own & {template.text for template in templates() + templates(hand="second")}


def test_every_slot_is_filled_and_both_parts_hold_every_kind_of_secret():
    for held in (False, True):
        aspects = set()
        for number, template in enumerate(third(held=held, hand="third")):
            one = paper(template, number)
            cells = [cell for row in one.grid or () for cell in row]
            assert not re.search(r"[{}]", "".join([*one.lines, *cells, *one.below])), template.text
            aspects |= {aspect for aspect, _ in one.secrets}
        assert aspects == ASPECTS


def test_the_notes_under_a_table_belong_to_the_paper():
    noted = [template for template in templates(hand="third") if " // > " in template.text]
    assert len(noted) >= 5
    assert all(paper(template, 1).below for template in noted)


def test_resident_numbers_are_of_divisions_that_do_not_exist():
    inventor = ThirdInventor(1)
    for _ in range(300):
        assert re.fullmatch(r"\d\d99\d{13}[\dXx]", inventor.id())
        assert re.fullmatch(r"\d\d99\d{11}", inventor.id15())
        assert inventor.idx()[2:4] == "99"
        assert inventor.discard()[2:4] == "99"


def test_mobiles_and_cards_are_of_no_one():
    inventor = ThirdInventor(2)
    for _ in range(300):
        assert re.fullmatch(r"1\d\d(0000|9999)\d{4}", inventor.m())
        assert inventor.card().startswith("6299")
    assert SECRET["m"] == SECRET["card"] == "number"
