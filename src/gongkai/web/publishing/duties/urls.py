"""Addresses of the screens about what is owed."""

from django.urls import path

from gongkai.web.publishing.duties.screens import board, counts, demands, nil_returns, quotas

urlpatterns = [
    path("board/", board.BoardScreen.as_view(), name="board"),
    path("board/villages/", board.VillageBoardScreen.as_view(), name="village-board"),
    path("board/<int:pk>/", board.BodyBoardScreen.as_view(), name="body-board"),
    path("board/<int:pk>/<int:row>/", board.CellScreen.as_view(), name="cell"),
    path("board/<int:pk>/<int:row>/demand/", demands.DemandRowScreen.as_view(), name="demand-row"),
    path("demands/<int:pk>/", demands.AnswerRowDemandScreen.as_view(), name="answer-row-demand"),
    path("<int:pk>/lateness/", board.LatenessScreen.as_view(), name="lateness"),
    path("quotas/", quotas.QuotaList.as_view(), name="quotas"),
    path("quotas/new/", quotas.SetQuotaScreen.as_view(), name="set-quota"),
    path("quotas/<int:pk>/end/", quotas.EndQuotaScreen.as_view(), name="end-quota"),
    path("nil-returns/", nil_returns.NilReturnList.as_view(), name="nil-returns"),
    path(
        "nil-returns/<int:pk>/<int:row>/",
        nil_returns.SignNilReturnScreen.as_view(),
        name="sign-nil-return",
    ),
    path("counts/", counts.CountScreen.as_view(), name="counts"),
    path("counts/records/", counts.CountRecords.as_view(), name="count-records"),
    path("counts/export/", counts.CountExport.as_view(), name="count-export"),
]
