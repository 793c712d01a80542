"""Addresses of the desk; they stand before Wagtail's own and hide them."""

from functools import update_wrapper
from typing import Any

from django.urls import path
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.web.office.account import AccountScreen
from gongkai.web.office.screens import StayScreen
from gongkai.web.office.style import StyleScreen

app_name = "office"


def _guarded(screen: type[View]) -> Any:
    view = screen.as_view()
    return update_wrapper(require_admin_access(view), view)


urlpatterns = [
    path("account/", _guarded(AccountScreen), name="account"),
    path("style/", _guarded(StyleScreen), name="style"),
    path("stay/", _guarded(StayScreen), name="stay"),
]
