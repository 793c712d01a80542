"""Addresses of sign-in; they stand before Wagtail's own and hide them."""

from functools import update_wrapper

from django.urls import path
from wagtail.admin.auth import require_admin_access

from gongkai.web.accounts import views

app_name = "accounts"
_screen = views.AccountScreen.as_view()
account = update_wrapper(require_admin_access(_screen), _screen)
urlpatterns = [
    path("login/", views.SignInView.as_view(), name="sign-in"),
    path("logout/", views.SignOutView.as_view(), name="sign-out"),
    path("account/", account, name="account"),
    path("password/", views.ChangePasswordView.as_view(), name="change-password"),
    path("second-factor/", views.SecondFactorView.as_view(), name="second-factor"),
    path("second-factor/add/", views.AddSecondFactorView.as_view(), name="add-second-factor"),
]
