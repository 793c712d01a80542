"""Power that waits for this administrator's confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PowerGrant
from gongkai.web.bodies.permissions import GIVE_ROLE
from gongkai.web.office.home import Slot, ToDo

SHOWN = 20


def to_dos(user: User, on: date) -> Iterator[ToDo]:
    """One line a grant that somebody else has asked for."""
    numbers = user.bodies_where(GIVE_ROLE)
    if not numbers:
        return
    waiting = PowerGrant.objects.waiting().filter(body__in=numbers)
    others = waiting.exclude(asked_by=user).exclude(user=user).select_related("user", "body")
    for grant in others[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("确认授权：{grant}").format(grant=grant),
            reverse("users:power", args=[grant.pk]),
            body=grant.body.short_name,
        )
