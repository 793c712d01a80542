from datetime import date

from gongkai.statute.clock import start_clock
from gongkai.statute.events import parse_event
from gongkai.statute.recompute import Move, recompute
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
THEN = load_calendar(D("2020-01-20"))
NOW = load_calendar()


def clock(received, *events, calendar=THEN):
    return start_clock(D(received), calendar, map(parse_event, events))


def test_the_longer_spring_festival_of_2020_moves_the_open_clocks_and_says_by_how_much():
    clocks = {
        "甲": clock("2020-01-10"),
        "乙": clock("2020-02-10"),
        "丙": clock("2020-01-10", "withdrawn=2020-01-13"),
    }
    assert list(recompute(clocks, NOW)) == [Move("甲", D("2020-02-12"), D("2020-02-14"), 2)]


def test_an_event_that_the_new_calendar_makes_late_is_reported_not_hidden():
    supplemented = clock("2020-01-10", "supplement_asked=2020-01-20")
    fewer_days_off = clock("2026-01-26", "extended=2026-02-28,days=5", calendar=NOW)
    assert list(recompute({"甲": supplemented}, NOW)) == []
    shorter = load_calendar(D("2025-01-01"))
    moves = list(recompute({"乙": fewer_days_off}, shorter))
    assert moves[0].after is None
    assert "2026年" in moves[0].problem


def test_the_same_calendar_moves_nothing():
    assert list(recompute({"甲": clock("2020-01-10")}, THEN)) == []
