"""What the home screen shows at a glance about releases by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.office.home import Indicator, Side
from gongkai.web.publishing.items.models import Release, ReleaseState
from gongkai.web.publishing.permissions import SEE_DRAFTS

# The worker comes every minute; what waits longer waits in vain.
PATIENCE = timedelta(minutes=15)


def indicators(user: Any, on: date) -> Iterator[Indicator]:
    """Whether what was scheduled has gone out."""
    numbers = user.bodies_where(SEE_DRAFTS)
    if not numbers:
        return
    waiting = Release.objects.filter(
        body__in=numbers,
        state=ReleaseState.SCHEDULED,
        go_live_at__lte=timezone.now() - PATIENCE,
    ).count()
    if waiting:
        yield Indicator(
            Side.HEALTH,
            _("{waiting} 条定时发布到时未发布").format(waiting=waiting),
            _("后台没有运行，请联系管理员"),
            reverse("publishing:list"),
            alarm=True,
        )
    else:
        yield Indicator(Side.HEALTH, _("定时发布：正常"))
