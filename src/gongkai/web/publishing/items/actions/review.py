"""Decide at a stage: approve, return, or leave a stage out by two persons."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Refused, require
from gongkai.web.journal.recording import record
from gongkai.web.publishing.errors import OwnWork, PublishingError, WrongState
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import Decision, Release, ReleaseState, Stage, Step
from gongkai.web.publishing.items.models.release import NEVER_SKIPPED, PERMISSION_OF
from gongkai.web.publishing.items.routes import is_strict
from gongkai.web.publishing.permissions import DRAFT

WHOLE = (
    "body",
    "revision",
    "item__body",
    "item__row",
    "item__owner",
    "item__locale",
    "item__content_type",
    "item__latest_revision",
)
REVIEWS = frozenset({Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.THIRD_REVIEW})


def at_stage(release: Release, stage: str) -> Release:
    """The release, locked; refuses when it has moved on since the screen was drawn."""
    releases = Release.objects.select_for_update(of=("self",))
    current = releases.select_related(*WHOLE).get(pk=release.pk)
    if current.state != ReleaseState.UNDER_REVIEW:
        raise WrongState(f"“{current.item.title}”{current.get_state_display()}，此环节已结束。")
    if current.stage != stage:
        raise WrongState(
            f"“{current.item.title}”现在是“{current.get_stage_display()}”环节，"
            f"不是“{Stage(stage).label}”；请刷新后办理。"
        )
    return current


def refuse_own_work(release: Release, user: User) -> None:
    """Whoever wrote or submitted a version decides nothing about it, nor two reviews of it."""
    authors = {release.submitted_by_id, release.revision.user_id, release.item.owner_id}
    if user.pk in authors:
        raise OwnWork(f"“{release.item.title}”由您起草或送审，须由他人办理。")
    if release.stage in REVIEWS:
        earlier = release.steps.filter(
            stage__in=REVIEWS, decision=Decision.APPROVED, decided_by=user
        ).first()
        if earlier is not None:
            raise OwnWork(
                f"您已办理“{earlier.get_stage_display()}”，“{release.get_stage_display()}”须由他人办理。"
            )


def move_on(release: Release) -> None:
    """To the next stage of the route."""
    following = release.next_stage
    if following is None:
        raise WrongState(f"“{release.item.title}”已到最后环节。")
    release.stage = following
    release.save(update_fields=["stage"])


@transaction.atomic
def approve(
    release: Release,
    *,
    acting_user: User,
    at: datetime,
    stage: str,
    comment: str = "",
    proofread: bool = False,
) -> Release:
    """Approve at a review or the secrecy check. A review is also a proof-reading (三审三校)."""
    current = at_stage(release, stage)
    if stage == Stage.RELEASE:
        raise WrongState("发布环节请使用“发布”。")
    require(acting_user, PERMISSION_OF[stage], current.body)
    refuse_own_work(current, acting_user)
    if stage in REVIEWS and not proofread:
        raise PublishingError("请确认已完成本级校对后再通过。")
    Step.objects.create(
        release=current,
        stage=stage,
        decision=Decision.APPROVED,
        decided_by=acting_user,
        decided_at=at,
        comment=comment,
        proofread=proofread,
    )
    move_on(current)
    record(
        acts.APPROVED,
        by=acting_user,
        body=current.body,
        subject=current.item,
        after={"stage": stage, "next": current.stage, "revision": current.revision_id},
        reason=comment,
        at=at,
    )
    return current


@transaction.atomic
def return_item(
    release: Release, *, acting_user: User, at: datetime, stage: str, comment: str
) -> Release:
    """Send an item back to its drafters with what is to be mended."""
    current = at_stage(release, stage)
    require(acting_user, PERMISSION_OF[stage], current.body)
    refuse_own_work(current, acting_user)
    if not comment.strip():
        raise PublishingError("请写明退回原因，方便拟稿人修改。")
    now = at
    Step.objects.create(
        release=current,
        stage=stage,
        decision=Decision.RETURNED,
        decided_by=acting_user,
        decided_at=now,
        comment=comment,
    )
    current.state = ReleaseState.RETURNED
    current.finished_at = now
    current.save(update_fields=["state", "finished_at"])
    record(
        acts.RETURNED,
        by=acting_user,
        body=current.body,
        subject=current.item,
        after={"stage": stage},
        reason=comment,
        at=at,
    )
    return current


def _refuse_unskippable(release: Release) -> None:
    if release.stage in NEVER_SKIPPED:
        raise PublishingError(f"“{release.get_stage_display()}”不能跳过。")
    if is_strict(release.revision.as_object()):
        raise PublishingError("含人员名单的信息和重大事项不能跳过任何审核环节。")


@transaction.atomic
def propose_skip(
    release: Release, *, acting_user: User, at: datetime, stage: str, reason: str
) -> Step:
    """Ask to leave a review out, with a reason. A second person decides."""
    current = at_stage(release, stage)
    require(acting_user, DRAFT, current.body)
    _refuse_unskippable(current)
    if not reason.strip():
        raise PublishingError("请写明跳过本环节的理由。")
    if _open_proposal(current) is not None:
        raise WrongState("本环节已有人申请跳过，等待另一人同意。")
    step = Step.objects.create(
        release=current,
        stage=stage,
        decision=Decision.SKIP_PROPOSED,
        decided_by=acting_user,
        decided_at=at,
        comment=reason,
    )
    record(
        acts.SKIP_PROPOSED,
        by=acting_user,
        body=current.body,
        subject=current.item,
        after={"stage": stage},
        reason=reason,
        at=at,
    )
    return step


def _open_proposal(release: Release) -> Step | None:
    return release.steps.filter(stage=release.stage, decision=Decision.SKIP_PROPOSED).first()


@transaction.atomic
def agree_to_skip(
    release: Release, *, acting_user: User, at: datetime, stage: str, comment: str = ""
) -> Release:
    """A second person, responsible for a later stage, agrees to leave a review out."""
    current = at_stage(release, stage)
    _refuse_unskippable(current)
    proposal = _open_proposal(current)
    if proposal is None:
        raise WrongState("本环节没有待同意的跳过申请。")
    later = current.route[current.route.index(current.stage) + 1 :]
    if not any(acting_user.may(PERMISSION_OF[each], current.body) for each in later):
        raise Refused(PERMISSION_OF[later[0]], current.body)
    if acting_user.pk == proposal.decided_by_id:
        raise OwnWork("跳过审核环节须由另一人同意。")
    refuse_own_work(current, acting_user)
    Step.objects.create(
        release=current,
        stage=stage,
        decision=Decision.SKIPPED,
        decided_by=acting_user,
        decided_at=at,
        comment=comment or proposal.comment,
    )
    move_on(current)
    record(
        acts.SKIPPED,
        by=acting_user,
        body=current.body,
        subject=current.item,
        after={"stage": stage, "proposed_by": proposal.decided_by.name},
        reason=proposal.comment,
        at=at,
    )
    return current
