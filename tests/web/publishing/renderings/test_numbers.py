"""Numbers as a speaker says them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.numerals import parse_chinese
from gongkai.web.publishing.channels.renderings.numbers import read_aloud


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "2026年10月5日共发放补贴2批，涉及312户，合计46.8万元。",
            "二零二六年十月五日共发放补贴两批，涉及三百一十二户，合计四十六点八万元。",
        ),
        ("值班电话0000-5550111，24小时值班", "值班电话零零零零 五五五零幺幺幺，二十四小时值班"),
        ("请拨打12345热线", "请拨打幺二三四五热线"),
        ("8:30—12:00，14:05", "八点三十分至十二点，十四点零五分"),
        ("柳政发〔2026〕12号", "柳政发二零二六年第十二号"),
        ("完成85.5%，下降3‰", "完成百分之八十五点五，下降千分之三"),
        ("第2批，第20条，2个月，12个，0.2公里", "第二批，第二十条，两个月，十二个，零点二公里"),
        ("2026-11-02至2026-11-09", "二零二六年十一月二日至二零二六年十一月九日"),
        ("1,234,567元，3-5个工作日", "一百二十三万四千五百六十七元，三至五个工作日"),
        ("２０２６年度１００％", "二零二六年度百分之一百"),
        ("编号007", "编号零零七"),
        ("5000亩、20㎡", "五千亩、二十平方米"),
    ],
)
def test_what_is_written_is_said(written, said):
    assert read_aloud(written) == said


@given(st.text(max_size=80))
def test_no_digit_is_left_for_the_reader_to_guess(text):
    assert not re.search(r"\d", read_aloud(text))


@given(st.integers(min_value=3, max_value=10**10 - 1))
def test_a_whole_number_is_understood_as_itself(number):
    said = read_aloud(f"共{number}（合计）").removeprefix("共").removesuffix("（合计）")
    assert parse_chinese(said) == number
