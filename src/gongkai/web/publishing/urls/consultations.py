"""Addresses of the screens about consultations."""

from django.urls import path

from gongkai.web.publishing.screens import consultations

urlpatterns = [
    path("", consultations.ConsultationList.as_view(), name="consultations"),
    path("new/", consultations.NewConsultationScreen.as_view(), name="new-consultation"),
    path("<int:pk>/", consultations.ConsultationSheet.as_view(), name="consultation"),
    path("<int:pk>/period/", consultations.PeriodScreen.as_view(), name="consultation-period"),
    path("<int:pk>/opinion/", consultations.EnterOpinionScreen.as_view(), name="enter-opinion"),
    path("<int:pk>/group/", consultations.GroupScreen.as_view(), name="group-opinions"),
    path("<int:pk>/result/", consultations.ResultScreen.as_view(), name="draft-result"),
    path("<int:pk>/forget/", consultations.ForgetScreen.as_view(), name="forget-contacts"),
    path("groups/<int:pk>/", consultations.AnswerScreen.as_view(), name="answer-opinions"),
]
