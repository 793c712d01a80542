"""What the home screen shows of the installation itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongkai.web.files.reader import State, state
from gongkai.web.office.home import Indicator, Side
from gongkai.web.publishing.permissions import DRAFT


def reader_of_scans(user: Any, on: date) -> Iterator[Indicator]:
    """Whoever drafts sees whether scans can be read; nothing while they can."""
    now = state()
    if now is State.READY or not user.may(DRAFT, None):
        return
    told = {
        State.INSTALLING: (_("扫描件识别：正在安装"), _("几分钟后可用，其他功能不受影响")),
        State.FAILED: (_("扫描件识别：没有装成"), _("扫描件可以作附件公开，内容须手工填写")),
        State.ABSENT: (_("扫描件识别：没有安装"), _("扫描件可以作附件公开，内容须手工填写")),
    }
    text, note = told[now]
    yield Indicator(Side.HEALTH, text, note, alarm=now is State.FAILED)
