"""What waits in disputes and complaints: answers owed, what a decision orders, opinion letters, explanations, rectifications."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.casework.permissions import SIGN_LETTER
from gongkai.web.disputes.models import Complaint, Dispute
from gongkai.web.disputes.permissions import (
    EXPLAIN_COMPLAINTS,
    HANDLE_COMPLAINTS,
    HANDLE_DISPUTES,
)
from gongkai.web.office.home import SOON, Slot, ToDo

SHOWN = 50


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """What is late comes to the handler and to whoever signs."""
    handled, signed = user.bodies_where(HANDLE_DISPUTES), user.bodies_where(SIGN_LETTER)
    owed = Dispute.objects.filter(
        Q(body__in=handled, due_on__lte=on + SOON) | Q(body__in=signed, due_on__lt=on)
    )
    for dispute in owed.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        late = bool(dispute.due_on and dispute.due_on < on)
        yield ToDo(
            Slot.LATE if late else Slot.DUE,
            _("{forum}{number}").format(forum=dispute.get_forum_display(), number=dispute.number),
            reverse("disputes:dispute", args=[dispute.pk]),
            due_on=dispute.due_on,
            body=dispute.body.short_name,
            note=dispute.get_state_display(),
        )
    yield from _complaints(user, on)


def _complaints(user: Any, on: date) -> Iterator[ToDo]:
    explaining = Complaint.objects.filter(
        body__in=user.bodies_where(EXPLAIN_COMPLAINTS), concluded_on=None, explained_on=None
    ).exclude(asked="")
    for complaint in explaining.select_related("body").order_by("explain_by", "pk")[:SHOWN]:
        yield _line(_("说明投诉事项"), complaint, complaint.explain_by, on)
    watched = Complaint.objects.filter(body__in=user.bodies_where(HANDLE_COMPLAINTS))
    waiting = watched.filter(
        Q(concluded_on=None, asked="")
        | Q(concluded_on=None, explained_on__isnull=False)
        | Q(concluded_on=None, explain_by__lt=on)
        | Q(rectified_on=None, rectify_by__lte=on)
    )
    for complaint in waiting.select_related("body").order_by("received_on", "pk")[:SHOWN]:
        due = complaint.rectify_by if complaint.concluded_on else complaint.explain_by
        yield _line(_("办理投诉举报"), complaint, due, on)


def _line(text: str, complaint: Complaint, due: date | None, on: date) -> ToDo:
    return ToDo(
        Slot.LATE if due and due < on else Slot.WAITING,
        text,
        reverse("disputes:complaint", args=[complaint.pk]),
        due_on=due,
        body=complaint.body.short_name,
        note=complaint.get_basis_display(),
    )
