"""The acts that are recorded, each with an English code and the Chinese verb shown to an inspector."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True)
class Act:
    """A kind of deed, as ``bodies.appoint`` 任职.

    ``shows``: whether a public page may look different afterwards. ``about_citizen``: whether what is recorded
    with it tells of a citizen, and so stays out of what is handed to others.
    """

    code: str
    label: str
    shows: bool = True
    about_citizen: bool = False

    def __str__(self) -> str:
        return self.label


DECLARED: dict[str, Act] = {}


def declare(code: str, label: str, *, shows: bool = True, about_citizen: bool = False) -> Act:
    """Declare an act once, at import of a room's ``acts.py``."""
    if code in DECLARED:
        raise ValueError(f"act {code} is declared twice")
    act = Act(code, label, shows, about_citizen)
    DECLARED[code] = act
    return act


def label_of(code: str) -> str:
    """The Chinese verb of an act; the code itself for an act that no longer exists."""
    act = DECLARED.get(code)
    return gettext(act.label) if act else code


def shows(code: str) -> bool:
    """Whether a public page may look different after the act; an unknown act may.

    A page made anew too often is slow, one that is not made anew is wrong.
    """
    act = DECLARED.get(code)
    return act is None or act.shows


def about_citizen(code: str) -> bool:
    """Whether the act tells of a citizen; an unknown act is held to."""
    act = DECLARED.get(code)
    return act is None or act.about_citizen


SIGNED_IN = declare("accounts.sign-in", "登录", shows=False)
SIGN_IN_FAILED = declare("accounts.sign-in-failed", "登录失败", shows=False)
LOCKED_OUT = declare("accounts.locked-out", "登录须验证", shows=False)
SIGNED_OUT = declare("accounts.sign-out", "退出", shows=False)
SESSION_ENDED = declare("accounts.session-ended", "会话到期", shows=False)
PASSWORD_CHANGED = declare("accounts.change-password", "修改口令", shows=False)
PASSWORD_RESET = declare("accounts.reset-password", "重置口令", shows=False)
SECOND_FACTOR_ADDED = declare("accounts.add-second-factor", "绑定动态验证", shows=False)
SECOND_FACTOR_REMOVED = declare("accounts.remove-second-factor", "解除动态验证", shows=False)
SECOND_FACTOR_FAILED = declare("accounts.second-factor-failed", "动态验证失败", shows=False)
USER_ADDED = declare("accounts.add-user", "新增用户", shows=False)
USER_CHANGED = declare("accounts.change-user", "修改用户资料", shows=False)
USER_CLOSED = declare("accounts.close-user", "停用用户", shows=False)
BACKED_UP = declare("journal.back-up", "备份", shows=False)
RESTORED = declare("journal.restore", "从备份恢复", shows=True)
UNLOCKED = declare("accounts.unlock", "解除登录限制", shows=False)
ANCHORS_ANEW = declare("journal.begin-anchors-anew", "锚点重新起存", shows=False)
KEYS_ROTATED = declare("journal.rotate-keys", "更换密钥", shows=False)
JOURNAL_EXPORTED = declare("journal.export", "导出留痕记录", shows=False)
