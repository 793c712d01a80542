"""What waits where items come in and go out: files to enter, lists whose next issue is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.today import Errand, Slot
from gongkai.web.publishing.duties.board import SOON
from gongkai.web.publishing.models import Attribute, AttributeCard, Intake, ItemPage, RecurringList
from gongkai.web.publishing.permissions import DRAFT

SHOWN = 50


def entry_errands(user: Any, day: date) -> Iterator[Errand]:
    """Everything of this kind for the user."""
    yield from _handed_in(user)
    yield from _lists_due(user, day)
    yield from _attributes(user, day)


def _handed_in(user: Any) -> Iterator[Errand]:
    waiting = Intake.objects.waiting().visible_to(user).select_related("body")
    for intake in waiting.prefetch_related("files").order_by("received_at")[:SHOWN]:
        yield Errand(
            Slot.WAITING,
            f"待登记：{'、'.join(file.name for file in intake.files.all())[:80]}",
            reverse("publishing:intake", args=[intake.pk]),
            body=intake.body.short_name,
            note=f"{timezone.localtime(intake.received_at):%m-%d %H:%M} 收到",
        )


def _lists_due(user: Any, day: date) -> Iterator[Errand]:
    lists = (
        RecurringList.objects.filter(body__in=user.bodies_where(DRAFT), ended_on=None)
        .select_related("body")
        .prefetch_related("issues__recurring_list")
    )
    for each in lists:
        last = each.last_issue
        following = last.period.next if last else None
        if following is None or following.last_day - day > SOON:
            continue
        yield Errand(
            Slot.LATE if day > following.last_day else Slot.DUE,
            f"办理{each.name}：{following}",
            reverse("publishing:next-issue", args=[each.pk]),
            due_on=following.last_day,
            body=each.body.short_name,
            note="按上一期推算",
        )


def _attributes(user: Any, day: date) -> Iterator[Errand]:
    cards = AttributeCard.objects.waiting_for(user).select_related("item__body", "settled_by")
    for card in cards.order_by("settled_at")[:SHOWN]:
        yield Errand(
            Slot.WAITING,
            f"批准公开属性：{card.item.draft_title}",
            reverse("publishing:approve-attribute", args=[card.item_id]),
            body=card.item.body.short_name,
            note=card.get_attribute_display(),
        )
    items = (
        ItemPage.objects.filter(body__in=user.bodies_where(DRAFT), review_on__lte=day + SOON)
        .exclude(attribute=Attribute.PROACTIVE)
        .select_related("body")
    )
    for item in items.order_by("review_on")[:SHOWN]:
        yield Errand(
            Slot.LATE if day > item.review_on else Slot.DUE,
            f"复核公开属性：{item.draft_title}",
            reverse("publishing:attribute", args=[item.pk]),
            due_on=item.review_on,
            body=item.body.short_name,
            note=f"{item.get_attribute_display()}，条例第十八条",
        )
