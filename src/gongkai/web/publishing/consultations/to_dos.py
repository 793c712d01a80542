"""Consultations that wait for a user: closing soon, or over without a result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.consultations.permissions import HANDLE_OPINIONS
from gongkai.web.publishing.items.models import is_public

SHOWN = 50
CLOSING_SOON = timedelta(days=7)


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """One line for each consultation that is nearly over, or over and not answered."""
    own = PublicConsultation.objects.filter(body__in=user.bodies_where(HANDLE_OPINIONS))
    unanswered = (
        own.filter(closes_on__lte=on + CLOSING_SOON, item__live=True, item__withdrawn_on=None)
        .filter(Q(result=None) | ~is_public("result__"))
        .select_related("item", "body")
    )
    for each in unanswered.order_by("closes_on")[:SHOWN]:
        closing = on <= each.closes_on
        yield ToDo(
            Slot.DUE,
            f"{'即将截止' if closing else '已结束，待公布结果'}：{each.item.draft_title}",
            reverse("publishing:consultation", args=[each.pk]),
            due_on=each.closes_on if closing else None,
            body=each.body.short_name,
            note=_("到期自动截止") if closing else _("请归类、答复意见，起草结果"),
        )
