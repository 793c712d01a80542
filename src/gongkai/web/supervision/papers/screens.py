"""Hand out a paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import ScreenView
from gongkai.web.supervision.papers.models import KeptPaper
from gongkai.web.supervision.permissions import SEE_RECORDS


class PaperFile(ScreenView):
    """A paper, for whoever may see the record."""

    permission = SEE_RECORDS

    @cached_property
    def paper(self) -> KeptPaper:
        return get_object_or_404(KeptPaper.objects.select_related("body"), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.paper.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        paper = self.paper
        response = hand_out(
            paper.read(),
            paper.name,
            media_type=paper.media_type,
            inline=paper.is_picture or paper.is_sound,
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response
