"""Load the county's catalogue from the law, and trim it for a body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from gongkai.statute.codelists import Code, codelist
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.publishing import acts
from gongkai.web.publishing.errors import PublishingError
from gongkai.web.publishing.models import BodyRow, CatalogueRow
from gongkai.web.publishing.permissions import MANAGE_CATALOGUE, TRIM_CATALOGUE

LEVEL_OF: dict[str, str] = {
    Kind.COUNTY_GOVERNMENT: "county",
    Kind.COUNTY_DEPARTMENT: "county_department",
    Kind.TOWNSHIP: "township",
    Kind.SUBDISTRICT: "township",
}
ARTICLE_21 = "ogi-2019#21"
# Rows that are lists of people by their nature, and their shorter periods.
PEOPLE = frozenset({"social_assistance", "agricultural_subsidies", "rural_dilapidated_houses"})
MAJOR = frozenset({"land_expropriation", "house_expropriation", "expropriation_compensation"})
PERIODS = {"budgets_and_accounts": "budget", "social_assistance": "assistance_decision"}
CADENCES = {
    "functions_and_organisation": "fixed",
    "regulations_and_normative_documents": "temporary",
    "social_assistance": "regular",
    "statistics": "regular",
    "emergencies": "urgent",
}


@transaction.atomic
def load_catalogue(*, acting_user: User | Platform) -> int:
    """Rows for articles 20 and 21, the twenty-six fields, the columns of the platform and the working
    rows that are not there yet; how many were made."""
    require(acting_user, MANAGE_CATALOGUE, None)
    made = 0
    for order, item in enumerate(codelist("statutory_items"), start=1):
        category = (
            "第二十一条 重点领域"
            if any(cite.startswith(ARTICLE_21) for cite in item.cites)
            else "第二十条 法定主动公开内容"
        )
        made += _make_row(
            item,
            code=f"statutory.{item.id}",
            category=category,
            order=order,
            basis=f"《中华人民共和国政府信息公开条例》{category[:5].strip()}",
            statutory_item=item.id,
        )
    for order, field in enumerate(codelist("standard_fields"), start=101):
        made += _make_row(
            field,
            code=f"field.{field.id}",
            category="基层政务公开标准化领域",
            order=order,
            basis=field.text("basis") or "",
            standard_field=field.id,
        )
    for order, column in enumerate(codelist("platform_columns"), start=201):
        made += _make_row(
            column,
            code=f"platform.{column.id}",
            category="政府信息公开平台",
            order=order,
            content=column.text("content") or "",
            basis="《中华人民共和国政府信息公开条例》",
        )
    for order, working in enumerate(codelist("working_rows"), start=301):
        made += _make_row(
            working,
            code=f"work.{working.id}",
            category=working.text("category"),
            order=order,
            basis=working.text("basis") or "",
            content=working.text("content") or "",
        )
    if made:
        record(acts.CATALOGUE_LOADED, by=acting_user, after={"rows": made})
    return made


def _make_row(source: Code, *, code: str, order: int, **columns: object) -> int:
    _, made = CatalogueRow.objects.get_or_create(
        code=code,
        defaults={
            "name": source.label,
            "order": order,
            "levels": list(source.texts("levels")),
            "period_kind": PERIODS.get(source.id, "general"),
            "cadence": CADENCES.get(source.id, "temporary"),
            "lists_people": source.id in PEOPLE,
            "is_major": source.id in MAJOR,
            **columns,
        },
    )
    return int(made)


@transaction.atomic
def trim_catalogue(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    on: date,
    rows: Iterable[CatalogueRow] | None = None,
) -> list[BodyRow]:
    """From a day on the body owes exactly these rows; without any, those of its level."""
    require(acting_user, TRIM_CATALOGUE, body)
    if not body.is_public:
        raise PublishingError(f"“{body}”随“{body.public_body}”公开，不单独编制目录。")
    if rows is None:
        level = LEVEL_OF.get(body.kind, "county_department")
        rows = [row for row in CatalogueRow.objects.all() if level in row.levels]
    wanted = {row.pk: row for row in rows}
    standing = {each.row_id: each for each in body.catalogue.filter(ends_on=None)}
    for number, each in standing.items():
        if number not in wanted:
            each.ends_on = on
            each.full_clean()
            each.save(update_fields=["ends_on"])
    added = [
        BodyRow.objects.create(body=body, row=row, starts_on=on)
        for number, row in wanted.items()
        if number not in standing
    ]
    record(
        acts.CATALOGUE_TRIMMED,
        by=acting_user,
        body=body,
        after={
            "on": on,
            "added": [each.row.code for each in added],
            "ended": [each.row.code for number, each in standing.items() if number not in wanted],
        },
    )
    return added
