"""Addresses of the screens about bodies."""

from django.urls import path

from gongkai.web.bodies import group_views, responsibility_views, views

app_name = "bodies"
urlpatterns = [
    path("", views.BodyList.as_view(), name="list"),
    path("new/", views.EstablishScreen.as_view(), name="establish"),
    path("import/", views.ImportScreen.as_view(), name="import"),
    path("export.xlsx", views.ExportScreen.as_view(), name="export"),
    path("<int:pk>/", views.BodySheet.as_view(), name="sheet"),
    path("<int:pk>/reorganise/", views.ReorganiseScreen.as_view(), name="reorganise"),
    path("<int:pk>/move/", views.MoveScreen.as_view(), name="move"),
    path("<int:pk>/contacts/", views.ContactScreen.as_view(), name="contacts"),
    path("<int:pk>/posts/new/", views.CreatePostScreen.as_view(), name="create-post"),
    path("<int:pk>/roles/new/", views.GiveRoleScreen.as_view(), name="give-role"),
    path("posts/<int:pk>/", views.ChangePostScreen.as_view(), name="change-post"),
    path("posts/<int:pk>/appoint/", views.AppointScreen.as_view(), name="appoint"),
    path("posts/<int:pk>/leave/", views.LeaveScreen.as_view(), name="leave"),
    path("roles/<int:pk>/withdraw/", views.WithdrawRoleScreen.as_view(), name="withdraw-role"),
    path("<int:pk>/groups/new/", group_views.ComposeGroupScreen.as_view(), name="compose-group"),
    path("groups/<int:pk>/", group_views.GroupSheet.as_view(), name="group"),
    path("groups/<int:pk>/new/", group_views.NewRosterScreen.as_view(), name="new-roster"),
    path(
        "<int:pk>/responsibilities/",
        responsibility_views.ResponsibilityList.as_view(),
        name="responsibilities",
    ),
    path(
        "<int:pk>/responsibilities/print/",
        responsibility_views.ResponsibilityPrint.as_view(),
        name="responsibilities-print",
    ),
    path(
        "<int:pk>/responsibilities.xlsx",
        responsibility_views.ResponsibilityExport.as_view(),
        name="responsibilities-export",
    ),
    path(
        "<int:pk>/responsibilities/assign/",
        responsibility_views.AssignScreen.as_view(),
        name="assign",
    ),
]
