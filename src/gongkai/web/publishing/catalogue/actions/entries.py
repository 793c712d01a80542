"""Load the county's catalogue from the law, and trim it for a body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from gongkai.statute.codelists import Code, codelist
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue import acts
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow, counties, county_of
from gongkai.web.publishing.catalogue.permissions import MANAGE_CATALOGUE, TRIM_CATALOGUE

LEVEL_OF: dict[str, str] = {
    Kind.COUNTY_GOVERNMENT: "county",
    Kind.COUNTY_DEPARTMENT: "county_department",
    Kind.TOWNSHIP: "township",
    Kind.SUBDISTRICT: "township",
}
STANDARD = "standard."
# How the departments are called that lead a field, beside the field's own word.
OFFICES: dict[str, tuple[str, ...]] = {
    "发展改革": ("发展和改革", "发改", "公共资源交易"),
    "人力资源社会保障": ("人力资源和社会保障", "人社"),
    "住房城乡建设": ("住房和城乡建设", "住建"),
    "文化和旅游": ("文化旅游", "文旅"),
    "司法行政": ("司法局",),
    "市场监管": ("市场监督管理",),
    "城市管理": ("综合行政执法", "城管"),
    "教育": ("教体", "教育体育"),
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
    "budgets_and_accounts": "yearly",
    "emergencies": "urgent",
    "guide": "fixed",
    "rules": "fixed",
}


@transaction.atomic
def load_catalogue(
    *, acting_user: User | Platform, at: datetime, county: PublicBody | None = None
) -> int:
    """Rows for articles 20 and 21, the twenty-six fields, the columns of the platform and the working
    rows that a county has not yet; how many were made. Without a county said, the only one there is."""
    county = county or only_county()
    may_manage(acting_user, county)
    made = 0
    standard = CatalogueRow.objects.filter(county=county, plain_code__startswith=STANDARD)
    # A county that has the fields' own rows needs no row for a whole field.
    has_fields = standard.exists()
    covered = set(whole_fields(standard))
    for order, item in enumerate(codelist("statutory_items"), start=1):
        if f"statutory.{item.id}" in covered:
            continue
        category = (
            "第二十一条 重点领域"
            if any(cite.startswith(ARTICLE_21) for cite in item.cites)
            else "第二十条 法定主动公开内容"
        )
        made += _make_row(
            county,
            item,
            code=f"statutory.{item.id}",
            category=category,
            order=order,
            basis=f"《中华人民共和国政府信息公开条例》{category[:5].strip()}",
            statutory_item=item.id,
        )
    for order, field in enumerate(codelist("standard_fields"), start=101):
        if has_fields:
            break
        made += _make_row(
            county,
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
            county,
            column,
            code=f"platform.{column.id}",
            category="政府信息公开平台",
            order=order,
            content=column.text("content") or "",
            basis="《中华人民共和国政府信息公开条例》",
        )
    for order, working in enumerate(codelist("working_rows"), start=301):
        made += _make_row(
            county,
            working,
            code=f"work.{working.id}",
            category=working.text("category"),
            order=order,
            basis=working.text("basis") or "",
            content=working.text("content") or "",
        )
    if made:
        record(acts.CATALOGUE_LOADED, by=acting_user, body=county, after={"rows": made}, at=at)
    return made


def whole_fields(rows: Iterable[CatalogueRow]) -> list[str]:
    """Codes of the rows that stand for a whole field of these rows: its heading, and the law's matter of its name."""
    labels = {item.label: item.id for item in codelist("statutory_items")}
    found = []
    for field in sorted({row.standard_field for row in rows}):
        found.append(f"field.{field}")
        known = codelist("standard_fields").codes.get(field)
        if known is not None and known.label in labels:
            found.append(f"statutory.{labels[known.label]}")
    return found


def _owner(field: Code) -> str:
    lead = field.text("lead")
    owners = [f"县级{lead}部门"] if lead else []
    return "、".join([*owners, *(["乡镇人民政府"] if "township" in field.texts("levels") else [])])


def only_county() -> PublicBody | None:
    """The county of an installation that has one; None where no body stands yet.

    Raises:
        ActionError: there are several.
    """
    found = counties()
    if len(found) > 1:
        raise ActionError(gettext("本平台有几个县（市、区），请先选定是哪一个的目录。"))
    return found[0] if found else None


def may_manage(acting_user: User | Platform, county: PublicBody | None) -> None:
    """Raise `Refused` unless the user looks after the county's catalogue; what all share, after every county's."""
    for each in [county] if county is not None else counties() or [None]:
        require(acting_user, MANAGE_CATALOGUE, each)


def code_in(county: PublicBody | None, plain: str) -> str:
    """A code that is free in the installation: the plain one, with the county before it where another has that."""
    taken = CatalogueRow.objects.filter(code=plain).exclude(county=county).exists()
    return f"{county.code}.{plain}" if county is not None and taken else plain


def _make_row(
    county: PublicBody | None, source: Code, *, code: str, order: int, **columns: object
) -> int:
    if CatalogueRow.objects.filter(Q(county=county) | Q(county=None), plain_code=code).exists():
        return 0
    _, made = CatalogueRow.objects.get_or_create(
        code=code_in(county, code),
        defaults={
            "county": county,
            "plain_code": code,
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


def rows_for(body: PublicBody) -> list[CatalogueRow]:
    """The rows that a body starts from: those of its level, and of the fields that are its work."""
    level = LEVEL_OF.get(body.kind, "county_department")
    rows = [row for row in CatalogueRow.objects.of(body) if level in row.levels]
    told = {row.standard_field for row in rows if row.is_standard}
    # What stood for a whole field is not owed beside the field's own rows.
    rows = [row for row in rows if not (row.is_heading and row.standard_field in told)]
    if level == "township":
        return rows
    names = [body.name]
    is_county = body.kind == Kind.COUNTY_GOVERNMENT
    if is_county:
        departments = PublicBody.objects.public().beneath(body).exclude(pk=body.pk)
        names = list(departments.values_list("name", flat=True))
    # A county government answers for the fields that none of its departments leads.
    return [
        row
        for row in rows
        if not row.plain_code.startswith(STANDARD)
        or any(_leads(name, row.standard_field) for name in names) is not is_county
    ]


def _leads(name: str, field: str) -> bool:
    """Whether a department of this name leads a field."""
    known = codelist("standard_fields").codes.get(field)
    lead = (known.text("lead") if known else None) or "新闻出版"
    # 人民政府办公室 is no office of 民政.
    own = name.replace("人民政府", "")
    return any(word in own for word in (lead, *OFFICES.get(lead, ())))


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
    rows = list(rows) if rows is not None else None
    if not body.is_public:
        raise ActionError(
            gettext("“{body}”随“{public_body}”公开，不单独编制目录。").format(
                body=body, public_body=body.public_body
            )
        )
    if rows is None:
        rows = rows_for(body)
    foreign = next((row for row in rows if row.county_id not in {None, county_of(body).pk}), None)
    if foreign is not None:
        raise ActionError(
            gettext("“{row_name}”不在本县（市、区）的目录中；请从本县目录中选择。").format(
                row_name=foreign.name
            )
        )
    wanted = {row.pk: row for row in rows}
    standing = {
        each.row_id: each for each in body.catalogue.filter(ends_on=None).select_related("row")
    }
    ended = [each for number, each in standing.items() if number not in wanted]
    for each in ended:
        end_row(each, on)
    written: list[BodyRow] = []
    plain: list[BodyRow] = []
    for number, row in wanted.items():
        current = standing.get(number)
        held = Wording(current.content, current.monthly_quota) if current else Wording()
        wording = (wordings or {}).get(number, held)
        if current is None and wording == Wording():
            plain.append(BodyRow(body=body, row=row, starts_on=on))
        elif current is None or wording != held:
            written.append(_write(body, row, current, wording, on))
    written += BodyRow.objects.bulk_create(plain)
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


def end_row(each: BodyRow, on: date) -> None:
    """A row ends for a body on a day; one that began that day has never held."""
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
        end_row(current, on)
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
