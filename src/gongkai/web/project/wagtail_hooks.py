"""Wagtail's frame, made ours: the home screen, the menu, the style."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.components import Component

from gongkai.web.accounts.origin import unbelieved_proxy
from gongkai.web.accounts.permissions import MANAGE_USERS
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.first_steps import DISMISSED, first_steps
from gongkai.web.office.home import Indicator, Side, folded, indicators_of, to_dos_of
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS
from gongkai.web.supervision.permissions import REPORT_FROM_VILLAGE

# What Wagtail offers and a clerk has no use for: our rooms have their own entries.
HIDDEN = frozenset(
    {"explorer", "images", "documents", "snippets", "forms", "reports", "help", "settings"}
)


class TodayPanel(Component):
    """The one panel of the home screen."""

    name = "today"
    order = 0
    template_name = "wagtailadmin/home/today.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        user = request.user
        sides = indicators_of(user, timezone.localdate())
        if user.may(MANAGE_USERS, None) and unbelieved_proxy(request):
            sides[Side.HEALTH].append(
                Indicator(
                    Side.HEALTH,
                    _("平台前面有反向代理，但没有设置 GONGKAI_TRUSTED_PROXIES"),
                    _("所有来访都记成代理的地址，限制次数也按代理算；请填写代理的地址后重新启动"),
                    alarm=True,
                )
            )
        day = timezone.localdate()
        served = PublicBody.objects.filter(pk__in={each.body_id for each in user.services})
        return {
            "user": user,
            "day": day,
            "bodies": "、".join(served.values_list("short_name", flat=True)),
            "heaps": [
                {"slot": slot, "to_dos": to_dos, "folds": folded(to_dos)}
                for slot, to_dos in to_dos_of(user, day).items()
            ],
            "sides": [
                {"side": side, "indicators": indicators}
                for side, indicators in sides.items()
                if indicators
            ],
            "steps": first_steps(user),
            "steps_id": DISMISSED,
            "may_draft": user.may(DRAFT, None),
            "reports_from_village": served.filter(kind=Kind.VILLAGE).exists()
            and user.may(REPORT_FROM_VILLAGE, None),
        }


@hooks.register("construct_homepage_panels")
def only_today(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [TodayPanel()]


def _search_area(name: str, label: Any, address: str, shown: Callable[[Any], object]) -> RoomSearch:
    return RoomSearch(label, reverse(address), name=name, shown=shown)


class RoomSearch(SearchArea):
    """A search beside the menu, which takes the first that is shown; ``shown`` says for whom it is."""

    def __init__(self, *args: Any, shown: Callable[[Any], object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(self.shown(request.user))


# Items where somebody may see any, then what an administrator looks for: users and bodies.
for name, label, address, shown in (
    ("items", _lazy("主动公开信息"), "publishing:list", lambda user: user.bodies_where(SEE_DRAFTS)),
    ("people", _lazy("用户"), "users:list", lambda user: user.may(MANAGE_USERS, None)),
    ("bodies", _lazy("机构"), "bodies:list", lambda user: user.may(MANAGE_USERS, None)),
):
    hooks.register(
        "register_admin_search_area",
        partial(_search_area, name, label, address, shown),
    )


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_main_menu")
def plain_menu(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        (
            (static(name),)
            for name in (
                "project/office.css",
                "look/components.css",
                "office/desk.css",
                "project/today.css",
                "publishing/board.css",
            )
        ),
    )


@hooks.register("insert_global_admin_js")
def starters() -> str:
    return format_html(
        '<script src="{}"></script>'
        '<script src="{}" data-one="{}" data-many="{}"></script>'
        '<script src="{}" data-idle="{}" data-stay="{}" data-sign-in="{}" data-words="{}"></script>',
        static("project/office.js"),
        static("look/files.js"),
        _("选择文件，或把文件拖到这里"),
        _("选择文件（可以多选），或把文件拖到这里"),
        static("project/keep.js"),
        settings.SESSION_COOKIE_AGE,
        reverse("office:stay"),
        reverse("accounts:sign-in"),
        json.dumps(
            {
                "restored": _("已恢复您 {time} 填写、还没有保存的内容（只留在这台电脑上）。"),
                "changed": _("这条记录在那之后又有修改，请核对后再保存。"),
                "discard": _("不恢复"),
                "ending": _("再过 {minutes} 分钟没有操作就会自动退出。"),
                "ended": _("登录已自动退出。正在填写的表单已留在这台电脑上，重新登录后恢复。"),
                "stay": _("继续使用"),
                "signIn": _("重新登录"),
            },
            ensure_ascii=False,
        ),
    )
