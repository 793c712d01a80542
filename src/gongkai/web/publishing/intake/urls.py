"""Addresses of the screens on which items come in."""

from django.urls import path

from gongkai.web.publishing.intake.screens import importing, intake, recurring

urlpatterns = [
    path("drop/", intake.DropScreen.as_view(), name="drop"),
    path("intake/", intake.IntakeList.as_view(), name="intakes"),
    path("intake/<int:pk>/", intake.IntakeScreen.as_view(), name="intake"),
    path("intake/<int:pk>/discard/", intake.DiscardIntakeScreen.as_view(), name="discard-intake"),
    path("lists/", recurring.RecurringLists.as_view(), name="lists"),
    path("<int:pk>/list/", recurring.CreateListScreen.as_view(), name="create-list"),
    path("lists/<int:pk>/", recurring.NextIssueScreen.as_view(), name="next-issue"),
    path("lists/<int:pk>/change/", recurring.ChangeListScreen.as_view(), name="change-list"),
    path("lists/<int:pk>/<int:intake>/", recurring.IssueListScreen.as_view(), name="issue-list"),
    path("imports/", importing.ImportList.as_view(), name="imports"),
    path("imports/new/", importing.NewImportScreen.as_view(), name="new-import"),
    path("imports/<int:pk>/", importing.ImportSheet.as_view(), name="import"),
    path(
        "imports/<int:pk>/columns/",
        importing.ImportColumnsScreen.as_view(),
        name="import-columns",
    ),
]
