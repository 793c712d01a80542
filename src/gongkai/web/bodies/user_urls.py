"""Addresses of the screens about users."""

from django.urls import path

from gongkai.web.bodies import user_views as views

app_name = "users"
urlpatterns = [
    path("", views.UserList.as_view(), name="list"),
    path("new/", views.AddUserScreen.as_view(), name="add"),
    path("<int:pk>/", views.ChangeUserScreen.as_view(), name="change"),
    path("<int:pk>/password/", views.ResetPasswordScreen.as_view(), name="reset-password"),
    path(
        "<int:pk>/second-factor/",
        views.RemoveSecondFactorScreen.as_view(),
        name="remove-second-factor",
    ),
    path("<int:pk>/close/", views.CloseUserScreen.as_view(), name="close"),
]
