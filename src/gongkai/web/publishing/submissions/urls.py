"""Addresses of the screens about what is handed to the county."""

from django.urls import path

from gongkai.web.publishing.submissions import screens

urlpatterns = [
    path("submissions/", screens.SubmissionList.as_view(), name="submissions"),
    path("submissions/new/", screens.NewSubmissionScreen.as_view(), name="new-submission"),
    path("submissions/<int:pk>/", screens.SubmissionSheet.as_view(), name="submission"),
    path("submissions/<int:pk>/package/", screens.PackageScreen.as_view(), name="package"),
    path("submissions/<int:pk>/receipt/", screens.ReceiptScreen.as_view(), name="receipt"),
]
