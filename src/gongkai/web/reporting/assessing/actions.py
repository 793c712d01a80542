"""Change the weights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.reporting import acts
from gongkai.web.reporting.assessing.indicators import BY_CODE
from gongkai.web.reporting.assessing.models import IndicatorWeight
from gongkai.web.reporting.permissions import COLLECT


@transaction.atomic
def set_weights(
    county: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    weights: Mapping[str, int],
) -> None:
    """Let these weights hold in a county.

    Raises:
        ActionError: an indicator is unknown, or no weight is left.
    """
    require(acting_user, COLLECT, county)
    unknown = set(weights) - set(BY_CODE)
    if unknown:
        raise ActionError(_("没有这个指标：{codes}。").format(codes="、".join(sorted(unknown))))
    if not any(weights.values()):
        raise ActionError(_("至少一个指标的分值要大于 0。"))
    for code, weight in weights.items():
        IndicatorWeight.objects.update_or_create(
            county=county,
            code=code,
            defaults={
                "weight": weight,
                "set_by": acting_user if isinstance(acting_user, User) else None,
                "set_at": at,
            },
        )
    record(acts.WEIGHTS_SET, by=acting_user, body=county, after=dict(weights), at=at)
