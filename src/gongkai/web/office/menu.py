"""The office's menu: rooms register their entries in ``apps.py: ready()``."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

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


class Group(Enum):
    """What is one click further, in groups that fit a small screen: four of publishing, and four beside."""

    WORK = "拟稿与报送"
    REACH = "渠道与互动"
    RULES = "目录与制度"
    FIGURES = "核对与统计"
    CASES = "办件与争议"
    OVERSIGHT = "监督保障"
    VOICES = "群众意见"
    VILLAGES = "信息到村"


_ICONS = {
    Group.WORK: "edit",
    Group.REACH: "globe",
    Group.RULES: "list-ul",
    Group.FIGURES: "table",
    Group.CASES: "mail",
    Group.OVERSIGHT: "view",
    Group.VOICES: "comment",
    Group.VILLAGES: "site",
}
_top: list[tuple[int, Entry]] = []
_further: list[tuple[int, Entry, Group]] = []


def provide_entry(order: int, entry: Entry) -> None:
    """Register what a clerk opens every day: a line of the menu itself."""
    _top.append((order, entry))


def provide_further_entry(order: int, entry: Entry, group: Group = Group.OVERSIGHT) -> None:
    """Register what is one click further, in its group."""
    _further.append((order, entry, group))


def top_items() -> list[MenuItem]:
    """The lines of the menu itself."""
    return [EntryMenuItem(entry, order) for order, entry in _top]


def further_items() -> list[MenuItem]:
    """A line for each group, with its entries under it."""
    return [
        SubmenuMenuItem(
            gettext(group.value),
            Menu(
                None,
                None,
                [EntryMenuItem(entry, order) for order, entry, held in _further if held is group],
            ),
            # No name of another line begins with it: the sidebar marks a line whose name the open one begins with.
            name=f"group-{group.name.lower()}",
            icon_name=_ICONS[group],
            order=130 + place,
        )
        for place, group in enumerate(Group)
    ]
