"""A title's period, and the next one in the manner of the old."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.papers.periods import Period, Rhythm, moved, period_of, without_period


@pytest.mark.parametrize(
    ("title", "code", "following"),
    [
        ("柳河镇2026年10月低保名单", "2026-10", "柳河镇2026年11月低保名单"),
        ("2026年12月份特困供养", "2026-12", "2027年1月份特困供养"),
        ("2026年09月（9月份）发放", "2026-09", "2026年10月（10月份）发放"),
        ("2026年第三季度临时救助", "2026-Q3", "2026年第四季度临时救助"),
        ("2026年四季度宅基地审批", "2026-Q4", "2027年一季度宅基地审批"),
        ("2026年第2季度检查", "2026-Q2", "2026年第3季度检查"),
        ("2026年上半年收支", "2026-H1", "2026年下半年收支"),
        ("2026年下半年收支", "2026-H2", "2027年上半年收支"),
        ("柳河镇2025年度决算", "2025", "柳河镇2026年度决算"),
    ],
)
def test_a_title_moves_to_the_next_period(title, code, following):
    period = period_of(title)
    assert period is not None
    assert period.code == code
    assert moved(title, period, period.next) == following


@pytest.mark.parametrize("text", ["2026年10月8日会议", "2026年第7号", "十月份", "第12次会议"])
def test_a_day_or_an_issue_is_no_period(text):
    assert period_of(text) is None


def test_other_periods_in_a_text_stay():
    text = "十月份共发放，比2025年10月多；2026年10月合计。"
    old = Period(2026, Rhythm.MONTH, 10)
    assert moved(text, old, old.next) == "十一月份共发放，比2025年10月多；2026年11月合计。"


def test_a_month_does_not_become_a_quarter():
    with pytest.raises(ValueError, match="cannot become"):
        moved("2026年10月", Period(2026, Rhythm.MONTH, 10), Period(2026, Rhythm.QUARTER, 4))


@pytest.mark.parametrize(
    ("code", "day"),
    [
        (Period(2026, Rhythm.MONTH, 2), date(2026, 2, 28)),
        (Period(2026, Rhythm.QUARTER, 3), date(2026, 9, 30)),
        (Period(2026, Rhythm.HALF, 1), date(2026, 6, 30)),
        (Period(2026, Rhythm.YEAR), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_last_day(code, day):
    assert code.last_day == day


def test_a_title_without_its_period_is_the_name_of_the_list():
    assert without_period("柳河镇2026年10月份农村低保对象名单") == "柳河镇农村低保对象名单"
    assert without_period("柳河镇宅基地审批结果（2026年第四季度）") == "柳河镇宅基地审批结果"
