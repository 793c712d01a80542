"""The screens of supervision: who reaches which, and a record of each kind to look at."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.roles import Role

EVERYBODY = frozenset(Role)
INSPECTORS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNTY_OFFICE})
LEAVERS = frozenset({Role.DRAFTER, Role.ADMINISTRATOR, Role.COUNTY_OFFICE})
KEEPERS = frozenset({Role.DRAFTER})
GRID: dict[str, frozenset[Role]] = {
    "supervision:evidence": INSPECTORS,
    "supervision:handovers": LEAVERS,
    "supervision:handover": LEAVERS,
    "supervision:paper": EVERYBODY,
    "supervision:trainings": EVERYBODY,
    "supervision:plan-training": KEEPERS,
    "supervision:training": EVERYBODY,
    "supervision:hold-training": KEEPERS,
    "supervision:cancel-training": KEEPERS,
    "supervision:quiz": EVERYBODY,
    "supervision:quizzes": EVERYBODY,
    "supervision:quiz-result": EVERYBODY,
    "supervision:certificate": EVERYBODY,
    "supervision:meetings": EVERYBODY,
    "supervision:record-meeting": KEEPERS,
    "supervision:meeting": EVERYBODY,
    "supervision:tasks": EVERYBODY,
    "supervision:add-task": KEEPERS,
    "supervision:task-lists": EVERYBODY,
    "supervision:take-in-tasks": KEEPERS,
    "supervision:task-list": EVERYBODY,
    "supervision:task": EVERYBODY,
    "supervision:close-task": KEEPERS,
    "supervision:reopen-task": KEEPERS,
}
WITHOUT_BODY = {
    "supervision:evidence",
    "supervision:handovers",
    "supervision:trainings",
    "supervision:plan-training",
    "supervision:quiz",
    "supervision:quizzes",
    "supervision:meetings",
    "supervision:record-meeting",
    "supervision:tasks",
    "supervision:add-task",
    "supervision:task-lists",
    "supervision:take-in-tasks",
}
OF_A_BODY = {"supervision:handover"}


def target(name: str, body: Any) -> str:
    """The address of the screen for a body of the county."""
    if name in WITHOUT_BODY:
        return reverse(name)
    if name in OF_A_BODY:
        return reverse(name, args=[body.pk])
    return reverse(name, args=[_record_of(name, body).pk])


def _record_of(name: str, body: Any) -> Any:
    from gongkai.web.supervision.meetings.models import Meeting
    from gongkai.web.supervision.papers.models import KeptPaper
    from gongkai.web.supervision.tasks.models import Task, TaskList
    from gongkai.web.supervision.training.models import QuizAttempt, TrainingSession

    kinds = {
        "paper": KeptPaper,
        "quiz-result": QuizAttempt,
        "certificate": QuizAttempt,
        "training": TrainingSession,
        "meeting": Meeting,
        "task-list": TaskList,
        "task": Task,
    }
    ending = max(
        (each for each in kinds if name.partition(":")[2].endswith(each)),
        key=len,
    )
    return kinds[ending].objects.filter(body=body).first()


def make_records(body: Any, drafter: Any) -> None:
    """One record of each kind of the body."""
    from gongkai.papers.task_list import ProposedTask
    from gongkai.web.supervision.meetings.actions import record_meeting
    from gongkai.web.supervision.papers.keeping import Paper
    from gongkai.web.supervision.tasks.actions import take_in_list
    from gongkai.web.supervision.training.actions import plan_training
    from gongkai.web.supervision.training.models import QuizAttempt

    at, day = timezone.now(), date(2026, 11, 2)
    plan_training(body, acting_user=drafter, at=at, topic="发布规范", planned_on=day)
    QuizAttempt.objects.create(
        body=body,
        user=drafter,
        sat_on=day,
        seed=body.code,
        chosen=[0] * 10,
        right=8,
        asked=10,
        serial=1,
        entered_by=drafter,
        entered_at=at,
    )
    take_in_list(
        body,
        acting_user=drafter,
        at=at,
        title="2026年重点工作清单",
        year=2026,
        tasks=[ProposedTask("1", "补齐养老栏目", "", "民政办", "12月底", date(2026, 12, 31))],
        paper=Paper("清单.txt", b"1", "text/plain"),
    )
    record_meeting(
        body,
        acting_user=drafter,
        at=at,
        title="工作会议",
        kind="work",
        held_on=day,
        minutes="研究全年工作。",
    )
