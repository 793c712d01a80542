from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.edition import Column
from gongkai.report.reading.tables.values import (
    Figure,
    Unread,
    looks_like_value,
    parse_amount,
    parse_count,
    parse_value,
)

COUNT = Column("total", "总计", "件")
AMOUNT = Column("amount", "本年收费金额（单位：万元）", "万元", decimal=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        (" 12 ", 12),
        ("１２", 12),
        ("1,288", 1288),
        ("1，288", 1288),
        ("3001件", 3001),
        ("5 件", 5),
        ("12.0", 12),
        ("〇", 0),
        ("零", 0),
        ("十二", 12),
        ("​7", 7),
    ],
)
def test_a_count_is_read_in_every_dress(text, value):
    assert parse_count(text).value == value


@pytest.mark.parametrize("text", ["0", "12", " 12 "])
def test_a_plain_count_needs_no_remark(text):
    assert parse_count(text).plain


@pytest.mark.parametrize("text", ["１２", "1,288", "3001件", "十二", "12.0"])
def test_a_count_in_another_dress_is_remarked(text):
    assert not parse_count(text).plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "/",
        "—",
        "——",
        "-",
        "无",
        "一",
        "12（含3）",
        "约30",
        "300 1",
        "1.5",
        "-3",
        "12,34",
        "3+4",
        "N/A",
        "O",
        "12%",
    ],
)
def test_what_is_no_count_is_unread_and_never_zero(text):
    assert isinstance(parse_count(text), Unread)


def test_the_reason_names_what_stands_in_the_cell():
    assert parse_count("12（含3）") == Unread("“12（含3）”不是一个非负整数")
    assert parse_count("/") == Unread("填的是“/”，不是数字；没有发生的应填0")
    assert parse_count("　") == Unread("空白", blank=True)
    assert parse_count("300 1") == Unread("“300 1”中间有空格，不能确定是一个数")


@pytest.mark.parametrize(
    ("text", "value"), [("-3", -3), ("+3", 3), ("增3", 3), ("减2", -2), ("0", 0)]
)
def test_a_change_may_have_a_sign(text, value):
    assert parse_count(text, signed=True).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("96171.6", "96171.6"),
        ("1,288.50", "1288.5"),
        ("12万元", "12"),
        ("3940元", "0.394"),
        ("1.2亿元", "12000"),
    ],
)
def test_an_amount_is_in_ten_thousands_of_yuan(text, value):
    assert parse_amount(text).value == Decimal(value)


def test_the_column_decides_between_count_and_amount():
    assert isinstance(parse_value("1.5", COUNT), Unread)
    assert parse_value("1.5", AMOUNT) == Figure(Decimal("1.5"))


@pytest.mark.parametrize("text", ["0", "12（含3）", "3001件", "/", "无", "一", "十二"])
def test_values_look_like_values(text):
    assert looks_like_value(text)


@pytest.mark.parametrize(
    "text", ["", "1.属于国家秘密", "1、信访举报", "规章", "（一）予以公开", "三、本年度办理结果"]
)
def test_labels_do_not_look_like_values(text):
    assert not looks_like_value(text)


@given(st.integers(0, 10**9))
def test_every_count_survives_its_dresses(number):
    full_width = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert [
        parse_count(text).value for text in (str(number), f"{number:,}", f"{number}件", full_width)
    ] == [number] * 4


@given(st.text())
def test_any_text_is_a_figure_or_a_reason(text):
    parsed = parse_count(text)
    assert (isinstance(parsed, Figure) and parsed.value >= 0) or (
        isinstance(parsed, Unread) and parsed.reason
    )
