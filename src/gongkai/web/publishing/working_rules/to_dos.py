"""Working rules that are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.working_rules.permissions import REVIEW_RULES
from gongkai.web.publishing.working_rules.register import register

SOON = timedelta(days=30)


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Rules that are to be looked at again."""
    served = PublicBody.objects.public().standing_on(on)
    bodies = served.filter(pk__in=user.bodies_where(REVIEW_RULES))
    for line in register(bodies):
        if line.review_on is not None and line.review_on - on <= SOON:
            yield ToDo(
                Slot.LATE if line.is_due(on) else Slot.DUE,
                _("制度复核：{item_title}").format(item_title=line.item.title),
                reverse("publishing:review-rule", args=[line.item.pk]),
                due_on=line.review_on,
                body=line.body.short_name,
            )
