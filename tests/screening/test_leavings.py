"""What masks leave on a painted page is no finding; what they should have covered is."""

from __future__ import annotations

import pytest

from gongkai.screening.leavings import Leavings

LIST = Leavings(
    [
        ("王建国", "王某某"),
        ("李秀英", "李某某"),
        ("411525198104081983", "41*************983"),
        ("411525200009202441", "41*************441"),
        ("大坪村1组9号", "大坪村"),
        ("16615443432", "166****3432"),
    ]
)


@pytest.mark.parametrize(
    "read", ["41 983 41 441", "大坪村大坪村", "大坪村大坪", "王李", "王 李", "166 3432"]
)
def test_pieces_that_a_reader_has_joined_are_what_the_masks_left(read):
    assert LIST.explain(read)


@pytest.mark.parametrize(
    "read",
    [
        "411525198104081983",
        "41 411525200009202441",
        "41983",
        "王建国",
        "王李张",
        "大坪村1组9号",
        "大坪村9号",
        "16615443432",
        "",
    ],
)
def test_a_value_or_a_part_of_it_is_explained_by_nothing(read):
    assert not LIST.explain(read)
