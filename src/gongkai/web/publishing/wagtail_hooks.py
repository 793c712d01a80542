"""The items' place in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.web.publishing import office_urls
from gongkai.web.publishing.permissions import SEE_DRAFTS


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("items/", include(office_urls))]


class ItemsMenuItem(MenuItem):
    """Shown to whoever may see drafts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.may(SEE_DRAFTS, None)


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return ItemsMenuItem(
        "主动公开", reverse("publishing:list"), name="items", icon_name="doc-full", order=100
    )


@hooks.register("register_admin_menu_item")
def board_menu() -> MenuItem:
    return ItemsMenuItem(
        "应公开一览",
        reverse("publishing:board"),
        name="board",
        icon_name="calendar-check",
        order=110,
    )
