"""Addresses of the portal's screens in the office."""

from django.urls import path

from gongkai.web.portal.screens.unanswered import UnansweredList

app_name = "unanswered"
urlpatterns = [path("", UnansweredList.as_view(), name="list")]
