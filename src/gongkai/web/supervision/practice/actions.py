"""Set the body for practice up, join it, and let its colleagues review what was sent."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Platform, require
from gongkai.web.accounts.roles import Role
from gongkai.web.accounts.signals import user_added
from gongkai.web.bodies.actions.practice import establish_practice_body
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import WrongState
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.models import Release, ReleaseState, Stage
from gongkai.web.supervision import acts
from gongkai.web.supervision.permissions import JOIN_PRACTICE, SET_UP_PRACTICE

COLLEAGUES: dict[str, tuple[Role, ...]] = {
    "演练同事甲": (Role.FIRST_REVIEWER,),
    "演练同事乙": (Role.SECOND_REVIEWER,),
    "演练同事丙": (Role.THIRD_REVIEWER, Role.SECRECY_REVIEWER, Role.PUBLISHER),
}
BY_STAGE = {
    Stage.FIRST_REVIEW: "演练同事甲",
    Stage.SECOND_REVIEW: "演练同事乙",
    Stage.THIRD_REVIEW: "演练同事丙",
    Stage.SECRECY_CHECK: "演练同事丙",
}
LEARNER = (Role.DRAFTER, Role.REQUEST_HANDLER)


def practice_body_of(body: PublicBody) -> PublicBody | None:
    """The body for practice of the county in which a body stands."""
    found = PublicBody.objects.filter(is_practice=True, parent__in=body.upward)
    return found.order_by("-lineage").first()


def _account(body: PublicBody, name: str) -> str:
    return f"{name}-{body.code}"


@transaction.atomic
def set_up_practice(
    county: PublicBody, *, acting_user: User | Platform, at: datetime, on: date
) -> PublicBody:
    """The body, its catalogue, and three colleagues into whose accounts nobody can sign in."""
    require(acting_user, SET_UP_PRACTICE, county)
    body = establish_practice_body(county, acting_user=acting_user, at=at, on=on)
    trim_catalogue(body, acting_user=PLATFORM, on=on, at=at)
    for name, roles in COLLEAGUES.items():
        colleague = User.objects.create_user(
            _account(body, name), None, name=name, must_change_password=False, joined_at=at
        )
        user_added.send(sender=User, user=colleague, acting_user=PLATFORM, request=None, at=at)
        for role in roles:
            give_role(colleague, body=body, role=role, acting_user=PLATFORM, at=at, starts_on=on)
    return body


@transaction.atomic
def join_practice(
    body: PublicBody, *, acting_user: User, at: datetime, served: PublicBody
) -> PublicBody:
    """Somebody who serves a body of the county may practise; it gives no power anywhere else."""
    require(acting_user, JOIN_PRACTICE, served)
    if practice_body_of(served) != body:
        raise WrongState(_("“{body}”不是本县的练习单位。").format(body=body))
    on = timezone.localdate(at)
    for role in LEARNER:
        if not Membership.objects.on(on).filter(user=acting_user, body=body, role=role).exists():
            give_role(acting_user, body=body, role=role, acting_user=PLATFORM, at=at, starts_on=on)
    record(acts.PRACTICE_JOINED, by=acting_user, body=body, subject=body, at=at)
    return body


@transaction.atomic
def help_practice(body: PublicBody, *, acting_user: User, at: datetime) -> int:
    """The colleagues review and release everything that this learner has sent; gives how many.

    Everything goes the way of real items: three reviews, secrecy check, release by another person.
    """
    require(acting_user, JOIN_PRACTICE, body)
    if not body.is_practice:
        raise WrongState(_("只有练习单位才有演练同事。"))
    people = {name: User.objects.get(username=_account(body, name)) for name in COLLEAGUES}
    waiting = Release.objects.filter(
        body=body, submitted_by=acting_user, state=ReleaseState.UNDER_REVIEW
    )
    count = 0
    for release in waiting.order_by("pk"):
        current = release
        while current.stage != Stage.RELEASE:
            current = approve(
                current,
                acting_user=people[BY_STAGE[Stage(current.stage)]],
                at=at,
                stage=current.stage,
                comment=_("演练：同意。"),
                proofread=True,
                unopened_reason=_("演练，不逐件打开。"),
            )
        release_item(
            current,
            acting_user=people["演练同事丙"],
            at=at,
            unopened_reason=_("演练，不逐件打开。"),
        )
        count += 1
    record(
        acts.PRACTICE_HELPED,
        by=acting_user,
        body=body,
        subject=body,
        after={"released": count},
        at=at,
    )
    return count
