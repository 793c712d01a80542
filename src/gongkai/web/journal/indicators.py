"""What this room shows of the health of the installation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.permissions import MANAGE_USERS
from gongkai.web.journal import acts
from gongkai.web.journal.models import Entry
from gongkai.web.office.home import Indicator, Side

# A week's work is as much as a small office can type again.
OLD = timedelta(days=7)


def indicators(user: Any, on: date) -> Iterator[Indicator]:
    """For administrators: when the data was last backed up, as far as a command did it."""
    if not user.may(MANAGE_USERS, None):
        return
    last = Entry.objects.filter(act=acts.BACKED_UP.code).order_by("-sequence").first()
    if last is None:
        yield Indicator(
            Side.HEALTH,
            _("还没有备份记录"),
            _("请平台管理员按《备份和恢复》做一次备份"),
            alarm=True,
        )
        return
    made = timezone.localdate(last.recorded_at)
    yield Indicator(
        Side.HEALTH, _("上次备份：{made:%Y-%m-%d}").format(made=made), alarm=on - made > OLD
    )
