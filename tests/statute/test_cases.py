"""The worked cases of `cases/*.toml`: a lawyer reads them, the clock must agree with every one."""

import tomllib
from pathlib import Path

import pytest

from gongkai.statute.clock import start_clock
from gongkai.statute.errors import ImpossibleEvent
from gongkai.statute.event_text import parse_event
from gongkai.statute.settings import Settings
from gongkai.statute.trace import verify
from gongkai.statute.workdays import load_calendar

CALENDAR = load_calendar()
FOLDER = Path(__file__).parent / "cases"
CASES = [
    case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
KEYS = {
    "name",
    "received",
    "events",
    "settings",
    "due",
    "working_days",
    "state",
    "refused",
    "without_effect",
} | {
    "supplement_by",
    "payment_by",
    "supplement_notice_by",
    "expires",
    "in_time",
    "provisional",
    "deemed_consent",
}


def test_there_are_at_least_sixty_cases_with_names_of_their_own():
    names = [case["name"] for case in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)
    assert all(set(case) <= KEYS for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_clock_agrees_with_the_worked_case(case):
    events = [parse_event(text) for text in case.get("events", [])]
    settings = Settings(tuple(case.get("settings", {}).items()))
    if "refused" in case:
        clock = start_clock(case["received"], CALENDAR, events[:-1], settings)
        with pytest.raises(ImpossibleEvent) as refusal:
            clock.after(events[-1])
        assert refusal.value.cite == case["refused"]
        return
    if "without_effect" in case:
        before = start_clock(case["received"], CALENDAR, events[:-1], settings)
        entry = before.after(events[-1]).course.entries[-1]
        assert not entry.effective
        assert entry.cautions[0].cite == case["without_effect"]
        assert before.after(events[-1]).course.due_on == before.course.due_on
        return
    course = start_clock(case["received"], CALENDAR, events, settings).course
    assert course.due_on == case.get("due")
    assert course.working_days == case.get("working_days")
    assert course.in_time is case.get("in_time")
    assert course.provisional is case.get("provisional", False)
    if "state" in case:
        assert course.state.value == case["state"]
    for key in ("supplement_by", "payment_by", "supplement_notice_by"):
        if key in case:
            assert getattr(course, key) == case[key]
    if "expires" in case:
        assert course.consultations[0].expires_on == case["expires"]
    if "deemed_consent" in case:
        after = course.last_event_on
        assert course.consultations[0].deemed_consent(after) is case["deemed_consent"]
    verify(course)
