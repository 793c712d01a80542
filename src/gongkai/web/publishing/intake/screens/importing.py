"""Screens on which an existing column comes in: hand in, settle the columns, check, import, register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.intake.actions.history import release_imported
from gongkai.web.publishing.intake.actions.importing import (
    confirm_columns,
    continue_import,
    import_lines,
    start_import,
    stop_import,
    work,
)
from gongkai.web.publishing.intake.forms.importing import ColumnsForm, ImportForm
from gongkai.web.publishing.intake.models import ColumnImport, ImportState, LineState
from gongkai.web.publishing.items.permissions import RELEASE
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS

CRUMBS = (("publishing:list", _lazy("主动公开信息")), ("publishing:imports", _lazy("导入存量信息")))
AT_ONCE = 5.0
HISTORY_AT_ONCE = 50
LINES = 50


class ImportList(ListScreen):
    """Every import, the latest first."""

    permission = SEE_DRAFTS
    page_title = _lazy("导入存量信息")
    columns = (
        ("name", _lazy("文件")),
        ("body", _lazy("机关")),
        ("state", _lazy("进度")),
        ("lines", _lazy("条数")),
        ("started", _lazy("开始")),
    )
    add_permission = DRAFT
    add_url_name = "publishing:new-import"
    add_label = _lazy("导入")
    empty = _lazy("还没有导入过。")

    def get_queryset(self) -> QuerySet[ColumnImport]:
        return (
            ColumnImport.objects.visible_to(self.request.user)
            .select_related("body", "started_by")
            .annotate(count=Count("lines"))
            .order_by("-started_at", "-pk")
        )

    def row(self, record: ColumnImport) -> dict[str, Any]:
        by = record.started_by.name if record.started_by else _("平台")
        return {
            "url": reverse("publishing:import", args=[record.pk]),
            "cells": [
                record.name,
                record.body.short_name,
                record.get_state_display(),
                record.count,
                f"{timezone.localtime(record.started_at):%Y-%m-%d %H:%M} {by}",
            ],
        }


class NewImportScreen(FormScreen):
    """Hand the file in."""

    permission = DRAFT
    page_title = _lazy("导入存量信息")
    form_class = ImportForm
    parent_crumbs = CRUMBS
    submit_label = _lazy("上传并识别")
    done_message = _lazy("已上传，请确认列。")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(DRAFT)
        bodies = PublicBody.objects.filter(pk__in=numbers, abolished_on=None)
        return {**super().get_form_kwargs(), "bodies": bodies.order_by("lineage")}

    def act(self, form: forms.Form) -> ColumnImport:
        file = form.cleaned_data["file"]
        return start_import(
            form.cleaned_data["body"],
            acting_user=self.request.user,
            name=file.name,
            file=file.file,
            at=timezone.now(),
        )

    def get_next_url(self, result: ColumnImport) -> str:
        return reverse("publishing:import-columns", args=[result.pk])


class OneImport:
    """A screen about an import."""

    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> ColumnImport:
        return get_object_or_404(
            ColumnImport.objects.select_related("body", "row", "started_by"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.run.body


class ImportColumnsScreen(OneImport, FormScreen):
    """Confirm what was guessed."""

    permission = DRAFT
    page_title = _lazy("确认列")
    form_class = ColumnsForm
    parent_crumbs = CRUMBS
    submit_label = _lazy("确认，开始核对")
    done_message = _lazy("正在核对各条；尚未导入任何内容。")
    template_name = "intake/import_columns.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "body": self.run.body,
            "heads": self.run.heads,
            "guessed": self.run.columns,
            "initial": {"row": self.run.row},
        }

    def act(self, form: forms.Form) -> ColumnImport:
        run = confirm_columns(
            self.run,
            acting_user=self.request.user,
            columns=form.columns(),
            row=form.cleaned_data["row"],
            at=timezone.now(),
        )
        return work(run, seconds=AT_ONCE, at=timezone.now())

    def get_next_url(self, result: ColumnImport) -> str:
        return reverse("publishing:import", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(run=self.run, **kwargs)


class ImportSheet(OneImport, ScreenView):
    """How far the import is, line by line, with what to do next."""

    permission = SEE_DRAFTS
    template_name = "intake/import.html"
    parent_crumbs = CRUMBS

    def get_page_title(self) -> str:
        return _("导入：{run_name}").format(run_name=self.run.name)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            told = self._act(request)
        except ValidationError as error:
            messages.error(request, "；".join(error.messages))
        else:
            messages.success(request, told)
        return redirect("publishing:import", pk=self.run.pk)

    def _act(self, request: HttpRequest) -> str:
        asked = request.POST.get("act", "")
        if asked == "stop":
            stop_import(self.run, acting_user=request.user, at=timezone.now())
            return _("已停止；已导入的保留，可以随时继续。")
        if asked == "history":
            looked_at = release_imported(
                self.run, acting_user=request.user, at=timezone.now(), most=HISTORY_AT_ONCE
            )
            return _("已处理 {looked_at} 条。").format(looked_at=looked_at)
        if asked == "import":
            run = import_lines(self.run, acting_user=request.user)
        else:
            run = continue_import(self.run, acting_user=request.user, at=timezone.now())
        work(run, seconds=AT_ONCE, at=timezone.now())
        return _("已开始；可以离开本页，其余在后台继续。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run, user = self.run, self.request.user
        numbers = dict(run.lines.order_by().values_list("state").annotate(Count("pk")))
        wanted = self.request.GET.get("state", "")
        lines = run.lines.select_related("item")
        if wanted in LineState.values:
            lines = lines.filter(state=wanted)
        total = sum(numbers.values())
        left = numbers.get(LineState.WAITING, 0) + (
            numbers.get(LineState.NEW, 0) if run.state == ImportState.IMPORTING else 0
        )
        working = run.state in {ImportState.CHECKING, ImportState.IMPORTING}
        dated = run.lines.filter(state=LineState.IMPORTED, facts__has_key="published_on").count()
        return super().get_context_data(
            run=run,
            counts=[(s.value, s.label, numbers[s]) for s in LineState if numbers.get(s)],
            wanted=wanted,
            total=total,
            done=total - left,
            working=working,
            new=numbers.get(LineState.NEW, 0),
            dated=dated,
            page_of=Paginator(lines, LINES).get_page(self.request.GET.get("p")),
            may={
                "columns": user.may(DRAFT, run.body)
                and run.state in {ImportState.MAPPING, ImportState.CHECKED},
                "import": user.may(DRAFT, run.body)
                and run.state == ImportState.CHECKED
                and numbers.get(LineState.NEW, 0) > 0,
                "stop": user.may(DRAFT, run.body) and working,
                "continue": user.may(DRAFT, run.body) and run.state == ImportState.STOPPED,
                "history": user.may(RELEASE, run.body)
                and run.state == ImportState.DONE
                and run.started_by_id != user.pk
                and dated > 0,
            },
            **kwargs,
        )
