from datetime import date

from gongkai.statute.clock import start_clock
from gongkai.statute.event_text import parse_event
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
    extended = clock("2020-01-10", "extended=2020-02-14,days=5", calendar=NOW)
    assert extended.course.due_on == D("2020-02-21")
    (move,) = recompute({"甲": extended}, THEN)
    assert (move.before, move.after, move.days) == (D("2020-02-21"), D("2020-02-12"), -9)
    assert "2020-02-12届满" in move.problem


def test_a_calendar_that_is_too_short_is_reported_not_hidden():
    (move,) = recompute({"乙": clock("2026-01-26", calendar=NOW)}, load_calendar(D("2024-11-01")))
    assert move.after is None
    assert "年的放假安排" in move.problem


def test_the_same_calendar_moves_nothing():
    assert list(recompute({"甲": clock("2020-01-10")}, THEN)) == []
