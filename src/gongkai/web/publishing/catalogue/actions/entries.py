"""Load the county's catalogue from the law, and trim it for a body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from gongkai.statute.codelists import Code, codelist
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue import acts
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow
from gongkai.web.publishing.catalogue.permissions import MANAGE_CATALOGUE, TRIM_CATALOGUE

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
    "guide": "fixed",
    "rules": "fixed",
}


@transaction.atomic
def load_catalogue(*, acting_user: User | Platform, at: datetime) -> int:
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
            owner=_owner(field),
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
        record(acts.CATALOGUE_LOADED, by=acting_user, after={"rows": made}, at=at)
    return made


def _owner(field: Code) -> str:
    lead = field.text("lead")
    owners = [f"县级{lead}部门"] if lead else []
    return "、".join([*owners, *(["乡镇人民政府"] if "township" in field.texts("levels") else [])])


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


@dataclass(frozen=True)
class Wording:
    """A body's own words and monthly quota for a row; blank where the county's hold."""

    content: str = ""
    monthly_quota: int | None = None


@transaction.atomic
def trim_catalogue(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    rows: Iterable[CatalogueRow] | None = None,
    wordings: Mapping[int, Wording] | None = None,
) -> list[BodyRow]:
    """From a day on the body owes exactly these rows; without any, those of its level.

    ``wordings``: the body's own words by number of the row; rows not named keep theirs. Returns what
    was written.
    """
    require(acting_user, TRIM_CATALOGUE, body)
    if not body.is_public:
        raise ActionError(
            gettext("“{body}”随“{public_body}”公开，不单独编制目录。").format(
                body=body, public_body=body.public_body
            )
        )
    if rows is None:
        level = LEVEL_OF.get(body.kind, "county_department")
        rows = [row for row in CatalogueRow.objects.all() if level in row.levels]
    wanted = {row.pk: row for row in rows}
    standing = {
        each.row_id: each for each in body.catalogue.filter(ends_on=None).select_related("row")
    }
    ended = [each for number, each in standing.items() if number not in wanted]
    for each in ended:
        _end(each, on)
    written = []
    for number, row in wanted.items():
        current = standing.get(number)
        held = Wording(current.content, current.monthly_quota) if current else Wording()
        wording = (wordings or {}).get(number, held)
        if current is None or wording != held:
            written.append(_write(body, row, current, wording, on))
    record(
        acts.CATALOGUE_TRIMMED,
        by=acting_user,
        body=body,
        after={
            "on": on,
            "added": [each.row.code for each in written if each.row_id not in standing],
            "changed": [each.row.code for each in written if each.row_id in standing],
            "ended": [each.row.code for each in ended],
        },
        at=at,
    )
    return written


def _end(each: BodyRow, on: date) -> None:
    if on < each.starts_on:
        raise ActionError(
            gettext(
                "“{row_name}”自 {starts_on} 起列入目录，不能自 {on} 起变更；请填写该日之后的日期。"
            ).format(row_name=each.row.name, starts_on=each.starts_on, on=on)
        )
    if on == each.starts_on:
        # Nothing of it has held for a day; the journal keeps that it was there.
        each.delete()
        return
    each.ends_on = on
    each.save(update_fields=["ends_on"])


def _write(
    body: PublicBody, row: CatalogueRow, current: BodyRow | None, wording: Wording, on: date
) -> BodyRow:
    if current is not None:
        _end(current, on)
    written = BodyRow(
        body=body,
        row=row,
        starts_on=on,
        content=wording.content,
        monthly_quota=wording.monthly_quota,
    )
    written.full_clean()
    written.save()
    return written
