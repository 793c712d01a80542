from datetime import UTC, date, datetime

from gongkai.statute.clock import start_clock
from gongkai.statute.icalendar import icalendar
from gongkai.statute.workdays import load_calendar

STAMP = datetime(2026, 9, 18, 8, 30, tzinfo=UTC)
TEXT = icalendar(start_clock(date(2026, 9, 18), load_calendar()).course, STAMP, "青山县第3号；甲")


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_the_last_day_is_a_whole_day_event_with_its_trace():
    lines = unfolded(TEXT)
    start = lines.index("UID:青山县第3号；甲-20260918-replied@gongkai")
    assert lines[start + 1 : start + 4] == [
        "DTSTAMP:20260918T083000Z",
        "DTSTART;VALUE=DATE:20261022",
        "DTEND;VALUE=DATE:20261023",
    ]
    assert "国庆节周末调休上班" in lines[start + 5]


def test_lines_are_folded_at_75_octets_and_end_with_crlf():
    assert TEXT.endswith("END:VCALENDAR\r\n")
    assert "\n" not in TEXT.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in TEXT.split("\r\n"))


def test_each_open_step_with_a_last_day_is_an_event():
    lines = unfolded(TEXT)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 7


def test_commas_and_line_ends_are_escaped():
    text = icalendar(start_clock(date(2026, 9, 18), load_calendar()).course, STAMP, "甲,乙;丙")
    assert "（甲\\,乙\\;丙）" in text.replace("\r\n ", "")
    assert "\\n" in text


def test_a_day_before_the_notice_is_out_is_marked_as_a_guess():
    text = icalendar(start_clock(date(2026, 12, 4), load_calendar()).course, STAMP)
    assert "答复）的最后一日" not in text
    lines = unfolded(text)
    assert "SUMMARY:作出答复的最后一日（暂计）" in lines
    assert "SUMMARY:告知补正的最后一日" in lines
