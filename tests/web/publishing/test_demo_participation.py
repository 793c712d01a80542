"""The invented county shows a consultation at each point, an explanation, and rules."""

from __future__ import annotations

from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.demo.participation import participation
from gongkai.web.publishing.demo.story import tell
from gongkai.web.publishing.explanations.models import Explanation
from gongkai.web.publishing.working_rules.register import register


def test_every_kind_of_paper_is_there_to_be_looked_at(rows, body):
    rows("work.consultation")
    today = timezone.localdate()
    people = {user.username: user for user in User.objects.all()}
    for _ in tell(participation(today, people), until=timezone.now()):
        pass
    states = {
        each.item.title: each.state_on(today).value for each in PublicConsultation.objects.all()
    }
    assert states == {
        "关于《柳河镇农村危房改造补助办法》公开征求意见的公告": "answered",
        "关于《柳河镇集市管理办法》公开征求意见的公告": "open",
    }
    assert len(Explanation.objects.get().card) == 6
    lines = register([body("QS11")])
    assert [line.item is None for line in lines].count(True) == 1
    assert [line.is_due(today) for line in lines].count(True) == 1
