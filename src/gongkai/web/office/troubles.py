"""What goes wrong through nobody's fault of programming, as a sentence: a busy or full machine, a file that is gone."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from http import HTTPStatus

from cryptography.exceptions import InvalidTag
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.documents.writers.errors import WriterError
from gongkai.screening.errors import ScreeningError
from gongkai.statute.errors import StatuteError
from gongkai.web.accounts.encrypted import KeyDoesNotFit

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
LOCKED = ("locked", "deadlock", "lock timeout", "could not serialize", "busy")
NO_ROOM = ("disk is full", "no space left", "could not extend file")


@dataclass(frozen=True)
class Trouble:
    """A sentence with what to do, and the status under which it is answered; after how many seconds to try again."""

    sentence: str
    status: HTTPStatus
    again_after: int | None = None


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble behind an error; ``None`` for a fault of the program, of which no more than that can be said."""
    if isinstance(error, OperationalError | InterfaceError):
        return _of_database(str(error).lower())
    if isinstance(error, OSError):
        return _of_disk(error)
    if isinstance(error, OverflowError | DataError):
        return Trouble(
            _("网址或表单中的数字太大，没有这样的记录；请返回上一页重新选择。"),
            HTTPStatus.BAD_REQUEST,
        )
    if isinstance(error, KeyDoesNotFit | InvalidTag):
        return Trouble(
            _(
                "这项内容是加密保存的，现有密钥打不开，没有显示；请联系平台管理单位把当时用的密钥加回设置。"
            ),
            HTTPStatus.SERVICE_UNAVAILABLE,
        )
    if isinstance(error, StatuteError):
        # A year or a day in an address for which there is no rule.
        return Trouble(str(error), HTTPStatus.BAD_REQUEST)
    if isinstance(error, DocumentError | ScreeningError | WriterError):
        return Trouble(str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    return None


def _of_database(told: str) -> Trouble:
    if any(words in told for words in NO_ROOM):
        return _full()
    if any(words in told for words in LOCKED):
        return Trouble(
            _(
                "数据库正忙，这一次没有保存；您填写的内容请不要关闭，过几秒再提交一次（已离开表单的，按浏览器的“后退”）。"
            ),
            HTTPStatus.SERVICE_UNAVAILABLE,
            again_after=5,
        )
    return Trouble(
        _("数据库暂时连不上，这一次没有保存；请过一分钟再试，仍不行请联系平台管理单位。"),
        HTTPStatus.SERVICE_UNAVAILABLE,
        again_after=60,
    )


def _of_disk(error: OSError) -> Trouble | None:
    if error.errno in FULL:
        return _full()
    if isinstance(error, FileNotFoundError):
        return Trouble(
            _(
                "文件在存储中找不到了，内容没有丢失登记；请联系网站主办单位，由管理员核对存储或从备份恢复。"
            ),
            HTTPStatus.SERVICE_UNAVAILABLE,
        )
    if error.errno == errno.EIO:
        return Trouble(
            _(
                "文件在存储中残缺或被改动，不能提供；请联系网站主办单位，由管理员运行 check_files 核对，从备份恢复。"
            ),
            HTTPStatus.SERVICE_UNAVAILABLE,
        )
    return None


def _full() -> Trouble:
    return Trouble(
        _(
            "服务器磁盘已满，这一次没有保存；请联系平台管理单位腾出空间后再提交，已有的内容不受影响。"
        ),
        HTTPStatus.INSUFFICIENT_STORAGE,
    )


def refused_request(error: BaseException) -> str:
    """Why a request was not even looked at, with what to do."""
    if isinstance(error, DisallowedHost):
        return _(
            "您用的网址不是本平台登记的网址；请改用公布的网址访问。确须用这个网址的，请联系平台管理单位登记这个域名。"
        )
    if isinstance(error, SuspiciousOperation):
        return _("提交的内容太多或不合规矩，没有受理；请返回上一页，减少内容后重试。")
    return _("网址或提交的内容不完整。请返回上一页重试。")
