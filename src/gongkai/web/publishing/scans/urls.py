"""Addresses of the screens about scans of what is public."""

from django.urls import path

from gongkai.web.publishing.scans import screens

urlpatterns = [
    path("scans/", screens.ScanDesk.as_view(), name="scans"),
    path("scans/<int:pk>/", screens.ScanSheet.as_view(), name="scan"),
    path("scans/hits/", screens.HitList.as_view(), name="hits"),
    path("scans/hits/export/", screens.HitExport.as_view(), name="hits-export"),
    path("scans/items/<int:pk>/", screens.ItemHits.as_view(), name="item-hits"),
]
