"""Settle the disclosure attribute of an item, approve it, and review it when its day has come."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.journal.recording import describe, record
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import revise_item
from gongkai.web.publishing.items.authorship import refuse_own_text
from gongkai.web.publishing.items.models import Attribute, AttributeCard, ItemPage, Manner
from gongkai.web.publishing.items.permissions import APPROVE_ATTRIBUTE
from gongkai.web.publishing.permissions import DRAFT

ANSWERS = (
    "attribute",
    "manner",
    "audience",
    "period_kind",
    "ground",
    "reason",
    "review_on",
)
FITTING: dict[str, frozenset[str]] = {
    Attribute.PROACTIVE: frozenset({Manner.WHOLE, Manner.MASKED, Manner.PART}),
    Attribute.ON_REQUEST: frozenset({Manner.ON_APPLICATION, Manner.PART}),
    Attribute.WITHHELD: frozenset({Manner.NONE}),
}


@transaction.atomic
def decide_attribute(
    item: ItemPage,
    *,
    acting_user: User | Platform,
    at: datetime,
    attribute: str,
    manner: str,
    audience: str,
    period_kind: str,
    ground: str = "",
    reason: str = "",
    review_on: date | None = None,
) -> AttributeCard:
    """Answer the four questions. What is not public needs a ground and a day of review (条例第十八条)."""
    require(acting_user, DRAFT, item.body)
    if manner not in FITTING[attribute]:
        raise ActionError(
            _("“{attribute_label}”与“{manner_label}”不相符；请核对前两问。").format(
                attribute_label=Attribute(attribute).label, manner_label=Manner(manner).label
            )
        )
    if attribute == Attribute.PROACTIVE:
        ground, review_on = "", None
    elif review_on is None:
        raise ActionError(_("不主动公开的信息须定期复核（条例第十八条），请填写复核日。"))
    elif review_on <= timezone.localdate(at):
        raise ActionError(_("复核日 {review_on} 应在今天之后。").format(review_on=review_on))
    if attribute == Attribute.WITHHELD and not ground:
        raise ActionError(_("不予公开须写明理由（条例第十四条至第十六条）。"))
    before = item.attribute_cards.select_for_update().filter(superseded=False).first()
    if before is not None:
        before.superseded = True
        before.save(update_fields=["superseded"])
    revise_item(
        item,
        acting_user=acting_user,
        attribute=attribute,
        ground=ground,
        review_on=review_on,
        at=at,
    )
    card = AttributeCard.objects.create(
        item_id=item.pk,
        attribute=attribute,
        manner=manner,
        audience=audience,
        period_kind=period_kind,
        ground=ground,
        reason=reason,
        review_on=review_on,
        decided_by=acting_user if isinstance(acting_user, User) else None,
        decided_at=at,
    )
    record(
        acts.ATTRIBUTE_REVIEWED if before else acts.ATTRIBUTE_DECIDED,
        by=acting_user,
        body=item.body,
        subject=item,
        before=describe(before, ANSWERS) if before else None,
        after=describe(card, ANSWERS),
        reason=reason,
        at=at,
    )
    return card


@transaction.atomic
def approve_attribute(card: AttributeCard, *, acting_user: User, at: datetime) -> AttributeCard:
    """Another person, with no hand in the item, answers for the card."""
    current = AttributeCard.objects.select_for_update().select_related("item").get(pk=card.pk)
    require(acting_user, APPROVE_ATTRIBUTE, current.item.body)
    if current.approved_at is not None or current.superseded:
        raise WrongState(_("这张审查单已批准或已被新的审查单替代。"))
    if current.decided_by_id == acting_user.pk:
        raise OwnWork(_("审查单由您填写，须由他人批准。"))
    refuse_own_text(ItemPage.objects.get(pk=current.item_id), acting_user)
    current.approved_by = acting_user
    current.approved_at = at
    current.save(update_fields=["approved_by", "approved_at"])
    record(
        acts.ATTRIBUTE_APPROVED,
        by=acting_user,
        body=current.item.body,
        subject=current.item,
        after=describe(current, ANSWERS),
        at=at,
    )
    return current
