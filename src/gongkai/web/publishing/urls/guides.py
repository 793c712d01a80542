"""Addresses of the screens about guides."""

from django.urls import path

from gongkai.web.publishing.screens import guides

urlpatterns = [
    path("guides/", guides.GuideList.as_view(), name="guides"),
    path("guides/<int:pk>/", guides.GuideSheet.as_view(), name="guide"),
    path("guides/<int:pk>/draft/", guides.DraftGuideScreen.as_view(), name="draft-guide"),
    path("guides/<int:pk>/confirm/", guides.ConfirmGuideScreen.as_view(), name="confirm-guide"),
    path("guides/<int:pk>/settings/", guides.GuideSettingsScreen.as_view(), name="set-guide"),
    path("guides/<int:pk>/check/", guides.CheckGuideScreen.as_view(), name="check-guide"),
    path("guides/<int:pk>/leaders/", guides.LeadersSheet.as_view(), name="leaders"),
]
