"""How items are approved: three reviews, the secrecy check, the release."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.approvals.procedure import Procedure, ProcedureActs
from gongkai.web.files.store import digest_of
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.authorship import authors_of
from gongkai.web.publishing.items.gate import subject_of
from gongkai.web.publishing.items.models import Release, ReleaseState, Stage
from gongkai.web.publishing.items.models.release import NEVER_SKIPPED, PERMISSION_OF
from gongkai.web.publishing.items.routes import is_strict
from gongkai.web.publishing.permissions import DRAFT
from gongkai.web.vetting.models import Moment, ScreeningRun
from gongkai.web.vetting.openings import not_opened

REVIEWS = frozenset({Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.THIRD_REVIEW})


def _unopened(release: Release, user: User) -> list[str]:
    names = {each.sha256: each.name for each in release.version.attachments.all()}
    left = not_opened(release.item, names, by=user)
    return [name for sha256, name in names.items() if sha256 in left]


def _altered(release: Release) -> str:
    """Whether what was screened on submission is still what stands there, to the last byte of its files."""
    version = release.version
    seen = (
        ScreeningRun.objects.of(release.item)
        .filter(moment=Moment.SUBMIT, revision_number=release.revision_id)
        .exclude(digest="")
        .values_list("digest", flat=True)
        .first()
    )
    if seen is not None and seen != subject_of(version).digest:
        return _("内容与送审时筛查的不是同一份，已退回；请核对后重新送审。")
    for attachment in version.attachments.all():
        try:
            same = digest_of(attachment.read()) == attachment.sha256
        except OSError:
            same = False
        if not same:
            return _("附件“{name}”在存储中与送审时不同或者已读不出，已退回；请重新上传。").format(
                name=attachment.name
            )
    return ""


def _authors(release: Release) -> set[int | None]:
    return {release.submitted_by_id, release.revision.user_id, *authors_of(release.item)}


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
    is_strict=lambda release: is_strict(release.version),
    strict_reason="含人员名单的信息和重大事项不能跳过任何审核环节。",
    elsewhere="发布环节请使用“发布”。",
    unopened=_unopened,
    altered=_altered,
    read_with=("body", "revision", "item__body", "item__row"),
)
