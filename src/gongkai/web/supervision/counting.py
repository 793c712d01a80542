"""What supervision says of a period to the annual report: figures of its records, and words that clerks wrote for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.accountability.models import Accountability
from gongkai.web.supervision.broadcasts.models import Broadcast
from gongkai.web.supervision.evaluation.summary import Summary, summary
from gongkai.web.supervision.ledgers.counting import DoorCount, door_counts
from gongkai.web.supervision.ledgers.models import PublicIssue
from gongkai.web.supervision.meetings.models import Meeting
from gongkai.web.supervision.outreach.models import Outreach
from gongkai.web.supervision.tasks.models import Task, TaskState
from gongkai.web.supervision.training.models import QuizAttempt, TrainingSession


@dataclass(frozen=True)
class SupervisionCounts:
    """The figures of a body between two days, both included; each is a count of records.

    Attributes:
        trainings, trained: sessions held, and people who came, each session's counted for itself.
        topics: what they were about, the newest first, each once.
        quizzes, certificates: quizzes sat, and passed.
        meetings: meetings held.
        tasks, tasks_done: tasks of the lists of these years, without those dropped; done of them.
        doors: hotline, petitions, forum, leader's box: each matter once, with its unit and rate.
        issues, issues_answered: public issues found, and answered in full.
        evaluation: opinions of the public and what came of them.
        accountability: failures held against a post. 0 means that the register is empty.
        outreach, leaflets: activities held, and leaflets given out.
        broadcasts: plays over loudspeakers that were recorded.
        report_texts: words that clerks wrote beside finished tasks, for the report.
    """

    trainings: int
    trained: int
    topics: tuple[str, ...]
    quizzes: int
    certificates: int
    meetings: int
    tasks: int
    tasks_done: int
    doors: tuple[DoorCount, ...]
    issues: int
    issues_answered: int
    evaluation: Summary
    accountability: int
    outreach: int
    leaflets: int
    broadcasts: int
    report_texts: tuple[str, ...]


def counts_of(body: PublicBody, first: date, last: date) -> SupervisionCounts:
    """What the body, with its sections and villages, did between two days. A fixed number of questions."""
    units = list(
        PublicBody.objects.filter(Q(pk=body.pk) | Q(public_body=body)).values_list("pk", flat=True)
    )
    held = TrainingSession.objects.filter(body__in=units, held_on__range=(first, last))
    trained = held.aggregate(number=Count("pk"), people=Sum("people"))
    topics = dict.fromkeys(held.order_by("-held_on", "-pk").values_list("topic", flat=True))
    sat = QuizAttempt.objects.filter(body__in=units, sat_on__range=(first, last)).aggregate(
        number=Count("pk"), passed=Count("serial")
    )
    listed = Task.objects.filter(
        body__in=units, task_list__year__range=(first.year, last.year)
    ).exclude(state=TaskState.DROPPED)
    tasks = listed.aggregate(number=Count("pk"), done=Count("pk", filter=Q(state=TaskState.DONE)))
    told = (
        Task.objects.filter(body__in=units, state=TaskState.DONE, closed_on__range=(first, last))
        .exclude(report_text="")
        .order_by("closed_on", "pk")
    )
    issues = PublicIssue.objects.filter(
        body__in=units, found_at__date__range=(first, last)
    ).aggregate(number=Count("pk"), answered=Count("full_reply_at"))
    reached = Outreach.objects.filter(body__in=units, held_on__range=(first, last)).aggregate(
        number=Count("pk"), leaflets=Sum("leaflets")
    )
    return SupervisionCounts(
        trainings=trained["number"],
        trained=trained["people"] or 0,
        topics=tuple(topics),
        quizzes=sat["number"],
        certificates=sat["passed"],
        meetings=Meeting.objects.filter(body__in=units, held_on__range=(first, last)).count(),
        tasks=tasks["number"],
        tasks_done=tasks["done"],
        doors=tuple(door_counts(units, first, last)),
        issues=issues["number"],
        issues_answered=issues["answered"],
        evaluation=summary(units, first, last),
        accountability=Accountability.objects.filter(
            body__in=units, opened_on__range=(first, last)
        ).count(),
        outreach=reached["number"],
        leaflets=reached["leaflets"] or 0,
        broadcasts=Broadcast.objects.filter(
            body__in=units, on__range=(first, last), played_at__isnull=False
        ).count(),
        report_texts=tuple(told.values_list("report_text", flat=True)),
    )
