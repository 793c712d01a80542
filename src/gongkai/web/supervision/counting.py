"""What supervision says of a period to the annual report: figures, and the sentences that hold them."""

from __future__ import annotations

from collections.abc import Iterator
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


def sentences(counts: SupervisionCounts) -> Iterator[str]:
    """What may be said of it in the report, one whole sentence each; nothing of what there was none of.

    Accountability is always told: the form of the report asks for it.
    """
    if counts.meetings:
        yield f"召开政府信息公开工作会议{counts.meetings}次。"
    if counts.trainings:
        about = f"，内容包括{'、'.join(counts.topics[:5])}" if counts.topics else ""
        yield f"开展政府信息公开培训{counts.trainings}次，参加{counts.trained}人次{about}。"
    if counts.quizzes:
        yield f"组织业务答题{counts.quizzes}人次，合格{counts.certificates}人次。"
    if counts.tasks:
        yield f"重点工作清单共{counts.tasks}项，已完成{counts.tasks_done}项。"
    yield from counts.report_texts
    for door in counts.doors:
        if door.matters:
            yield f"{door.door.label}办理{door.matters}{door.unit}，答复率{door.rate}。"
    if counts.issues:
        yield f"处理属地舆情{counts.issues}件，已回应{counts.issues_answered}件。"
    if counts.evaluation.received:
        yield (
            f"开展社会评议，收到意见建议{counts.evaluation.received}条，"
            f"已答复{counts.evaluation.answered}条。"
        )
    if counts.outreach:
        given = f"，发放宣传单{counts.leaflets}份" if counts.leaflets else ""
        yield f"开展政府信息公开宣传活动{counts.outreach}次{given}。"
    if counts.broadcasts:
        yield f"通过村村响广播播送公开信息{counts.broadcasts}次。"
    if counts.accountability:
        yield f"全年追责问责{counts.accountability}件。"
    else:
        yield "全年未发生追责问责情况。"
