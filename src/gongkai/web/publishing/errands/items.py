"""What waits for a user in this room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.today import Errand, Slot
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.duties.board import SOON, Light, board, open_items
from gongkai.web.publishing.duties.fiscal import incomplete
from gongkai.web.publishing.duties.lateness import late_items
from gongkai.web.publishing.duties.quotas import quota_board
from gongkai.web.publishing.duties.villages import village_board, villages_of
from gongkai.web.publishing.errands.entry import entry_errands
from gongkai.web.publishing.models import (
    Decision,
    HitState,
    Release,
    ReleaseState,
    ScanHit,
)
from gongkai.web.publishing.permissions import DRAFT, SCAN
from gongkai.web.publishing.scanning.scan import scans_due

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
    yield from entry_errands(user, day)
    yield from _owed(user, day)
    yield from _to_scan(user, day)
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


def _owed(user: Any, day: date) -> Iterator[Errand]:
    numbers = user.bodies_where(DRAFT)
    for each in open_items(numbers):
        if each.due_on is not None and each.due_on - day <= SOON:
            yield Errand(
                Slot.LATE if each.is_late(day) else Slot.DUE,
                f"尚未发布：{each.item.draft_title}",
                reverse("publishing:item", args=[each.item.pk]),
                due_on=each.due_on,
                body=each.item.body.short_name,
                note="条例第二十六条",
            )
    served = PublicBody.objects.public().filter(pk__in=numbers)
    for square in board(served, day):
        if square.light in {Light.STALE, Light.SHORT, Light.SOON}:
            yield Errand(
                Slot.LATE if square.light is Light.STALE else Slot.DUE,
                f"{square.light.value}：{square.row.name}",
                reverse("publishing:square", args=[square.body.pk, square.row.pk]),
                due_on=square.due_on,
                body=square.body.short_name,
                note=f"本月 {square.published}/{square.wanted}" if square.wanted else "",
            )
    yield from _also_owed(numbers, {body.pk: body for body in served}, day)


def _also_owed(
    numbers: Iterable[int], served: dict[int, PublicBody], day: date
) -> Iterator[Errand]:
    for each in quota_board(served, day):
        if each.warns:
            yield Errand(
                Slot.DUE,
                f"{each.quota.name}本月 {each.published}/{each.quota.minimum} 条",
                reverse("publishing:body-board", args=[each.quota.body_id]),
                due_on=each.due_on,
                body=each.quota.body.short_name,
            )
    for each in incomplete(served, day):
        yield Errand(
            Slot.DUE,
            each.sentence,
            reverse("publishing:square", args=[each.body, each.row]),
            body=served[each.body].short_name,
        )
    unexplained = [item for item in late_items(served, day) if not item.reason]
    for (body, row), number in Counter((item.body, item.row) for item in unexplained).items():
        yield Errand(
            Slot.DUE,
            f"逾期发布未说明原因 {number} 件",
            reverse("publishing:square", args=[body, row]),
            body=served[body].short_name,
        )
    mine = set(numbers)
    villages = [each for each in villages_of(served, day) if each.pk in mine]
    red = {
        square.village.short_name
        for square in village_board(villages, day)
        if square.light in {Light.STALE, Light.BLANK}
    }
    if red:
        names = "、".join(sorted(red)[:3])
        yield Errand(
            Slot.LATE,
            f"村务没有按期公布：{names}" + (f"等 {len(red)} 个村" if len(red) > 3 else ""),
            reverse("publishing:village-board"),
        )


def _to_scan(user: Any, day: date) -> Iterator[Errand]:
    numbers = user.bodies_where(SCAN)
    if not numbers:
        return
    waiting = ScanHit.objects.filter(state=HitState.OPEN, item__body__in=numbers).count()
    if waiting:
        yield Errand(Slot.WAITING, f"排查发现待处理 {waiting} 处", reverse("publishing:hits"))
    overdue = [
        (name, due_on)
        for name, due_on in scans_due(numbers)
        if due_on is not None and due_on <= day
    ]
    if overdue:
        names = "、".join(name for name, _ in overdue[:3])
        more = f"等 {len(overdue)} 个机关" if len(overdue) > 3 else ""
        yield Errand(
            Slot.DUE,
            f"存量排查已满一个季度：{names}{more}",
            reverse("publishing:scans"),
            due_on=min(due_on for _, due_on in overdue),
        )
