"""A person adds, shows and removes their second factor."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from django_otp import login as otp_login
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.web.accounts.actions.manage_user import require_managed, require_second
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.accounts.signals import (
    second_factor_added,
    second_factor_failed,
    second_factor_removed,
)

RECOVERY_CODES = 8


def pending_device(user: User) -> TOTPDevice:
    """The authenticator that is being set up."""
    device, _ = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "手机"}
    )
    return device


@transaction.atomic
def add_second_factor(user: User, *, code: str, request: HttpRequest, at: datetime) -> list[str]:
    """Confirm the authenticator by its first code. Returns recovery codes, shown once."""
    device = pending_device(user)
    if not device.verify_token(code.strip()):
        raise ValidationError(
            gettext("验证码不正确或已过期，请输入手机上当前显示的六位数字。"), code="wrong_code"
        )
    device.confirmed = True
    device.save()
    StaticDevice.objects.filter(user=user).delete()
    recovery = StaticDevice.objects.create(user=user, name="备用码")
    codes = [secrets.token_hex(4) for _ in range(RECOVERY_CODES)]
    for each in codes:
        recovery.token_set.create(token=each)
    otp_login(request, device)
    second_factor_added.send(sender=User, user=user, acting_user=user, request=request, at=at)
    return codes


def show_second_factor(user: User, *, code: str, request: HttpRequest, at: datetime) -> None:
    """Pass the second step of sign-in. Devices slow down after each wrong code."""
    device = match_token(user, code.strip())
    if device is None:
        second_factor_failed.send(sender=User, user=user, acting_user=user, request=request, at=at)
        raise ValidationError(
            gettext("验证码不正确、已用过或输错次数过多，请稍候输入手机上新显示的六位数字。"),
            code="wrong_code",
        )
    otp_login(request, device)


@transaction.atomic
def remove_second_factor(
    user: User,
    *,
    acting_user: User | Platform,
    at: datetime,
    request: HttpRequest | None,
    seconded: bool = False,
) -> None:
    """Remove every device of a person, as after a lost phone.

    ``seconded``: another administrator has confirmed it, or an exception holds; asked for where the account has power.
    """
    require_managed(acting_user, user)
    require_second(acting_user, user, seconded=seconded)
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    second_factor_removed.send(
        sender=User, user=user, acting_user=acting_user, request=request, at=at
    )
