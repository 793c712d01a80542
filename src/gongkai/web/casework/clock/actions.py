"""Record what happened; the clock follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.course import ENDED, Course, Entry, State
from gongkai.statute.errors import StatuteError
from gongkai.statute.event_codes import OrderedBy
from gongkai.statute.events import AnswerOrdered, Event, FeePaid, Merged
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.clock.running import as_event, as_facts, clock_of, keep_course
from gongkai.web.casework.clock.workflow import require_step
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.files import NewFile, keep_file
from gongkai.web.casework.requests.models import DisclosureRequest, TriageKind
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError


def locked(disclosure_request: DisclosureRequest) -> DisclosureRequest:
    """The case as it is now, held until the transaction ends."""
    found: DisclosureRequest = DisclosureRequest.objects.select_for_update(of=("self",)).get(
        pk=disclosure_request.pk
    )
    return found


def enter(
    disclosure_request: DisclosureRequest,
    event: Event,
    *,
    by: User | Platform | None,
    at: datetime,
    note: str = "",
    proof: NewFile | None = None,
    beside: Mapping[str, str] | None = None,
) -> CaseEvent:
    """Enter an event of the statute and keep what follows. Call it inside the transaction of an act.

    Args:
        beside: codes that are kept with it and are nothing to the statute.

    Raises:
        ActionError: it cannot have happened.
    """
    today = timezone.localdate(at)
    if event.on > today:
        raise ActionError(
            _("“{label}”的日期不能晚于今天（{today}），填写的是{on}；请核对日期。").format(
                label=event.label, today=today, on=event.on
            )
        )
    after, position = _in_its_place(disclosure_request, event)
    kept = CaseEvent(
        disclosure_request=disclosure_request,
        kind=event.kind,
        on=event.on,
        note=note,
        proof=keep_file(disclosure_request, proof, at=at) if proof else None,
        entered_by=by if isinstance(by, User) else None,
        entered_at=at,
    )
    kept.facts = {**(beside or {}), **as_facts(event)}
    kept.full_clean()
    kept.save()
    keep_course(disclosure_request, after)
    record(
        acts.EVENT_RECORDED,
        by=by,
        body=disclosure_request.body,
        subject=disclosure_request,
        after={
            "event": event.kind,
            "on": event.on,
            "effective": after.entries[position].effective,
            "state": disclosure_request.state,
            "due_on": disclosure_request.due_on,
        },
        at=at,
    )
    return kept


def _in_its_place(disclosure_request: DisclosureRequest, event: Event) -> tuple[Course, int]:
    """The course with the event on its own day, and its place in it: what lies behind may be entered later."""
    kept = list(disclosure_request.events.order_by("on", "pk"))
    position = sum(each.on <= event.on for each in kept)
    before = clock_of(disclosure_request, kept[:position])
    later = [as_event(each.kind, each.on, each.facts) for each in kept[position:]]
    try:
        return before.after(event, *later).course, position
    except StatuteError as error:
        raise ActionError(error.message) from error


def entry_of(event: CaseEvent) -> Entry:
    """An event as the clock has it: whether it has effect, and what is amiss."""
    kept = list(event.disclosure_request.events.order_by("on", "pk"))
    entries = clock_of(event.disclosure_request, kept).course.entries
    return entries[[each.pk for each in kept].index(event.pk)]


@transaction.atomic
def record_event(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    step: str,
    on: date,
    facts: dict[str, Any] | None = None,
    note: str = "",
    proof: NewFile | None = None,
) -> CaseEvent:
    """An event of the workflow that has a screen of its own, such as a supplement that came.

    Raises:
        ActionError: it cannot have happened.
        WrongState: not where the case stands.
    """
    current = locked(disclosure_request)
    chosen = require_step(step, current, acting_user)
    if chosen.event == FeePaid.kind and not (facts or {}).get("amount"):
        raise ActionError({"amount": _("请填写实收金额（元），台账和年报第六部分要用。")})
    try:
        event = as_event(chosen.event, on, facts or {})
    except (StatuteError, ValueError) as error:
        raise ActionError(getattr(error, "message", str(error))) from error
    before = current.state
    kept = enter(current, event, by=acting_user, at=at, note=note, proof=proof)
    if before == State.ABANDONED.value and current.is_open:
        _taken_up_again(current, on)
    if current.state == State.WITHDRAWN.value:
        # C10: without a letter of its own; concluded on the day it came (C5).
        current.outcome = "withdrawn" if current.matter != TriageKind.CORRECTION else ""
        current.concluded_on = on
    elif chosen.code == "answer_ordered":
        _open_again(current)
    current.save(update_fields=["outcome", "concluded_on", "first_outcome", "first_concluded_on"])
    return kept


@transaction.atomic
def merge_request(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    into: DisclosureRequest,
    note: str = "",
) -> DisclosureRequest:
    """Another case of the same applicant answers this one too; this one counts as other (C10).

    Raises:
        ActionError: the other case is not one that can answer it.
    """
    current = locked(disclosure_request)
    require_step("merge", current, acting_user)
    if into.pk == current.pk or into.body_id != current.body_id:
        raise ActionError(_("请选择本机关的另一件申请。"))
    if into.applicant_digest != current.applicant_digest:
        raise ActionError(
            _("{into}不是同一申请人提出的，不能合并；内容相同的，分别答复。").format(
                into=into.number
            )
        )
    if State.named(into.state) in ENDED:
        raise ActionError(
            _("{into}{state}，不能并入；请选择还要答复或者已经答复的申请。").format(
                into=into.number, state=into.get_state_display()
            )
        )
    enter(current, Merged(on, into.number), by=acting_user, at=at, note=note)
    current.merged_into, current.outcome, current.concluded_on = into, "merged", on
    current.save(update_fields=["merged_into", "outcome", "concluded_on"])
    record(
        acts.MERGED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"into": into.number},
        at=at,
    )
    return current


def _taken_up_again(disclosure_request: DisclosureRequest, on: date) -> None:
    """Excused, it is the same case (C3); only a result of a year that is over keeps its place (C14)."""
    concluded_on = disclosure_request.concluded_on
    if concluded_on is not None and concluded_on.year < on.year:
        _open_again(disclosure_request)
    disclosure_request.outcome, disclosure_request.concluded_on = "", None


def _open_again(disclosure_request: DisclosureRequest) -> None:
    """The answer is owed again; the first one that was given keeps its place in the table of its year (C14)."""
    if disclosure_request.first_concluded_on is None:
        disclosure_request.first_outcome = disclosure_request.outcome
        disclosure_request.first_concluded_on = disclosure_request.concluded_on
    disclosure_request.outcome, disclosure_request.concluded_on = "", None


@transaction.atomic
def order_answer(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    ordered_by: OrderedBy,
    document: str,
    days: int | None = None,
) -> DisclosureRequest:
    """A review decision or a judgment orders an answer, whether there was one or none: a new clock on the same case.

    Args:
        on: the day it was served on the body.
        days: working days that it sets; None = the statutory period.
    """
    require(acting_user, HANDLE, disclosure_request.body)
    current = locked(disclosure_request)
    enter(current, AnswerOrdered(on, ordered_by, days, document), by=acting_user, at=at)
    _open_again(current)
    current.save(update_fields=["outcome", "concluded_on", "first_outcome", "first_concluded_on"])
    return current
