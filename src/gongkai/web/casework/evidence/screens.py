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
        content = export_bundle(self.case, acting_user=request.user, at=timezone.now())
        return hand_out(content, _("证据{number}.zip").format(number=self.case.number))
