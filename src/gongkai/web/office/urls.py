"""Addresses of the desk; they stand before Wagtail's own and hide them."""

from functools import update_wrapper

from django.urls import path
from wagtail.admin.auth import require_admin_access

from gongkai.web.office.account import AccountScreen

app_name = "office"
_screen = AccountScreen.as_view()
account = update_wrapper(require_admin_access(_screen), _screen)
urlpatterns = [path("account/", account, name="account")]
