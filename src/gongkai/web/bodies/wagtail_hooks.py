"""The bodies' and users' place in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.web.accounts.permissions import MANAGE_USERS, SEE_BODY
from gongkai.web.bodies import urls, user_urls


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("bodies/", include(urls)), path("people/", include(user_urls))]


class BodiesMenuItem(MenuItem):
    """Shown to whoever may see a body."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.may(SEE_BODY, None)


class UsersMenuItem(MenuItem):
    """Shown to administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.may(MANAGE_USERS, None)


@hooks.register("register_admin_menu_item")
def bodies_menu() -> MenuItem:
    return BodiesMenuItem(
        _("机构"), reverse("bodies:list"), name="bodies", icon_name="home", order=700
    )


@hooks.register("register_admin_menu_item")
def users_menu() -> MenuItem:
    return UsersMenuItem(
        _("用户"), reverse("users:list"), name="users", icon_name="user", order=800
    )
