"""The acts that are recorded, each with an English code and the Chinese verb shown to an inspector."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """A kind of deed, as ``bodies.appoint`` 任职."""

    code: str
    label: str

    def __str__(self) -> str:
        return self.label


DECLARED: dict[str, Act] = {}


def declare(code: str, label: str) -> Act:
    """Declare an act once, at import of a room's ``acts.py``."""
    if code in DECLARED:
        raise ValueError(f"act {code} is declared twice")
    act = Act(code, label)
    DECLARED[code] = act
    return act


def label_of(code: str) -> str:
    """The Chinese verb of an act; the code itself for an act that no longer exists."""
    act = DECLARED.get(code)
    return act.label if act else code


SIGNED_IN = declare("accounts.sign-in", "登录")
SIGN_IN_FAILED = declare("accounts.sign-in-failed", "登录失败")
LOCKED_OUT = declare("accounts.locked-out", "登录锁定")
SIGNED_OUT = declare("accounts.sign-out", "退出")
SESSION_ENDED = declare("accounts.session-ended", "会话到期")
PASSWORD_CHANGED = declare("accounts.change-password", "修改口令")
PASSWORD_RESET = declare("accounts.reset-password", "重置口令")
SECOND_FACTOR_ADDED = declare("accounts.add-second-factor", "绑定动态验证")
SECOND_FACTOR_REMOVED = declare("accounts.remove-second-factor", "解除动态验证")
SECOND_FACTOR_FAILED = declare("accounts.second-factor-failed", "动态验证失败")
USER_ADDED = declare("accounts.add-user", "新增用户")
USER_CHANGED = declare("accounts.change-user", "修改用户资料")
USER_CLOSED = declare("accounts.close-user", "停用用户")
BACKED_UP = declare("journal.back-up", "备份")
JOURNAL_EXPORTED = declare("journal.export", "导出留痕记录")
