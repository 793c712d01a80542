"""Addresses of the office about reviews, suits and complaints."""

from django.urls import path

from gongkai.web.disputes import retention
from gongkai.web.disputes.screens import complaints, counts, disputes

app_name = "disputes"
urlpatterns = [
    path("", disputes.DisputeList.as_view(), name="list"),
    path("new/", disputes.OpenDisputeScreen.as_view(), name="open"),
    path("<int:pk>/", disputes.DisputeSheet.as_view(), name="dispute"),
    path("<int:pk>/party/", disputes.PartyScreen.as_view(), name="party"),
    path("<int:pk>/step/<slug:step>/", disputes.DisputeStepScreen.as_view(), name="step"),
    path("papers/<int:pk>/", disputes.DisputePaper.as_view(), name="paper"),
    path("counts/", counts.TableFourScreen.as_view(), name="counts"),
    path(
        "bodies/<int:pk>/register/<int:year>/",
        counts.DisputeRegisterExport.as_view(),
        name="export-register",
    ),
    path("complaints/", complaints.ComplaintList.as_view(), name="complaints"),
    path("complaints/new/", complaints.ReceiveComplaintScreen.as_view(), name="receive-complaint"),
    path(
        "complaints/retention/",
        retention.ComplaintRetentionList.as_view(),
        name="complaint-retention",
    ),
    path(
        "complaints/retention/<int:pk>/<slug:kind>/",
        retention.LetComplaintsGoScreen.as_view(),
        name="let-complaints-go",
    ),
    path("complaints/<int:pk>/", complaints.ComplaintSheet.as_view(), name="complaint"),
    path("complaints/<int:pk>/who/", complaints.ComplainantScreen.as_view(), name="complainant"),
    path("complaints/<int:pk>/ask/", complaints.AskScreen.as_view(), name="ask-about-complaint"),
    path(
        "complaints/<int:pk>/explain/", complaints.ExplainScreen.as_view(), name="explain-complaint"
    ),
    path(
        "complaints/<int:pk>/conclude/",
        complaints.ConcludeScreen.as_view(),
        name="conclude-complaint",
    ),
    path(
        "complaints/<int:pk>/rectified/",
        complaints.RectifiedScreen.as_view(),
        name="rectify-complaint",
    ),
]
