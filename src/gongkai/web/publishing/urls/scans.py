"""Addresses of the screens about screening: scans of what is public, and words left alone."""

from django.urls import path

from gongkai.web.publishing.screens import scans, wordings

urlpatterns = [
    path("<int:pk>/clean-text/", scans.CleanTextScreen.as_view(), name="clean-text"),
    path("scans/", scans.ScanDesk.as_view(), name="scans"),
    path("scans/<int:pk>/", scans.ScanSheet.as_view(), name="scan"),
    path("scans/hits/", scans.HitList.as_view(), name="hits"),
    path("scans/hits/export/", scans.HitExport.as_view(), name="hits-export"),
    path("scans/items/<int:pk>/", scans.ItemHits.as_view(), name="item-hits"),
    path("<int:pk>/dismiss/<str:fingerprint>/", wordings.DismissScreen.as_view(), name="dismiss"),
    path("wordings/", wordings.WordingList.as_view(), name="wordings"),
    path(
        "wordings/<int:pk>/restore/",
        wordings.RestoreWordingScreen.as_view(),
        name="restore-wording",
    ),
]
