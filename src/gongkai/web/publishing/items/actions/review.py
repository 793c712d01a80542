"""Decide about a release at a stage, by the one engine of approvals."""

from __future__ import annotations

from datetime import datetime

from gongkai.web.accounts.models import User
from gongkai.web.approvals import engine
from gongkai.web.publishing.items.models import Release, Step
from gongkai.web.publishing.items.release_procedure import RELEASES


def approve(
    release: Release,
    *,
    acting_user: User,
    at: datetime,
    stage: str,
    comment: str = "",
    proofread: bool = False,
    unopened_reason: str = "",
) -> Release:
    """Approve at a review or the secrecy check. A review is also a proof-reading (三审三校).

    ``unopened_reason``: why a file of the version was not opened. What is no more as it was submitted goes back.
    """
    approved: Release = engine.approve(
        RELEASES,
        release,
        acting_user=acting_user,
        stage=stage,
        at=at,
        comment=comment,
        proofread=proofread,
        unopened_reason=unopened_reason,
    )
    return approved


def return_item(
    release: Release, *, acting_user: User, at: datetime, stage: str, comment: str
) -> Release:
    """Send an item back to its drafters with what is to be mended."""
    returned: Release = engine.send_back(
        RELEASES,
        release,
        acting_user=acting_user,
        stage=stage,
        at=at,
        comment=comment,
    )
    return returned


def propose_skip(
    release: Release, *, acting_user: User, at: datetime, stage: str, reason: str
) -> Step:
    """Ask to leave a review out, with a reason. A second person decides."""
    step = engine.propose_skip(
        RELEASES, release, acting_user=acting_user, stage=stage, at=at, reason=reason
    )
    assert isinstance(step, Step)
    return step


def agree_to_skip(
    release: Release, *, acting_user: User, at: datetime, stage: str, comment: str = ""
) -> Release:
    """A second person, responsible for a later stage, agrees to leave a review out."""
    agreed: Release = engine.agree_to_skip(
        RELEASES, release, acting_user=acting_user, stage=stage, at=at, comment=comment
    )
    return agreed
