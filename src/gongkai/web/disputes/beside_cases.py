"""What casework is told of disputes: the lines on a case's page, which cases are held, what was learned about a ground."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.statute.icalendar import CalendarDay
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.related import Related
from gongkai.web.disputes.models import Dispute
from gongkai.web.disputes.permissions import HANDLE_DISPUTES, SEE_DISPUTES

LESSONS = 5


def shown_beside(case: DisclosureRequest, user: Any) -> Iterator[Related]:
    """Its disputes, and where to register one."""
    if user.may(SEE_DISPUTES, case.body_id):
        for dispute in case.disputes.select_related("body").order_by("pk"):
            yield Related(
                f"{dispute.get_forum_display()} {dispute.number}",
                reverse("disputes:dispute", args=[dispute.pk]),
                dispute.get_state_display(),
            )
    if user.may(HANDLE_DISPUTES, case.body_id):
        yield Related(
            _("登记复议、诉讼"), f"{reverse('disputes:open')}?case={case.pk}", is_deed=True
        )


def running(cases: Collection[int], on: date) -> set[int]:
    """Which of these cases are disputed on that day, or owe what a decision ordered: nothing of them is destroyed."""
    open_ones = Dispute.objects.filter(disclosure_request__in=cases).filter(
        Q(final_from=None)
        | Q(final_from__gt=on)
        | Q(comply_by__isnull=False, complied_on=None)
        | Q(opinion_on__isnull=False, opinion_reported_on=None)
    )
    return set(open_ones.values_list("disclosure_request", flat=True))


def lessons(ground: str, body: Any) -> list[str]:
    """What was learned where this ground was disputed, the newest first; it names nobody."""
    found = (
        Dispute.objects.filter(body=body, disclosure_request__decisions__ground=ground)
        .exclude(lesson="")
        .order_by("-pk")
        .values_list("lesson", flat=True)
        .distinct()
    )
    return list(found[:LESSONS])


def days_of_disputes(user: Any) -> Iterator[CalendarDay]:
    """The next day of each dispute by which the body of this user must act; numbers only."""
    owed = Dispute.objects.filter(
        body__in=user.bodies_where(HANDLE_DISPUTES), due_on__isnull=False
    ).select_related("body")
    for dispute in owed.order_by("due_on", "pk"):
        if dispute.due_on is not None:
            yield CalendarDay(
                f"dispute-{dispute.pk}",
                dispute.due_on,
                _("{number}的最后一日").format(number=dispute.number),
                dispute.get_state_display(),
            )
