"""The days of a case as an iCalendar file (RFC 5545), for the office's own calendar program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from gongkai.statute.course import Course
from gongkai.statute.events import Replied
from gongkai.statute.pauses import ONE_DAY
from gongkai.statute.steps import next_steps
from gongkai.statute.trace import cite_in_chinese, lines


def _fold(line: str) -> str:
    """Fold a content line at 75 octets without cutting a character."""
    pieces: list[str] = []
    piece = ""
    size, limit = 0, 75
    for character in line:
        width = len(character.encode())
        if size + width > limit:
            pieces.append(piece)
            piece, size, limit = "", 0, 74
        piece += character
        size += width
    return "\r\n ".join([*pieces, piece])


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _event(identity: str, day: date, summary: str, description: str, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{identity}@gongkai",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + ONE_DAY:%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _events(course: Course, name: str, stamp: datetime) -> Iterator[list[str]]:
    key = f"{name}-" if name else ""
    title = f"（{name}）" if name else ""
    certain = course.calendar.certain_through
    for step in next_steps(course):
        if step.until is None:
            continue
        description = cite_in_chinese(step.cite) if step.cite else ""
        if step.kind == Replied.kind:
            description = "\n".join(lines(course))
        yield _event(
            f"{key}{course.received_on:%Y%m%d}-{step.kind}",
            step.until,
            f"{step.label}的最后一日{'（暂计）' if step.until > certain else ''}{title}",
            description,
            stamp,
        )


@dataclass(frozen=True)
class CalendarDay:
    """A whole day in a calendar: `identity` stays the same where the day moves."""

    identity: str
    on: date
    summary: str
    description: str = ""


def calendar_of(days: Iterable[CalendarDay], stamp: datetime) -> str:
    """Days as a calendar file with CRLF line ends; `stamp` is the moment of writing."""
    moment = stamp.astimezone(UTC)
    return _file(
        _event(each.identity, each.on, each.summary, each.description, moment) for each in days
    )


def icalendar(course: Course, stamp: datetime, name: str = "") -> str:
    """Every open step of a case that has a last day, each as a whole-day event.

    Args:
        course: the case.
        stamp: moment of writing, in UTC.
        name: the case's name, for titles and identifiers; may be empty.

    Returns:
        The file's text with CRLF line ends.
    """
    return _file(_events(course, name, stamp))


def _file(events: Iterable[list[str]]) -> str:
    content = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//gongkai//statute//ZH",
        "CALSCALE:GREGORIAN",
    ]
    for event in events:
        content += event
    content.append("END:VCALENDAR")
    return "".join(f"{_fold(line)}\r\n" for line in content)
