"""Addresses of the screens on which items come in and go out."""

from django.urls import path

from gongkai.web.publishing.screens import attachments, intake

urlpatterns = [
    path("drop/", intake.DropScreen.as_view(), name="drop"),
    path("intake/", intake.IntakeList.as_view(), name="intakes"),
    path("intake/<int:pk>/", intake.IntakeScreen.as_view(), name="intake"),
    path("intake/<int:pk>/discard/", intake.DiscardIntakeScreen.as_view(), name="discard-intake"),
    path("<int:pk>/attachments/", attachments.AttachmentsScreen.as_view(), name="attachments"),
]
