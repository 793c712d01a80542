"""Addresses of what is handed over."""

from django.urls import path

from gongkai.web.supervision import screens

app_name = "supervision"
urlpatterns = [
    path("evidence/", screens.EvidenceScreen.as_view(), name="evidence"),
    path("handover/", screens.HandoverList.as_view(), name="handovers"),
    path("handover/<int:pk>/", screens.HandoverSheet.as_view(), name="handover"),
]
