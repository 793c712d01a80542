"""Addresses of the record."""

from django.urls import path

from gongkai.web.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.EntryList.as_view(), name="list"),
    path("<int:sequence>/", views.EntryView.as_view(), name="entry"),
    path("export.<str:kind>", views.ExportScreen.as_view(), name="export"),
]
