from datetime import date

import pytest

from gongkai.screening.errors import ListInvalid
from gongkai.screening.wording import parse_word_list, shipped_words, wordings


def right(text, **options):
    return [word.right for _, word in wordings(text, shipped_words(), **options)]


def test_a_body_that_was_renamed_is_told():
    assert right("报国土资源局审批") == ["自然资源局"]


def test_history_is_not_wrong():
    assert right("原国土资源局") == []
    assert right("报国土资源局审批", on=date(2017, 1, 1)) == []


def test_a_typing_error_is_told():
    assert right("依申公开") == ["依申请公开"]


def test_neighbours_can_make_it_another_word():
    assert right("环境保护部门") == []
    assert right("环境保护部") == ["生态环境部"]


def test_every_entry_has_a_citation():
    assert all(word.cite for word in shipped_words())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[word]]\nwrong = 1", "variety"),
        ('[[word]]\nvariety="typo"\nwrong="甲"\nright="乙"\nfrom=2020-01-01', "cite"),
        (
            '[[word]]\nvariety="mobile"\nwrong="甲"\nright="乙"\nfrom=2020-01-01\ncite="丙"',
            "variety",
        ),
        (
            '[[word]]\nvariety="typo"\nwrong="甲"\nright="乙"\nfrom=2020-01-01\ncite="丙"\nnot_after="("',
            "not_after",
        ),
        ("[[word", "全文"),
    ],
)
def test_a_broken_list_names_its_file_and_entry(text, key):
    with pytest.raises(ListInvalid) as caught:
        parse_word_list(text, "本县.toml")
    assert "本县.toml" in str(caught.value)
    assert key in caught.value.key
