import pytest

from gongkai.documents.budget import Budget
from gongkai.documents.errors import LimitExceeded
from gongkai.documents.limits import Limits


@pytest.mark.parametrize(
    ("limits", "method", "said"),
    [
        (Limits(blocks=2), "blocks", "段落和表格超过 2 个"),
        (Limits(cells=2), "cells", "单元格超过 2 个"),
        (Limits(pages=2), "pages", "页数超过 2 页"),
        (Limits(decompressed=2), "decompressed", "解压后"),
        (Limits(nesting=2), "nesting", "表格嵌套超过 2 层"),
    ],
)
def test_the_first_count_beyond_a_limit_is_refused(limits, method, said):
    getattr(Budget("f", limits), method)(2)
    with pytest.raises(LimitExceeded, match=said):
        getattr(Budget("f", limits), method)(3)


def test_counts_add_up():
    budget = Budget("f", Limits(cells=5))
    budget.cells(3)
    budget.cells(2)
    with pytest.raises(LimitExceeded):
        budget.cells(1)


def test_every_count_looks_at_the_clock():
    budget = Budget("f", Limits(seconds=-1))
    assert budget.seconds_left() == 0
    for count in (budget.blocks, budget.cells, budget.pages):
        with pytest.raises(LimitExceeded, match="秒"):
            count()
    with pytest.raises(LimitExceeded, match="秒"):
        budget.tick()
