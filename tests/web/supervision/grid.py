"""The screens of supervision: who reaches which, and a record of each kind to look at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.roles import Role

EVERYBODY = frozenset(Role)
INSPECTORS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNTY_OFFICE})
LEAVERS = frozenset({Role.DRAFTER, Role.ADMINISTRATOR, Role.COUNTY_OFFICE})
KEEPERS = frozenset({Role.DRAFTER})
EVALUATION_READERS = KEEPERS | {Role.THIRD_REVIEWER, Role.PUBLISHER, Role.SUPERVISOR}
OPENERS = KEEPERS | {Role.PUBLISHER}
COUNTY = frozenset({Role.COUNTY_OFFICE})
JUDGES = frozenset({Role.SUPERVISOR, Role.THIRD_REVIEWER, Role.COUNTY_OFFICE})
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
    "supervision:set-due-of-task": KEEPERS,
    "supervision:reopen-task": KEEPERS,
    "supervision:appeals": EVERYBODY,
    "supervision:take-in-appeals": KEEPERS,
    "supervision:appeal": EVERYBODY,
    "supervision:routing-notice": EVERYBODY,
    "supervision:route-appeal": KEEPERS,
    "supervision:part-appeal": KEEPERS,
    "supervision:issues": EVERYBODY,
    "supervision:enter-issue": KEEPERS,
    "supervision:issue": EVERYBODY,
    "supervision:answer-issue": KEEPERS,
    "supervision:evaluations": EVALUATION_READERS,
    "supervision:enter-evaluation": KEEPERS,
    "supervision:evaluation": EVALUATION_READERS,
    "supervision:answer-evaluation": KEEPERS,
    "supervision:dispatches": EVERYBODY,
    "supervision:new-dispatch": OPENERS,
    "supervision:dispatch": EVERYBODY,
    "supervision:retry-dispatch": OPENERS,
    "supervision:publish-evaluation": frozenset({Role.THIRD_REVIEWER, Role.PUBLISHER}),
    "supervision:keep-back-evaluation": frozenset({Role.THIRD_REVIEWER, Role.PUBLISHER}),
    "supervision:evaluation-poster": EVALUATION_READERS,
    "supervision:accountabilities": EVERYBODY,
    "supervision:enter-accountability": JUDGES,
    "supervision:accountability": EVERYBODY,
    "supervision:close-accountability": JUDGES,
    "supervision:demand": EVERYBODY,
    "supervision:accept-demand": KEEPERS,
    "supervision:decline-demand": KEEPERS,
    "supervision:facts": EVERYBODY,
    "supervision:enter-fact": KEEPERS,
    "supervision:fact": EVERYBODY,
    "supervision:withdraw-fact": KEEPERS,
    "supervision:village-desk": KEEPERS,
    "supervision:village-worker": KEEPERS,
    "supervision:messages": EVERYBODY,
    "supervision:message": EVERYBODY,
    "supervision:answer-village": KEEPERS,
    "supervision:boards": EVERYBODY,
    "supervision:board-labels": EVERYBODY,
    "supervision:reach": EVERYBODY,
    "supervision:broadcasts": EVERYBODY,
    "supervision:plan-broadcasts": KEEPERS,
    "supervision:broadcast": EVERYBODY,
    "supervision:record-broadcast": KEEPERS,
    "supervision:speak-broadcast": KEEPERS,
    "supervision:play-broadcast": KEEPERS,
    "supervision:outreaches": EVERYBODY,
    "supervision:record-outreach": KEEPERS,
    "supervision:outreach": EVERYBODY,
    "supervision:leaflet": EVERYBODY,
    "supervision:households": EVERYBODY,
    "supervision:open-households": OPENERS,
    "supervision:pack-households": OPENERS,
    "supervision:household-permits": COUNTY,
    "supervision:household-lookup": EVERYBODY,
    "supervision:close-households": OPENERS,
    "supervision:household-poster": EVERYBODY,
    "supervision:enable-households": COUNTY,
    "supervision:disable-households": COUNTY,
    "supervision:household-risk": EVERYBODY,
    "supervision:practice": EVERYBODY,
    "supervision:set-up-practice": frozenset(),
    "supervision:offline": EVERYBODY,
    "supervision:offline-pack": EVERYBODY,
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
    "supervision:appeals",
    "supervision:take-in-appeals",
    "supervision:issues",
    "supervision:enter-issue",
    "supervision:evaluations",
    "supervision:enter-evaluation",
    "supervision:accountabilities",
    "supervision:enter-accountability",
    "supervision:demand",
    "supervision:facts",
    "supervision:enter-fact",
    "supervision:village-desk",
    "supervision:village-worker",
    "supervision:messages",
    "supervision:boards",
    "supervision:reach",
    "supervision:broadcasts",
    "supervision:plan-broadcasts",
    "supervision:outreaches",
    "supervision:record-outreach",
    "supervision:dispatches",
    "supervision:new-dispatch",
    "supervision:practice",
    "supervision:set-up-practice",
    "supervision:households",
    "supervision:open-households",
    "supervision:pack-households",
    "supervision:household-permits",
    "supervision:offline",
}
OF_A_BODY = {
    "supervision:handover",
    "supervision:evaluation-poster",
    "supervision:board-labels",
    "supervision:offline-pack",
    "supervision:enable-households",
    "supervision:disable-households",
    "supervision:household-risk",
}
ABOUT_DEMAND = {"supervision:accept-demand", "supervision:decline-demand"}


def target(name: str, body: Any) -> str:
    """The address of the screen for a body of the county."""
    if name in WITHOUT_BODY:
        return reverse(name)
    if name in OF_A_BODY:
        return reverse(name, args=[body.pk])
    if name in ABOUT_DEMAND:
        topic = signing.dumps("河东村的路", salt="supervision.demand")
        return f"{reverse(name, args=[body.pk])}?topic={topic}"
    if name == "supervision:leaflet":
        return reverse(name, args=[body.pk, "docx"])
    return reverse(name, args=[_record_of(name, body).pk])


def _record_of(name: str, body: Any) -> Any:
    from gongkai.web.supervision.accountability.models import Accountability
    from gongkai.web.supervision.broadcasts.models import Broadcast
    from gongkai.web.supervision.dispatches.models import Dispatch
    from gongkai.web.supervision.evaluation.models import Evaluation
    from gongkai.web.supervision.facts.models import Fact
    from gongkai.web.supervision.households.models import HouseholdLookup
    from gongkai.web.supervision.ledgers.models import Appeal, PublicIssue
    from gongkai.web.supervision.meetings.models import Meeting
    from gongkai.web.supervision.outreach.models import Outreach
    from gongkai.web.supervision.papers.models import KeptPaper
    from gongkai.web.supervision.tasks.models import Task, TaskList
    from gongkai.web.supervision.training.models import QuizAttempt, TrainingSession
    from gongkai.web.supervision.villages.models import PhoneMessage

    kinds = {
        "paper": KeptPaper,
        "quiz-result": QuizAttempt,
        "certificate": QuizAttempt,
        "training": TrainingSession,
        "meeting": Meeting,
        "task-list": TaskList,
        "task": Task,
        "appeal": Appeal,
        "routing-notice": Appeal,
        "issue": PublicIssue,
        "evaluation": Evaluation,
        "accountability": Accountability,
        "fact": Fact,
        "message": PhoneMessage,
        "answer-village": PhoneMessage,
        "broadcast": Broadcast,
        "outreach": Outreach,
        "household-lookup": HouseholdLookup,
        "dispatch": Dispatch,
        "close-households": HouseholdLookup,
        "household-poster": HouseholdLookup,
    }
    ending = max(
        (each for each in kinds if name.partition(":")[2].endswith(each)),
        key=len,
    )
    kind = kinds[ending]
    if kind is PhoneMessage:
        return kind.objects.get(body__public_body=body)
    return kind.objects.filter(body=body).first()


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
    _further_records(body, drafter, at, day)
    record_meeting(
        body,
        acting_user=drafter,
        at=at,
        title="工作会议",
        kind="work",
        held_on=day,
        minutes="研究全年工作。",
    )


def _further_records(body: Any, drafter: Any, at: Any, day: date) -> None:
    from gongkai.web.supervision.accountability.models import Accountability
    from gongkai.web.supervision.evaluation.actions import enter_evaluation
    from gongkai.web.supervision.facts.actions import enter_fact
    from gongkai.web.supervision.ledgers.actions import enter_issue
    from gongkai.web.supervision.ledgers.models import Appeal, AppealImport

    source = AppealImport.objects.create(
        body=body,
        door="hotline",
        name="台账.xlsx",
        sha256="0" * 64,
        unit="件",
        rows=1,
        added=1,
        updated=0,
        repeated=0,
        entered_at=at,
    )
    Appeal.objects.create(
        body=body,
        source=source,
        door="hotline",
        received_on=day,
        gist="申请公开低保名单",
        looks_like_request=True,
        entered_at=at,
    )
    enter_issue(body, acting_user=drafter, at=at, title="路灯不亮", found_at=at)
    enter_evaluation(
        body, acting_user=drafter, at=at, way="paper", received_on=day, text="公开栏要常换"
    )
    Accountability.objects.create(
        body=body,
        opened_on=day,
        measure="talk",
        source="inspection",
        basis="ogi-2019#51",
        about="民政办信息员岗",
        fault="栏目空白",
        entered_at=at,
    )
    enter_fact(
        body,
        acting_user=drafter,
        at=at,
        matter="农村低保",
        period="2026年10月",
        measure="户",
        value=Decimal(120),
        source="花名册",
    )
    _village_records(body, at, day)


def _village_records(body: Any, at: Any, day: date) -> None:
    from uuid import uuid4

    from gongkai.web.bodies.models import PublicBody
    from gongkai.web.publishing.items.models import ItemPage
    from gongkai.web.supervision.broadcasts.models import Broadcast
    from gongkai.web.supervision.dispatches.models import Dispatch
    from gongkai.web.supervision.households.models import HouseholdLookup
    from gongkai.web.supervision.outreach.models import Outreach
    from gongkai.web.supervision.villages.models import PhoneMessage

    HouseholdLookup.objects.create(
        body=body,
        item=ItemPage.objects.get(body=body),
        title="耕地补贴",
        columns=["金额"],
        opens_on=day,
        closes_on=date(2026, 12, 2),
        households=0,
        entered_at=at,
    )
    village = PublicBody.objects.filter(public_body=body, kind="village").first()
    PhoneMessage.objects.create(
        body=village, key=uuid4(), kind="question", said_at=at, text="怎么贴", entered_at=at
    )
    Broadcast.objects.create(
        body=body, item=ItemPage.objects.get(body=body), on=day, slot="noon", entered_at=at
    )
    Dispatch.objects.create(
        body=body, item=ItemPage.objects.get(body=body), way="county", entered_at=at
    )
    Outreach.objects.create(body=body, kind="talk", title="赶集日宣讲", held_on=day, entered_at=at)
