"""Establish bodies from a workbook: all of them, or none and every wrong cell named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, Refused
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.bodies.errors import BodyError
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.workbook import KIND_BY_LABEL, LARGEST, Line, day_of, lines_of

TOLD = 50
FIELD_OF_HEAD = {
    "code": "机构编码",
    "name": "名称",
    "short_name": "简称",
    "kind": "类别",
    "parent": "上级编码",
    "unified_code": "统一社会信用代码",
    "established_on": "设立日期",
    "order": "排序",
}


@dataclass(frozen=True)
class Imported:
    """What came of an import."""

    made: tuple[PublicBody, ...]
    known: int


class WrongCells(BodyError):
    """Nothing was imported; each sentence begins with its cell."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = tuple(sentences)
        told = sentences[:TOLD]
        if len(sentences) > TOLD:
            told.append(f"另有 {len(sentences) - TOLD} 处，请先改正以上各处。")
        super().__init__(told)


@transaction.atomic
def import_bodies(
    data: bytes, name: str, *, acting_user: User | Platform, at: datetime
) -> Imported:
    """Establish every body of the workbook that is not known by its code yet.

    Raises:
        WrongCells: at least one cell is wrong; nothing was saved.
    """
    lines = lines_of(data, name)
    if len(lines) > LARGEST:
        raise BodyError(f"“{name}”有 {len(lines)} 行，超过 {LARGEST} 行；请分几次导入。")
    known = {body.code: body for body in PublicBody.objects.all()}
    wrong: list[str] = []
    made: list[PublicBody] = []
    seen: dict[str, int] = {}
    skipped = 0
    for line in lines:
        code = line.cells["机构编码"]
        if code in seen:
            wrong.append(f"{line.at('机构编码')}：机构编码“{code}”与第 {seen[code]} 行重复。")
            continue
        seen[code] = line.number
        if code in known:
            skipped += 1
            continue
        body = _establish(line, known, acting_user, wrong, at=at)
        if body is not None:
            known[code] = body
            made.append(body)
    if wrong:
        raise WrongCells(wrong)
    return Imported(tuple(made), skipped)


def _establish(
    line: Line,
    known: dict[str, PublicBody],
    acting_user: User | Platform,
    wrong: list[str],
    *,
    at: datetime,
) -> PublicBody | None:
    before = len(wrong)
    cells = line.cells
    for head in ("机构编码", "名称"):
        if not cells[head]:
            wrong.append(f"{line.at(head)}：{head}为空，应填写。")
    kind = KIND_BY_LABEL.get(cells["类别"])
    if kind is None:
        wrong.append(
            f"{line.at('类别')}：类别为“{cells['类别']}”，应为{'、'.join(KIND_BY_LABEL)}之一。"
        )
    day = day_of(cells["设立日期"])
    if day is None:
        wrong.append(f"{line.at('设立日期')}：设立日期为“{cells['设立日期']}”，应如 2019-05-15。")
    order = cells.get("排序", "")
    if order and not order.isdecimal():
        wrong.append(f"{line.at('排序')}：排序为“{order}”，应为整数。")
    above = cells.get("上级编码", "")
    if above and above not in known:
        wrong.append(f"{line.at('上级编码')}：上级编码“{above}”不存在，上级应排在下级之前。")
    if len(wrong) > before or kind is None or day is None:
        return None
    try:
        with transaction.atomic():
            return establish_body(
                acting_user=acting_user,
                code=cells["机构编码"],
                name=cells["名称"],
                short_name=cells.get("简称", ""),
                kind=kind,
                parent=known.get(above),
                unified_code=cells.get("统一社会信用代码", ""),
                order=int(order or 0),
                on=day,
                at=at,
            )
    except Refused as error:
        wrong.append(f"第 {line.number} 行：{error}")
    except ValidationError as error:
        wrong.extend(_sentences(line, error))
    return None


def _sentences(line: Line, error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return [f"第 {line.number} 行：{message}" for message in error.messages]
    told = []
    for field, messages in error.message_dict.items():
        head = FIELD_OF_HEAD.get(field, "")
        place = line.at(head) if head in line.letters else f"第 {line.number} 行"
        told += [f"{place}：{message}" for message in messages]
    return told
