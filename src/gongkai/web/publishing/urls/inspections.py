"""Addresses of what is handed over."""

from django.urls import path

from gongkai.web.publishing.screens import inspection

urlpatterns = [
    path("evidence/", inspection.EvidenceScreen.as_view(), name="evidence"),
    path("handover/", inspection.HandoverList.as_view(), name="handovers"),
    path("handover/<int:pk>/", inspection.HandoverSheet.as_view(), name="handover"),
]
