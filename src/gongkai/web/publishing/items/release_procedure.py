"""How items are approved: three reviews, the secrecy check, the release."""

from __future__ import annotations

from gongkai.web.approvals.procedure import Procedure, ProcedureActs
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import Release, ReleaseState, Stage
from gongkai.web.publishing.items.models.release import NEVER_SKIPPED, PERMISSION_OF
from gongkai.web.publishing.items.routes import is_strict
from gongkai.web.publishing.permissions import DRAFT

REVIEWS = frozenset({Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.THIRD_REVIEW})


def _authors(release: Release) -> set[int | None]:
    return {release.submitted_by_id, release.revision.user_id, release.item.owner_id}


RELEASES = Procedure(
    model=Release,
    stages=Stage,
    permission_of=PERMISSION_OF,
    reviews=REVIEWS,
    never_skipped=NEVER_SKIPPED,
    last=Stage.RELEASE,
    drafts=DRAFT,
    acts=ProcedureActs(
        approved=acts.APPROVED,
        returned=acts.RETURNED,
        skip_proposed=acts.SKIP_PROPOSED,
        skipped=acts.SKIPPED,
        recalled=acts.RECALLED,
    ),
    open_states=frozenset({ReleaseState.UNDER_REVIEW, ReleaseState.SCHEDULED}),
    record_of=lambda release: release.item,
    title_of=lambda release: release.item.title,
    authors_of=_authors,
    is_strict=lambda release: is_strict(release.revision.as_object()),
    strict_reason="含人员名单的信息和重大事项不能跳过任何审核环节。",
    elsewhere="发布环节请使用“发布”。",
    read_with=(
        "body",
        "revision",
        "item__body",
        "item__row",
        "item__owner",
        "item__locale",
        "item__content_type",
        "item__latest_revision",
    ),
)
