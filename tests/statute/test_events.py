from datetime import date

import pytest

from gongkai.statute import events as ev
from gongkai.statute.errors import UnknownCode, WrongArgument
from gongkai.statute.event_text import EVENTS, parse_event

D = date.fromisoformat


def test_every_event_is_written_and_read_by_its_kind():
    for kind, event in EVENTS.items():
        assert parse_event(f"{kind}=2026-03-02") == event(D("2026-03-02"))
        assert event.label


def test_further_values_are_read_by_name():
    assert parse_event(
        "consultation_sent=2026-03-04,consultee=joint_maker,ref=甲,reached_on=2026-03-05"
    ) == ev.ConsultationSent(
        D("2026-03-04"), ev.Consultee.JOINT_MAKER, "甲", reached_on=D("2026-03-05")
    )
    assert parse_event("extended=2026-03-04,days=7,approved_by=某主任") == ev.Extended(
        D("2026-03-04"), 7, "某主任"
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("extended", WrongArgument),
        ("extended=", WrongArgument),
        ("extended=2026-3-4", WrongArgument),
        ("extended=2026-02-30", WrongArgument),
        ("extended=2026-03-04,days=many", WrongArgument),
        ("extended=2026-03-04,days=-1", WrongArgument),
        ("extended=2026-03-04,colour=red", UnknownCode),
        ("extended=2026-03-04,days", UnknownCode),
        ("replied=2026-03-04,days=1", UnknownCode),
        ("delivered=2026-03-04,channel=pigeon", UnknownCode),
        ("celebrated=2026-03-04", UnknownCode),
        ("", WrongArgument),
    ],
)
def test_a_malformed_event_is_refused(text, error):
    with pytest.raises(error):
        parse_event(text)
