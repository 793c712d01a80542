"""Forms of sign-in."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.proof import ProofMixin
from gongkai.web.accounts.signals import sign_in_slowed
from gongkai.web.accounts.throttle import bits_needed, note_failure, wait_for_sum

SIGN_IN = "sign-in"


class SignInForm(ProofMixin, AuthenticationForm):
    """Name and password; after some wrong ones a proof as well, before the password is even looked at."""

    # 0, or what the next attempt has to bring.
    bits = 0

    error_messages = {
        "invalid_login": _lazy("用户名或口令不正确，请核对后重新输入；连续输错后须先通过验证。"),
        "inactive": _lazy("该用户已停用，请联系本单位管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("口令")

    def clean(self) -> dict[str, Any]:
        username, now = self.data.get("username", ""), timezone.now()
        self.bits = bits_needed(self.request, username, at=now)
        if self.bits and not self.require_proof(SIGN_IN, self.bits):
            wait = wait_for_sum(self.request, username, at=now)
            if wait:
                raise ValidationError(
                    _(
                        "不用脚本的验证要隔一段时间才能再用一次：请 {minutes} 分钟后再试，或者换开启脚本的浏览器登录。"
                    ).format(minutes=math.ceil(wait / timedelta(minutes=1))),
                    code="proof",
                )
        try:
            return super().clean()
        except ValidationError:
            if note_failure(self.request, username, at=now):
                sign_in_slowed.send(
                    sender=type(self), username=username, request=self.request, at=now
                )
            self.bits = bits_needed(self.request, username, at=now)
            raise


class ChangePasswordForm(forms.Form):
    """The old password and twice the new one."""

    old = forms.CharField(
        label=_lazy("原口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    new = forms.CharField(
        label=_lazy("新口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_lazy("再输一次新口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("两次输入的新口令不一致，请重新输入。"))
        return cleaned

    @property
    def rules(self) -> list[str]:
        """The rules, for the screen."""
        return password_validators_help_texts()


class SecondFactorForm(forms.Form):
    """Six digits from the authenticator, or one recovery code."""

    code = forms.CharField(
        label=_lazy("动态验证码或备用码"),
        max_length=16,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )
