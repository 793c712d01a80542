"""What waits for a user about items: releases to decide, drafts that came back, attributes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.office.home import SOON, Slot, ToDo
from gongkai.web.publishing.items.models import (
    Attribute,
    AttributeCard,
    Decision,
    ItemPage,
    Release,
    ReleaseState,
    UrgentWithdrawal,
)
from gongkai.web.publishing.items.permissions import WITHDRAW
from gongkai.web.publishing.permissions import DRAFT

SHOWN = 50


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Releases to decide, and drafts that came back."""
    waiting = Release.objects.waiting_for(user).select_related("item", "body", "submitted_by")
    for release in waiting.order_by("submitted_at")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            f"{release.get_stage_display()}：{release.item.draft_title}",
            reverse("publishing:release", args=[release.pk]),
            body=release.body.short_name,
            group=release.get_stage_display(),
            note=_("{submitted_by_name} {localtime:%m-%d %H:%M} 送审").format(
                submitted_by_name=release.submitted_by.name,
                localtime=timezone.localtime(release.submitted_at),
            ),
        )
    yield from _attributes(user, on)
    pulled = UrgentWithdrawal.objects.filter(
        confirmed_at=None, item__body__in=user.bodies_where(WITHDRAW)
    ).exclude(pulled_by=user)
    for each in pulled.select_related("item__body", "pulled_by").order_by("pulled_at")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("确认紧急撤下：{draft_title}").format(draft_title=each.item.draft_title),
            reverse("publishing:item", args=[each.item_id]),
            body=each.item.body.short_name,
            note=_("{name} {at:%m-%d %H:%M} 撤下").format(
                name=each.pulled_by.name, at=timezone.localtime(each.pulled_at)
            ),
        )
    returned = (
        Release.objects.filter(
            state=ReleaseState.RETURNED,
            body__in=user.bodies_where(DRAFT),
            item__discarded_at=None,
        )
        .exclude(item__releases__submitted_at__gt=F("submitted_at"))
        .select_related("item", "body")
        .prefetch_related("steps__decided_by")
    )
    for release in returned.order_by("-finished_at")[:SHOWN]:
        last = next(
            (step for step in release.steps.all() if step.decision == Decision.RETURNED), None
        )
        yield ToDo(
            Slot.RETURNED,
            release.item.draft_title,
            reverse("publishing:item", args=[release.item_id]),
            body=release.body.short_name,
            note=f"{last.decided_by.name}：{last.comment}" if last else "",
        )


def _attributes(user: Any, on: date) -> Iterator[ToDo]:
    cards = AttributeCard.objects.waiting_for(user).select_related("item__body", "decided_by")
    for card in cards.order_by("decided_at")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("批准公开属性：{draft_title}").format(draft_title=card.item.draft_title),
            reverse("publishing:approve-attribute", args=[card.item_id]),
            body=card.item.body.short_name,
            note=card.get_attribute_display(),
        )
    items = (
        ItemPage.objects.standing()
        .filter(body__in=user.bodies_where(DRAFT), review_on__lte=on + SOON)
        .exclude(attribute=Attribute.PROACTIVE)
        .select_related("body")
    )
    for item in items.order_by("review_on")[:SHOWN]:
        yield ToDo(
            Slot.LATE if on > item.review_on else Slot.DUE,
            _("复核公开属性：{draft_title}").format(draft_title=item.draft_title),
            reverse("publishing:attribute", args=[item.pk]),
            due_on=item.review_on,
            body=item.body.short_name,
            note=_("{attribute}，条例第十八条").format(attribute=item.get_attribute_display()),
        )
