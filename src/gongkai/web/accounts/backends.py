"""Sign-in by name and password, and the few Django permissions that roles bring along."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from gongkai.web.accounts.permissions import ENTER_OFFICE, MANAGE_USERS

ADMIN_ACCESS = "wagtailadmin.access_admin"
USER_SCREENS = frozenset({"accounts.add_user", "accounts.change_user"})


class RoleBackend(ModelBackend):
    """Whoever holds a role today may enter the office. Groups and rows of permissions give nothing."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        given: set[str] = set()
        if user_obj.may(ENTER_OFFICE, None) or user_obj.is_superuser:
            given.add(ADMIN_ACCESS)
        if user_obj.may(MANAGE_USERS, None):
            given |= USER_SCREENS
        return given

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(
            name.partition(".")[0] == app_label for name in self.get_all_permissions(user_obj)
        )
