"""What has changed on the public pages, day by day: new, published anew, no longer valid, taken down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.web.portal.page_cache import kept
from gongkai.web.publishing.items.models import (
    ItemPage,
    Release,
    ReleaseState,
    Validity,
    ValidityChange,
    is_public,
)

NEW, ANEW, INVALID, VALID, GONE = "新公开", "更新", "失去效力", "恢复有效", "撤下"
MOST = 100
REACH = timedelta(days=60)


@dataclass(frozen=True)
class Update:
    """One change. Of what was taken down only the index number is told."""

    day: date
    kind: str
    item: ItemPage
    note: str = ""

    @property
    def name(self) -> str:
        """The title, or what may be said instead."""
        if self.kind == GONE:
            return _("索引号 {index_number}").format(index_number=self.item.index_number)
        return str(self.item.title)


def updates(until: date) -> list[tuple[date, list[Update]]]:
    """The latest changes by day, the last day first, in three questions to the database."""
    since = until - REACH
    found = [*_released(since), *_changed(since), *_withdrawn(since)]
    found.sort(key=lambda each: (each.day, each.item.pk), reverse=True)
    return [(day, list(group)) for day, group in groupby(found[:MOST], key=lambda each: each.day)]


def _released(since: date) -> Iterator[Update]:
    releases = (
        Release.objects.filter(
            is_public("item__"),
            state=ReleaseState.RELEASED,
            finished_at__gte=timezone.make_aware(datetime.combine(since, time())),
        )
        .select_related("item__body")
        .defer("item__text")
        .order_by("-finished_at")[:MOST]
    )
    known: set[int] = set()
    for release in reversed(releases):
        day, item = timezone.localtime(release.finished_at).date(), release.item
        kind = NEW if item.published_on == day and item.pk not in known else ANEW
        known.add(item.pk)
        yield Update(day, kind, item)


def _changed(since: date) -> Iterator[Update]:
    changes = (
        ValidityChange.objects.filter(is_public("item__"), on__gte=since)
        .select_related("item__body")
        .defer("item__text")
        .order_by("-on")[:MOST]
    )
    for change in changes:
        kind = VALID if change.validity == Validity.VALID else INVALID
        yield Update(change.on, kind, change.item, change.get_validity_display())


def _withdrawn(since: date) -> Iterator[Update]:
    gone = ItemPage.objects.filter(live=True, withdrawn_on__gte=since).select_related("body")
    for item in gone.defer("text").order_by("-withdrawn_on")[:MOST]:
        yield Update(item.withdrawn_on, GONE, item, item.get_withdrawal_reason_display())


@require_safe
@kept
def page(request: HttpRequest) -> HttpResponse:
    """The page of changes."""
    context = {"days": updates(timezone.localdate()), "reach": REACH.days, "most": MOST}
    return render(request, "portal/updates.html", context)
