from datetime import date

import pytest

from gongkai.statute.errors import NotInForce, WrongArgument
from gongkai.statute.fees import fee_by_items, fee_by_pages

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("requests", "yuan"),
    [(1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000)],
)
def test_the_charge_by_item_of_one_calendar_month(requests, yuan):
    assert fee_by_items(requests, on=DAY).total == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)],
)
def test_the_charge_by_page_of_one_request(pages, yuan):
    assert fee_by_pages(pages, on=DAY).total == yuan


@pytest.mark.parametrize(
    ("k", "yuan"), [(10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (51, 400)]
)
def test_the_price_of_the_kth_request_of_the_month(k, yuan):
    assert fee_by_items(1, already=k - 1, on=DAY).total == yuan


def test_requests_already_made_in_the_month_are_not_charged_again():
    assert fee_by_items(30, on=DAY).total + fee_by_items(20, already=30, on=DAY).total == 7000


def test_the_arithmetic_is_shown_band_by_band():
    assert fee_by_items(41, on=DAY).in_chinese() == (
        "第1至10件：10件×0元＝0元",
        "第11至30件：20件×100元＝2000元",
        "第31至40件：10件×200元＝2000元",
        "第41至41件：1件×300元＝300元",
        "合计：4300元",
    )
    assert fee_by_pages(250, on=DAY).in_chinese()[-1] == "合计：4700元"


def test_each_charge_names_its_article():
    assert fee_by_items(1, on=DAY).cite == "fees-2020#4.2"
    assert fee_by_pages(1, on=DAY).cite == "fees-2020#5.2"


@pytest.mark.parametrize(
    "call",
    [
        lambda: fee_by_items(0, on=DAY),
        lambda: fee_by_items(1, already=-1, on=DAY),
        lambda: fee_by_pages(0, on=DAY),
        lambda: fee_by_pages(10_000_001, on=DAY),
        lambda: fee_by_items(10_001, on=DAY),
    ],
)
def test_impossible_counts_are_refused(call):
    with pytest.raises(WrongArgument):
        call()


def test_there_was_no_such_charge_in_2020():
    with pytest.raises(NotInForce):
        fee_by_pages(100, on=date(2020, 12, 31))
