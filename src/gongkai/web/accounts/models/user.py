"""A person who works in the office."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.encrypted import SealedCharField, Unopened
from gongkai.web.accounts.keys import keyed
from gongkai.web.accounts.permissions import Permission, Service, bodies_where, services_of


def phone_digest(phone: str) -> str:
    """A keyed fingerprint by which an encrypted number is found again; empty for no number."""
    digits = "".join(character for character in phone if character.isdigit())
    if not digits:
        return ""
    return keyed("phone", digits)


class UserManager(BaseUserManager["User"]):
    """Makes users; a password is always one-time until its owner changes it."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Make a user. Without a password nobody can sign in as them."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Make the technical administrator of an installation."""
        fields.setdefault("is_superuser", True)
        fields.setdefault("name", username)
        return self.create_user(username, password, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Roles are held in bodies, from a day to a day."""

    username = models.CharField(
        _lazy("用户名"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _lazy("该用户名已被使用，请换一个。")},
    )
    name = models.CharField(_lazy("姓名"), max_length=60)
    email = models.EmailField(_lazy("电子邮箱"), blank=True)
    phone = SealedCharField(_lazy("手机号码"), max_length=200, blank=True, null=True)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    is_active = models.BooleanField(_lazy("启用"), default=True)
    must_change_password = models.BooleanField(_lazy("下次登录须修改口令"), default=True)
    password_changed_at = models.DateTimeField(_lazy("口令修改时间"), null=True, editable=False)
    added_by = models.ForeignKey(
        "self",
        verbose_name=_lazy("建立人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    joined_at = models.DateTimeField(_lazy("建立时间"), default=timezone.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _lazy("用户")
        verbose_name_plural = _lazy("用户")
        ordering = ["username"]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not isinstance(self.phone, Unopened):
            self.phone_digest = phone_digest(self.phone or "")
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """The roles held today; read once for each loaded user."""
        return services_of(self)

    def bodies_where(self, permission: Permission) -> frozenset[int]:
        """Numbers of the bodies in which this user may do the deed."""
        return bodies_where(self.services, permission)

    def may(self, permission: Permission, body: Any) -> bool:
        """Whether this user may do the deed in the body (a body, its number, or ``None``: anywhere)."""
        if body is None:
            return bool(self.bodies_where(permission))
        number = body if isinstance(body, int) else body.pk
        return number in self.bodies_where(permission)
