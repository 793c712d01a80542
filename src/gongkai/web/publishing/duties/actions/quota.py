"""Lay down how many items a month a body publishes over several rows, and end that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.catalogue.permissions import TRIM_CATALOGUE
from gongkai.web.publishing.duties import acts
from gongkai.web.publishing.duties.models import MonthlyQuota


@transaction.atomic
def set_quota(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    name: str,
    minimum: int,
    rows: Iterable[CatalogueRow],
    on: date,
) -> MonthlyQuota:
    """From a day on; what was laid down under this name before ends on that day."""
    require(acting_user, TRIM_CATALOGUE, body)
    chosen = list(rows)
    if not chosen:
        raise ActionError(_("请选择计入条数的公开事项。"))
    standing = MonthlyQuota.objects.filter(body=body, name=name, ends_on=None).first()
    if standing is not None and standing.starts_on >= on:
        standing.rows.clear()
        standing.delete()
    elif standing is not None:
        standing.ends_on = on
        standing.save(update_fields=["ends_on"])
    quota = MonthlyQuota(body=body, name=name, minimum=minimum, starts_on=on)
    quota.full_clean()
    quota.save()
    quota.rows.set(chosen)
    record(
        acts.QUOTA_SET,
        by=acting_user,
        body=body,
        subject=quota,
        after={"name": name, "minimum": minimum, "rows": [row.code for row in chosen], "on": on},
        at=at,
    )
    return quota


@transaction.atomic
def end_quota(quota: MonthlyQuota, *, acting_user: User | Platform, at: datetime, on: date) -> None:
    """Nothing is owed under it from a day on."""
    require(acting_user, TRIM_CATALOGUE, quota.body)
    current = MonthlyQuota.objects.select_for_update().get(pk=quota.pk)
    if current.ends_on is not None:
        raise WrongState(
            _("“{current_name}”已于 {ends_on} 停止。").format(
                current_name=current.name, ends_on=current.ends_on
            )
        )
    body = quota.body
    before = {"name": current.name, "minimum": current.minimum}
    if current.starts_on >= on:
        current.rows.clear()
        current.delete()
    else:
        current.ends_on = on
        current.save(update_fields=["ends_on"])
    record(acts.QUOTA_ENDED, by=acting_user, body=body, before=before, after={"on": on}, at=at)
