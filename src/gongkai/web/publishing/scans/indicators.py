"""What the home screen shows at a glance about scans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.office.home import Indicator, Side
from gongkai.web.publishing.permissions import SEE_DRAFTS
from gongkai.web.publishing.scans.models import Scan, ScanState


def indicators(user: Any, on: date) -> Iterator[Indicator]:
    """When the last scan was finished."""
    numbers = user.bodies_where(SEE_DRAFTS)
    if not numbers:
        return
    last = (
        Scan.objects.filter(Q(body=None) | Q(body__in=numbers), state=ScanState.FINISHED)
        .order_by("-finished_at")
        .first()
    )
    told = f"{timezone.localtime(last.finished_at):%Y-%m-%d}" if last else _("还没有做过")
    yield Indicator(
        Side.HEALTH, _("存量排查：{told}").format(told=told), url=reverse("publishing:scans")
    )
