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
from gongkai.web.reporting.assessing.models import EVERY_YEAR, IndicatorWeight
from gongkai.web.reporting.assessing.scoring import weights_of
from gongkai.web.reporting.permissions import COLLECT


@transaction.atomic
def set_weights(
    county: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    weights: Mapping[str, int],
    year: int = EVERY_YEAR,
    quarter: int = 0,
) -> None:
    """Let these weights hold in a county from a year on, or in one quarter of it; those that hold already are not set again.

    Raises:
        ActionError: an indicator is unknown, or no weight is left.
    """
    require(acting_user, COLLECT, county)
    unknown = set(weights) - set(BY_CODE)
    if unknown:
        raise ActionError(_("没有这个指标：{codes}。").format(codes="、".join(sorted(unknown))))
    if weights and not any((weights_of(county, year, quarter) | dict(weights)).values()):
        raise ActionError(_("至少一个指标的分值要大于 0。"))
    if quarter not in range(5):
        raise ActionError(_("季度应为 1 至 4，填写的是 {quarter}。").format(quarter=quarter))
    standing = weights_of(county, year, quarter)
    changed = {code: weight for code, weight in weights.items() if standing[code] != weight}
    for code, weight in changed.items():
        IndicatorWeight.objects.update_or_create(
            county=county,
            code=code,
            year=year,
            quarter=quarter,
            defaults={
                "weight": weight,
                "set_by": acting_user if isinstance(acting_user, User) else None,
                "set_at": at,
            },
        )
    if changed:
        after = {"year": year, "quarter": quarter, "weights": changed}
        record(acts.WEIGHTS_SET, by=acting_user, body=county, after=after, at=at)
