"""The clock of a case, run over its events by `statute`; the case keeps what lists need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from gongkai.statute.clock import Clock
from gongkai.statute.course import Course, State
from gongkai.statute.event_codes import (
    Channel,
    Consultee,
    Letter,
    OrderedBy,
    Position,
    Weight,
)
from gongkai.statute.event_text import EVENTS
from gongkai.statute.events import Event
from gongkai.statute.settings import Settings
from gongkai.statute.workdays import Calendar
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.receipts import receipt_of

CODES: Mapping[str, Any] = {
    "channel": Channel,
    "consultee": Consultee,
    "letter": Letter,
    "ordered_by": OrderedBy,
    "position": Position,
    "weight": Weight,
}
DAYS = frozenset(
    {
        "acknowledged_on",
        "by",
        "consented_on",
        "not_before",
        "reached_on",
        "sent_on",
        "signed_on",
        "until",
    }
)


def as_event(kind: str, on: date, facts: Mapping[str, Any]) -> Event:
    """The statute's event from what is kept of it."""
    event = EVENTS[kind]
    known = {field.name for field in fields(event)} - {"on"}
    given = {name: _read(name, value) for name, value in facts.items() if name in known}
    return event(on=on, **given)


def _read(name: str, value: Any) -> Any:
    if value in (None, ""):
        return None if name in DAYS or name in CODES or name == "days" else value
    if name in CODES:
        return CODES[name].named(value)
    if name in DAYS:
        return date.fromisoformat(value)
    return value


def as_facts(event: Event) -> dict[str, Any]:
    """What is kept of a statute's event besides its kind and day; what is empty is left out."""
    facts = {}
    for field in fields(event):
        value = getattr(event, field.name)
        if field.name == "on" or value in (None, ""):
            continue
        if isinstance(value, Enum):
            value = value.value
        elif isinstance(value, date):
            value = value.isoformat()
        facts[field.name] = value
    return facts


def clock_of(
    disclosure_request: DisclosureRequest,
    events: Iterable[CaseEvent] | None = None,
    calendar: Calendar | None = None,
    settings: Settings | None = None,
) -> Clock:
    """The clock after everything that has happened: by the present calendar of the body and by the choices of the day of
    receipt, where none are given."""
    kept = disclosure_request.events.order_by("on", "pk") if events is None else events
    return Clock(
        receipt_of(disclosure_request),
        calendar or current_calendar(disclosure_request.body),
        tuple(as_event(each.kind, each.on, each.facts) for each in kept),
        settings or settings_of(disclosure_request.body, disclosure_request.received_on),
    )


SHOWN_IN_LISTS = ("state", "due_on", "waits_until", "is_provisional")


def take_course(disclosure_request: DisclosureRequest, course: Course) -> bool:
    """Take over what lists show, without saving; whether anything differs."""
    before = [getattr(disclosure_request, name) for name in SHOWN_IN_LISTS]
    disclosure_request.state = course.state.value
    # Sent in time and come back: it has to be delivered again, and nothing is late.
    returned = course.state is State.REPLIED and bool(course.in_time)
    elsewhere = disclosure_request.is_answered_elsewhere
    disclosure_request.due_on = None if returned or elsewhere else course.due_on
    disclosure_request.waits_until = {
        State.AWAITING_SUPPLEMENT: course.supplement_by,
        State.AWAITING_PAYMENT: course.payment_by,
    }.get(course.state)
    disclosure_request.is_provisional = course.guessed
    return before != [getattr(disclosure_request, name) for name in SHOWN_IN_LISTS]


def keep_course(disclosure_request: DisclosureRequest, course: Course) -> None:
    """Keep what lists show."""
    take_course(disclosure_request, course)
    disclosure_request.save(update_fields=SHOWN_IN_LISTS)


def status_of(disclosure_request: DisclosureRequest, on: date, *, soon: int = 5) -> str:
    """`closed`, `late`, `soon` (calendar days), `waiting` (no day runs) or `open`."""
    if not disclosure_request.is_open:
        return "closed"
    if disclosure_request.due_on is None:
        return "waiting"
    left = (disclosure_request.due_on - on).days
    return "late" if left < 0 else "soon" if left <= soon else "open"
