"""Addresses of the office about requests, from each noun."""

from django.urls import path

from gongkai.web.casework.cases import screens as cases
from gongkai.web.casework.choices import screens as choices
from gongkai.web.casework.clock import correcting_screens as correcting
from gongkai.web.casework.clock import screens as clock
from gongkai.web.casework.consents import screens as consents
from gongkai.web.casework.counting import screens as counting
from gongkai.web.casework.decisions import screens as decisions
from gongkai.web.casework.evidence import screens as evidence
from gongkai.web.casework.letters import screens as letters
from gongkai.web.casework.letters import slip_screens as slips
from gongkai.web.casework.redactions import screens as redactions
from gongkai.web.casework.reminders import screens as reminders
from gongkai.web.casework.requests import screens as requests
from gongkai.web.casework.requests import unreached_screens as unreached
from gongkai.web.casework.retention import screens as retention
from gongkai.web.casework.searches import screens as searches

app_name = "casework"
urlpatterns = [
    path("", cases.CaseList.as_view(), name="list"),
    path("new/", requests.RegisterScreen.as_view(), name="register"),
    path("unreached/", unreached.UnreachedList.as_view(), name="unreached-letters"),
    path("unreached/<int:pk>/", unreached.UnreachedScreen.as_view(), name="unreached"),
    path("unreached/<int:pk>/call/", unreached.CallScreen.as_view(), name="log-call"),
    path("unreached/<int:pk>/reached/", unreached.ReachedScreen.as_view(), name="reached"),
    path("new/mail/", requests.MailScreen.as_view(), name="register-mail"),
    path("<int:pk>/", cases.CaseSheet.as_view(), name="case"),
    path("<int:pk>/applicant/", requests.ApplicantScreen.as_view(), name="applicant"),
    path("<int:pk>/correct/", correcting.CorrectScreen.as_view(), name="correct"),
    path("events/<int:pk>/strike/", correcting.StrikeScreen.as_view(), name="strike-event"),
    path(
        "<int:pk>/electronic-consent/",
        consents.ConsentScreen.as_view(),
        name="electronic-consent",
    ),
    path("<int:pk>/triage/", requests.TriageScreen.as_view(), name="triage"),
    path("<int:pk>/split/", requests.SplitScreen.as_view(), name="split"),
    path("<int:pk>/search/", searches.AskSearchScreen.as_view(), name="ask-search"),
    path("<int:pk>/evidence/", evidence.EvidenceBundle.as_view(), name="evidence"),
    path("<int:pk>/redact/", redactions.RedactScreen.as_view(), name="redact"),
    path("redactions/<int:pk>/", redactions.RedactionScreen.as_view(), name="redaction"),
    path(
        "redactions/<int:pk>/pages/<int:page>/",
        redactions.RedactionPage.as_view(),
        name="redaction-page",
    ),
    path("redactions/<int:pk>/copy/", redactions.RedactionCopy.as_view(), name="redaction-copy"),
    path(
        "redactions/<int:pk>/reasons/",
        redactions.RedactionReasons.as_view(),
        name="redaction-reasons",
    ),
    path("<int:pk>/registered/", slips.RegisteredScreen.as_view(), name="registered"),
    path("<int:pk>/receipt/", slips.ReceiptSlip.as_view(), name="receipt-slip"),
    path("<int:pk>/application/", slips.ApplicationForm.as_view(), name="application-form"),
    path("<int:pk>/decide/", letters.DecideScreen.as_view(), name="decide"),
    path("<int:pk>/proactive/", decisions.ProactiveScreen.as_view(), name="proactive"),
    path("<int:pk>/moved/", clock.MovedDayScreen.as_view(), name="moved-day"),
    path("<int:pk>/merge/", clock.MergeScreen.as_view(), name="merge"),
    path("<int:pk>/paper/", letters.PaperLetterScreen.as_view(), name="record-paper"),
    path("<int:pk>/lapse/", letters.LapseScreen.as_view(), name="lapse"),
    path("<int:pk>/letter/<slug:step>/", letters.DraftLetterScreen.as_view(), name="draft-letter"),
    path("<int:pk>/event/<slug:step>/", clock.EventScreen.as_view(), name="record-event"),
    path("files/<int:pk>/", requests.ApplicantFile.as_view(), name="applicant-file"),
    path("searches/", searches.SearchList.as_view(), name="searches"),
    path("searches/<int:pk>/", searches.ReturnSearchScreen.as_view(), name="return-search"),
    path("letters/<int:pk>/", letters.LetterSheet.as_view(), name="letter"),
    path("letters/<int:pk>/text/", letters.ReviseScreen.as_view(), name="revise-letter"),
    path("letters/<int:pk>/submit/", letters.SubmitScreen.as_view(), name="submit-letter"),
    path("letters/<int:pk>/approve/", letters.ApproveScreen.as_view(), name="approve-letter"),
    path("letters/<int:pk>/check/", letters.SecrecyScreen.as_view(), name="check-letter"),
    path("letters/<int:pk>/return/", letters.ReturnScreen.as_view(), name="return-letter"),
    path("letters/<int:pk>/recall/", letters.RecallScreen.as_view(), name="recall-letter"),
    path("letters/<int:pk>/sign/", letters.SignScreen.as_view(), name="sign-letter"),
    path("letters/<int:pk>/send/", letters.SendScreen.as_view(), name="send-letter"),
    path(
        "letters/<int:pk>/enclosures/<int:enclosure>/",
        letters.Enclosure.as_view(),
        name="letter-enclosure",
    ),
    path("letter-files/<int:pk>/", letters.LetterFile.as_view(), name="letter-file"),
    path("deliveries/<int:pk>/", letters.ArrivalScreen.as_view(), name="arrival"),
    path("counts/", counting.CountsScreen.as_view(), name="counts"),
    path(
        "bodies/<int:pk>/register/<int:year>/",
        counting.RegisterExport.as_view(),
        name="export-register",
    ),
    path("import/", counting.ImportRegisterScreen.as_view(), name="import-register"),
    path("none/", counting.NoneReceivedList.as_view(), name="none-received"),
    path(
        "bodies/<int:pk>/none/<int:year>/<int:month>/",
        counting.SignNoneScreen.as_view(),
        name="sign-none",
    ),
    path("holidays/", clock.HolidayNoticeScreen.as_view(), name="holiday-notices"),
    path("calendar/", reminders.CalendarFeedScreen.as_view(), name="calendar-feed"),
    path("retention/", retention.RetentionList.as_view(), name="retention"),
    path("bodies/<int:pk>/retention/<slug:kind>/", retention.LetGoScreen.as_view(), name="let-go"),
    path("settings/", choices.SettingList.as_view(), name="settings"),
    path(
        "bodies/<int:pk>/settings/<slug:setting>/",
        choices.ChooseScreen.as_view(),
        name="choose",
    ),
    path("profiles/", requests.ProfileList.as_view(), name="profiles"),
    path("bodies/<int:pk>/profile/", requests.ProfileScreen.as_view(), name="profile"),
]
