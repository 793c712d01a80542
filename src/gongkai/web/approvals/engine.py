"""Decide at a stage: approve, return, leave a stage out by two persons, call back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Refused, require
from gongkai.web.approvals.models import Approval, ApprovalStep, Decision
from gongkai.web.approvals.procedure import Procedure
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, OwnWork, WrongState


def at_stage(procedure: Procedure, approval: Approval, stage: str) -> Any:
    """The approval, locked; refuses when it has moved on since the screen was drawn."""
    approvals = procedure.model.objects.select_for_update(of=("self",))
    current = approvals.select_related(*procedure.read_with).get(pk=approval.pk)
    title = procedure.title_of(current)
    if current.state != Approval.UNDER_REVIEW:
        raise WrongState(
            _("“{title}”{state}，此环节已结束。").format(
                title=title, state=current.get_state_display()
            )
        )
    if current.stage != stage:
        raise WrongState(
            _(
                "“{title}”现在是“{procedure_label}”环节，不是“{procedure_label_2}”；请刷新后办理。"
            ).format(
                title=title,
                procedure_label=procedure.label(current.stage),
                procedure_label_2=procedure.label(stage),
            )
        )
    return current


def refuse_own_work(procedure: Procedure, approval: Any, user: User) -> None:
    """Whoever wrote or submitted a version decides nothing about it, nor two reviews of it."""
    if user.pk in procedure.authors_of(approval):
        raise OwnWork(
            _("“{title_of}”由您起草或送审，须由他人办理。").format(
                title_of=procedure.title_of(approval)
            )
        )
    if approval.stage in procedure.reviews:
        earlier = approval.steps.filter(
            stage__in=procedure.reviews, decision=Decision.APPROVED, decided_by=user
        ).first()
        if earlier is not None:
            raise OwnWork(
                _("您已办理“{procedure_label}”，“{procedure_label_2}”须由他人办理。").format(
                    procedure_label=procedure.label(earlier.stage),
                    procedure_label_2=procedure.label(approval.stage),
                )
            )


def with_unopened(
    procedure: Procedure, approval: Any, user: User, *, comment: str, reason: str
) -> str:
    """The comment of a step, with why files of the version were not opened; refuses where nobody says why."""
    names = procedure.unopened(approval, user)
    if not names:
        return comment
    named = "、".join(f"“{name}”" for name in names)
    if not reason.strip():
        raise ActionError(
            _("附件{named}您还没有打开看过；请先打开查看，或者写明不打开的理由。").format(
                named=named
            ),
            fields=("unopened_reason",),
        )
    told = _("未打开附件{named}，理由：{reason}").format(named=named, reason=reason.strip())
    return f"{comment.strip()}（{told}）" if comment.strip() else told


def send_back_altered(
    procedure: Procedure, approval: Any, *, acting_user: User, at: datetime
) -> bool:
    """Send a locked approval back where its version is no more what was submitted; whether it did."""
    if found := procedure.altered(approval):
        told = _("平台自动退回，不是办理人的意见：{found}").format(found=found)
        _step(approval, Decision.RETURNED, acting_user, at, told)
        _finish(approval, Approval.RETURNED, at)
        facts = {"stage": approval.stage}
        _record(procedure, procedure.acts.returned, approval, acting_user, facts, told, at)
    return bool(found)


@transaction.atomic
def approve(
    procedure: Procedure,
    approval: Approval,
    *,
    acting_user: User,
    stage: str,
    at: datetime,
    comment: str = "",
    proofread: bool = False,
    unopened_reason: str = "",
) -> Any:
    """Approve at a stage that is not the last. A review is also a proof-reading.

    A version that is no more what was submitted goes back instead: the approval is then `RETURNED`.
    """
    current = at_stage(procedure, approval, stage)
    if stage == procedure.last:
        raise WrongState(procedure.elsewhere)
    require(acting_user, procedure.permission_of[stage], current.body)
    refuse_own_work(procedure, current, acting_user)
    if stage in procedure.reviews and not proofread:
        raise ActionError(_("请确认已完成本级校对后再通过。"), fields=("proofread",))
    if send_back_altered(procedure, current, acting_user=acting_user, at=at):
        return current
    comment = with_unopened(
        procedure, current, acting_user, comment=comment, reason=unopened_reason
    )
    _step(current, Decision.APPROVED, acting_user, at, comment, proofread=proofread)
    _move_on(procedure, current)
    facts = {"stage": stage, "next": current.stage, "revision": current.revision_id}
    _record(procedure, procedure.acts.approved, current, acting_user, facts, comment, at)
    return current


@transaction.atomic
def send_back(
    procedure: Procedure,
    approval: Approval,
    *,
    acting_user: User,
    stage: str,
    at: datetime,
    comment: str,
) -> Any:
    """Send it back to its drafters with what is to be mended."""
    current = at_stage(procedure, approval, stage)
    require(acting_user, procedure.permission_of[stage], current.body)
    refuse_own_work(procedure, current, acting_user)
    if not comment.strip():
        raise ActionError(_("请写明退回原因，方便拟稿人修改。"), fields=("comment",))
    _step(current, Decision.RETURNED, acting_user, at, comment)
    _finish(current, Approval.RETURNED, at)
    facts = {"stage": stage}
    _record(procedure, procedure.acts.returned, current, acting_user, facts, comment, at)
    return current


@transaction.atomic
def propose_skip(
    procedure: Procedure,
    approval: Approval,
    *,
    acting_user: User,
    stage: str,
    at: datetime,
    reason: str,
) -> ApprovalStep:
    """Ask to leave a review out, with a reason. A second person decides."""
    current = at_stage(procedure, approval, stage)
    require(acting_user, procedure.drafts, current.body)
    _refuse_unskippable(procedure, current)
    if not reason.strip():
        raise ActionError(_("请写明跳过本环节的理由。"), fields=("comment",))
    if _open_proposal(current) is not None:
        raise WrongState(_("本环节已有人申请跳过，等待另一人同意。"))
    step = _step(current, Decision.SKIP_PROPOSED, acting_user, at, reason)
    facts = {"stage": stage}
    _record(procedure, procedure.acts.skip_proposed, current, acting_user, facts, reason, at)
    return step


@transaction.atomic
def agree_to_skip(
    procedure: Procedure,
    approval: Approval,
    *,
    acting_user: User,
    stage: str,
    at: datetime,
    comment: str = "",
) -> Any:
    """A second person, responsible for a later stage, agrees to leave a review out."""
    current = at_stage(procedure, approval, stage)
    _refuse_unskippable(procedure, current)
    proposal = _open_proposal(current)
    if proposal is None:
        raise WrongState(_("本环节没有待同意的跳过申请。"))
    later = current.route[current.route.index(current.stage) + 1 :]
    deciding = [procedure.permission_of[each] for each in later]
    if not any(acting_user.may(permission, current.body) for permission in deciding):
        raise Refused(deciding[0], current.body)
    if acting_user.pk == proposal.decided_by_id:
        raise OwnWork(_("跳过审核环节须由另一人同意。"))
    refuse_own_work(procedure, current, acting_user)
    _step(current, Decision.SKIPPED, acting_user, at, comment or proposal.comment)
    _move_on(procedure, current)
    facts = {"stage": stage, "proposed_by": proposal.decided_by.name}
    _record(procedure, procedure.acts.skipped, current, acting_user, facts, proposal.comment, at)
    return current


@transaction.atomic
def call_back(
    procedure: Procedure, approval: Approval, *, acting_user: User, at: datetime, reason: str
) -> Any:
    """The drafters call it back before it is out."""
    require(acting_user, procedure.drafts, approval.body)
    current = procedure.model.objects.select_for_update().get(pk=approval.pk)
    if current.state not in procedure.open_states:
        title = procedure.title_of(current)
        raise WrongState(
            _("“{title}”{state}，不能撤回送审。").format(
                title=title, state=current.get_state_display()
            )
        )
    _finish(current, Approval.RECALLED, at)
    _record(procedure, procedure.acts.recalled, current, acting_user, None, reason, at)
    return current


def _refuse_unskippable(procedure: Procedure, approval: Any) -> None:
    if approval.stage in procedure.never_skipped:
        raise ActionError(
            _("“{procedure_label}”不能跳过。").format(
                procedure_label=procedure.label(approval.stage)
            )
        )
    if procedure.is_strict(approval):
        raise ActionError(procedure.strict_reason)


def _open_proposal(approval: Any) -> Any:
    return approval.steps.filter(stage=approval.stage, decision=Decision.SKIP_PROPOSED).first()


def _step(
    approval: Any,
    decision: Decision,
    user: User,
    at: datetime,
    comment: str,
    *,
    proofread: bool = False,
) -> ApprovalStep:
    step: ApprovalStep = approval.steps.create(
        stage=approval.stage,
        decision=decision,
        decided_by=user,
        decided_at=at,
        comment=comment,
        proofread=proofread,
    )
    return step


def _move_on(procedure: Procedure, approval: Any) -> None:
    following = approval.next_stage
    if following is None:
        raise WrongState(
            _("“{title_of}”已到最后环节。").format(title_of=procedure.title_of(approval))
        )
    approval.stage = following
    approval.save(update_fields=["stage"])


def _finish(approval: Any, state: str, at: datetime) -> None:
    approval.state = state
    approval.finished_at = at
    approval.save(update_fields=["state", "finished_at"])


def _record(
    procedure: Procedure,
    act: Act,
    approval: Any,
    user: User,
    facts: dict[str, Any] | None,
    reason: str,
    at: datetime,
) -> None:
    record(
        act,
        by=user,
        body=approval.body,
        subject=procedure.record_of(approval),
        after=facts,
        reason=reason,
        at=at,
    )
