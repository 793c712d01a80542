"""Wagtail asks here what a user may do with a page: the answer comes from roles in its body."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import commonprefix
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies.pages import PagePermissionPolicy

from gongkai.web.accounts.permissions import SEE_BODY, Permission
from gongkai.web.bodies.services import users_who_may

# Wagtail's verbs → our permissions. Rooms above add theirs in ``apps.py: ready()``. Nobody holds
# ``publish``: release is an action of its own, with its own checks.
PAGE_ACTIONS: dict[str, Permission] = {"view": SEE_BODY, "choose": SEE_BODY}


def map_page_action(action: str, permission: Permission) -> None:
    """Let a Wagtail verb (``add``, ``change``, ``delete``, ``lock``, …) need this permission."""
    PAGE_ACTIONS[action] = permission


class BodyPagePolicy(PagePermissionPolicy):
    """Permissions by body, instead of by group and tree position."""

    def _numbers(self, user: Any, actions: Iterable[str]) -> frozenset[int]:
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return frozenset()
        allowed: frozenset[int] = frozenset()
        for action in actions:
            permission = PAGE_ACTIONS.get(action)
            if permission is not None:
                allowed |= user.bodies_where(permission)
        return allowed

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        return []

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return bool(self._numbers(user, actions))

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        return instance.body_id is not None and instance.body_id in self._numbers(user, actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        return self.model._default_manager.filter(body__in=self._numbers(user, actions))

    def users_with_any_permission(
        self, actions: Iterable[str], include_superusers: bool = True
    ) -> Any:
        return get_user_model().objects.none()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any, include_superusers: bool = True
    ) -> Any:
        users = get_user_model().objects.none()
        if instance.body_id is None:
            return users
        for action in actions:
            permission = PAGE_ACTIONS.get(action)
            if permission is not None:
                users |= users_who_may(permission, instance.body)
        return users.distinct()

    def instances_with_direct_explore_permission(self, user: Any) -> list[Any]:
        from gongkai.web.bodies.models import BodyPage

        numbers = self._numbers(user, ["view"])
        return list(BodyPage.objects.filter(body__in=numbers).order_by("path"))

    def explorable_root_instance(self, user: Any) -> Any:
        """The page under which all of them stand; Wagtail asks at every screen, so that only paths are read."""
        from gongkai.web.bodies.models import BodyPage

        known = self._explorable_root_instance_cache_name
        if not hasattr(user, known):
            numbers = self._numbers(user, ["view"])
            paths = BodyPage.objects.filter(body__in=numbers).values_list("path", flat=True)
            # Steps of a path have no signs between them, so that it is compared letter by letter.
            shared = commonprefix(list(paths.order_by()))  # noqa: RUF071
            whole = shared[: len(shared) - len(shared) % BodyPage.steplen]
            pages = self.model.base_page_model.objects.filter(path=whole)
            setattr(user, known, pages.first() if whole else None)
        return getattr(user, known)

    def explorable_instances(self, user: Any) -> Any:
        numbers = self._numbers(user, ["view"])
        if not numbers:
            return self.model._default_manager.none()
        pages = self.instances_with_direct_explore_permission(user)
        above: set[str] = set()
        for page in pages:
            step = page.steplen
            above |= {page.path[:end] for end in range(step, len(page.path), step)}
        root = self.model.base_page_model.objects.first_common_ancestor_of(pages)
        return self.model._default_manager.filter(
            Q(body__in=numbers) | Q(path__in=above), path__startswith=root.path
        )
