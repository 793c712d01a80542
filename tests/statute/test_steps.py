from datetime import date

from gongkai.statute.clock import start_clock
from gongkai.statute.event_text import parse_event
from gongkai.statute.settings import Settings
from gongkai.statute.steps import next_steps
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()


def steps(received, *events, on=None, **settings):
    chosen = Settings(tuple(settings.items()))
    course = start_clock(D(received), CALENDAR, map(parse_event, events), chosen).course
    return {
        step.kind: str(step.until) if step.until else None
        for step in next_steps(course, D(on) if on else None)
    }


def test_a_new_request_may_be_supplemented_consulted_extended_charged_and_answered():
    assert steps("2026-09-18") == {
        "supplement_asked": "2026-09-29",
        "consultation_sent": "2026-10-22",
        "extended": "2026-10-22",
        "fee_notified": "2026-10-22",
        "reasons_asked": "2026-10-22",
        "longer_period_set": "2026-10-22",
        "replied": "2026-10-22",
        "withdrawn": None,
    }


def test_after_seven_working_days_no_supplement_may_be_asked():
    assert "supplement_asked" not in steps("2026-09-18", on="2026-09-30")


def test_an_overdue_answer_is_still_owed():
    assert steps("2026-09-18", on="2026-10-23") == {"replied": "2026-10-22", "withdrawn": None}


def test_while_the_applicant_is_waited_for_the_applicant_is_next():
    waiting = steps("2026-03-02", "supplement_asked=2026-03-04")
    assert waiting == {
        "supplement_received": "2026-03-25",
        "supplement_lapsed": None,
        "replied": None,
        "withdrawn": None,
    }


def test_while_payment_is_awaited_payment_is_next():
    waiting = steps("2026-03-02", "fee_notified=2026-03-10")
    assert waiting["fee_paid"] == "2026-04-08"
    assert "fee_lapsed" in waiting


def test_an_open_consultation_may_be_answered_until_it_expires():
    assert (
        steps("2026-03-02", "consultation_sent=2026-03-04")["consultation_returned"] == "2026-03-25"
    )


def test_after_the_decision_only_delivery_remains():
    assert steps("2026-03-02", "replied=2026-03-20") == {"delivered": "2026-03-30"}


def test_a_closed_case_has_no_next_step():
    assert steps("2026-03-02", "withdrawn=2026-03-20") == {}


def test_once_only_steps_are_not_offered_again():
    left = steps("2026-03-02", "extended=2026-03-20,days=5")
    assert "extended" not in left
    again = steps("2026-03-02", "extended=2026-03-20,days=5", extension_count="within_cap")
    assert again["extended"] == "2026-04-07"
    full = steps("2026-03-02", "extended=2026-03-20,days=20", extension_count="within_cap")
    assert "extended" not in full


def test_a_suspended_case_may_be_resumed():
    assert "resumed" in steps("2026-03-02", "suspended=2026-03-10,reason=洪水", suspension="accept")
