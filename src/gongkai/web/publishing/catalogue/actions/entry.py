"""Add a row to the county's catalogue, and change one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.catalogue.limits import read_limits
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.publishing.catalogue import acts
from gongkai.web.publishing.catalogue.actions.entries import LEVEL_OF, may_manage, only_county
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow

FIELDS = (
    "category",
    "name",
    "content",
    "basis",
    "statutory_item",
    "standard_field",
    "period_kind",
    "time_limit",
    "cadence",
    "owner",
    "channels",
    "audience",
    "way",
    "levels",
    "lists_people",
    "is_major",
    "posting",
    "monthly_quota",
    "county_code",
    "no_limit_reason",
    "order",
)
OWN = "own."


def next_code() -> str:
    """A code for a row of the county's own, as own.0001."""
    numbers = [
        int(code.removeprefix(OWN))
        for code in CatalogueRow.objects.filter(code__startswith=OWN).values_list("code", flat=True)
        if code.removeprefix(OWN).isdecimal()
    ]
    return f"{OWN}{max(numbers, default=0) + 1:04}"


def _refuse_unknown(fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"not fields of a row: {sorted(unknown)}")


@transaction.atomic
def add_row(
    *,
    acting_user: User | Platform,
    at: datetime,
    code: str = "",
    county: PublicBody | None = None,
    include_on: date | None = None,
    **fields: Any,
) -> CatalogueRow:
    """A new row of a county (of the only one where none is said); from ``include_on``, where given, every body of
    its levels owes it."""
    county = county or only_county()
    may_manage(acting_user, county)
    _refuse_unknown(fields)
    code = code or next_code()
    row = CatalogueRow(county=county, code=code, plain_code=code, **fields)
    row.limits = [limit.as_data() for limit in read_limits(row.time_limit)]
    row.full_clean()
    row.save()
    included = []
    if include_on is not None:
        bodies = PublicBody.objects.public().standing_on(include_on)
        for body in bodies.beneath(county) if county is not None else bodies:
            if LEVEL_OF.get(body.kind, "county_department") in row.levels:
                BodyRow.objects.create(body=body, row=row, starts_on=include_on)
                included.append(body.code)
    record(
        acts.ROW_ADDED,
        by=acting_user,
        subject=row,
        after={**describe(row, FIELDS), "included": included, "on": include_on},
        at=at,
    )
    return row


@transaction.atomic
def change_row(
    row: CatalogueRow, *, acting_user: User | Platform, at: datetime, **fields: Any
) -> CatalogueRow:
    """Change a row for every body of its county that owes it; what is not named stays."""
    may_manage(acting_user, CatalogueRow.objects.get(pk=row.pk).county)
    _refuse_unknown(fields)
    current = CatalogueRow.objects.select_for_update().get(pk=row.pk)
    before = describe(current, FIELDS)
    for name, value in fields.items():
        setattr(current, name, value)
    if "time_limit" in fields:
        current.limits = [limit.as_data() for limit in read_limits(current.time_limit)]
    current.full_clean()
    was, now = changes(before, describe(current, FIELDS))
    if now:
        current.save()
        record(acts.ROW_CHANGED, by=acting_user, subject=current, before=was, after=now, at=at)
    return current
