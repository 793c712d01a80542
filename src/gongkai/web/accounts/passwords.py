"""Rules for passwords beyond Django's own."""

from __future__ import annotations

import re
import string
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from gongkai.web.accounts.models import User

REMEMBERED = 5
# So many letters of one's own, beyond what is common.
LEAST_OWN = 3
DRESS = {"@": "a", "0": "o", "1": "l", "3": "e", "5": "s", "$": "s", "7": "t", "!": "i"}
# Walks over the keyboard and rows of the alphabet.
ROWS = (
    *("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba", "01234567890", "09876543210"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz"),
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol"),
    *("zaq1", "xsw2", "cde3", "!qaz", "@wsx", "#edc", "$rfv", "q1w2e3r4", "1q2w3e4r", "!@#$%^&*"),
)


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


class DressedUpCommonValidator:
    """No common word dressed up with digits and signs, no walk over the keyboard, no row of the alphabet."""

    def validate(self, password: str, user: User | None = None) -> None:
        folded = password.lower()
        plain = "".join(DRESS.get(character, character) for character in folded)
        # What is left of a password without its common parts has to be worth something.
        left = min(len(_without_common(form)) for form in (folded, plain))
        if left < LEAST_OWN:
            raise ValidationError(
                _("口令是常见口令的变形（常用词、拼音、键盘顺序、连续数字或年份），请换一个。"),
                code="password_common",
            )

    def get_help_text(self) -> str:
        return _("不得由常用词、拼音、键盘顺序、连续数字或年份拼成。")


@cache
def _common() -> re.Pattern[str]:
    text = files("gongkai.web.accounts").joinpath("common_passwords.txt").read_text("utf-8")
    words = sorted((word for word in text.split() if word), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _without_common(password: str) -> str:
    password = re.sub(r"[^0-9a-z@!#$%^&*]", "", password)
    for row in ROWS:
        for length in range(len(row), 2, -1):
            for start in range(len(row) - length + 1):
                password = password.replace(row[start : start + length], "\n")
    password = _common().sub("\n", password)
    password = re.sub(r"(?:19|20)\d\d|(.)\1{2,}", "\n", password)
    # Digits and signs that dress up a word are worth nothing by themselves.
    return re.sub(r"[^a-z]", "", password)


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
