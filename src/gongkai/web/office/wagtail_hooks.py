"""The office's menu in Wagtail's frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.web.office.menu import further_items, top_items


@hooks.register("construct_main_menu")
def entries(request: HttpRequest, items: list[Any]) -> None:
    today = MenuItem(
        _("今日"), reverse("wagtailadmin_home"), name="today", icon_name="date", order=0
    )
    shown = [item for item in [today, *top_items(), *further_items()] if item.is_shown(request)]
    items[:] = sorted([*items, *shown], key=lambda item: item.order)
