"""The screens that hand a desk to a successor."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import ListScreen, ScreenView
from gongkai.web.supervision.handover.reading import handover
from gongkai.web.supervision.permissions import HAND_OVER


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
