"""Two months of the demo township end in the report's text with the right sums."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.utils import timezone

from gongkai.web.office.progress import Progress
from gongkai.web.supervision.counting import counts_of, sentences
from gongkai.web.supervision.demo import populate
from gongkai.web.supervision.facts.conflicts import conflicts
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.to_dos import to_dos

pytestmark = pytest.mark.django_db


def test_what_was_recorded_is_what_the_report_says(body, person, released):
    at = datetime(2026, 11, 29, 9, tzinfo=timezone.get_current_timezone())
    released()
    populate(Progress(io.StringIO()), at=at)
    township = body("QS11")
    counts = counts_of(township, date(2026, 1, 1), date(2026, 12, 31))
    assert list(sentences(counts))[:7] == [
        "召开政府信息公开工作会议1次。",
        "开展政府信息公开培训2次，参加41人次，内容包括依申请公开办理流程、信息发布规范和个人信息遮盖。",
        "重点工作清单共12项，已完成9项。",
        "12345 热线办理77件，答复率100%。",
        "处理属地舆情1件，已回应1件。",
        "开展社会评议，收到意见建议4条，已答复3条。",
        "开展政府信息公开宣传活动1次，发放宣传单200份。",
    ]
    assert Task.objects.filter(body=township).count() == 14
    assert len(conflicts([township.pk])) == 1
    assert [each.text for each in to_dos(person("柳河拟稿"), date(2026, 11, 29))]
    populate(Progress(io.StringIO()), at=at)
    assert Task.objects.filter(body=township).count() == 14
