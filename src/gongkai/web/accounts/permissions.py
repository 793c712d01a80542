"""Permissions: a named deed, the roles that may do it, and whether lower bodies are included.

Each room declares its permissions in its own ``permissions.py``::

    DRAFT_ITEM = declare("publishing.draft-item", "起草主动公开信息", at=[Role.DRAFTER])

and asks ``user.may(DRAFT_ITEM, body)``, or filters with ``user.bodies_where(DRAFT_ITEM)``.
What is not declared, or not given by a role that is held today, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from gongkai.web.accounts.roles import EVERY_ROLE, Role

if TYPE_CHECKING:
    from gongkai.web.accounts.models import User


@dataclass(frozen=True)
class Permission:
    """One deed. ``at``: roles that may do it in the body they serve and its sections and villages;
    ``below``: roles that may do it in every body beneath as well."""

    code: str
    label: str
    at: frozenset[Role]
    below: frozenset[Role]

    def __str__(self) -> str:
        return self.label


DECLARED: dict[str, Permission] = {}


def declare(
    code: str, label: str, *, at: Iterable[Role] = (), below: Iterable[Role] = ()
) -> Permission:
    """Declare a permission once, at import of a room's ``permissions.py``."""
    if code in DECLARED:
        raise ValueError(f"permission {code} is declared twice")
    permission = Permission(code, label, frozenset(at), frozenset(below))
    DECLARED[code] = permission
    return permission


@dataclass(frozen=True)
class Service:
    """A role held today: the body served, its sections and villages, and every body beneath it."""

    role: Role
    body_id: int
    units: frozenset[int]
    beneath: frozenset[int]


# Set by the room that knows the bodies, in its ``apps.py: ready()``.
_provider: Callable[[User], Iterable[Service]] | None = None


def provide_services(provider: Callable[[User], Iterable[Service]]) -> None:
    """Name the function that tells which roles a user holds today, and where."""
    global _provider
    _provider = provider


_power: Callable[[User], bool] | None = None


def provide_power(provider: Callable[[User], bool]) -> None:
    """Name the function that tells whether a user holds, will hold or is to be given a powerful role."""
    global _power
    _power = provider


def holds_power(user: User) -> bool:
    """Whether whoever signs in as this user could let something go out, or decide who does."""
    return user.is_superuser or (_power is not None and _power(user))


def services_of(user: User) -> tuple[Service, ...]:
    """The roles a user holds today; none for an inactive user."""
    if _provider is None or not user.is_active or user.pk is None:
        return ()
    return tuple(_provider(user))


def bodies_where(services: Iterable[Service], permission: Permission) -> frozenset[int]:
    """Numbers of the bodies in which these services allow the deed."""
    found: set[int] = set()
    for service in services:
        if service.role in permission.below:
            found |= service.beneath
        if service.role in permission.at:
            found |= service.units
    return frozenset(found)


class Refused(PermissionDenied):
    """The user may not do this deed there. ``str()`` is a sentence for the screen."""

    def __init__(self, permission: Permission, body: models.Model | None = None) -> None:
        self.permission = permission
        self.body = body
        where = _("在“{body}”").format(body=body) if body is not None else ""
        super().__init__(
            _("您没有{where}“{permission_label}”的权限；如确有需要，请联系本单位管理员。").format(
                where=where, permission_label=_(permission.label)
            )
        )


class NeedsSecond(ValidationError):
    """One administrator alone does not give power, nor take over the account of who has it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "授予审核、发布和管理的角色，以及重置这些人员的口令和动态验证，须由另一名管理员确认；请提交授权单。"
            ),
            code="needs_second",
        )


class Platform:
    """The platform itself acting, from a command of the machine's owner: never behind an address."""

    pk = None
    is_superuser = False

    def may(self, permission: Permission, body: Any) -> bool:
        """The owner of the machine may do everything a command offers."""
        return True

    def __str__(self) -> str:
        return "平台"


PLATFORM = Platform()


def require(user: User | Platform, permission: Permission, body: Any) -> None:
    """Raise `Refused` unless the user may do the deed in the body."""
    if not user.may(permission, body):
        raise Refused(permission, body)


ENTER_OFFICE = declare("accounts.enter-office", "进入工作台", at=EVERY_ROLE)
SEE_BODY = declare(
    "accounts.see-body",
    "查看本单位资料",
    at=EVERY_ROLE,
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR],
)
MANAGE_USERS = declare(
    "accounts.manage-users",
    "管理用户",
    at=[Role.ADMINISTRATOR],
    below=[Role.ADMINISTRATOR],
)
