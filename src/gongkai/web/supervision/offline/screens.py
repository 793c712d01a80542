"""Take the pack away, on a stick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out_in_pieces
from gongkai.web.office.screens import ListScreen, ScreenView
from gongkai.web.supervision.offline.reading import make_pack
from gongkai.web.supervision.permissions import SEE_RECORDS

PIECE = 64 * 1024


class OfflineList(ListScreen):
    """Bodies whose pack this user may take."""

    permission = SEE_RECORDS
    page_title = _lazy("离线包")
    template_name = "supervision/offline.html"
    columns = (("body", _lazy("下载")), ("kind", _lazy("类别")))
    searched = ("name", "short_name")

    def get_queryset(self) -> Any:
        return PublicBody.objects.public().filter(pk__in=self.user.bodies_where(SEE_RECORDS))

    def row(self, record: PublicBody) -> dict[str, Any]:
        return {
            "url": reverse("supervision:offline-pack", args=[record.pk]),
            "cells": [record.name, record.get_kind_display()],
        }


class OfflinePack(ScreenView):
    """The pack of today as a zip."""

    permission = SEE_RECORDS
    page_title = _lazy("离线包")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        return hand_out_in_pieces(
            _pieces(self.body, today), f"{self.body.short_name}公开信息离线包{today:%Y%m%d}.zip"
        )


def _pieces(body: PublicBody, on: date) -> Iterator[bytes]:
    target, _count = make_pack(body, on)
    with target:
        while piece := target.read(PIECE):
            yield piece
