"""Record a meeting; each decision becomes a task with its owner and its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.supervision import acts
from gongkai.web.supervision.meetings.models import Meeting
from gongkai.web.supervision.papers.keeping import Paper, keep_papers
from gongkai.web.supervision.permissions import KEEP_RECORDS
from gongkai.web.supervision.tasks.actions import add_task


class Decision(NamedTuple):
    """What was decided: what is to be done, by whom, by when."""

    text: str
    owner: str
    due_on: date


@transaction.atomic
def record_meeting(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    title: str,
    kind: str,
    held_on: date,
    minutes: str,
    chair: str = "",
    people: int | None = None,
    decisions: Iterable[Decision] = (),
    papers: Iterable[Paper] = (),
) -> Meeting:
    """A meeting that took place, with its decisions."""
    require(acting_user, KEEP_RECORDS, body)
    if held_on > timezone.localdate(at):
        raise ActionError({"held_on": _("会议日期晚于今天；请在开会之后登记。")})
    meeting = Meeting(
        body=body,
        title=title,
        kind=kind,
        held_on=held_on,
        chair=chair,
        people=people,
        minutes=minutes,
        entered_by=acting_user if isinstance(acting_user, User) else None,
        entered_at=at,
    )
    meeting.full_clean()
    meeting.save()
    made = [
        add_task(
            body,
            acting_user=acting_user,
            at=at,
            text=decision.text,
            owner=decision.owner,
            due_on=decision.due_on,
            origin=title,
        )
        for decision in decisions
    ]
    meeting.tasks.set(made)
    kept = keep_papers(meeting, body, papers, by=acting_user, at=at)
    record(
        acts.MEETING_RECORDED,
        by=acting_user,
        body=body,
        subject=meeting,
        after={
            "held_on": held_on,
            "kind": kind,
            "tasks": len(made),
            "papers": [paper.sha256 for paper in kept],
        },
        at=at,
    )
    return meeting
