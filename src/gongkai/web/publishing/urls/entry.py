"""Addresses of the screens on which items come in and go out."""

from django.urls import path

from gongkai.web.publishing.screens import (
    attachments,
    attribute,
    importing,
    intake,
    recurring,
    submission,
)

urlpatterns = [
    path("drop/", intake.DropScreen.as_view(), name="drop"),
    path("intake/", intake.IntakeList.as_view(), name="intakes"),
    path("intake/<int:pk>/", intake.IntakeScreen.as_view(), name="intake"),
    path("intake/<int:pk>/discard/", intake.DiscardIntakeScreen.as_view(), name="discard-intake"),
    path("<int:pk>/attachments/", attachments.AttachmentsScreen.as_view(), name="attachments"),
    path("lists/", recurring.RecurringLists.as_view(), name="lists"),
    path("<int:pk>/list/", recurring.FoundListScreen.as_view(), name="found-list"),
    path("lists/<int:pk>/", recurring.NextIssueScreen.as_view(), name="next-issue"),
    path("lists/<int:pk>/change/", recurring.ChangeListScreen.as_view(), name="change-list"),
    path("lists/<int:pk>/<int:intake>/", recurring.IssueListScreen.as_view(), name="issue-list"),
    path("<int:pk>/attribute/", attribute.AttributeScreen.as_view(), name="attribute"),
    path(
        "<int:pk>/attribute/approve/",
        attribute.ApproveAttributeScreen.as_view(),
        name="approve-attribute",
    ),
    path("<int:pk>/attribute/sheet/", attribute.AttributeSheet.as_view(), name="attribute-sheet"),
    path("imports/", importing.ImportList.as_view(), name="imports"),
    path("imports/new/", importing.NewImportScreen.as_view(), name="new-import"),
    path("imports/<int:pk>/", importing.ImportSheet.as_view(), name="import"),
    path(
        "imports/<int:pk>/columns/",
        importing.ImportColumnsScreen.as_view(),
        name="import-columns",
    ),
    path("submissions/", submission.SubmissionList.as_view(), name="submissions"),
    path("submissions/new/", submission.NewSubmissionScreen.as_view(), name="new-submission"),
    path("submissions/<int:pk>/", submission.SubmissionSheet.as_view(), name="submission"),
    path("submissions/<int:pk>/package/", submission.PackageScreen.as_view(), name="package"),
    path("submissions/<int:pk>/receipt/", submission.ReceiptScreen.as_view(), name="receipt"),
]
