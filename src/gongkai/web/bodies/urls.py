"""Addresses of the screens about bodies."""

from django.urls import path

from gongkai.web.bodies.screens import bodies, groups, power, responsibilities

app_name = "bodies"
urlpatterns = [
    path("", bodies.BodyList.as_view(), name="list"),
    path("new/", bodies.EstablishScreen.as_view(), name="establish"),
    path("import/", bodies.ImportScreen.as_view(), name="import"),
    path("export.xlsx", bodies.ExportScreen.as_view(), name="export"),
    path("<int:pk>/", bodies.BodySheet.as_view(), name="sheet"),
    path("<int:pk>/reorganise/", bodies.ReorganiseScreen.as_view(), name="reorganise"),
    path("<int:pk>/move/", bodies.MoveScreen.as_view(), name="move"),
    path("<int:pk>/abolish/", bodies.AbolishScreen.as_view(), name="abolish"),
    path("<int:pk>/contacts/", bodies.ContactScreen.as_view(), name="contacts"),
    path("<int:pk>/posts/new/", bodies.CreatePostScreen.as_view(), name="create-post"),
    path("<int:pk>/roles/new/", bodies.GiveRoleScreen.as_view(), name="give-role"),
    path("posts/<int:pk>/", bodies.ChangePostScreen.as_view(), name="change-post"),
    path("posts/<int:pk>/appoint/", bodies.AppointScreen.as_view(), name="appoint"),
    path("posts/<int:pk>/leave/", bodies.LeaveScreen.as_view(), name="leave"),
    path("roles/<int:pk>/withdraw/", bodies.WithdrawRoleScreen.as_view(), name="withdraw-role"),
    path(
        "<int:pk>/exceptions/new/",
        power.GrantExceptionScreen.as_view(),
        name="grant-exception",
    ),
    path("exceptions/<int:pk>/end/", power.EndExceptionScreen.as_view(), name="end-exception"),
    path("<int:pk>/groups/new/", groups.ComposeGroupScreen.as_view(), name="compose-group"),
    path("groups/<int:pk>/", groups.GroupSheet.as_view(), name="group"),
    path("groups/<int:pk>/new/", groups.NewRosterScreen.as_view(), name="new-roster"),
    path(
        "<int:pk>/responsibilities/",
        responsibilities.ResponsibilityList.as_view(),
        name="responsibilities",
    ),
    path(
        "<int:pk>/responsibilities/print/",
        responsibilities.ResponsibilityPrint.as_view(),
        name="responsibilities-print",
    ),
    path(
        "<int:pk>/responsibilities.xlsx",
        responsibilities.ResponsibilityExport.as_view(),
        name="responsibilities-export",
    ),
    path(
        "<int:pk>/responsibilities/assign/",
        responsibilities.AssignScreen.as_view(),
        name="assign",
    ),
]
