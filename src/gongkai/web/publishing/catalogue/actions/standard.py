"""Take over the standard catalogue (换用标准目录): its entries as rows of a county, trimmed for each of its bodies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.catalogue.limits import WITHIN, Limit
from gongkai.catalogue.standard import HEADING, OWNERS, Entry, standard_catalogue
from gongkai.statute.codelists import codelist
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.publishing.catalogue import acts
from gongkai.web.publishing.catalogue.actions.entries import (
    STANDARD,
    end_row,
    may_manage,
    rows_for,
)
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow, Way

FIRST = 1001
LEVELS = {"county": ("county", "county_department"), "township": ("township",), "village": ()}
CADENCE_OF = {"monthly": "monthly", "quarterly": "quarterly", "yearly": "yearly"}
PERIOD_OF = {
    (5, "working_days"): "within_5_working_days",
    (7, "working_days"): "within_7_working_days",
    (10, "working_days"): "within_10_working_days",
    (15, "working_days"): "within_15_working_days",
}
HEADING_ONLY = "以“{field}”领域标准指引所列要素为准"


@dataclass(frozen=True)
class Adopted:
    """How many rows the county got, how many each body owes more, and how many headings were given up."""

    rows: int
    owed: int
    ended: int


@transaction.atomic
def adopt_standard(
    county: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    variants: Collection[str] | None = None,
) -> Adopted:
    """The county works from the standard catalogue from a day on.

    Rows that are there keep their codes and what the county has written in them. Each body that has a catalogue owes
    the new rows of its level and its work as well; the one row that stood for a whole field is given up where nothing
    was published under it.
    """
    may_manage(acting_user, county)
    made = load_standard(county, variants)
    owed = ended = 0
    bodies = PublicBody.objects.public().standing_on(on).beneath(county)
    for body in bodies.filter(catalogue__ends_on=None, catalogue__isnull=False).distinct():
        standing = {each.row_id: each for each in body.catalogue.filter(ends_on=None)}
        wanted = [row for row in rows_for(body) if row.plain_code.startswith(STANDARD)]
        new = [row for row in wanted if row.pk not in standing]
        BodyRow.objects.bulk_create(BodyRow(body=body, row=row, starts_on=on) for row in new)
        owed += len(new)
        fields = {row.standard_field for row in wanted}
        headings = body.catalogue.filter(
            ends_on=None, row__plain_code__in=[f"field.{field}" for field in fields]
        ).exclude(row__items__body__public_body=body)
        for each in headings.select_related("row"):
            end_row(each, max(on, each.starts_on))
            ended += 1
    record(
        acts.STANDARD_ADOPTED,
        by=acting_user,
        body=county,
        after={"rows": made, "owed": owed, "ended": ended, "on": on},
        at=at,
    )
    return Adopted(made, owed, ended)


def load_standard(county: PublicBody | None, variants: Collection[str] | None = None) -> int:
    """The rows of the standard catalogue that a county has not yet; how many were made."""
    standard = CatalogueRow.objects.filter(code__startswith=STANDARD)
    taken = set(standard.exclude(county=county).values_list("code", flat=True))
    known = set(
        CatalogueRow.objects.filter(county=county, plain_code__startswith=STANDARD).values_list(
            "plain_code", flat=True
        )
    )
    orders = {entry.code: at for at, entry in enumerate(standard_catalogue().entries, FIRST)}
    new = [
        _row(county, entry, orders[entry.code], is_taken=entry.code in taken)
        for entry in standard_catalogue().enabled(variants)
        if entry.code not in known
    ]
    CatalogueRow.objects.bulk_create(new)
    return len(new)


def _row(county: PublicBody | None, entry: Entry, order: int, *, is_taken: bool) -> CatalogueRow:
    field = codelist("standard_fields").codes.get(entry.field)
    label = field.label if field else entry.level_1
    channels = codelist("catalogue_channels").codes
    content = "；".join(entry.contents)
    if entry.confidence == HEADING and not content:
        content = HEADING_ONLY.format(field=label)
    return CatalogueRow(
        county=county,
        code=f"{county.code}.{entry.code}" if county and is_taken else entry.code,
        plain_code=entry.code,
        category=entry.level_1[:100],
        name=entry.level_2,
        content=content,
        basis="\n".join(map(str, entry.bases)) or f"{label}领域基层政务公开标准指引",
        standard_field=entry.field if field else "",
        period_kind=_period_kind(entry.field, entry.limits),
        time_limit=entry.time_limit,
        no_limit_reason=entry.no_limit_reason,
        limits=[limit.as_data() for limit in entry.limits],
        owner="、".join(_owners(entry, field.text("lead") if field else None)),
        cadence=_cadence(entry),
        channels="、".join(
            [
                *(channels[code].label for code in entry.channels if code in channels),
                *entry.other_channels,
            ]
        )
        or "政府网站",
        audience=entry.audience,
        way=Way.PROACTIVE if entry.is_proactive else Way.ON_REQUEST,
        levels=[level for each in entry.levels for level in LEVELS[each]],
        lists_people=entry.names_people,
        posting=_posting(entry.posting),
        confidence=entry.confidence,
        evidence=entry.evidence,
        order=order,
    )


def _owners(entry: Entry, lead: str | None) -> list[str]:
    return [
        f"县级{lead}部门" if owner == "department" and lead else OWNERS[owner]
        for owner in entry.owners
    ]


def _posting(posting: Limit | None) -> str:
    return f"{posting.value} {(posting.unit or '').replace('_', ' ')}" if posting else ""


def _period_kind(field: str, limits: tuple[Limit, ...]) -> str:
    first = next((limit for limit in limits if limit.kind == WITHIN), None)
    if field == "budgets_and_accounts":
        return "budget"
    if first is None or first.value is None or first.unit is None:
        return "general"
    return PERIOD_OF.get((first.value, first.unit), "general")


def _cadence(entry: Entry) -> str:
    if entry.recurring in CADENCE_OF:
        return CADENCE_OF[entry.recurring]
    kinds = [limit.kind for limit in entry.limits]
    if kinds and kinds[0] == "long_term":
        return "fixed"
    if kinds and kinds[0] == "periodic":
        return "regular"
    return "urgent" if kinds and kinds[0] == "real_time" else "temporary"
