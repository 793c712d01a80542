"""Two months of the demo township are counted with the right sums, once."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.utils import timezone

from gongkai.web.office.progress import Progress
from gongkai.web.supervision.counting import counts_of
from gongkai.web.supervision.demo import populate
from gongkai.web.supervision.facts.conflicts import conflicts
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.to_dos import to_dos

pytestmark = pytest.mark.django_db


def test_what_was_recorded_is_what_is_counted(body, person, released):
    at = datetime(2026, 11, 29, 9, tzinfo=timezone.get_current_timezone())
    released()
    populate(Progress(io.StringIO()), at=at)
    township = body("QS11")
    counts = counts_of(township, date(2026, 1, 1), date(2026, 12, 31))
    assert (counts.meetings, counts.trainings, counts.trained) == (1, 2, 41)
    assert counts.topics == ("依申请公开办理流程", "信息发布规范和个人信息遮盖")
    assert (counts.tasks, counts.tasks_done) == (12, 9)
    assert [
        (door.door.label, door.matters, door.unit, door.rate)
        for door in counts.doors
        if door.matters
    ] == [("12345 热线", 77, "件", "100%")]
    assert (counts.issues, counts.issues_answered) == (1, 1)
    assert (counts.evaluation.received, counts.evaluation.answered) == (4, 3)
    assert (counts.outreach, counts.leaflets) == (1, 200)
    assert Task.objects.filter(body=township).count() == 14
    assert len(conflicts([township.pk])) == 1
    assert [each.text for each in to_dos(person("柳河拟稿"), date(2026, 11, 29))]
    populate(Progress(io.StringIO()), at=at)
    assert Task.objects.filter(body=township).count() == 14
