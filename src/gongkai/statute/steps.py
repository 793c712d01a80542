"""What may happen next in a case, by whom and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.statute import events as ev
from gongkai.statute.course import CLOSED, Course, State
from gongkai.statute.errors import NotInForce
from gongkai.statute.parameters import parameter
from gongkai.statute.pauses import ONE_DAY

AGENCY, APPLICANT, CONSULTED = "行政机关", "申请人", "被征求意见方"


@dataclass(frozen=True)
class Step:
    """A step that is open.

    Attributes:
        kind: the event it would be, e.g. `extended`.
        label: Chinese name.
        who: who takes it.
        begins: first day on which it is possible, or None for at once.
        until: last day, or None where the law sets none.
        cite: the provision, or None where it is practice.
        guessed: the last day lies in a year without a holiday notice and may still move.
    """

    kind: str
    label: str
    who: str
    begins: date | None
    until: date | None
    cite: str | None
    guessed: bool = False


def next_steps(course: Course, on: date | None = None) -> tuple[Step, ...]:
    """The steps open after the last event; with `on`, only those whose last day has not passed on that day."""
    return tuple(
        replace(step, guessed=course.is_guessed(step.until))
        for step in _steps(course)
        if on is None or step.until is None or step.until >= on or _still_owed(step)
    )


def petition_step(received_on: date) -> Step:
    """What is a petition goes to be registered, and whoever wrote it is told whether it is taken up (信访工作条例第二十三条)."""
    label = "信访登记，书面告知信访人是否受理"
    try:
        value = parameter("petition_notice", received_on)
    except NotInForce:
        return Step("petition_told", label, AGENCY, None, None, None)
    last = received_on + timedelta(days=value.amount)
    return Step("petition_told", label, AGENCY, None, last, value.cite)


def _still_owed(step: Step) -> bool:
    """An answer or its delivery is owed even when it is late."""
    return step.kind in (ev.Replied.kind, ev.Delivered.kind)


def _step(
    event: type[ev.Event],
    who: str,
    until: date | None,
    cite: str | None,
    begins: date | None = None,
) -> Step:
    return Step(event.kind, event.label, who, begins, until, cite)


def _steps(course: Course) -> Iterator[Step]:
    if course.state in CLOSED:
        if course.attempts and course.served_on is None:
            yield _step(ev.LetterArrived, AGENCY, None, "delivery-2016")
        return
    if course.state is State.REPLIED:
        yield _step(ev.Delivered, AGENCY, course.due_on, "delivery-2016")
        return
    if course.state is State.AWAITING_SUPPLEMENT and course.supplement_by:
        yield _step(ev.SupplementReceived, APPLICANT, course.supplement_by, "ogi-2019#30")
        yield _step(
            ev.SupplementLapsed, AGENCY, None, "ogi-2019#30", course.supplement_by + ONE_DAY
        )
    elif course.state is State.AWAITING_PAYMENT and course.payment_by:
        yield _step(ev.FeePaid, APPLICANT, course.payment_by, "fees-2020#6")
        yield _step(ev.FeeLapsed, AGENCY, None, "fees-2020#6", course.payment_by + ONE_DAY)
    else:
        yield from _while_running(course)
    for consultation in course.consultations:
        if consultation.returned_on is None:
            yield _step(
                ev.ConsultationReturned, CONSULTED, consultation.expires_on, consultation.cite
            )
    if course.state is State.SUSPENDED:
        yield _step(ev.Resumed, AGENCY, None, "ogi-2019#33.3")
    yield _step(ev.Replied, AGENCY, course.due_on, "ogi-2019#33.2")
    yield _step(ev.Withdrawn, APPLICANT, None, None)


def _while_running(course: Course) -> Iterator[Step]:
    due = course.due_on
    if not course.supplement_used and course.last_event_on <= course.supplement_notice_by:
        yield _step(ev.SupplementAsked, AGENCY, course.supplement_notice_by, "ogi-2019#30")
    if due is not None and course.last_event_on > due:
        return
    yield _step(ev.ConsultationSent, AGENCY, due, "ogi-2019#33.3")
    if course.extension_left:
        yield _step(ev.Extended, AGENCY, due, "ogi-2019#33.2")
    if not course.fee_used:
        yield _step(ev.FeeNotified, AGENCY, due, "fees-2020#6")
    yield _step(ev.ReasonsAsked, AGENCY, due, "ogi-2019#35")
    yield _step(ev.LongerPeriodSet, AGENCY, due, "ogi-2019#35")
