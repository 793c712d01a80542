"""The reader of scans and photographs: whether it is there, on its way, or could not be installed."""

from __future__ import annotations

import json
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError, ToolMissing

MODULE = "rapidocr"


class State(Enum):
    """Where the reader stands."""

    READY = "ready"
    INSTALLING = "installing"
    FAILED = "failed"
    ABSENT = "absent"


def _note() -> Path:
    return Path(settings.PRIVATE_ROOT).parent / "reader.json"


def note_state(state: State) -> None:
    """Keep what the installation is at, for every process that shows it."""
    _note().parent.mkdir(parents=True, exist_ok=True)
    _note().write_text(json.dumps({"state": state.value}), encoding="utf-8")


def state() -> State:
    """Where it stands now."""
    if find_spec(MODULE) is not None:
        return State.READY
    try:
        kept = State(json.loads(_note().read_text("utf-8"))["state"])
    except (OSError, ValueError, KeyError):
        return State.ABSENT
    return State.ABSENT if kept is State.READY else kept


def in_words(error: DocumentError) -> str:
    """Why a file is not read; a scan without its reader in words of the office."""
    if not isinstance(error, ToolMissing) or "图片" not in error.found:
        return str(error)
    told = {
        State.READY: _("文件“{name}”是扫描件或图片，识别程序刚刚装好，请刷新这一页。"),
        State.INSTALLING: _(
            "文件“{name}”是扫描件或图片，识别程序正在后台安装，几分钟后刷新这一页；也可以先手工填写，把文件作附件。"
        ),
        State.FAILED: _(
            "文件“{name}”是扫描件或图片，识别程序没有装成（可能没有网络），里面的字读不出；可以手工填写，把文件作附件，并告诉管理员。"
        ),
        State.ABSENT: _(
            "文件“{name}”是扫描件或图片，平台没有装识别程序，里面的字读不出；可以手工填写，把文件作附件，需要识别的请联系管理员。"
        ),
    }
    return told[state()].format(name=error.name)
