"""Addresses of annual reports in the office."""

from django.urls import path

from gongkai.web.reporting.assessing import screens as assessing
from gongkai.web.reporting.counting import screens as counting
from gongkai.web.reporting.rectifying import screens as rectifying
from gongkai.web.reporting.registers import screens as registers
from gongkai.web.reporting.screens import collecting, reports
from gongkai.web.reporting.writing import screens as writing

app_name = "reporting"
urlpatterns = [
    path("", reports.ReportList.as_view(), name="list"),
    path("start/", reports.StartScreen.as_view(), name="start"),
    path("check/", reports.CheckScreen.as_view(), name="check"),
    path("new/<int:pk>/<int:year>/", reports.NewFileScreen.as_view(), name="new"),
    path("<int:pk>/", reports.ReportSheet.as_view(), name="report"),
    path("<int:pk>/page/", reports.ReportPage.as_view(), name="page"),
    path(
        "<int:pk>/compare/<int:before>/<int:after>/",
        reports.ComparePage.as_view(),
        name="compare",
    ),
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
    path("<int:pk>/send/", reports.SendScreen.as_view(), name="send"),
    path("<int:pk>/review/", reports.ReviewScreen.as_view(), name="review"),
    path("<int:pk>/send-back/", reports.SendBackScreen.as_view(), name="send-back"),
    path("<int:pk>/recall/", reports.RecallScreen.as_view(), name="recall"),
    path("<int:pk>/submit/", reports.SubmitScreen.as_view(), name="submit"),
    path("<int:pk>/accept/", reports.AcceptScreen.as_view(), name="accept"),
    path("<int:pk>/return/", reports.ReturnScreen.as_view(), name="return"),
    path(
        "<int:pk>/return/letter/",
        rectifying.ReturnLetterDownload.as_view(),
        name="return-letter",
    ),
    path("<int:pk>/reopen/", reports.ReopenScreen.as_view(), name="reopen"),
    path("figures/<int:pk>/<int:year>/", counting.FiguresScreen.as_view(), name="figures"),
    path(
        "figures/<int:pk>/<int:year>/choices/",
        counting.ChoicesScreen.as_view(),
        name="choices",
    ),
    path("figures/<int:pk>/<int:year>/<str:cell>/", counting.FigureScreen.as_view(), name="figure"),
    path(
        "figures/<int:pk>/<int:year>/<str:cell>/type/",
        counting.TypeFigureScreen.as_view(),
        name="type-figure",
    ),
    path(
        "figures/<int:pk>/<int:year>/<str:cell>/restore/",
        counting.RestoreFigureScreen.as_view(),
        name="restore-figure",
    ),
    path(
        "registers/<int:pk>/<slug:kind>/<int:year>/",
        registers.RegisterScreen.as_view(),
        name="register",
    ),
    path(
        "registers/<int:pk>/<slug:kind>/<int:year>/enter/",
        registers.EnterLineScreen.as_view(),
        name="enter-line",
    ),
    path(
        "registers/<int:pk>/<slug:kind>/<int:year>/import/",
        registers.ImportRegisterScreen.as_view(),
        name="import-register",
    ),
    path(
        "registers/<int:pk>/<slug:kind>/<int:year>/export/",
        registers.ExportRegister.as_view(),
        name="export-register",
    ),
    path(
        "registers/<int:pk>/<slug:kind>/<int:year>/reconcile/",
        registers.ReconcileScreen.as_view(),
        name="reconcile-register",
    ),
    path(
        "registers/<int:pk>/<slug:kind>/<int:year>/sign/",
        registers.SignRegisterScreen.as_view(),
        name="sign-register",
    ),
    path("registers/lines/<int:pk>/", registers.StrikeLineScreen.as_view(), name="strike-line"),
    path("write/<int:pk>/<int:year>/", writing.WriteScreen.as_view(), name="write"),
    path("write/<int:pk>/<int:year>/check/", writing.CheckDraft.as_view(), name="check-draft"),
    path(
        "write/<int:pk>/<int:year>/problem/",
        writing.NameProblemScreen.as_view(),
        name="name-problem",
    ),
    path("problems/<int:pk>/", writing.AnswerProblemScreen.as_view(), name="answer-problem"),
    path("demands/<int:pk>/", reports.AnswerDemandScreen.as_view(), name="answer-demand"),
    path("county/", collecting.Board.as_view(), name="board"),
    path("county/<int:year>/", collecting.Board.as_view(), name="year-board"),
    path("county/<int:year>/drop/", collecting.DropManyScreen.as_view(), name="drop"),
    path("county/<int:year>/faults/", rectifying.FaultList.as_view(), name="faults"),
    path(
        "county/<int:year>/faults/circular/",
        rectifying.CircularDownload.as_view(),
        name="circular",
    ),
    path(
        "county/<int:year>/faults/<slug:code>/",
        rectifying.AssignFaultScreen.as_view(),
        name="assign-fault",
    ),
    path("assessments/", assessing.AssessmentList.as_view(), name="assessments"),
    path("assessments/export/", assessing.AssessmentExport.as_view(), name="assessment-export"),
    path("assessments/weights/", assessing.WeightsScreen.as_view(), name="weights"),
    path("assessments/<int:pk>/", assessing.AssessmentSheet.as_view(), name="assessment"),
    path(
        "assessments/<int:pk>/<slug:level>/<int:holder>/",
        assessing.HolderSheet.as_view(),
        name="assessment-holder",
    ),
    path("faults/<int:pk>/", rectifying.AnswerFaultScreen.as_view(), name="answer-fault"),
    path("faults/<int:pk>/check/", rectifying.CheckFaultScreen.as_view(), name="check-fault"),
    path("county/<int:year>/due/", collecting.DueDayScreen.as_view(), name="due-day"),
    path("county/<int:year>/demand/<int:pk>/", collecting.DemandScreen.as_view(), name="demand"),
    path("county/<int:year>/sum/", collecting.RollUpScreen.as_view(), name="roll-up"),
    path(
        "county/<int:year>/cells/<str:cell>/",
        collecting.RollUpCell.as_view(),
        name="roll-up-cell",
    ),
    path("merge/", collecting.MergeFilesScreen.as_view(), name="merge"),
    path(
        "county/<int:year>/sum/<slug:form>/",
        collecting.RollUpDownload.as_view(),
        name="roll-up-file",
    ),
]
