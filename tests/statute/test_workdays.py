from datetime import date, timedelta
from itertools import pairwise

import chinese_calendar
import pytest

from gongkai.statute.errors import CalendarNotLoaded, StatuteDataError, WrongArgument
from gongkai.statute.loader import parse
from gongkai.statute.notices import (
    load_local_holidays,
    load_notices,
    read_local_holidays,
    read_notice,
)
from gongkai.statute.workdays import DayKind, build_calendar, corresponding_day, load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()

# Received, then the 7th, 15th, 20th and 40th working day after it.
VECTORS = [
    ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
    ("2025-09-22", "2025-09-30", "2025-10-17", "2025-10-24", "2025-11-21"),
    ("2026-01-26", "2026-02-04", "2026-02-14", "2026-02-28", "2026-03-27"),
    ("2026-02-09", "2026-02-25", "2026-03-06", "2026-03-13", "2026-04-13"),
    ("2026-04-28", "2026-05-11", "2026-05-21", "2026-05-28", "2026-06-26"),
    ("2026-09-18", "2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"),
    ("2026-09-24", "2026-10-12", "2026-10-22", "2026-10-29", "2026-11-26"),
]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector[0] for vector in VECTORS])
def test_published_vectors_of_7_15_20_and_40_working_days(vector):
    received, *expected = map(D, vector)
    assert [CALENDAR.add(received, days) for days in (7, 15, 20, 40)] == expected


def test_every_day_of_2019_to_2026_agrees_with_the_chinesecalendar_package():
    day, disagreements = date(2019, 1, 1), []
    while day <= date(2026, 12, 31):
        if CALENDAR.is_working(day) != chinese_calendar.is_workday(day):
            disagreements.append(day)
        day += timedelta(days=1)
    assert disagreements == []


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ],
)
def test_working_days_of_each_year(year, days):
    first = CALENDAR.is_working(date(year, 1, 1))
    assert CALENDAR.count(date(year, 1, 1), date(year, 12, 31)) + first == days


def test_a_made_up_weekend_day_works_and_names_its_notice():
    note = CALENDAR.note(D("2026-09-20"))
    assert (note.kind, note.name, note.cite) == (DayKind.MADE_UP, "国庆节", "holidays-2026#7")


def test_a_holiday_names_its_notice():
    note = CALENDAR.note(D("2026-02-17"))
    assert (note.kind, note.name, note.cite) == (DayKind.HOLIDAY, "春节", "holidays-2026#2")


def test_a_plain_weekend_rests_on_the_working_hours_regulation():
    assert CALENDAR.note(D("2026-03-07")).cite == "working-hours-1995#7.1"


def test_the_day_of_receipt_is_never_counted_working_or_not():
    assert CALENDAR.add(D("2026-09-18"), 1) == D("2026-09-20")
    assert CALENDAR.add(D("2026-09-19"), 1) == D("2026-09-20")
    assert CALENDAR.add(D("2026-09-20"), 1) == D("2026-09-21")


def test_the_extended_spring_festival_of_2020_gives_back_the_saturday_that_was_to_be_worked():
    before = load_calendar(D("2020-01-20"))
    assert before.is_working(D("2020-02-01"))
    assert before.is_working(D("2020-01-31"))
    assert not CALENDAR.is_working(D("2020-02-01"))
    assert not CALENDAR.is_working(D("2020-01-31"))
    assert CALENDAR.is_working(D("2020-01-19"))
    assert CALENDAR.note(D("2020-01-31")).cite == "holidays-2020-spring-festival#1"


def test_labour_day_of_2019_was_one_day_until_the_notice_of_march():
    before = load_calendar(D("2019-03-21"))
    assert before.is_working(D("2019-05-02"))
    assert not CALENDAR.is_working(D("2019-05-02"))
    assert CALENDAR.is_working(D("2019-05-05"))


def test_a_notice_of_the_next_year_reaches_back_into_december():
    assert CALENDAR.note(D("2022-12-31")).cite == "holidays-2023#1"
    assert CALENDAR.note(D("2023-12-31")).name == "元旦"


@pytest.mark.parametrize("day", ["2018-12-31", "2027-01-01"])
def test_days_outside_the_loaded_years_are_refused(day):
    with pytest.raises(CalendarNotLoaded) as refusal:
        CALENDAR.is_working(D(day))
    assert refusal.value.year == D(day).year
    assert refusal.value.loaded == (2019, 2026)
    assert "2019年至2026年" in refusal.value.message


def test_a_result_outside_the_loaded_years_is_refused():
    with pytest.raises(CalendarNotLoaded) as refusal:
        CALENDAR.add(D("2026-12-10"), 20)
    assert refusal.value.year == 2027


def test_counting_is_the_reverse_of_adding():
    assert CALENDAR.count(D("2026-09-18"), D("2026-10-22")) == 20
    assert CALENDAR.count(D("2026-10-22"), D("2026-09-18")) == -20


def test_next_working_day_is_the_day_itself_when_it_works():
    assert CALENDAR.next_working(D("2026-09-20")) == D("2026-09-20")
    assert CALENDAR.next_working(D("2026-10-01")) == D("2026-10-08")


def test_sixty_days_ending_in_the_national_holiday_roll_to_the_day_after():
    assert D("2026-08-03") + timedelta(days=60) == D("2026-10-02")
    assert CALENDAR.add_calendar_days(D("2026-08-03"), 60) == D("2026-10-08")


def test_six_months_end_on_the_corresponding_day():
    assert CALENDAR.add_months(D("2026-03-10"), 6) == D("2026-09-10")


def test_six_months_from_the_end_of_august_end_on_the_last_of_february():
    assert corresponding_day(D("2025-08-31"), 6) == D("2026-02-28")
    assert CALENDAR.add_months(D("2025-08-31"), 6) == D("2026-02-28")


def test_months_that_end_on_a_weekend_roll_on():
    assert CALENDAR.add_months(D("2025-11-09"), 6) == D("2026-05-09")
    assert CALENDAR.add_months(D("2025-11-10"), 6) == D("2026-05-11")


@pytest.mark.parametrize(
    "call",
    [
        lambda: CALENDAR.add(D("2026-01-05"), 0),
        lambda: CALENDAR.add_calendar_days(D("2026-01-05"), 0),
        lambda: CALENDAR.add_months(D("2026-01-05"), -1),
    ],
)
def test_periods_shorter_than_one_are_refused(call):
    with pytest.raises(WrongArgument):
        call()


LOCAL = """
id = "torch-festival"
place = "青山县"
basis = "青山县人民政府关于火把节放假的通告"
[[holiday]]
name = "火把节"
first = 2026-08-06
last = 2026-08-07
work = [2026-08-08]
"""


def test_local_holidays_are_laid_over_the_national_calendar():
    local = CALENDAR.with_local(read_local_holidays(parse(LOCAL, "local.toml")))
    assert local.note(D("2026-08-06")).kind is DayKind.LOCAL_HOLIDAY
    assert local.note(D("2026-08-08")).kind is DayKind.LOCAL_WORKING
    assert CALENDAR.add(D("2026-08-05"), 1) == D("2026-08-06")
    assert local.add(D("2026-08-05"), 1) == D("2026-08-08")
    assert local.places == ("青山县",)
    assert local != CALENDAR


def test_local_holidays_outside_the_loaded_years_are_refused():
    text = LOCAL.replace("2026-08", "2027-08")
    with pytest.raises(StatuteDataError):
        CALENDAR.with_local(read_local_holidays(parse(text, "local.toml")))


def test_a_missing_local_file_is_one_sentence(tmp_path):
    with pytest.raises(StatuteDataError) as refusal:
        load_local_holidays(tmp_path / "无此文件.toml")
    assert "读不出来" in refusal.value.message


def test_a_missing_year_between_notices_is_refused():
    notices = [notice for notice in load_notices() if notice.year != 2022]
    with pytest.raises(StatuteDataError) as refusal:
        build_calendar(notices)
    assert "缺少2022年" in refusal.value.message


def test_no_notice_at_all_is_refused():
    with pytest.raises(StatuteDataError):
        build_calendar([])


def test_two_notices_for_one_year_are_refused():
    notices = [notice for notice in load_notices() if notice.id == "holidays-2026"]
    with pytest.raises(StatuteDataError) as refusal:
        build_calendar(notices * 2)
    assert "重复了2026年" in refusal.value.message


def test_an_amendment_to_a_notice_that_is_not_loaded_is_refused():
    notices = [
        n for n in load_notices() if n.id in ("holidays-2026", "holidays-2020-spring-festival")
    ]
    with pytest.raises(StatuteDataError) as refusal:
        build_calendar(notices)
    assert "没有春节" in refusal.value.message


def test_no_stretch_of_work_in_2026_is_longer_than_six_days():
    days = [day for day, note in CALENDAR.days(D("2026-01-01"), D("2026-12-31")) if note.kind.works]
    longest = run = 1
    for before, after in pairwise(days):
        run = run + 1 if (after - before).days == 1 else 1
        longest = max(longest, run)
    assert longest == 6


NEXT_YEAR = """
id = "holidays-2027"
year = 2027
title = "为测试而设的安排"
issued = 2026-11-04
checked = 2026-11-05
[[holiday]]
name = "元旦"
first = 2026-12-31
last = 2027-01-02
work = [2026-12-26]
"""


def test_one_more_file_opens_the_next_year_and_may_reach_back_into_december():
    longer = build_calendar([*load_notices(), read_notice(parse(NEXT_YEAR, "2027.toml"))])
    assert longer.loaded == (2019, 2027)
    assert not longer.is_working(D("2026-12-31"))
    assert longer.is_working(D("2026-12-26"))
    assert longer.add(D("2026-12-25"), 5) == D("2027-01-04")
