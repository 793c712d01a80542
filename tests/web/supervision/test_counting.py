"""What the report is told: figures of records."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.papers.task_list import ProposedTask
from gongkai.web.supervision.counting import counts_of
from gongkai.web.supervision.evaluation.actions import answer_evaluation, enter_evaluation
from gongkai.web.supervision.meetings.actions import record_meeting
from gongkai.web.supervision.tasks.actions import close_task, take_in_list
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.training.actions import hold_training, plan_training

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_year_is_counted_with_its_villages_and_without_its_neighbours(body, person):
    township, clerk, at = body("QS11"), person("柳河拟稿"), timezone.now()
    for day, people, topic in ((3, 23, "信息发布规范"), (4, 40, "个人信息保护")):
        session = plan_training(
            township, acting_user=clerk, at=at, topic=topic, planned_on=date(2026, day, 2)
        )
        hold_training(session, acting_user=clerk, at=at, on=date(2026, day, 2), people=people)
    record_meeting(
        township,
        acting_user=clerk,
        at=at,
        title="工作会议",
        kind="work",
        held_on=date(2026, 3, 1),
        minutes="研究。",
    )
    take_in_list(
        township,
        acting_user=clerk,
        at=at,
        title="清单",
        year=2026,
        tasks=[ProposedTask(str(n), f"第{n}项", "", "", "", None) for n in range(1, 13)],
    )
    for task in Task.objects.order_by("pk")[:11]:
        close_task(
            task,
            acting_user=clerk,
            at=at,
            on=date(2026, 10, 1),
            state="done",
            result="已办。",
            url="https://www.example.cn/",
        )
    made = enter_evaluation(
        township,
        acting_user=clerk,
        at=at,
        way="box",
        received_on=date(2026, 11, 2),
        text="公开栏要常换",
    )
    answer_evaluation(
        made, acting_user=clerk, at=at, on=date(2026, 11, 3), outcome="adopted", answer="已换。"
    )
    with CaptureQueriesContext(connection) as queries:
        counts = counts_of(township, *YEAR)
    assert len(queries) <= 14
    assert (counts.meetings, counts.trainings, counts.trained) == (1, 2, 63)
    assert counts.topics == ("个人信息保护", "信息发布规范")
    assert (counts.tasks, counts.tasks_done) == (12, 11)
    assert (counts.evaluation.received, counts.evaluation.answered) == (1, 1)
    other = counts_of(body("QS12"), *YEAR)
    assert (other.meetings, other.trainings, other.tasks, other.accountability) == (0, 0, 0, 0)
