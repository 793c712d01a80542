"""Addresses of supervision."""

from django.urls import path

from gongkai.web.supervision.evidence import screens as evidence
from gongkai.web.supervision.handover import screens as handover
from gongkai.web.supervision.meetings import screens as meetings
from gongkai.web.supervision.papers import screens as papers
from gongkai.web.supervision.tasks import screens as tasks
from gongkai.web.supervision.training import screens as training

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
    path("tasks/<int:pk>/reopen/", tasks.ReopenTaskScreen.as_view(), name="reopen-task"),
]
