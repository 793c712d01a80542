"""A dispute on its way, told by its acts."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.disputes import Forum
from gongkai.web.disputes.actions import course
from gongkai.web.disputes.actions.open import Petition, open_dispute
from gongkai.web.disputes.models import Dispute
from tests.web.casework.conftest import desk, moment  # noqa: F401  a fixture asked for by its name

D = date.fromisoformat
HELD = {"nature": "go-on", "clear": "go-on", "before": "go-on", "held": "go-on", "public": "go-on"}
REFUSED = {**HELD, "severable": "nothing", "ground": "internal_affairs"}


class Bar:
    """柳河镇 before reviewing bodies and courts."""

    def __init__(self, desk):  # noqa: F811
        self.desk = desk

    def open(self, forum, copy, accepted=None, case=None, body=None, **more):
        petition = Petition(
            forum=Forum(forum),
            forum_name="青山县人民政府" if forum == "review" else "青山县人民法院",
            act=more.pop("act", "柳政公复〔2026〕1号"),
            party=more.pop("party", "田大有"),
            copy_on=D(copy),
            accepted_on=D(accepted) if accepted else None,
            **more,
        )
        return open_dispute(
            body or self.desk.body,
            acting_user=self.desk.clerk,
            at=moment(copy),
            petition=petition,
            disclosure_request=case,
        )

    def act(self, name, dispute, day, **facts):
        getattr(course, name)(
            dispute, acting_user=self.desk.clerk, at=moment(day), on=D(day), **facts
        )
        return self.again(dispute)

    def decide(self, dispute, day, result, decided=None, told=None, **facts):
        decision = course.Decided(result, "青政复决〔2026〕1号", D(decided or day), D(day), **facts)
        course.record_judgment(
            dispute, acting_user=self.desk.clerk, at=moment(told or day), decided=decision
        )
        return self.again(dispute)

    def again(self, dispute):
        return Dispute.objects.select_related("body").get(pk=dispute.pk)


@pytest.fixture
def bar(desk):  # noqa: F811
    return Bar(desk)
