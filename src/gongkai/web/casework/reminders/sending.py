"""Tell people of what falls due and of what is late: the handler, and once it is late whoever signs. Nobody is named in it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership
from gongkai.web.casework.reminders.models import Reminder
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.outbound import messages

SOON = timedelta(days=5)
MOST = 500
EMAIL, SMS = "email", "sms"
log = logging.getLogger(__name__)


def send_reminders(at: datetime) -> tuple[str, ...]:
    """The job: each person once for a case that falls due, and once a day for one that is late.

    Text messages wait for the end of the quiet hours. What cannot be sent is tried again in the next round.
    """
    on = timezone.localdate(at)
    due = DisclosureRequest.objects.open().filter(due_on__lte=on + SOON).select_related("body")
    cases = list(due.order_by("due_on", "pk")[:MOST])
    fields = ("disclosure_request", "user", "occasion", "way", "about")
    done = set(
        Reminder.objects.filter(disclosure_request__in=cases, about__gte=on).values_list(*fields)
    )
    people: dict[tuple[int, bool], list[User]] = {}
    told = 0
    for case in cases:
        late = case.due_on is not None and case.due_on < on
        key = (case.body_id, late)
        if key not in people:
            people[key] = list(_people(case.body_id, late, on))
        occasion = Reminder.Occasion.LATE if late else Reminder.Occasion.SOON
        about = on if late or case.due_on is None else case.due_on
        for user in people[key]:
            for way in _ways_to(user, at):
                if (case.pk, user.pk, occasion.value, way, about) not in done:
                    told += _once(case, user, occasion, way, about, at)
    return (_("发出{number}条办件提醒。").format(number=told),) if told else ()


def _people(body: int, late: bool, on: date) -> Iterable[User]:
    roles = [Role.REQUEST_HANDLER, *([Role.THIRD_REVIEWER] if late else [])]
    held = Membership.objects.on(on).filter(body=body, role__in=roles)
    return User.objects.filter(Q(pk__in=held.values("user")), is_active=True).order_by("pk")


def _ways_to(user: User, at: datetime) -> Iterator[str]:
    if user.email and "dummy" not in settings.EMAIL_BACKEND:
        yield EMAIL
    if user.phone and settings.SMS_ADAPTER and not messages.is_quiet(at):
        yield SMS


def _once(
    case: DisclosureRequest,
    user: User,
    occasion: Reminder.Occasion,
    way: str,
    about: date,
    at: datetime,
) -> int:
    try:
        with transaction.atomic():
            Reminder.objects.create(
                disclosure_request=case,
                user=user,
                occasion=occasion,
                way=way,
                about=about,
                sent_at=at,
            )
            _send(case, user, occasion, way)
    except IntegrityError:
        return 0
    except OSError:
        log.exception("a reminder could not be sent")
        return 0
    return 1


def _send(case: DisclosureRequest, user: User, occasion: Reminder.Occasion, way: str) -> None:
    late = occasion == Reminder.Occasion.LATE
    text = (
        _("{body}申请{number}已超过截止日{due}，请立即办理。")
        if late
        else _("{body}申请{number}最迟{due}答复，请按时办理。")
    ).format(body=case.body.short_name, number=case.number, due=case.due_on)
    if way == EMAIL:
        address = settings.WAGTAILADMIN_BASE_URL + reverse("casework:case", args=[case.pk])
        messages.mail(user.email, text, f"{text}\n{address}")
        return
    adapter = messages.text_messages()
    if adapter is not None and user.phone:
        adapter.send(user.phone, text)
