"""Take over the county's catalogue from a workbook: all of it, or none and every wrong cell named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.actions.import_bodies import WrongCells
from gongkai.web.bodies.workbook import Line
from gongkai.web.journal.recording import record
from gongkai.web.publishing.catalogue import acts
from gongkai.web.publishing.catalogue.actions.entry import add_row, change_row
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.catalogue.permissions import MANAGE_CATALOGUE
from gongkai.web.publishing.catalogue.workbook import CODE, LARGEST, WrongCell, columns, lines
from gongkai.web.publishing.errors import PublishingError


@dataclass(frozen=True)
class Imported:
    """How many rows were added, changed and left as they were."""

    added: int
    changed: int
    same: int


@transaction.atomic
def import_catalogue(
    data: bytes, name: str, *, acting_user: User | Platform, at: datetime
) -> Imported:
    """Add and change rows by their code. A column that the workbook does not have stays as it is.

    Raises:
        WrongCells: at least one cell is wrong; nothing was saved.
    """
    require(acting_user, MANAGE_CATALOGUE, None)
    found = lines(data, name)
    if len(found) > LARGEST:
        raise PublishingError(f"“{name}”有 {len(found)} 行，超过 {LARGEST} 行；请分几次导入。")
    known = {row.code: row for row in CatalogueRow.objects.select_for_update()}
    wrong: list[str] = []
    seen: dict[str, int] = {}
    added = changed = same = 0
    for line in found:
        code = line.cells[CODE]
        if code and code in seen:
            wrong.append(f"{line.at(CODE)}：事项编码“{code}”与第 {seen[code]} 行重复。")
            continue
        seen[code] = line.number
        if code and code not in known:
            wrong.append(f"{line.at(CODE)}：事项编码“{code}”不存在；新增的行请把编码留空。")
            continue
        values = _read(line, wrong)
        if values is None:
            continue
        try:
            if not code:
                add_row(acting_user=acting_user, **values, at=at)
                added += 1
            elif any(getattr(known[code], field) != value for field, value in values.items()):
                change_row(known[code], acting_user=acting_user, **values, at=at)
                changed += 1
            else:
                same += 1
        except ValidationError as error:
            wrong += _sentences(line, error)
    if wrong:
        raise WrongCells(wrong)
    record(
        acts.CATALOGUE_IMPORTED,
        by=acting_user,
        after={"file": name, "added": added, "changed": changed},
        at=at,
    )
    return Imported(added, changed, same)


def _read(line: Line, wrong: list[str]) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    before = len(wrong)
    for column in columns():
        if column.head not in line.letters:
            continue
        text = line.cells[column.head]
        if column.field in {"category", "name"} and not text:
            wrong.append(f"{line.at(column.head)}：{column.head}为空，应填写。")
            continue
        try:
            values[column.field] = column.read(text)
        except WrongCell as error:
            wrong.append(f"{line.at(column.head)}：{column.head}为“{text}”，{error}。")
    return values if len(wrong) == before else None


def _sentences(line: Line, error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return [f"第 {line.number} 行：{message}" for message in error.messages]
    heads = {column.field: column.head for column in columns()}
    told = []
    for field, messages in error.message_dict.items():
        head = heads.get(field, "")
        place = line.at(head) if head in line.letters else f"第 {line.number} 行"
        told += [f"{place}：{message}" for message in messages]
    return told
