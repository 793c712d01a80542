"""What waits for a user in this room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.today import Errand, Slot
from gongkai.web.publishing.models import Decision, Release, ReleaseState
from gongkai.web.publishing.permissions import DRAFT

SHOWN = 50


def errands(user: Any, day: date) -> Iterator[Errand]:
    """Releases to decide, and drafts that came back."""
    waiting = Release.objects.waiting_for(user).select_related("item", "body", "submitted_by")
    for release in waiting.order_by("submitted_at")[:SHOWN]:
        yield Errand(
            Slot.WAITING,
            f"{release.get_stage_display()}：{release.item.draft_title}",
            reverse("publishing:release", args=[release.pk]),
            body=release.body.short_name,
            note=f"{release.submitted_by.name} {timezone.localtime(release.submitted_at):%m-%d %H:%M} 送审",
        )
    returned = (
        Release.objects.filter(state=ReleaseState.RETURNED, body__in=user.bodies_where(DRAFT))
        .exclude(item__releases__submitted_at__gt=F("submitted_at"))
        .select_related("item", "body")
        .prefetch_related("steps__decided_by")
    )
    for release in returned.order_by("-finished_at")[:SHOWN]:
        last = next(
            (step for step in release.steps.all() if step.decision == Decision.RETURNED), None
        )
        yield Errand(
            Slot.RETURNED,
            release.item.draft_title,
            reverse("publishing:item", args=[release.item_id]),
            body=release.body.short_name,
            note=f"{last.decided_by.name}：{last.comment}" if last else "",
        )
