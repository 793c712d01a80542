from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.numerals import (
    Amount,
    find_dates,
    format_chinese,
    parse_amount,
    parse_chinese,
    parse_number,
    parse_positional,
    parse_year,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("一十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百十五", 115),
        ("三百二十一", 321),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("两千零二十四", 2024),
        ("三千二百", 3200),
        ("一万", 10000),
        ("一万零五", 10005),
        ("两万三千", 23000),
        ("十二万", 120000),
        ("一亿零三百万", 103000000),
        ("壹仟贰佰", 1200),
        ("叁拾陆", 36),
    ],
)
def test_chinese_numerals_are_read_exactly(text: str, value: int) -> None:
    assert parse_chinese(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一百五",
        "三万二",
        "二五",
        "二〇二四",
        "百",
        "万",
        "十十",
        "一零",
        "三千零",
        "零零",
        "零五",
        "百十",
        "一千百",
        "数百",
        "几十",
        "若干",
        "一百零",
        "12",
        "三点五",
        "一二三",
    ],
)
def test_what_is_not_exactly_one_numeral_is_refused(text: str) -> None:
    assert parse_chinese(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("116", 116),
        ("１２", 12),
        ("1,288", 1288),
        ("1，288", 1288),
        ("1.2万", 12000),
        ("3万", 30000),
        ("0.394", Decimal("0.394")),
        ("3940.50", Decimal("3940.50")),
        ("2 024", 2024),
        ("三十", 30),
        ("1,28", None),
        ("1.2.3", None),
        ("12件", None),
        ("3千5", None),
        ("-3", None),
        ("", None),
    ],
)
def test_numbers_are_read_whole_or_not_at_all(text: str, value: int | Decimal | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("60", Amount(60)),
        ("60余", Amount(60, vague=True)),
        ("三百余", Amount(300, vague=True)),
        ("近百", Amount(100, vague=True)),
        ("上百", Amount(100, vague=True)),
        ("百余", Amount(100, vague=True)),
        ("约30", Amount(30, vague=True)),
        ("超过1200", Amount(1200, vague=True)),
        ("1.2万余", Amount(12000, vague=True)),
        ("三万多", Amount(30000, vague=True)),
        ("60余万", Amount(600000, vague=True)),
        ("十余", Amount(10, vague=True)),
        ("百", None),
        ("数百", None),
        ("若干", None),
    ],
)
def test_vague_numbers_say_that_they_are(text: str, amount: Amount | None) -> None:
    assert parse_amount(text) == amount


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_chinese_numeral_written_is_the_number_read(value: int) -> None:
    assert parse_chinese(format_chinese(value)) == value


@given(st.text(alphabet="〇零一二两三四五六七八九十百千万亿0123456789.,余多近约 ", max_size=12))
def test_no_text_breaks_the_reading(text: str) -> None:
    for read in (
        parse_chinese,
        parse_number,
        parse_amount,
        parse_positional,
        parse_year,
        find_dates,
    ):
        read(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (110, "一百一十"),
        (1050, "一千零五十"),
        (10005, "一万零五"),
        (20_0000, "二十万"),
    ],
)
def test_numbers_are_written_in_chinese(value: int, text: str) -> None:
    assert format_chinese(value) == text


def test_numbers_out_of_range_are_not_written() -> None:
    with pytest.raises(ValueError, match="-1 is not between"):
        format_chinese(-1)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", 2024),
        ("２０２４", 2024),
        ("二〇二四", 2024),
        ("二○二五", 2025),
        ("1899", None),
        ("二千零二十四", None),
        ("24", None),
    ],
)
def test_years_are_read_in_any_digits(text: str, year: int | None) -> None:
    assert parse_year(text) == year


def test_dates_are_found_and_impossible_days_left_out() -> None:
    assert find_dates("自2024年1月1日至2024年12月31日，2024年2月30日，二〇二五年一月十五日") == [
        (date(2024, 1, 1), 1, 10),
        (date(2024, 12, 31), 11, 22),
        (date(2025, 1, 15), 34, 44),
    ]
    assert find_dates("2025-01-15") == [(date(2025, 1, 15), 0, 10)]
    assert find_dates("2025-01-155") == []
