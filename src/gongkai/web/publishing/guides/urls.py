"""Addresses of the screens about guides."""

from django.urls import path

from gongkai.web.publishing.guides import screens

urlpatterns = [
    path("guides/", screens.GuideList.as_view(), name="guides"),
    path("guides/<int:pk>/", screens.GuideSheet.as_view(), name="guide"),
    path("guides/<int:pk>/draft/", screens.DraftGuideScreen.as_view(), name="draft-guide"),
    path("guides/<int:pk>/confirm/", screens.ConfirmGuideScreen.as_view(), name="confirm-guide"),
    path("guides/<int:pk>/settings/", screens.GuideSettingsScreen.as_view(), name="set-guide"),
    path("guides/<int:pk>/check/", screens.CheckGuideScreen.as_view(), name="check-guide"),
    path("guides/<int:pk>/leaders/", screens.LeadersSheet.as_view(), name="leaders"),
]
