"""One page: the same bytes every time, real words, and never two pages."""

from __future__ import annotations

import pytest

from gongkai.documents import open_bytes
from gongkai.documents.writers.errors import NotWritten
from gongkai.documents.writers.one_page import OnePage, write

PAGE = OnePage(
    "《柳河镇危房改造补助办法》一图读懂",
    points=(("给多少", "C级每户1.2万元"), ("电话", "0000-5550111")),
    questions=(("什么样的房子算危房？", "经鉴定为C级、D级的住房。"),),
    footer="柳河镇人民政府",
)


def test_every_word_of_the_page_is_read_again_and_none_counts_as_hidden():
    document = open_bytes(write(PAGE, "pdf"), "a.pdf")
    text = "".join(document.lines())
    for words in ("一图读懂", "给多少", "C级每户1.2万元", "什么样的房子算危房？", "柳河镇人民政府"):
        assert words in text
    assert {part.kind.value for part in document.hidden} == {"metadata"}


@pytest.mark.parametrize("form", ["pdf", "png", "svg"])
def test_the_same_page_gives_the_same_bytes(form):
    assert write(PAGE, form) == write(PAGE, form)


def test_words_of_the_page_are_never_markup():
    page = OnePage("#panic(1) *a* $x$", points=(("#let", "@ref <b>"),))
    assert "#panic(1) *a* $x$" in "".join(open_bytes(write(page, "pdf"), "a.pdf").lines())


def test_what_does_not_fit_is_refused():
    page = OnePage("长", points=tuple((f"要点{n}", "很长的话。" * 60) for n in range(20)))
    with pytest.raises(NotWritten, match="一页放不下"):
        write(page, "png")
