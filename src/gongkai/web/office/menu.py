"""The office's menu: rooms register their entries in ``apps.py: ready()``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from gongkai.web.accounts.permissions import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Entry(NamedTuple):
    """A screen in the menu, shown to whoever holds the permission anywhere."""

    label: StrOrPromise
    url_name: str
    icon: str
    permission: Permission


class EntryMenuItem(MenuItem):
    """An entry as a line of the menu."""

    def __init__(self, entry: Entry, order: int) -> None:
        super().__init__(
            entry.label,
            reverse(entry.url_name),
            name=entry.url_name.replace(":", "-"),
            icon_name=entry.icon,
            order=order,
        )
        self.permission = entry.permission

    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.may(self.permission, None))


_top: list[tuple[int, Entry]] = []
_further: list[tuple[int, Entry]] = []


def provide_entry(order: int, entry: Entry) -> None:
    """Register what a clerk opens every day: a line of the menu itself."""
    _top.append((order, entry))


def provide_further_entry(order: int, entry: Entry) -> None:
    """Register what is one click further, under 公开业务."""
    _further.append((order, entry))


def top_items() -> list[MenuItem]:
    """The lines of the menu itself."""
    return [EntryMenuItem(entry, order) for order, entry in _top]


def further_items() -> list[MenuItem]:
    """The lines under 公开业务."""
    return [EntryMenuItem(entry, order) for order, entry in _further]
