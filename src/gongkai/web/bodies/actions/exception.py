"""The body above excepts an office with too few people, from a day to a day; the public sees it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, Refused, require
from gongkai.web.bodies import acts
from gongkai.web.bodies.models import Exempt, PublicBody, SmallOffice
from gongkai.web.bodies.permissions import GRANT_EXCEPTION
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

LONGEST = timedelta(days=366)


def _require_above(acting_user: User | Platform, body: PublicBody) -> None:
    """The topmost body has nobody above: only the owner of the machine excepts it, by a command."""
    if isinstance(acting_user, Platform):
        return
    if body.parent is None:
        raise Refused(GRANT_EXCEPTION, body)
    require(acting_user, GRANT_EXCEPTION, body.parent)


@transaction.atomic
def grant_exception(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    kind: Exempt,
    starts_on: date,
    ends_on: date,
    reason: str,
) -> SmallOffice:
    """Except a public body, for a year at most; then it has to be looked at again."""
    _require_above(acting_user, body)
    if not body.is_public:
        raise ActionError(_("例外只能给机关，“{body}”是内设机构或村（居）。").format(body=body))
    if not reason.strip():
        raise ActionError(_("请写明人员情况和批准的理由，该理由对外公示。"))
    if ends_on <= starts_on:
        raise ActionError(_("终止日应在起始日之后；请核对日期。"))
    if ends_on - starts_on > LONGEST:
        raise ActionError(_("例外一次最长一年，期满须重新审查；请把终止日提前。"))
    standing = SmallOffice.objects.filter(
        body=body, kind=kind, starts_on__lt=ends_on, ends_on__gt=starts_on
    ).first()
    if standing is not None:
        raise ActionError(
            _("“{body}”在 {starts_on} 至 {ends_on} 已有同一例外，请先终止或另选日期。").format(
                body=body, starts_on=standing.starts_on, ends_on=standing.ends_on
            )
        )
    exception = SmallOffice(
        body=body,
        kind=kind,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=acting_user if isinstance(acting_user, User) else None,
        granted_at=at,
    )
    exception.full_clean()
    exception.save()
    _record(acts.EXCEPTION_GRANTED, exception, acting_user, at, exception.reason)
    return exception


@transaction.atomic
def end_exception(
    exception: SmallOffice, *, acting_user: User | Platform, at: datetime, on: date, reason: str
) -> SmallOffice:
    """End an exception before its day, as when somebody has joined the office."""
    _require_above(acting_user, exception.body)
    current = SmallOffice.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if not current.starts_on < on < current.ends_on:
        raise ActionError(
            _("终止日应在 {starts_on} 之后、{ends_on} 之前。").format(
                starts_on=current.starts_on, ends_on=current.ends_on
            )
        )
    current.ends_on = on
    current.save(update_fields=["ends_on"])
    _record(acts.EXCEPTION_ENDED, current, acting_user, at, reason)
    return current


def _record(
    act: Act, exception: SmallOffice, by: User | Platform, at: datetime, reason: str
) -> None:
    record(
        act,
        by=by,
        body=exception.body,
        subject=exception.body,
        after={
            "kind": exception.kind,
            "starts_on": exception.starts_on,
            "ends_on": exception.ends_on,
        },
        reason=reason,
        at=at,
    )
