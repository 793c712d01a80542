"""Addresses of sign-in; they stand before Wagtail's own and hide them."""

from django.urls import path

from gongkai.web.accounts import screens

app_name = "accounts"
urlpatterns = [
    path("login/", screens.SignInView.as_view(), name="sign-in"),
    path("logout/", screens.SignOutView.as_view(), name="sign-out"),
    path("password/", screens.ChangePasswordView.as_view(), name="change-password"),
    path("second-factor/", screens.SecondFactorView.as_view(), name="second-factor"),
    path("second-factor/add/", screens.AddSecondFactorView.as_view(), name="add-second-factor"),
]
