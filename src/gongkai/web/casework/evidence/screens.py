"""Take the evidence of a case away in one click."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from gongkai.web.casework.evidence.actions import export_bundle
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.screens import OneCase
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import GuardedView


class EvidenceBundle(OneCase, GuardedView, View):
    """The zip."""

    permission = HANDLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        whole = request.GET.get("whole") == "1"
        content = export_bundle(self.case, acting_user=request.user, at=timezone.now(), whole=whole)
        name = _("证据{number}（全件）.zip") if whole else _("证据{number}.zip")
        return hand_out(content, name.format(number=self.case.number))
