"""What can go wrong with the record of acts."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from gongkai.web.schedule.jobs import JobAlarm


class JournalError(Exception):
    """The root of the errors of this room."""


class AppendOnly(JournalError):
    """Somebody tried to change or remove a recorded act."""

    def __init__(self) -> None:
        super().__init__(_("留痕记录只能追加，不能修改或删除；更正请另记一条。"))


class NotInTransaction(JournalError):
    """An act and its record are saved together or not at all."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"act {act} is recorded outside a transaction")


class AnchorUnreadable(JournalError):
    """A line of a file of anchors is none."""

    def __init__(self, path: Path, line: int) -> None:
        self.path, self.line = path, line
        super().__init__(
            _("锚点文件 {path} 第 {line} 行读不出来，文件可能被改动；请用另存的一份替换。").format(
                path=path.name, line=line
            )
        )


class AnchorsGone(JobAlarm):
    """Anchors were kept, and none of this chain is there any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "以前存过的锚点一个也找不到了，记录若被换回旧的就看不出来。请从另存的文件夹、日志或打印件取回 heads.jsonl 再核验；确实丢失的，查明原因后运行 export_anchor --begin-anew --reason 事由"
            )
        )


class AnchorNotWritten(JobAlarm):
    """A folder takes no anchor."""

    def __init__(self, folder: Path, error: OSError) -> None:
        self.folder = folder
        super().__init__(
            _("锚点没有存入 {folder}（{error}）；请检查文件夹能否写入、空间是否足够。").format(
                folder=folder.name, error=error.strerror or type(error).__name__
            )
        )


class JournalUnsound(JobAlarm):
    """The nightly check has found the record broken."""
