"""The third of the unseen papers that no rule was written for: what is promised of it, and the floor it stays above."""

from __future__ import annotations

import pytest

from tests.screening.unseen.papers import templates, third
from tests.screening.unseen.render import FORMS
from tests.screening.unseen.score import rotating


@pytest.fixture(scope="module")
def held():
    return rotating(third(held=True), FORMS, seed=20261130)


def test_there_are_thirty_kinds_and_three_hundred_templates_of_which_a_third_is_held():
    assert len({template.kind for template in templates()}) >= 30
    assert len(templates()) >= 300
    assert 0.3 <= len(third(held=True)) / len(templates()) <= 0.4


@pytest.mark.parametrize(
    ("aspect", "least"),
    [
        ("number", 0.97),
        ("name in lists", 0.97),
        ("name in prose", 0.89),
        ("address", 0.97),
        ("illness", 0.95),
        ("birth", 0.97),
    ],
)
def test_recall_on_the_held_third(held, aspect, least):
    assert held.recall(aspect) >= least
    assert held.recall(aspect) > held.floor_recall(aspect)


def test_false_masks_on_the_held_third(held):
    assert held.false_per_thousand() <= 5


@pytest.fixture(scope="module")
def third_hand():
    return rotating(third(held=True, hand="third"), FORMS, seed=20261130)


@pytest.mark.parametrize(
    ("aspect", "least"),
    [
        ("number", 0.98),
        ("name in lists", 0.88),
        ("name in prose", 0.80),
        ("address", 0.95),
        ("illness", 0.95),
    ],
)
def test_recall_on_the_held_third_of_another_hand(third_hand, aspect, least):
    """What is reached, not yet what is promised: the aims stand on the reference page."""
    assert third_hand.recall(aspect) >= least
    assert third_hand.recall(aspect) > third_hand.floor_recall(aspect)
