"""Screens that hand something over: evidence to an inspection, the desk to a successor."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.permissions import EXPORT_JOURNAL
from gongkai.web.office.downloads import hand_out_in_pieces
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.supervision.evidence import Scope, export_evidence
from gongkai.web.supervision.forms import EvidenceForm
from gongkai.web.supervision.handover import handover
from gongkai.web.supervision.permissions import HAND_OVER


class EvidenceScreen(FormScreen):
    """Choose a body and a period, and take the zip away."""

    permission = EXPORT_JOURNAL
    form_class = EvidenceForm
    template_name = "supervision/evidence.html"
    page_title = _lazy("佐证材料")
    submit_label = _lazy("导出")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(EXPORT_JOURNAL)
        bodies = PublicBody.objects.public().filter(pk__in=numbers)
        return {**super().get_form_kwargs(), "bodies": bodies, "on": timezone.localdate()}

    def form_valid(self, form: EvidenceForm) -> HttpResponseBase:
        scope = Scope(**form.cleaned_data)
        return hand_out_in_pieces(
            export_evidence(scope, acting_user=self.request.user, at=timezone.now()),
            scope.file_name,
        )


class HandoverList(ListScreen):
    """Bodies whose desk this user may hand over."""

    permission = HAND_OVER
    page_title = _lazy("工作交接")
    columns = (("body", _lazy("机关")), ("kind", _lazy("类别")))
    searched = ("name", "short_name", "code")
    search_hint = _lazy("名称或编码")

    def get_queryset(self) -> QuerySet[PublicBody]:
        numbers = self.request.user.bodies_where(HAND_OVER)
        return PublicBody.objects.public().filter(pk__in=numbers)

    def row(self, record: PublicBody) -> dict[str, Any]:
        return {
            "url": reverse("supervision:handover", args=[record.pk]),
            "cells": [record.name, record.get_kind_display()],
        }


class HandoverSheet(ScreenView):
    """One body's desk on a sheet, for print."""

    permission = HAND_OVER
    template_name = "supervision/handover.html"
    page_title = _lazy("工作交接单")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(desk=handover(self.body, timezone.localdate()), **kwargs)
