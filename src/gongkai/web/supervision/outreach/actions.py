"""Record an activity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.supervision import acts
from gongkai.web.supervision.outreach.models import Outreach
from gongkai.web.supervision.papers.keeping import Paper, keep_papers
from gongkai.web.supervision.permissions import KEEP_RECORDS


@transaction.atomic
def record_outreach(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    kind: str,
    title: str,
    held_on: date,
    village: PublicBody | None = None,
    place: str = "",
    people: int = 0,
    leaflets: int = 0,
    papers: Iterable[Paper] = (),
) -> Outreach:
    """An activity that took place."""
    require(acting_user, KEEP_RECORDS, body)
    if held_on > timezone.localdate(at):
        raise ActionError({"held_on": _("日期晚于今天；请在活动之后登记。")})
    if village is not None and (village.kind != Kind.VILLAGE or village.public_body_id != body.pk):
        raise ActionError({"village": _("请选择本乡镇的村。")})
    activity = Outreach(
        body=body,
        kind=kind,
        title=title,
        held_on=held_on,
        village=village,
        place=place,
        people=people,
        leaflets=leaflets,
        entered_by=acting_user if isinstance(acting_user, User) else None,
        entered_at=at,
    )
    activity.full_clean()
    activity.save()
    kept = keep_papers(activity, body, papers, by=acting_user, at=at)
    record(
        acts.OUTREACH_RECORDED,
        by=acting_user,
        body=body,
        subject=activity,
        after={
            "kind": kind,
            "held_on": held_on,
            "people": people,
            "leaflets": leaflets,
            "papers": [paper.sha256 for paper in kept],
        },
        at=at,
    )
    return activity
