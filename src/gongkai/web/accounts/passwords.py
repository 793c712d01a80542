"""Rules for passwords beyond Django's own."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from gongkai.web.accounts.models import User

REMEMBERED = 5


class MixedCharactersValidator:
    """At least three of: capital letters, small letters, digits, other signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        kinds = [
            any(character in string.ascii_uppercase for character in password),
            any(character in string.ascii_lowercase for character in password),
            any(character.isdigit() for character in password),
            any(not character.isalnum() for character in password),
        ]
        if sum(kinds) < 3:
            raise ValidationError(
                _("口令过于简单：大写字母、小写字母、数字、符号中应至少有三类。"),
                code="password_too_plain",
            )

    def get_help_text(self) -> str:
        return _("大写字母、小写字母、数字、符号中至少有三类。")


class NotUsedBeforeValidator:
    """Not one of the last passwords of the same person."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        former = [user.password]
        former += list(user.former_passwords.values_list("password", flat=True)[:REMEMBERED])
        if any(check_password(password, encoded) for encoded in former if encoded):
            raise ValidationError(
                _("不得使用最近 {remembered} 次用过的口令，请换一个。").format(
                    remembered=REMEMBERED
                ),
                code="password_used_before",
            )

    def get_help_text(self) -> str:
        return _("不得与最近 {remembered} 次用过的口令相同。").format(remembered=REMEMBERED)
