"""Addresses of the office about what is published, from each noun."""

from django.urls import include, path

app_name = "publishing"
NOUNS = (
    "duties",
    "channels",
    "scans",
    "intake",
    "submissions",
    "items",
    "explanations",
    "working_rules",
    "guides",
    "catalogue",
)
urlpatterns = [
    *(path("", include(f"gongkai.web.publishing.{noun}.urls")) for noun in NOUNS),
    path("consultations/", include("gongkai.web.publishing.consultations.urls")),
]
