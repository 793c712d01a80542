"""Tell people of what falls due and of what is late: the handler, once it is late whoever signs, and the county where a body
has nobody left to tell. Nobody is named in it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.casework.reminders.models import Reminder
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.outbound import messages
from gongkai.web.schedule.jobs import JobAlarm

SOON = timedelta(days=5)
# What came by the net is told of for so long, where it could not be told at once.
FRESH = timedelta(days=3)
AT_ONCE = 500
EMAIL, SMS = "email", "sms"
WAYS = {EMAIL: _lazy("邮件"), SMS: _lazy("短信")}
log = logging.getLogger(__name__)


class RemindersNotSent(JobAlarm):
    """A way out does not take what is given to it, or there is nobody to tell."""


def send_reminders(at: datetime) -> tuple[str, ...]:
    """The job: each person once for a case that falls due, and once a day for one that is late.

    Text messages wait for the end of the quiet hours. A way out that fails is left alone for the rest of the round, and
    tried again in the next.

    Raises:
        RemindersNotSent: after everything that could be told is told.
    """
    round_ = _Round(at)
    fresh = DisclosureRequest.objects.untouched().filter(registered_at__gte=at - FRESH)
    round_.tell_of(fresh.select_related("body").order_by("pk"), Reminder.Occasion.NEW)
    due = DisclosureRequest.objects.open().filter(due_on__lte=round_.on + SOON)
    numbers = list(due.order_by("due_on", "pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        some = due.filter(pk__in=numbers[start : start + AT_ONCE])
        round_.tell_of(some.select_related("body").order_by("due_on", "pk"))
    if troubles := round_.troubles():
        raise RemindersNotSent(troubles)
    told = round_.told
    return (_("发出{number}条办件提醒。").format(number=told),) if told else ()


class _Round:
    """One round of the job: who has been looked for, what was told, which ways failed."""

    def __init__(self, at: datetime) -> None:
        self.at, self.on = at, timezone.localdate(at)
        self.told = 0
        self.failed: dict[str, str] = {}
        self.alone: dict[int, str] = {}
        self.people: dict[tuple[int, bool], list[User]] = {}
        self.ways = {EMAIL} if messages.sends_mail() else set()
        if messages.sends_texts() and not messages.is_quiet(at):
            self.ways.add(SMS)

    def tell_of(
        self, found: Iterable[DisclosureRequest], why: Reminder.Occasion | None = None
    ) -> None:
        cases = list(found)
        fields = ("disclosure_request", "user", "occasion", "way", "about")
        told = Reminder.objects.filter(disclosure_request__in=cases)
        told = told.filter(occasion=why) if why else told.filter(about__gte=self.on)
        done = set(told.values_list(*fields))
        for case in cases:
            late = why is None and case.due_on is not None and case.due_on < self.on
            occasion = why or (Reminder.Occasion.LATE if late else Reminder.Occasion.SOON)
            about = self.on if late or case.due_on is None else case.due_on
            about = case.received_on if why else about
            for user in self.people_of(case.body, late):
                for way in self.ways_to(user):
                    if (case.pk, user.pk, occasion.value, way, about) not in done:
                        self._once(case, user, occasion, way, about)

    def people_of(self, body: PublicBody, late: bool) -> list[User]:
        key = (body.pk, late)
        if key not in self.people:
            self.people[key] = list(_people(body, late, self.on))
            if not self.people[key]:
                self.alone[body.pk] = body.short_name
        return self.people[key]

    def ways_to(self, user: User) -> Iterator[str]:
        open_ways = self.ways - self.failed.keys()
        if user.email and EMAIL in open_ways:
            yield EMAIL
        if user.phone and SMS in open_ways:
            yield SMS

    def _once(
        self,
        case: DisclosureRequest,
        user: User,
        occasion: Reminder.Occasion,
        way: str,
        about: date,
    ) -> None:
        try:
            with transaction.atomic():
                Reminder.objects.create(
                    disclosure_request=case,
                    user=user,
                    occasion=occasion,
                    way=way,
                    about=about,
                    sent_at=self.at,
                )
                _send(case, user, occasion, way, self.on)
        except IntegrityError:
            return
        except (ImportError, OSError, ValueError) as error:
            log.exception("a reminder could not be sent")
            self.failed[way] = str(error)
            return
        self.told += 1

    def troubles(self) -> str:
        """What a person must see to, in a sentence; empty where all is well."""
        found = [
            _("{way}提醒发不出去（{why}），请检查“部署”里的设置").format(way=WAYS[way], why=why)
            for way, why in sorted(self.failed.items())
        ]
        if self.alone:
            found.append(
                _(
                    "{bodies}有快到期或者逾期的申请，没有经办人、签发人，也没有县级主管部门可以提醒，请任命"
                ).format(bodies="、".join(self.alone.values()))
            )
        return "；".join(found)


def _people(body: PublicBody, late: bool, on: date) -> Iterator[User]:
    """Who handles the requests of a body, and once it is late who signs; where there is neither, the county office."""
    chain: list[tuple[list[int], list[Role]]] = [
        ([body.pk], [Role.REQUEST_HANDLER, *([Role.THIRD_REVIEWER] if late else [])]),
        ([body.pk], [Role.THIRD_REVIEWER]),
        (body.upward, [Role.COUNTY_OFFICE]),
    ]
    for bodies, roles in chain:
        held = Membership.objects.on(on).filter(body__in=bodies, role__in=roles)
        found = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
        if people := list(found):
            yield from people
            return


def _send(
    case: DisclosureRequest, user: User, occasion: Reminder.Occasion, way: str, on: date
) -> None:
    late = occasion == Reminder.Occasion.LATE and case.due_on is not None
    soon = _("{body}申请{number}最迟{due}答复，请按时办理。")
    if occasion == Reminder.Occasion.NEW:
        soon = _("{body}新收到申请{number}，最迟{due}答复，请登录查看。")
    text = (
        _("{body}申请{number}已超过截止日{due}共{days}天，请立即办理。") if late else soon
    ).format(
        body=case.body.short_name,
        number=case.number,
        due=case.due_on,
        days=(on - case.due_on).days if case.due_on else 0,
    )
    if way == EMAIL:
        address = settings.WAGTAILADMIN_BASE_URL + reverse("casework:case", args=[case.pk])
        messages.mail(user.email, text, f"{text}\n{address}")
    elif user.phone:
        messages.text(user.phone, text)
