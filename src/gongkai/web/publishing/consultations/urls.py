"""Addresses of the screens about consultations."""

from django.urls import path

from gongkai.web.publishing.consultations import screens

urlpatterns = [
    path("", screens.ConsultationList.as_view(), name="consultations"),
    path("new/", screens.NewConsultationScreen.as_view(), name="new-consultation"),
    path("<int:pk>/", screens.ConsultationSheet.as_view(), name="consultation"),
    path("<int:pk>/period/", screens.PeriodScreen.as_view(), name="consultation-period"),
    path("<int:pk>/opinion/", screens.EnterOpinionScreen.as_view(), name="enter-opinion"),
    path("<int:pk>/group/", screens.GroupScreen.as_view(), name="group-opinions"),
    path("<int:pk>/result/", screens.ResultScreen.as_view(), name="draft-result"),
    path("<int:pk>/forget/", screens.ForgetScreen.as_view(), name="forget-contacts"),
    path("groups/<int:pk>/", screens.AnswerScreen.as_view(), name="answer-opinions"),
]
