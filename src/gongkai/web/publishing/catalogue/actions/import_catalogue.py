"""Take over the county's catalogue from a workbook: all of it, or none and every wrong cell named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.documents.tabular import Row, Sheet
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.tables import WrongCells, place_of, sentences_of
from gongkai.web.journal.recording import record
from gongkai.web.publishing.catalogue import acts
from gongkai.web.publishing.catalogue.actions.entries import may_manage, only_county
from gongkai.web.publishing.catalogue.actions.entry import add_row, change_row
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.catalogue.workbook import CODE, WrongCell, columns, read_entries


@dataclass(frozen=True)
class Imported:
    """How many rows were added, changed and left as they were."""

    added: int
    changed: int
    same: int


@transaction.atomic
def import_catalogue(
    data: bytes,
    name: str,
    *,
    acting_user: User | Platform,
    at: datetime,
    county: PublicBody | None = None,
) -> Imported:
    """Add and change rows by their code. A column that the workbook does not have stays as it is.

    Raises:
        WrongCells: at least one cell is wrong; nothing was saved.
    """
    county = county or only_county()
    may_manage(acting_user, county)
    sheet = read_entries(data, name)
    known = {
        entry.code: entry
        for entry in CatalogueRow.objects.filter(county=county).select_for_update()
    }
    wrong: list[str] = []
    seen: dict[str, int] = {}
    added = changed = same = 0
    for row in sheet.rows:
        code = row.text(CODE)
        if code and code in seen:
            wrong.append(f"{place_of(row, CODE)}：事项编码“{code}”与第 {seen[code]} 行重复。")
            continue
        seen[code] = row.number
        if code and code not in known:
            wrong.append(f"{place_of(row, CODE)}：事项编码“{code}”不存在；新增的行请把编码留空。")
            continue
        values = _read(sheet, row, wrong)
        if values is None:
            continue
        try:
            if not code:
                add_row(acting_user=acting_user, county=county, **values, at=at)
                added += 1
            elif any(getattr(known[code], field) != value for field, value in values.items()):
                change_row(known[code], acting_user=acting_user, **values, at=at)
                changed += 1
            else:
                same += 1
        except ValidationError as error:
            wrong += sentences_of(row, error)
    if wrong:
        raise WrongCells(wrong)
    record(
        acts.CATALOGUE_IMPORTED,
        by=acting_user,
        body=county,
        after={"file": name, "added": added, "changed": changed},
        at=at,
    )
    return Imported(added, changed, same)


def _read(sheet: Sheet, row: Row, wrong: list[str]) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    before = len(wrong)
    for column in columns():
        if column.field not in sheet.columns:
            continue
        text, place = row.text(column.field), place_of(row, column.field)
        if column.field in {"category", "name"} and not text:
            wrong.append(f"{place}：{column.head}为空，应填写。")
            continue
        try:
            values[column.field] = column.read(text)
        except WrongCell as error:
            wrong.append(f"{place}：{column.head}为“{text}”，{error}。")
    return values if len(wrong) == before else None
