"""What every procedure must hold, whatever it approves: a room inherits it and says how to get to a stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.approvals import engine
from gongkai.web.approvals.models import Approval, Decision
from gongkai.web.approvals.procedure import Procedure
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.office.errors import ActionError, OwnWork, WrongState

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
REFUSALS = (ActionError, PermissionDenied)


def serving(name: str, roles: list[Role], code: str = "QS11") -> User:
    """A person with these roles at a body."""
    user = User.objects.create(username=name, name=name, must_change_password=False)
    for role in roles:
        Membership.objects.create(
            user=user,
            body=PublicBody.objects.get(code=code),
            role=role,
            starts_on=date(2020, 1, 1),
        )
    return user


class ProcedureGrid:
    """Name the procedure, its stages with the one role that decides each, and give ``brought_to``."""

    procedure: Procedure
    decided_by: dict[str, Role]

    @pytest.fixture
    def brought_to(self) -> Callable[[str], Approval]:
        """``brought_to(stage)``: an approval of 柳河镇 at that stage, written and submitted by others."""
        raise NotImplementedError

    def _approve(self, approval: Approval, user: User) -> Any:
        with transaction.atomic():
            return engine.approve(
                self.procedure,
                approval,
                acting_user=user,
                stage=approval.stage,
                at=AT,
                proofread=True,
            )

    def test_each_stage_is_decided_by_its_role_alone(self, brought_to):
        people = {role: serving(f"只有{role.label}", [role]) for role in Role}
        stranger = serving("外人", list(Role), code="QS12")
        for stage, rightful in self.decided_by.items():
            for role, user in [*people.items(), (None, stranger)]:
                approval = brought_to(stage)
                if role is rightful:
                    moved = self._approve(approval, user)
                    assert moved.stage == moved.route[moved.route.index(stage) + 1]
                else:
                    with pytest.raises(REFUSALS):
                        self._approve(approval, user)
                    approval.refresh_from_db()
                    assert approval.stage == stage

    def test_whoever_submitted_decides_nothing(self, brought_to):
        for stage in self.decided_by:
            approval = brought_to(stage)
            for role in Role:
                Membership.objects.get_or_create(
                    user=approval.submitted_by,
                    body=approval.body,
                    role=role,
                    defaults={"starts_on": date(2020, 1, 1)},
                )
            user = User.objects.get(pk=approval.submitted_by_id)
            with pytest.raises(OwnWork):
                self._approve(approval, user)

    def test_nobody_decides_two_reviews(self, brought_to):
        everybody = serving("身兼数职", list(Role))
        first, second = [stage for stage in self.decided_by if stage in self.procedure.reviews][:2]
        moved = self._approve(brought_to(first), everybody)
        assert moved.stage == second
        with pytest.raises(OwnWork):
            self._approve(moved, everybody)

    def test_a_review_is_a_proofreading(self, brought_to):
        stage = next(stage for stage in self.decided_by if stage in self.procedure.reviews)
        approval = brought_to(stage)
        user = serving("审核人", [self.decided_by[stage]])
        with pytest.raises(ActionError, match="校对"):
            engine.approve(self.procedure, approval, acting_user=user, stage=stage, at=AT)

    def test_a_return_says_why_and_ends_it(self, brought_to):
        stage, role = next(iter(self.decided_by.items()))
        approval = brought_to(stage)
        user = serving("审核人", [role])
        with pytest.raises(ActionError, match="退回原因"):
            engine.send_back(
                self.procedure, approval, acting_user=user, stage=stage, at=AT, comment=" "
            )
        back = engine.send_back(
            self.procedure, approval, acting_user=user, stage=stage, at=AT, comment="补充附件"
        )
        assert (back.state, back.finished_at) == ("returned", AT)
        with pytest.raises(WrongState):
            self._approve(back, user)

    def test_leaving_a_review_out_takes_two_and_a_reason(self, brought_to):
        stage = next(stage for stage in self.decided_by if stage in self.procedure.reviews)
        approval = brought_to(stage)
        drafter = serving("另一拟稿人", list(Role))
        ask = {"acting_user": drafter, "stage": stage, "at": AT}
        with pytest.raises(ActionError, match="理由"):
            engine.propose_skip(self.procedure, approval, reason="", **ask)
        engine.propose_skip(self.procedure, approval, reason="出差", **ask)
        with pytest.raises(OwnWork, match="另一人"):
            engine.agree_to_skip(self.procedure, approval, **ask)
        second = serving("第二人", list(Role))
        moved = engine.agree_to_skip(
            self.procedure, approval, acting_user=second, stage=stage, at=AT
        )
        assert moved.stage != stage
        decisions = list(moved.steps.values_list("decision", flat=True))
        assert decisions == [Decision.SKIP_PROPOSED, Decision.SKIPPED]

    def test_what_is_never_left_out(self, brought_to):
        drafter = serving("另一拟稿人", list(Role))
        for stage in sorted(self.procedure.never_skipped & set(self.decided_by)):
            with pytest.raises(ActionError, match="不能跳过"):
                engine.propose_skip(
                    self.procedure,
                    brought_to(stage),
                    acting_user=drafter,
                    stage=stage,
                    at=AT,
                    reason="出差",
                )

    def test_a_stage_that_has_moved_on_is_not_decided_again(self, brought_to):
        stage, role = next(iter(self.decided_by.items()))
        approval = brought_to(stage)
        self._approve(approval, serving("审核人", [role]))
        with pytest.raises(WrongState, match="请刷新后办理"):
            engine.approve(
                self.procedure,
                approval,
                acting_user=serving("又一人", [role]),
                stage=stage,
                at=AT,
                proofread=True,
            )
