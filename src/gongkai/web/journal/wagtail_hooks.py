"""The record's place in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.web.journal import urls
from gongkai.web.journal.permissions import READ_JOURNAL


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("journal/", include(urls))]


class JournalMenuItem(MenuItem):
    """Shown to whoever may read the record."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.may(READ_JOURNAL, None)


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return JournalMenuItem(
        _("留痕"), reverse("journal:list"), name="journal", icon_name="history", order=900
    )
