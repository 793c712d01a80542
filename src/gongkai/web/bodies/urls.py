"""Addresses of the screens about bodies."""

from django.urls import path

from gongkai.web.bodies import views

app_name = "bodies"
urlpatterns = [
    path("", views.BodyList.as_view(), name="list"),
    path("new/", views.EstablishScreen.as_view(), name="establish"),
    path("import/", views.ImportScreen.as_view(), name="import"),
    path("export.xlsx", views.ExportScreen.as_view(), name="export"),
    path("<int:pk>/", views.BodySheet.as_view(), name="sheet"),
    path("<int:pk>/reorganise/", views.ReorganiseScreen.as_view(), name="reorganise"),
    path("<int:pk>/contacts/", views.ContactScreen.as_view(), name="contacts"),
    path("<int:pk>/posts/new/", views.CreatePostScreen.as_view(), name="create-post"),
    path("<int:pk>/roles/new/", views.GiveRoleScreen.as_view(), name="give-role"),
    path("posts/<int:pk>/", views.ChangePostScreen.as_view(), name="change-post"),
    path("posts/<int:pk>/appoint/", views.AppointScreen.as_view(), name="appoint"),
    path("posts/<int:pk>/leave/", views.LeaveScreen.as_view(), name="leave"),
    path("roles/<int:pk>/withdraw/", views.WithdrawRoleScreen.as_view(), name="withdraw-role"),
]
