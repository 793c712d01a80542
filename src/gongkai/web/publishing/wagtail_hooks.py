"""The items' place in the office."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from gongkai.web.accounts.permissions import SEE_BODY, Permission
from gongkai.web.journal.permissions import EXPORT_JOURNAL
from gongkai.web.publishing.permissions import DRAFT, HAND_OVER, SEE_DRAFTS, SEE_OPINIONS
from gongkai.web.publishing.urls import office as office_urls


class Entry(NamedTuple):
    """A screen in the menu, shown to whoever holds the permission anywhere."""

    label: str
    url_name: str
    icon: str
    permission: Permission


# What a clerk opens every day stands in the menu itself, the rest one click further.
DAILY = (
    Entry("主动公开", "publishing:list", "doc-full", SEE_DRAFTS),
    Entry("应公开一览", "publishing:board", "calendar-check", SEE_DRAFTS),
)
FURTHER: tuple[Entry, ...] = (
    Entry("定期名单", "publishing:lists", "list-ul", SEE_DRAFTS),
    Entry("报送县政府网站", "publishing:submissions", "mail", SEE_DRAFTS),
    Entry("导入存量信息", "publishing:imports", "upload", SEE_DRAFTS),
    Entry("待登记文件", "publishing:intakes", "download", DRAFT),
    Entry("发布渠道", "publishing:channels", "globe", SEE_DRAFTS),
    Entry("发布记录", "publishing:postings", "tasks", SEE_DRAFTS),
    Entry("公开指南", "publishing:guides", "help", SEE_DRAFTS),
    Entry("公开目录", "publishing:catalogue", "list-ul", SEE_DRAFTS),
    Entry("公开统计", "publishing:counts", "table", SEE_DRAFTS),
    Entry("联系方式核对", "publishing:contact-check", "mail", SEE_DRAFTS),
    Entry("本期无信息", "publishing:zeros", "circle-check", SEE_DRAFTS),
    Entry("存量排查", "publishing:scans", "search", SEE_DRAFTS),
    Entry("不再提示的用语", "publishing:wordings", "openquote", SEE_DRAFTS),
    Entry("佐证材料", "publishing:evidence", "download", EXPORT_JOURNAL),
    Entry("工作交接", "publishing:handovers", "group", HAND_OVER),
    Entry("发布规则", "publishing:rules", "cogs", SEE_BODY),
    Entry("意见征集", "publishing:consultations", "comment", SEE_OPINIONS),
    Entry("应解读未解读", "publishing:unexplained", "help", SEE_DRAFTS),
    Entry("工作制度", "publishing:working-rules", "list-ul", SEE_DRAFTS),
)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("items/", include(office_urls))]


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
        return request.user.may(self.permission, None)


def _daily(order: int, entry: Entry) -> None:
    hooks.register("register_admin_menu_item", lambda: EntryMenuItem(entry, order))


for place, each in enumerate(DAILY):
    _daily(100 + place, each)


@hooks.register("register_admin_menu_item")
def further() -> MenuItem:
    lines = [EntryMenuItem(entry, order) for order, entry in enumerate(FURTHER)]
    return SubmenuMenuItem(
        "公开业务",
        Menu(None, None, lines),
        name="publishing",
        icon_name="folder-open-inverse",
        order=130,
    )
