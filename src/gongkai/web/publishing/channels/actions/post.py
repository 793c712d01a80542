"""Record that an item was posted on channels, correct such a record, and record that it was taken down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels import acts
from gongkai.web.publishing.channels.models import Channel, Posting
from gongkai.web.publishing.channels.models.posting import ProofMoment
from gongkai.web.publishing.channels.permissions import POST
from gongkai.web.publishing.channels.proofs import Proof, keep_proofs
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState

CORRECTED = ("posted_on", "take_down_on", "place", "url", "note")


def version_of(item: ItemPage) -> int:
    """How often the item has been released."""
    return Release.objects.filter(item_id=item.pk, state=ReleaseState.RELEASED).count() or 1


@transaction.atomic
def post_item(
    item: ItemPage,
    *,
    acting_user: User,
    at: datetime,
    channels: Sequence[Channel],
    on: date,
    take_down_on: date | None = None,
    place: str = "",
    url: str = "",
    note: str = "",
    proofs: Iterable[Proof] = (),
) -> list[Posting]:
    """Record a posting on each of the channels. Only what has been released may be posted.

    ``take_down_on`` is the item's own where none is named. Proofs are kept with every posting.
    """
    if not channels:
        raise ActionError(_("请至少选一个渠道。"))
    public = ItemPage.objects.public().select_for_update().filter(pk=item.pk).first()
    if public is None:
        raise WrongState(
            _("“{draft_title}”没有发布或者已撤下，不能发到其他渠道。").format(
                draft_title=item.draft_title
            )
        )
    if on > timezone.localdate(at):
        raise ActionError(_("发布日期 {on} 晚于今天；请在发布之后登记。").format(on=on))
    if public.published_on is not None and on < public.published_on:
        raise ActionError(
            _(
                "发布日期 {on} 早于审核发布日 {published_on}；未经审核不得对外发布，请核对日期。"
            ).format(on=on, published_on=public.published_on)
        )
    made = []
    proofs = list(proofs)
    version = version_of(public)
    for channel in channels:
        require(acting_user, POST, channel.body)
        current = Channel.objects.select_for_update().get(pk=channel.pk)
        if not current.body.lies_beneath(public.body.public_body or public.body):
            raise ActionError(
                _("“{current_name}”不是“{body}”及其下级的渠道，不能登记；请另选渠道。").format(
                    current_name=current.name, body=public.body
                )
            )
        if on < current.opened_on or (current.closed_on is not None and on >= current.closed_on):
            raise ActionError(
                _("“{current_name}”在 {on} 没有启用；请核对日期或渠道。").format(
                    current_name=current.name, on=on
                )
            )
        if current.postings.standing().filter(item=public, version=version).exists():
            raise WrongState(
                _("这一版已登记在“{current_name}”上，无须重复登记。").format(
                    current_name=current.name
                )
            )
        posting = Posting(
            item=public,
            body=current.body,
            kind=current.kind,
            channel=current,
            version=version,
            place=place,
            url=url,
            posted_on=on,
            take_down_on=take_down_on or public.take_down_on,
            posted_by=acting_user,
            note=note,
        )
        posting.full_clean()
        _refuse_early_end(posting)
        posting.save()
        kept = keep_proofs(posting, ProofMoment.POSTED, proofs, by=acting_user, at=at)
        record(
            acts.POSTED,
            by=acting_user,
            body=posting.body,
            subject=posting,
            after={
                **describe(posting, ["kind", "channel", "version", *CORRECTED]),
                "proofs": [proof.sha256 for proof in kept],
            },
            at=at,
        )
        made.append(posting)
    return made


def _refuse_early_end(posting: Posting) -> None:
    if posting.take_down_on is not None and posting.take_down_on <= posting.posted_on:
        raise ActionError(
            {
                "take_down_on": _("应撤下日 {take_down_on} 应晚于发布日期 {posted_on}。").format(
                    take_down_on=posting.take_down_on, posted_on=posting.posted_on
                )
            }
        )


def _locked(posting: Posting) -> Posting:
    current = Posting.objects.select_for_update().get(pk=posting.pk)
    if current.channel_id is None:
        raise WrongState(_("本平台的发布记录由发布和撤下产生，不能手工修改。"))
    return current


@transaction.atomic
def remove_posting(
    posting: Posting,
    *,
    acting_user: User,
    at: datetime,
    on: date,
    note: str = "",
    proofs: Iterable[Proof] = (),
) -> Posting:
    """Record that a posting was taken down from its channel."""
    require(acting_user, POST, posting.body)
    current = _locked(posting)
    if current.removed_on is not None:
        raise WrongState(
            _("已于 {removed_on} 登记撤下，无须重复登记。").format(removed_on=current.removed_on)
        )
    if not current.posted_on <= on <= timezone.localdate(at):
        raise ActionError(
            _("撤下日期 {on} 应在发布日期 {posted_on} 和今天之间；请核对。").format(
                on=on, posted_on=current.posted_on
            )
        )
    current.removed_on, current.removed_by = on, acting_user
    current.save(update_fields=["removed_on", "removed_by"])
    kept = keep_proofs(current, ProofMoment.REMOVED, proofs, by=acting_user, at=at)
    record(
        acts.POSTING_REMOVED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"removed_on": on, "proofs": [proof.sha256 for proof in kept]},
        reason=note,
        at=at,
    )
    return current


@transaction.atomic
def correct_posting(
    posting: Posting,
    *,
    acting_user: User,
    at: datetime,
    reason: str,
    proofs: Iterable[Proof] = (),
    **facts: Any,
) -> Posting:
    """Correct a record, or add a proof to it; the journal keeps what it said before."""
    require(acting_user, POST, posting.body)
    unknown = set(facts) - set(CORRECTED)
    if unknown:
        raise ValueError(f"not to be corrected: {sorted(unknown)}")
    if not reason.strip():
        raise ActionError(_("请写明更正的原因。"))
    current = _locked(posting)
    before = describe(current, CORRECTED)
    for field, value in facts.items():
        setattr(current, field, value)
    current.full_clean()
    _refuse_early_end(current)
    current.save()
    moment = ProofMoment.POSTED if current.removed_on is None else ProofMoment.REMOVED
    kept = keep_proofs(current, moment, proofs, by=acting_user, at=at)
    was, now = changes(before, describe(current, CORRECTED))
    record(
        acts.POSTING_CORRECTED,
        by=acting_user,
        body=current.body,
        subject=current,
        before=was,
        after={**now, **({"proofs": [proof.sha256 for proof in kept]} if kept else {})},
        reason=reason,
        at=at,
    )
    return current
