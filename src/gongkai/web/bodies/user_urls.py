"""Addresses of the screens about users."""

from django.urls import path

from gongkai.web.bodies.screens import power, users

app_name = "users"
urlpatterns = [
    path("", users.UserList.as_view(), name="list"),
    path("new/", users.AddUserScreen.as_view(), name="add"),
    path("powers/", power.PowerList.as_view(), name="powers"),
    path("powers/<int:pk>/", power.PowerScreen.as_view(), name="power"),
    path("<int:pk>/", users.ChangeUserScreen.as_view(), name="change"),
    path("<int:pk>/password/", users.ResetPasswordScreen.as_view(), name="reset-password"),
    path(
        "<int:pk>/second-factor/",
        users.RemoveSecondFactorScreen.as_view(),
        name="remove-second-factor",
    ),
    path("<int:pk>/sign-in/", users.FreeSignInScreen.as_view(), name="free-sign-in"),
    path("<int:pk>/close/", users.CloseUserScreen.as_view(), name="close"),
]
