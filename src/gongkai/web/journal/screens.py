"""The record on the screen, for supervisors and administrators: read and export, nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.journal import acts
from gongkai.web.journal.exporting import as_csv, as_xlsx
from gongkai.web.journal.models import Entry
from gongkai.web.journal.permissions import EXPORT_JOURNAL, READ_JOURNAL
from gongkai.web.journal.recording import record
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import ListScreen, ScreenView


class PeriodForm(forms.Form):
    """From and to, both inclusive, as an inspector says it."""

    since = forms.DateField(required=False)
    until = forms.DateField(required=False)


def chosen(request: HttpRequest) -> QuerySet[Entry]:
    """Entries this user may read, within the period asked for."""
    entries = Entry.objects.visible_to(request.user)
    period = PeriodForm(request.GET)
    if period.is_valid():
        if period.cleaned_data["since"]:
            entries = entries.filter(recorded_at__date__gte=period.cleaned_data["since"])
        if period.cleaned_data["until"]:
            entries = entries.filter(recorded_at__date__lte=period.cleaned_data["until"])
    return entries


class EntryList(ListScreen):
    """The acts, newest first."""

    permission = READ_JOURNAL
    page_title = _lazy("留痕记录")
    template_name = "journal/list.html"
    columns = (
        ("sequence", _lazy("序号")),
        ("recorded_at", _lazy("时间")),
        ("act", _lazy("行为")),
        ("actor_name", _lazy("用户")),
        ("body_name", _lazy("机关")),
        ("subject_name", _lazy("对象")),
        ("address", _lazy("来源")),
    )
    searched = ("actor_name", "body_name", "subject_name", "reason")
    search_hint = _lazy("用户、机关、对象、事由")

    def get_queryset(self) -> QuerySet[Entry]:
        return chosen(self.request)

    def row(self, record: Entry) -> dict[str, Any]:
        return {
            "url": reverse("journal:entry", args=[record.sequence]),
            "cells": [
                record.sequence,
                timezone.localtime(record.recorded_at).strftime("%Y-%m-%d %H:%M:%S"),
                record.act_label,
                record.actor_name,
                record.body_name,
                record.subject_name,
                record.address or {"command": "命令", "task": "任务"}.get(record.channel, ""),
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            since=self.request.GET.get("since", ""),
            until=self.request.GET.get("until", ""),
            may_export=self.request.user.may(EXPORT_JOURNAL, None),
            **kwargs,
        )


class EntryView(ScreenView):
    """One act, with what changed and its hashes."""

    permission = READ_JOURNAL
    template_name = "journal/entry.html"
    parent_crumbs = (("journal:list", _lazy("留痕记录")),)

    def get_page_title(self) -> str:
        return _("第 {kwargs} 条").format(kwargs=self.kwargs["sequence"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = get_object_or_404(
            Entry.objects.visible_to(self.request.user), pk=self.kwargs["sequence"]
        )
        before, after = entry.values_before, entry.values_after
        values = [(name, before.get(name, ""), after.get(name, "")) for name in {**before, **after}]
        return super().get_context_data(entry=entry, values=values, **kwargs)


class ExportScreen(ScreenView):
    """The record of a period as xlsx or csv; the export is itself an act."""

    permission = EXPORT_JOURNAL

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = self.kwargs["kind"]
        if kind not in {"csv", "xlsx"}:
            raise Http404
        entries = list(chosen(request).order_by("sequence"))
        with transaction.atomic():
            record(
                acts.JOURNAL_EXPORTED,
                by=request.user,
                after={
                    "entries": len(entries),
                    "since": request.GET.get("since", ""),
                    "until": request.GET.get("until", ""),
                },
                at=timezone.now(),
            )
        content = as_csv(entries) if kind == "csv" else as_xlsx(entries)
        return hand_out(content, f"journal.{kind}")
