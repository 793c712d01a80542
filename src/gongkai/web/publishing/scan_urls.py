"""Addresses of the screens about scans of what is public."""

from django.urls import path

from gongkai.web.publishing.screens import scans

urlpatterns = [
    path("<int:pk>/clean-text/", scans.CleanTextScreen.as_view(), name="clean-text"),
    path("scans/", scans.ScanDesk.as_view(), name="scans"),
    path("scans/<int:pk>/", scans.ScanSheet.as_view(), name="scan"),
    path("scans/hits/", scans.HitList.as_view(), name="hits"),
    path("scans/hits/export/", scans.HitExport.as_view(), name="hits-export"),
    path("scans/items/<int:pk>/", scans.ItemHits.as_view(), name="item-hits"),
]
