"""Addresses of the record."""

from django.urls import path

from gongkai.web.journal import screens

app_name = "journal"
urlpatterns = [
    path("", screens.EntryList.as_view(), name="list"),
    path("<int:sequence>/", screens.EntryView.as_view(), name="entry"),
    path("export.<str:kind>", screens.ExportScreen.as_view(), name="export"),
]
