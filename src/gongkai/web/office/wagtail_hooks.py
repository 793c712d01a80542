"""The office's menu in Wagtail's frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from gongkai.web.office.menu import further_items, top_items


@hooks.register("construct_main_menu")
def entries(request: HttpRequest, items: list[Any]) -> None:
    further = SubmenuMenuItem(
        _("公开业务"),
        Menu(None, None, further_items()),
        name="publishing",
        icon_name="folder-open-inverse",
        order=130,
    )
    shown = [item for item in [*top_items(), further] if item.is_shown(request)]
    items[:] = sorted([*items, *shown], key=lambda item: item.order)
