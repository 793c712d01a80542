"""Addresses of supervision."""

from django.urls import path

from gongkai.web.supervision.accountability import screens as accountability
from gongkai.web.supervision.broadcasts import screens as broadcasts
from gongkai.web.supervision.demand import screens as demand
from gongkai.web.supervision.dispatches import screens as dispatches
from gongkai.web.supervision.evaluation import screens as evaluation
from gongkai.web.supervision.evidence import screens as evidence
from gongkai.web.supervision.facts import screens as facts
from gongkai.web.supervision.handover import screens as handover
from gongkai.web.supervision.households import screens as households
from gongkai.web.supervision.ledgers import screens as ledgers
from gongkai.web.supervision.meetings import screens as meetings
from gongkai.web.supervision.offline import screens as offline
from gongkai.web.supervision.outreach import screens as outreach
from gongkai.web.supervision.papers import screens as papers
from gongkai.web.supervision.practice import screens as practice
from gongkai.web.supervision.reach import screens as reach
from gongkai.web.supervision.tasks import screens as tasks
from gongkai.web.supervision.training import screens as training
from gongkai.web.supervision.villages import screens as villages

app_name = "supervision"
urlpatterns = [
    path("evidence/", evidence.EvidenceScreen.as_view(), name="evidence"),
    path("handover/", handover.HandoverList.as_view(), name="handovers"),
    path("handover/<int:pk>/", handover.HandoverSheet.as_view(), name="handover"),
    path("papers/<int:pk>/", papers.PaperFile.as_view(), name="paper"),
    path("training/", training.TrainingList.as_view(), name="trainings"),
    path("training/plan/", training.PlanTrainingScreen.as_view(), name="plan-training"),
    path("training/<int:pk>/", training.TrainingSheet.as_view(), name="training"),
    path("training/<int:pk>/hold/", training.HoldTrainingScreen.as_view(), name="hold-training"),
    path(
        "training/<int:pk>/cancel/", training.CancelTrainingScreen.as_view(), name="cancel-training"
    ),
    path("quiz/", training.QuizScreen.as_view(), name="quiz"),
    path("quiz/all/", training.QuizList.as_view(), name="quizzes"),
    path("quiz/<int:pk>/", training.QuizResult.as_view(), name="quiz-result"),
    path("quiz/<int:pk>/certificate/", training.Certificate.as_view(), name="certificate"),
    path("meetings/", meetings.Meetings.as_view(), name="meetings"),
    path("meetings/new/", meetings.RecordMeetingScreen.as_view(), name="record-meeting"),
    path("meetings/<int:pk>/", meetings.MeetingSheet.as_view(), name="meeting"),
    path("tasks/", tasks.Tasks.as_view(), name="tasks"),
    path("tasks/new/", tasks.AddTaskScreen.as_view(), name="add-task"),
    path("tasks/lists/", tasks.TaskLists.as_view(), name="task-lists"),
    path("tasks/lists/new/", tasks.TakeInScreen.as_view(), name="take-in-tasks"),
    path("tasks/lists/<int:pk>/", tasks.TaskListSheet.as_view(), name="task-list"),
    path("tasks/<int:pk>/", tasks.TaskSheet.as_view(), name="task"),
    path("tasks/<int:pk>/close/", tasks.CloseTaskScreen.as_view(), name="close-task"),
    path("tasks/<int:pk>/due/", tasks.SetDueScreen.as_view(), name="set-due-of-task"),
    path("tasks/<int:pk>/reopen/", tasks.ReopenTaskScreen.as_view(), name="reopen-task"),
    path("appeals/", ledgers.Appeals.as_view(), name="appeals"),
    path("appeals/new/", ledgers.TakeInAppealsScreen.as_view(), name="take-in-appeals"),
    path("appeals/<int:pk>/", ledgers.AppealSheet.as_view(), name="appeal"),
    path("appeals/<int:pk>/notice/", ledgers.RoutingNotice.as_view(), name="routing-notice"),
    path("appeals/<int:pk>/route/", ledgers.RouteAppealScreen.as_view(), name="route-appeal"),
    path("appeals/<int:pk>/part/", ledgers.PartAppealScreen.as_view(), name="part-appeal"),
    path("issues/", ledgers.Issues.as_view(), name="issues"),
    path("issues/new/", ledgers.EnterIssueScreen.as_view(), name="enter-issue"),
    path("issues/<int:pk>/", ledgers.IssueSheet.as_view(), name="issue"),
    path("issues/<int:pk>/answer/", ledgers.AnswerIssueScreen.as_view(), name="answer-issue"),
    path("evaluations/", evaluation.Evaluations.as_view(), name="evaluations"),
    path("evaluations/new/", evaluation.EnterEvaluationScreen.as_view(), name="enter-evaluation"),
    path("evaluations/<int:pk>/", evaluation.EvaluationSheet.as_view(), name="evaluation"),
    path(
        "evaluations/<int:pk>/answer/",
        evaluation.AnswerEvaluationScreen.as_view(),
        name="answer-evaluation",
    ),
    path(
        "evaluations/<int:pk>/publish/",
        evaluation.PublishEvaluationScreen.as_view(),
        name="publish-evaluation",
    ),
    path(
        "evaluations/<int:pk>/keep-back/",
        evaluation.KeepBackEvaluationScreen.as_view(),
        name="keep-back-evaluation",
    ),
    path(
        "evaluations/poster/<int:pk>/",
        evaluation.EvaluationPoster.as_view(),
        name="evaluation-poster",
    ),
    path("accountability/", accountability.Accountabilities.as_view(), name="accountabilities"),
    path(
        "accountability/new/",
        accountability.EnterAccountabilityScreen.as_view(),
        name="enter-accountability",
    ),
    path(
        "accountability/<int:pk>/",
        accountability.AccountabilitySheet.as_view(),
        name="accountability",
    ),
    path(
        "accountability/<int:pk>/close/",
        accountability.CloseAccountabilityScreen.as_view(),
        name="close-accountability",
    ),
    path("demand/", demand.Demand.as_view(), name="demand"),
    path("demand/<int:pk>/accept/", demand.AcceptDemandScreen.as_view(), name="accept-demand"),
    path("demand/<int:pk>/decline/", demand.DeclineDemandScreen.as_view(), name="decline-demand"),
    path("facts/", facts.Facts.as_view(), name="facts"),
    path("facts/new/", facts.EnterFactScreen.as_view(), name="enter-fact"),
    path("facts/<int:pk>/", facts.FactSheet.as_view(), name="fact"),
    path("facts/<int:pk>/withdraw/", facts.WithdrawFactScreen.as_view(), name="withdraw-fact"),
    path("village/", villages.VillageDesk.as_view(), name="village-desk"),
    path("village/worker.js", villages.VillageWorker.as_view(), name="village-worker"),
    path("messages/", villages.Messages.as_view(), name="messages"),
    path("messages/<int:pk>/", villages.MessageSheet.as_view(), name="message"),
    path(
        "messages/<int:pk>/answer/", villages.AnswerVillageScreen.as_view(), name="answer-village"
    ),
    path("boards/", villages.Boards.as_view(), name="boards"),
    path("boards/labels/<int:pk>/", villages.BoardLabels.as_view(), name="board-labels"),
    path("reach/", reach.ReachScreen.as_view(), name="reach"),
    path("broadcasts/", broadcasts.Broadcasts.as_view(), name="broadcasts"),
    path("broadcasts/new/", broadcasts.PlanBroadcastsScreen.as_view(), name="plan-broadcasts"),
    path("broadcasts/<int:pk>/", broadcasts.BroadcastSheet.as_view(), name="broadcast"),
    path(
        "broadcasts/<int:pk>/record/",
        broadcasts.AddRecordingScreen.as_view(),
        name="record-broadcast",
    ),
    path(
        "broadcasts/<int:pk>/speak/",
        broadcasts.SpeakBroadcastScreen.as_view(),
        name="speak-broadcast",
    ),
    path(
        "broadcasts/<int:pk>/play/",
        broadcasts.PlayBroadcastScreen.as_view(),
        name="play-broadcast",
    ),
    path("outreach/", outreach.Outreaches.as_view(), name="outreaches"),
    path("outreach/new/", outreach.RecordOutreachScreen.as_view(), name="record-outreach"),
    path("outreach/<int:pk>/", outreach.OutreachSheet.as_view(), name="outreach"),
    path("outreach/leaflet/<int:pk>.<str:form>", outreach.Leaflet.as_view(), name="leaflet"),
    path("offline/", offline.OfflineList.as_view(), name="offline"),
    path("offline/<int:pk>/", offline.OfflinePack.as_view(), name="offline-pack"),
    path("households/", households.Lookups.as_view(), name="households"),
    path("households/new/", households.OpenScreen.as_view(), name="open-households"),
    path("households/pack/", households.PackScreen.as_view(), name="pack-households"),
    path("households/permits/", households.Permits.as_view(), name="household-permits"),
    path("households/<int:pk>/", households.LookupSheet.as_view(), name="household-lookup"),
    path("households/<int:pk>/close/", households.CloseScreen.as_view(), name="close-households"),
    path(
        "households/<int:pk>/poster/",
        households.LookupPoster.as_view(),
        name="household-poster",
    ),
    path(
        "households/<int:pk>/enable/", households.EnableScreen.as_view(), name="enable-households"
    ),
    path(
        "households/<int:pk>/disable/",
        households.DisableScreen.as_view(),
        name="disable-households",
    ),
    path("households/<int:pk>/risk/", households.RiskSheet.as_view(), name="household-risk"),
    path("dispatches/", dispatches.Dispatches.as_view(), name="dispatches"),
    path("dispatches/new/", dispatches.NewDispatchScreen.as_view(), name="new-dispatch"),
    path("dispatches/<int:pk>/", dispatches.DispatchSheet.as_view(), name="dispatch"),
    path(
        "dispatches/<int:pk>/retry/",
        dispatches.RetryDispatchScreen.as_view(),
        name="retry-dispatch",
    ),
    path("practice/", practice.PracticeScreen.as_view(), name="practice"),
    path("practice/new/", practice.SetUpPracticeScreen.as_view(), name="set-up-practice"),
]
