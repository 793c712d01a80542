"""Addresses of sign-in; they stand before Wagtail's own and hide them."""

from django.urls import path

from gongkai.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.SignInView.as_view(), name="sign-in"),
    path("logout/", views.SignOutView.as_view(), name="sign-out"),
    path("password/", views.ChangePasswordView.as_view(), name="change-password"),
    path("second-factor/", views.SecondFactorView.as_view(), name="second-factor"),
    path("second-factor/add/", views.AddSecondFactorView.as_view(), name="add-second-factor"),
]
