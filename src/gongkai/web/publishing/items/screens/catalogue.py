"""政府信息目录 of a body on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.office.screens import ScreenView
from gongkai.web.publishing.catalogue.screens import OneCatalogue, show_sheet
from gongkai.web.publishing.items.sheets import items_sheet


class ItemsSheet(OneCatalogue, ScreenView):
    """What a body has published, with the four contents of 条例第十二条."""

    permission = SEE_BODY

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sheet = items_sheet(self.body, timezone.localdate())
        return show_sheet(request, sheet, self.kwargs["form"])
