"""Addresses of annual reports in the office."""

from django.urls import path

from gongkai.web.reporting.screens import collecting, reports

app_name = "reporting"
urlpatterns = [
    path("", reports.ReportList.as_view(), name="list"),
    path("start/", reports.StartScreen.as_view(), name="start"),
    path("check/", reports.CheckScreen.as_view(), name="check"),
    path("new/<int:pk>/<int:year>/", reports.NewFileScreen.as_view(), name="new"),
    path("<int:pk>/", reports.ReportSheet.as_view(), name="report"),
    path("<int:pk>/page/", reports.ReportPage.as_view(), name="page"),
    path(
        "<int:pk>/files/<int:number>/<slug:form>/",
        reports.ReportDownload.as_view(),
        name="download",
    ),
    path(
        "<int:pk>/findings/<slug:mark>/",
        reports.AnswerFindingScreen.as_view(),
        name="answer-finding",
    ),
    path("<int:pk>/submit/", reports.SubmitScreen.as_view(), name="submit"),
    path("<int:pk>/accept/", reports.AcceptScreen.as_view(), name="accept"),
    path("<int:pk>/return/", reports.ReturnScreen.as_view(), name="return"),
    path("<int:pk>/reopen/", reports.ReopenScreen.as_view(), name="reopen"),
    path("demands/<int:pk>/", reports.AnswerDemandScreen.as_view(), name="answer-demand"),
    path("county/", collecting.Board.as_view(), name="board"),
    path("county/<int:year>/", collecting.Board.as_view(), name="year-board"),
    path("county/<int:year>/drop/", collecting.DropManyScreen.as_view(), name="drop"),
    path("county/<int:year>/due/", collecting.DueDayScreen.as_view(), name="due-day"),
    path("county/<int:year>/demand/<int:pk>/", collecting.DemandScreen.as_view(), name="demand"),
    path("county/<int:year>/sum/", collecting.RollUpScreen.as_view(), name="roll-up"),
    path(
        "county/<int:year>/sum/<slug:form>/",
        collecting.RollUpDownload.as_view(),
        name="roll-up-file",
    ),
]
