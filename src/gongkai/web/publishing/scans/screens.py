"""Screens about scans of what is public: start and follow one, and resolve what it found."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.personal import mask
from gongkai.web.journal.recording import record
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.items.authorship import authors_of
from gongkai.web.publishing.items.permissions import OVERRIDE, WITHDRAW
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS
from gongkai.web.publishing.scans import acts
from gongkai.web.publishing.scans.actions import continue_scan, start_scan, stop_scan
from gongkai.web.publishing.scans.forms import StartScanForm
from gongkai.web.publishing.scans.models import HitState, Scan, ScanHit, ScanState
from gongkai.web.publishing.scans.permissions import SCAN
from gongkai.web.publishing.scans.running import due_items
from gongkai.web.publishing.scans.workbook import LEVEL_LABELS, write_workbook

SHOWN = 20


class ScanDesk(FormScreen):
    """Start a scan, and see how far the last ones have come."""

    permission = SEE_DRAFTS
    page_title = _lazy("存量排查")
    template_name = "scans/scans.html"
    form_class = StartScanForm
    submit_label = _lazy("开始排查")
    done_message = _lazy("已开始排查；可以离开本页，排查在后台继续。")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(SCAN)
        bodies = PublicBody.objects.public().filter(pk__in=numbers, abolished_on=None)
        return {**super().get_form_kwargs(), "bodies": bodies.order_by("lineage")}

    def act(self, form: forms.Form) -> Scan:
        return start_scan(
            form.cleaned_data["body"],
            acting_user=self.request.user,
            only_due=form.cleaned_data["only_due"],
            at=timezone.now(),
        )

    def get_next_url(self, result: Scan) -> str:
        return reverse("publishing:scan", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        seen = user.bodies_where(SEE_DRAFTS)
        scans = Scan.objects.visible_to(user).select_related("body", "started_by")
        return super().get_context_data(
            scans=scans[:SHOWN],
            may_scan=user.may(SCAN, None),
            waiting=ScanHit.objects.visible_to(user).filter(state=HitState.OPEN).count(),
            due=due_items().filter(body__in=seen).count(),
            **kwargs,
        )


class ScanSheet(ScreenView):
    """One scan: how far it is, what it found, stop and continue."""

    permission = SEE_DRAFTS
    template_name = "scans/scan.html"
    parent_crumbs = (("publishing:scans", _lazy("存量排查")),)

    @cached_property
    def scan(self) -> Scan:
        scans = Scan.objects.visible_to(self.request.user).select_related("body", "started_by")
        return get_object_or_404(scans, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody | None:
        scan = Scan.objects.select_related("body").filter(pk=self.kwargs["pk"]).first()
        return scan.body if scan else None

    def get_page_title(self) -> str:
        return _("存量排查：{scope_label}").format(scope_label=self.scan.scope_label)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act, told = (
            (stop_scan, _("已暂停。")) if "stop" in request.POST else (continue_scan, _("已继续。"))
        )
        try:
            act(self.scan, acting_user=request.user, at=timezone.now())
            messages.success(request, told)
        except ValidationError as error:
            messages.error(request, "；".join(error.messages))
        return redirect("publishing:scan", pk=self.scan.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scan = self.scan
        numbers = dict(scan.hits.order_by().values_list("state").annotate(Count("pk")))
        return super().get_context_data(
            scan=scan,
            running=scan.state == ScanState.RUNNING,
            stopped=scan.state == ScanState.STOPPED,
            may_scan=scan.body is not None and self.request.user.may(SCAN, scan.body),
            counts=[(state.label, numbers.get(state, 0)) for state in HitState],
            **kwargs,
        )


class HitList(ListScreen):
    """What should not be public: the take-down list."""

    permission = SEE_DRAFTS
    page_title = _lazy("待处理清单")
    template_name = "scans/hits.html"
    parent_crumbs = (("publishing:scans", _lazy("存量排查")),)
    columns = (
        ("title", _lazy("标题")),
        ("level", _lazy("级别")),
        ("label", _lazy("发现")),
        ("message", _lazy("说明（已遮盖）")),
        ("published_on", _lazy("发布日期")),
        ("body", _lazy("机关")),
        ("state", _lazy("处理情况")),
    )
    searched = ("item__title", "item__index_number", "label")
    search_hint = _lazy("标题、索引号、发现")
    empty = _lazy("没有待处理的内容。")

    def get_queryset(self) -> QuerySet[ScanHit]:
        return hits_asked_for(self.request)

    def row(self, record: ScanHit) -> dict[str, Any]:
        resolved = ""
        if record.resolved_at:
            by = record.resolved_by.name if record.resolved_by else _("平台")
            resolved = f" {by} {timezone.localtime(record.resolved_at):%m-%d}"
        return {
            "url": reverse("publishing:item-hits", args=[record.item_id]),
            "tone": "late" if record.level == "error" and record.state == HitState.OPEN else "",
            "cells": [
                mask(record.item.title),
                LEVEL_LABELS.get(record.level, record.level),
                record.label,
                f"{record.part}：{record.message}",
                record.published_on.isoformat() if record.published_on else "",
                record.item.body.short_name,
                record.get_state_display() + resolved,
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=True,
            states=HitState.choices,
            state=self.request.GET.get("state", HitState.OPEN),
            **kwargs,
        )


def hits_asked_for(request: HttpRequest) -> QuerySet[ScanHit]:
    """Hits this user may see, open ones unless another state, or ``all``, is asked for."""
    hits = ScanHit.objects.visible_to(request.user).select_related("item__body", "resolved_by")
    state = request.GET.get("state", HitState.OPEN)
    return hits.filter(state=state) if state in HitState.values else hits


class HitExport(ScreenView):
    """The list as a workbook; the export is itself an act."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = io.BytesIO()
        written = write_workbook(hits_asked_for(request), file)
        with transaction.atomic():
            record(acts.SCAN_EXPORTED, by=request.user, after={"hits": written}, at=timezone.now())
        return hand_out(
            file.getvalue(),
            _("存量排查清单{localdate:%Y%m%d}.xlsx").format(localdate=timezone.localdate()),
        )


class ItemHits(OneItem, ScreenView):
    """What was found in one published item, and the three ways out."""

    permission = SEE_DRAFTS
    template_name = "scans/item_hits.html"

    def get_page_title(self) -> str:
        return _("处理排查发现")

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("publishing:scans"), _("存量排查")),
            (reverse("publishing:hits"), _("待处理清单")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, user = self.item, self.request.user
        hits = list(item.scan_hits.select_related("resolved_by"))
        public = item.live and item.withdrawn_on is None
        return super().get_context_data(
            item=item,
            title=mask(item.title),
            hits=hits,
            levels=LEVEL_LABELS,
            open_hits=[hit for hit in hits if hit.state == HitState.OPEN],
            in_text=any(hit.state == HitState.OPEN and not hit.attachment_sha256 for hit in hits),
            may={
                "withdraw": public and user.may(WITHDRAW, item.body),
                "clean": user.may(DRAFT, item.body),
                "override": user.may(OVERRIDE, item.body) and user.pk not in authors_of(item),
            },
            **kwargs,
        )
