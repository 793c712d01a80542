"""The held third of the fourth hand's files: what is reached there, beside nothing that anybody looked at."""

from __future__ import annotations

import pytest

from tests.screening.unseen.fourth.papers import fourth_papers, fourth_score


@pytest.fixture(scope="module")
def held():
    return fourth_score(fourth_papers(held=True))


def test_a_third_of_the_files_is_kept_back():
    seen = {paper.expected["template"] for paper in fourth_papers(held=False)}
    held = {paper.expected["template"] for paper in fourth_papers(held=True)}
    assert not seen & held
    assert len(seen) + len(held) == 171
    assert 0.25 < len(held) / 171 < 0.4


@pytest.mark.parametrize(
    ("aspect", "least"),
    [
        ("number", 0.96),
        ("name in lists", 0.97),
        ("name in prose", 0.90),
        ("address", 0.96),
        ("illness", 0.95),
        ("birth", 0.92),
    ],
)
def test_recall_on_the_held_third(held, aspect, least):
    """What is reached, not yet what is promised: the aims stand on the reference page."""
    assert held.recall(aspect) >= least
    assert held.recall(aspect) > held.floor_recall(aspect)


def test_false_masks_on_the_held_third(held):
    """The aim is 1; what is reached is no worse than this."""
    assert held.false_per_thousand() <= 17
