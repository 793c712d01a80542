"""交接单: what a successor must know of a body's desk, as of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.models import Complaint, Dispute
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.channels.models import Channel
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.duties.board import OVERDUE, Cell, OpenItem, Status, board, open_items
from gongkai.web.publishing.intake.models import RecurringList
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState
from gongkai.web.supervision.evaluation.models import Evaluation
from gongkai.web.supervision.ledgers.models import Appeal, PublicIssue
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.villages.models import PhoneMessage

YEAR = timedelta(days=365)
# So many times a year is a habit.
HABIT = 3


@dataclass(frozen=True)
class Desk:
    """A person of the body and the roles that they hold."""

    name: str
    username: str
    roles: tuple[str, ...]
    since: date
    last_sign_in: Any


@dataclass(frozen=True)
class Habit:
    """A row that is fed again and again: how often in a year, how many days apart, and the last time."""

    row: CatalogueRow
    count: int
    every_days: int
    last_on: date
    last_title: str


@dataclass(frozen=True)
class Owed:
    """A case that runs: what it is, its number, where it stands, its next day; nothing of a person."""

    kind: str
    number: str
    state: str
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class Handover:
    """Everything on one body's desk."""

    body: PublicBody
    day: date
    desks: tuple[Desk, ...]
    under_way: tuple[Release, ...]
    drafts: tuple[OpenItem, ...]
    owed: tuple[Cell, ...]
    channels: tuple[Channel, ...]
    lists: tuple[RecurringList, ...]
    habits: tuple[Habit, ...]
    tasks: tuple[Task, ...]
    unanswered: int
    cases: tuple[Owed, ...]
    consultations: tuple[PublicConsultation, ...]
    questions: int
    appeals: int
    misfiled: int
    issues: tuple[PublicIssue, ...]


def handover(body: PublicBody, on: date) -> Handover:
    """What lies on the desk of a body, with its sections and villages, on that day."""
    units = PublicBody.objects.filter(Q(pk=body.pk) | Q(public_body=body))
    numbers = list(units.values_list("pk", flat=True))
    busy = Release.objects.filter(
        body__in=numbers, state__in=[ReleaseState.UNDER_REVIEW, ReleaseState.SCHEDULED]
    )
    going = set(busy.values_list("item_id", flat=True))
    return Handover(
        body=body,
        day=on,
        desks=tuple(_desks(numbers, on)),
        under_way=tuple(busy.select_related("item", "submitted_by").order_by("submitted_at")),
        drafts=tuple(each for each in open_items(numbers) if each.item.pk not in going),
        owed=tuple(
            cell
            for cell in board([body], on)
            if cell.status in OVERDUE or cell.status in {Status.SOON, Status.SHORT}
        ),
        channels=tuple(
            Channel.objects.filter(body=body)
            .open_on(on)
            .select_related("unit", "post")
            .with_last_signs()
        ),
        lists=tuple(RecurringList.objects.filter(body__in=numbers).select_related("row")),
        habits=tuple(_habits(numbers, on)),
        tasks=tuple(Task.objects.open().filter(body__in=numbers).order_by("due_on", "pk")),
        unanswered=Evaluation.objects.waiting().filter(body__in=numbers).count(),
        cases=tuple(_cases(body, on)),
        consultations=tuple(
            PublicConsultation.objects.public()
            .filter(body__in=numbers, closes_on__gte=on)
            .select_related("item")
            .order_by("closes_on", "pk")
        ),
        questions=PhoneMessage.objects.unanswered().filter(body__in=numbers).count(),
        appeals=Appeal.objects.counted().filter(body__in=numbers, is_answered=False).count(),
        misfiled=Appeal.objects.filter(
            body__in=numbers, looks_like_request=True, routed_on=None
        ).count(),
        issues=tuple(
            PublicIssue.objects.waiting().filter(body__in=numbers).order_by("found_at", "pk")
        ),
    )


def _cases(body: PublicBody, on: date) -> Iterator[Owed]:
    """Requests, reviews and suits, complaints that are not closed; by number, since who asked is not for this sheet."""
    for request in DisclosureRequest.objects.open().filter(body=body).order_by("due_on", "pk"):
        yield _owed(_("依申请公开"), request, request.get_state_display(), request.due_on, on)
    for dispute in Dispute.objects.running(on).filter(body=body).order_by("due_on", "pk"):
        kind = dispute.get_forum_display()
        yield _owed(kind, dispute, dispute.get_state_display(), dispute.due_on, on)
    complaints = Complaint.objects.filter(body=body).filter(
        Q(concluded_on=None) | Q(rectify_by__isnull=False, rectified_on=None)
    )
    for complaint in complaints.order_by("received_on", "pk"):
        if complaint.concluded_on:
            state, due = _("待整改"), complaint.rectify_by
        elif complaint.explained_on:
            state, due = _("已说明，待处理"), None
        else:
            state, due = _("待说明"), complaint.explain_by
        yield _owed(_("投诉举报"), complaint, state, due, on)


def _owed(kind: str, case: Any, state: str, due_on: date | None, on: date) -> Owed:
    return Owed(kind, str(case), state, due_on, due_on is not None and due_on < on)


def _desks(numbers: list[int], on: date) -> list[Desk]:
    held = Membership.objects.on(on).filter(body__in=numbers, user__is_active=True)
    by_person: dict[Any, list[Membership]] = defaultdict(list)
    for each in held.select_related("user", "body").order_by("user__username", "starts_on"):
        by_person[each.user].append(each)
    return [
        Desk(
            user.name,
            user.username,
            tuple(
                f"{Role(each.role).label}"
                + ("" if each.body.is_public else f"（{each.body.short_name}）")
                for each in memberships
            ),
            memberships[0].starts_on,
            user.last_login,
        )
        for user, memberships in by_person.items()
    ]


def _habits(numbers: list[int], on: date) -> list[Habit]:
    released = ItemPage.objects.filter(
        body__in=numbers, live=True, published_on__range=(on - YEAR, on)
    )
    counted = (
        released.order_by().values("row").annotate(count=Count("pk"), last=Max("published_on"))
    )
    wanted = {each["row"]: each for each in counted if each["count"] >= HABIT}
    newest = {
        item.row_id: item.title
        for item in released.filter(row__in=wanted)
        .order_by("published_on", "pk")
        .only("row", "title")
    }
    rows = CatalogueRow.objects.filter(pk__in=wanted).order_by("order", "code")
    return [
        Habit(
            row,
            wanted[row.pk]["count"],
            round(YEAR.days / wanted[row.pk]["count"]),
            wanted[row.pk]["last"],
            newest[row.pk],
        )
        for row in rows
    ]
