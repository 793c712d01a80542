"""Take over the standard catalogue (换用标准目录): its entries as rows of a county, trimmed for each of its bodies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from gongkai.catalogue.comparing import folded
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
    whole_fields,
)
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow, Way
from gongkai.web.publishing.catalogue.row_limits import cadence_of, period_kind_of, posting_of
from gongkai.web.publishing.catalogue.signals import rows_given_up

FIRST = 1001
LEVELS = {"county": ("county", "county_department"), "township": ("township",), "village": ()}
HEADING_ONLY = "以“{field}”领域标准指引所列要素为准"


@dataclass(frozen=True)
class Loaded:
    """How many rows a county got, and which of its own now stand for an entry of the standard catalogue."""

    rows: int
    merged: tuple[str, ...]


@dataclass(frozen=True)
class Adopted:
    """How many rows the county got and how many of its own were merged, how many each body owes more, how many rows
    were given up, and how many items moved from these."""

    rows: int
    merged: int
    owed: int
    ended: int
    moved: int


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

    Rows that are there keep their codes and what the county has written in them; a row of the same field and the same
    names becomes the standard's row instead of standing beside it. Each body that has a catalogue owes the new rows of
    its level and its work as well; what stood for a whole field is given up, and its items move to the field's rows.
    """
    may_manage(acting_user, county)
    loaded = load_standard(county, variants)
    owed = ended = moved = 0
    bodies = PublicBody.objects.public().standing_on(on).beneath(county)
    for body in bodies.filter(catalogue__ends_on=None, catalogue__isnull=False).distinct():
        standing = {each.row_id: each for each in body.catalogue.filter(ends_on=None)}
        wanted = [row for row in rows_for(body) if row.plain_code.startswith(STANDARD)]
        new = [row for row in wanted if row.pk not in standing]
        BodyRow.objects.bulk_create(BodyRow(body=body, row=row, starts_on=on) for row in new)
        owed += len(new)
        given_up = list(
            body.catalogue.filter(
                ends_on=None, row__plain_code__in=whole_fields(wanted)
            ).select_related("row")
        )
        if given_up:
            told = rows_given_up.send(
                sender=CatalogueRow,
                body=body,
                old=[each.row for each in given_up],
                rows=wanted,
                by=acting_user,
                at=at,
            )
            moved += sum(number or 0 for _, number in told)
        for each in given_up:
            end_row(each, max(on, each.starts_on))
            ended += 1
    _forget_headings(county)
    record(
        acts.STANDARD_ADOPTED,
        by=acting_user,
        body=county,
        after={
            "rows": loaded.rows,
            "merged": list(loaded.merged),
            "owed": owed,
            "ended": ended,
            "moved": moved,
            "on": on,
        },
        at=at,
    )
    return Adopted(loaded.rows, len(loaded.merged), owed, ended, moved)


def _forget_headings(county: PublicBody) -> None:
    """What stands for a whole field and was never owed nor filed under is no row any more."""
    told = CatalogueRow.objects.filter(county=county, plain_code__startswith=STANDARD)
    idle = CatalogueRow.objects.filter(
        county=county, plain_code__in=whole_fields(told), bodies=None, items=None
    )
    for row in idle:
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            # Something else tells of it: a posting calendar, a quota.
            continue


def load_standard(county: PublicBody | None, variants: Collection[str] | None = None) -> Loaded:
    """The rows of the standard catalogue that a county has not yet; a row of its own with the same field and names is
    taken for the standard's, and gets what it leaves open."""
    standard = CatalogueRow.objects.filter(code__startswith=STANDARD)
    taken = set(standard.exclude(county=county).values_list("code", flat=True))
    own = CatalogueRow.objects.filter(county=county)
    known = set(own.filter(plain_code__startswith=STANDARD).values_list("plain_code", flat=True))
    named = {_names(row): row for row in own.exclude(standard_field="") if not row.is_heading}
    orders = {entry.code: at for at, entry in enumerate(standard_catalogue().entries, FIRST)}
    new: list[CatalogueRow] = []
    merged: list[str] = []
    for entry in standard_catalogue().enabled(variants):
        if entry.code in known:
            continue
        row = _row(county, entry, orders[entry.code], is_taken=entry.code in taken)
        twin = named.get(_names(row))
        if twin is None or twin.is_standard:
            new.append(row)
        else:
            _fill(twin, row)
            merged.append(twin.code)
    CatalogueRow.objects.bulk_create(new)
    return Loaded(len(new), tuple(merged))


def _names(row: CatalogueRow) -> tuple[str, str, str]:
    return row.standard_field, folded(row.category), folded(row.name)


def _fill(own: CatalogueRow, standard: CatalogueRow) -> None:
    """The county's row stands for the standard's: what it says holds, what it leaves open is the standard's."""
    own.plain_code = standard.plain_code
    if not own.time_limit:
        own.limits, own.period_kind = standard.limits, standard.period_kind
        own.no_limit_reason = own.no_limit_reason or standard.no_limit_reason
    for name in ("content", "basis", "time_limit", "owner", "levels", "posting", "evidence"):
        if not getattr(own, name):
            setattr(own, name, getattr(standard, name))
    if own.cadence == "temporary":
        own.cadence = standard.cadence
    own.lists_people = own.lists_people or standard.lists_people
    own.confidence, own.order = standard.confidence, standard.order
    own.save()


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
        # An entry of one level only is called by it.
        name=(entry.level_2 or entry.level_1)[:200],
        content=content,
        basis="\n".join(map(str, entry.bases)) or f"{label}领域基层政务公开标准指引",
        standard_field=entry.field if field else "",
        period_kind=period_kind_of(entry.field, entry.limits),
        time_limit=entry.time_limit,
        no_limit_reason=entry.no_limit_reason,
        limits=[limit.as_data() for limit in entry.limits],
        owner="、".join(_owners(entry, field.text("lead") if field else None)),
        cadence=cadence_of(entry.recurring, entry.limits),
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
        posting=posting_of(entry.posting),
        confidence=entry.confidence,
        evidence=entry.evidence,
        order=order,
    )


def _owners(entry: Entry, lead: str | None) -> list[str]:
    return [
        f"县级{lead}部门" if owner == "department" and lead else OWNERS[owner]
        for owner in entry.owners
    ]
