"""Establish bodies from a workbook: all of them, or none and every wrong cell named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.documents.tabular import Row, day_of
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, Refused
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.workbook import KIND_BY_LABEL, read_bodies
from gongkai.web.files.tables import WrongCells, place_of, sentences_of


@dataclass(frozen=True)
class Imported:
    """What came of an import."""

    made: tuple[PublicBody, ...]
    known: int


@transaction.atomic
def import_bodies(
    data: bytes, name: str, *, acting_user: User | Platform, at: datetime
) -> Imported:
    """Establish every body of the workbook that is not known by its code yet.

    Raises:
        FileRefused: it is no such workbook.
        WrongCells: at least one cell is wrong; nothing was saved.
    """
    known = {body.code: body for body in PublicBody.objects.all()}
    wrong: list[str] = []
    made: list[PublicBody] = []
    seen: dict[str, int] = {}
    skipped = 0
    for row in read_bodies(data, name):
        code = row.text("code")
        if code in seen:
            wrong.append(f"{place_of(row, 'code')}：机构编码“{code}”与第 {seen[code]} 行重复。")
            continue
        seen[code] = row.number
        if code in known:
            skipped += 1
            continue
        body = _establish(row, known, acting_user, wrong, at=at)
        if body is not None:
            known[code] = body
            made.append(body)
    if wrong:
        raise WrongCells(wrong)
    return Imported(tuple(made), skipped)


def _establish(
    row: Row,
    known: dict[str, PublicBody],
    acting_user: User | Platform,
    wrong: list[str],
    *,
    at: datetime,
) -> PublicBody | None:
    before = len(wrong)
    for field in ("code", "name"):
        if not row.text(field):
            wrong.append(f"{place_of(row, field)}：{row.cells[field].label}为空，应填写。")
    kind = KIND_BY_LABEL.get(row.text("kind"))
    if kind is None:
        wrong.append(
            f"{place_of(row, 'kind')}：类别为“{row.text('kind')}”，应为{'、'.join(KIND_BY_LABEL)}之一。"
        )
    day = day_of(row.text("established_on"))
    if day is None:
        wrong.append(
            f"{place_of(row, 'established_on')}：设立日期为“{row.text('established_on')}”，"
            "应如 2019-05-15。"
        )
    order = row.text("order")
    if order and not order.isdecimal():
        wrong.append(f"{place_of(row, 'order')}：排序为“{order}”，应为整数。")
    above = row.text("parent")
    if above and above not in known:
        wrong.append(f"{place_of(row, 'parent')}：上级编码“{above}”不存在，上级应排在下级之前。")
    if len(wrong) > before or kind is None or day is None:
        return None
    try:
        with transaction.atomic():
            return establish_body(
                acting_user=acting_user,
                code=row.text("code"),
                name=row.text("name"),
                short_name=row.text("short_name"),
                kind=kind,
                parent=known.get(above),
                unified_code=row.text("unified_code"),
                order=int(order or 0),
                on=day,
                at=at,
            )
    except Refused as error:
        wrong.append(f"第 {row.number} 行：{error}")
    except ValidationError as error:
        wrong.extend(sentences_of(row, error))
    return None
