"""Begin an item for a question that came again and again, or say why not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.supervision import acts
from gongkai.web.supervision.demand.models import DemandDecision
from gongkai.web.supervision.demand.proposals import Proposal, proposals
from gongkai.web.supervision.permissions import KEEP_RECORDS


def _proposal(body: PublicBody, topic: str, at: datetime) -> Proposal:
    for each in proposals(body, timezone.localdate(at)):
        if each.topic == topic:
            return each
    raise WrongState(_("这条需求已经处理，或者不足三次；请回到列表查看。"))


@transaction.atomic
def accept_demand(
    body: PublicBody,
    *,
    acting_user: User,
    at: datetime,
    topic: str,
    title: str,
    row: CatalogueRow,
) -> DemandDecision:
    """Begin an item: a draft with the title, in the catalogue entry chosen; it goes the way of every item."""
    require(acting_user, KEEP_RECORDS, body)
    proposal = _proposal(body, topic, at)
    item = draft_item(
        body,
        acting_user=acting_user,
        title=title,
        row=row,
        formed_on=timezone.localdate(at),
        at=at,
    )
    decision = DemandDecision(
        body=body,
        topic=proposal.topic,
        asks=proposal.asks,
        kinds=proposal.ways,
        last_on=proposal.last_on,
        item=item,
        entered_by=acting_user,
        entered_at=at,
    )
    decision.full_clean()
    decision.save()
    record(
        acts.DEMAND_ACCEPTED,
        by=acting_user,
        body=body,
        subject=decision,
        after={"asks": proposal.asks, "item": item.pk},
        at=at,
    )
    return decision


@transaction.atomic
def decline_demand(
    body: PublicBody, *, acting_user: User, at: datetime, topic: str, reason: str
) -> DemandDecision:
    """Say why it will not be published."""
    require(acting_user, KEEP_RECORDS, body)
    if not reason.strip():
        raise ActionError({"reason": _("请写明不采纳的原因。")})
    proposal = _proposal(body, topic, at)
    decision = DemandDecision(
        body=body,
        topic=proposal.topic,
        asks=proposal.asks,
        kinds=proposal.ways,
        last_on=proposal.last_on,
        reason=reason.strip()[:300],
        entered_by=acting_user,
        entered_at=at,
    )
    decision.full_clean()
    decision.save()
    record(
        acts.DEMAND_DECLINED,
        by=acting_user,
        body=body,
        subject=decision,
        after={"asks": proposal.asks},
        reason=reason,
        at=at,
    )
    return decision
