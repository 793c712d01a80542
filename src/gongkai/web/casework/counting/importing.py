"""Take over the register 台账 that was kept by hand: each row becomes a case, with its answer where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.tabular import Column, Row, day_of
from gongkai.statute.event_codes import Channel
from gongkai.statute.events import Delivered, Replied, Withdrawn
from gongkai.statute.outcomes import load_outcomes
from gongkai.statute.receipt import Door
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import enter, locked
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.models import (
    DisclosureRequest,
    TriageKind,
    applicant_kinds,
    doors,
)
from gongkai.web.casework.requests.people import ApplicantFacts, mark_of, mark_of_words
from gongkai.web.files.tables import WrongCells, read_sheet
from gongkai.web.journal.recording import record

MOST = 2_000
COLUMNS = (
    Column("case", ("申请编号", "编号")),
    Column("name", ("申请人", "申请人姓名", "姓名或者名称", "申请人名称"), required=True),
    Column("kind", ("申请人情况", "申请人类别", "申请人类型", "申请人性质")),
    Column("phone", ("联系电话", "电话", "联系方式")),
    Column("received", ("收到日期", "收件日期", "申请日期", "收到时间", "申请时间"), required=True),
    Column("door", ("渠道", "申请方式", "收件方式", "申请渠道")),
    Column(
        "text", ("申请内容", "申请事项", "申请公开内容", "内容"), required=True, keeps_lines=True
    ),
    Column("matter", ("类型", "来信类型")),
    Column("outcome", ("办理结果", "答复结果", "答复类型", "处理结果")),
    Column("answered", ("办结日期", "答复日期", "答复时间", "送达日期")),
    Column("number", ("文号", "答复文号")),
)
# Words of registers kept by hand, and of our own pages and guides, beside the labels themselves.
KINDS = {
    "个人": "natural_person",
    "公民": "natural_person",
    "群众": "natural_person",
    "村民": "natural_person",
    "居民": "natural_person",
    "企业": "enterprise",
    "公司": "enterprise",
    "科研": "research",
    "科研院所": "research",
    "社会组织": "welfare",
    "公益组织": "welfare",
    "律师事务所": "legal_service",
    "律所": "legal_service",
    "个体户": "sole_trader",
    "村民委员会": "village_committee",
    "村委会": "village_committee",
    "居民委员会": "village_committee",
    "居委会": "village_committee",
}
FROM_REGISTER = _lazy("由台账导入 {number}")
# What an event of an imported case keeps: the number that the register told of its answer.
REGISTER_NUMBER = "register_number"
_BRACKETS = str.maketrans("()", "（）")
_NUMBERED = re.compile(r"^(?:（[一二三四五六七]）|[1-9][.．、])")
# How a name is masked where a register is taken out for others.
MASKED = re.compile(r"\*+(?:等\d+人)?$")
# A row has one day, that of receipt; a letter of which nothing more is said is taken as signed for.
DOORS = {
    "当面": Door.COUNTER,
    "现场": Door.COUNTER,
    "窗口": Door.COUNTER,
    "来访": Door.COUNTER,
    "来信": Door.SIGNED_MAIL,
    "来函": Door.SIGNED_MAIL,
    "信函": Door.SIGNED_MAIL,
    "信件": Door.SIGNED_MAIL,
    "邮寄": Door.SIGNED_MAIL,
    "挂号信": Door.SIGNED_MAIL,
    "快递": Door.SIGNED_MAIL,
    "EMS": Door.SIGNED_MAIL,
    "平信": Door.ORDINARY_MAIL,
    "平常信函": Door.ORDINARY_MAIL,
    "普通信函": Door.ORDINARY_MAIL,
    "网络": Door.INTERNET,
    "网上": Door.INTERNET,
    "网站": Door.INTERNET,
    "互联网": Door.INTERNET,
    "在线": Door.INTERNET,
    "电子邮箱": Door.EMAIL,
    "邮件": Door.EMAIL,
    "邮箱": Door.EMAIL,
    "口头": Door.ORAL,
    "口头提出": Door.ORAL,
    "口头申请": Door.ORAL,
    "其他科室": Door.OTHER_OFFICE,
    "其他机构": Door.OTHER_OFFICE,
    "上级转来": Door.HANDED_DOWN,
    "上级转办": Door.HANDED_DOWN,
    "转办": Door.HANDED_DOWN,
}
MATTERS = {
    "申请": TriageKind.INFORMATION.value,
    "依申请公开": TriageKind.INFORMATION.value,
    "信息公开申请": TriageKind.INFORMATION.value,
    "信访": TriageKind.PETITION.value,
    "投诉": TriageKind.PETITION.value,
    "举报": TriageKind.PETITION.value,
    "投诉举报": TriageKind.PETITION.value,
    "党务": TriageKind.PARTY_OR_VILLAGE.value,
    "村务": TriageKind.PARTY_OR_VILLAGE.value,
    "更正": TriageKind.CORRECTION.value,
    "要求更正": TriageKind.CORRECTION.value,
}
OUTCOMES = {
    "公开": "disclosed",
    "主动公开": "already_public",
    "已主动公开": "already_public",
    "不存在": "not_existing",
    "信息不存在": "not_existing",
    "非本机关": "not_this_agency",
    "不属于本机关": "not_this_agency",
    "不属于本机关负责公开": "not_this_agency",
    "国家秘密": "withheld_state_secret",
    "第三方合法权益": "withheld_third_party",
    "内部事务信息": "withheld_internal_affairs",
    "过程性信息": "withheld_deliberative",
    "行政执法案卷": "withheld_enforcement_file",
    "行政查询": "withheld_administrative_query",
    "行政查询事项": "withheld_administrative_query",
    "不明确": "unavailable_unclear",
    "重复": "not_processed_repeat",
    "不予重复处理": "not_processed_repeat",
    "公开出版物": "not_processed_publication",
    "信访举报投诉": "not_processed_complaint",
    "逾期不补正": "other_not_supplemented",
    "逾期未缴费": "other_fee_unpaid",
    "合并办理": "merged",
    "撤回": "withdrawn",
    "申请人撤回": "withdrawn",
}


@dataclass(frozen=True)
class Entered:
    """What came of an import: cases made, and rows that were there before."""

    made: int
    known: int


@dataclass(frozen=True)
class _Line:
    person: ApplicantFacts
    kind: str
    received_on: date
    door: Door
    text: str
    matter: str
    outcome: str
    answered_on: date | None
    number: str


class _Words(NamedTuple):
    """What the cells of a register may say, each word by its code."""

    kinds: Mapping[str, str]
    ways: Mapping[str, str]
    results: Mapping[str, str]
    matters: Mapping[str, str]


def _plainly(*known: Mapping[str, str]) -> dict[str, str]:
    """The codes by their words as `_plain` writes them; where two have one word the later holds."""
    return {_plain(word): code for words in known for word, code in words.items()}


def _plain(text: str) -> str:
    """A word without its spaces, its brackets alike; `（一）`, as table three numbers its rows, is no part of it."""
    word = "".join(text.split()).translate(_BRACKETS).upper()
    return _NUMBERED.sub("", word).removesuffix("方式").removesuffix("渠道")


def _not_here(body: PublicBody, rows: Sequence[Row]) -> list[Row]:
    """The rows that name no case of this body; the others were taken out here."""
    numbers = [_year_and_serial(body, row.text("case")) for row in rows]
    years = {number[0] for number in numbers if number is not None}
    cases = DisclosureRequest.objects.filter(body=body, year__in=years)
    here = set(cases.values_list("year", "serial"))
    return [row for row, number in zip(rows, numbers, strict=True) if number not in here]


def _year_and_serial(body: PublicBody, number: str) -> tuple[int, int] | None:
    code, _dash, year = number.strip().upper().rpartition("-")[0].rpartition("-")
    serial = number.rpartition("-")[2].strip()
    if code != body.code.upper() or not (year.isdecimal() and serial.isdecimal()):
        return None
    return (int(year), int(serial)) if len(year) == 4 and len(serial) <= 6 else None


def _lines(rows: Any, on: date) -> Iterator[tuple[_Line | None, list[str]]]:
    words = _Words(
        kinds=_plainly({str(label): code for code, label in applicant_kinds()}, KINDS),
        ways=_plainly(
            {str(label): code for code, label in doors()},
            {word: door.value for word, door in DOORS.items()},
        ),
        results=_plainly({each.label: each.id for each in load_outcomes().values()}, OUTCOMES),
        matters=_plainly({str(label): value for value, label in TriageKind.choices}, MATTERS),
    )
    for row in rows:
        yield _line(row, on, words)


def _line(
    row: Row,
    on: date,
    words: _Words,
) -> tuple[_Line | None, list[str]]:
    wrong: list[str] = []

    def told(field: str, expected: str) -> None:
        wrong.append(row.cells[field].wrong(expected))

    name, text = row.text("name").strip(), row.text("text").strip()
    if not name:
        told("name", _("申请人的姓名或者名称"))
    elif MASKED.search(name):
        told("name", _("没有遮盖的姓名或者名称；请导入全件台账"))
    if not text:
        told("text", _("申请内容"))
    matter = words.matters.get(_plain(row.text("matter"))) if row.text("matter") else "information"
    if matter is None:
        told("matter", _("“{kinds}”之一").format(kinds="”“".join(map(str, TriageKind.labels))))
    received = day_of(row.text("received"))
    if received is None or received > on:
        told("received", _("不晚于今天的日期，如2026-03-09"))
    kind = words.kinds.get(_plain(row.text("kind"))) if row.text("kind") else "natural_person"
    if kind is None:
        told(
            "kind",
            _("“{kinds}”之一").format(
                kinds="”“".join(str(label) for _c, label in applicant_kinds())
            ),
        )
    way = words.ways.get(_plain(row.text("door"))) if row.text("door") else Door.COUNTER.value
    if way is None:
        told(
            "door",
            _("“{doors}”之一").format(doors="”“".join(str(label) for _c, label in doors())),
        )
    outcome = words.results.get(_plain(row.text("outcome"))) if row.text("outcome") else ""
    if outcome is None:
        told("outcome", _("年报表三的一种结果，如予以公开、部分公开、不存在"))
    answered = day_of(row.text("answered")) if row.text("answered") else None
    if row.text("answered") and (answered is None or answered > on):
        told("answered", _("不晚于今天的日期，如2026-03-09"))
    elif outcome is not None and bool(outcome) != bool(answered):
        told("answered" if outcome else "outcome", _("结果和办结日期都填，或者都不填"))
    elif answered and received and answered < received:
        told("answered", _("不早于收到日期{day}").format(day=received))
    if (
        wrong
        or received is None
        or kind is None
        or way is None
        or matter is None
        or outcome is None
    ):
        return None, wrong
    person = ApplicantFacts(name, phone=row.text("phone").strip())
    number = row.text("number").strip()
    return (
        _Line(person, kind, received, Door.named(way), text, matter, outcome, answered, number),
        [],
    )


@transaction.atomic
def import_register(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, name: str, data: bytes
) -> Entered:
    """All rows or none; a row that is there already is passed over, so that the same file may come twice.

    Raises:
        FileRefused: no such table, or too many rows.
        WrongCells: each sentence begins with its cell.
    """
    require(acting_user, HANDLE, body)
    sheet = read_sheet(data, name, COLUMNS, most=MOST)
    lines: list[_Line] = []
    wrong: list[str] = []
    for line, sentences in _lines(_not_here(body, sheet.rows), timezone.localdate(at)):
        wrong += sentences
        if line is not None:
            lines.append(line)
    if wrong:
        raise WrongCells(wrong)
    made = sum(
        _enter(body, line, by=acting_user, at=at)
        for line in sorted(lines, key=lambda line: line.received_on)
    )
    record(
        acts.REGISTER_IMPORTED,
        by=acting_user,
        body=body,
        after={"rows": len(sheet.rows), "made": made},
        at=at,
    )
    return Entered(made, len(sheet.rows) - made)


def _enter(body: PublicBody, line: _Line, *, by: User | Platform, at: datetime) -> bool:
    known = DisclosureRequest.objects.filter(
        body=body,
        received_on=line.received_on,
        applicant_digest=mark_of(line.person),
        words_digest=mark_of_words(line.text),
    )
    if known.exists():
        return False
    try:
        case = register_request(
            body,
            acting_user=by,
            at=at,
            arrival=Arrival.by(line.door, line.received_on, came_on=line.received_on),
            asked=Asked(line.person, line.kind, line.text, read_back=_read_back(line)),
        ).disclosure_request
    except ValidationError as error:
        raise WrongCells([f"{line.received_on} {each}" for each in error.messages]) from error
    if line.matter != case.matter:
        case.matter = line.matter
        case.save(update_fields=["matter"])
    if line.answered_on is not None:
        case = locked(case)
        case.outcome, case.concluded_on = line.outcome, line.answered_on
        case.save(update_fields=["outcome", "concluded_on"])
        note = str(FROM_REGISTER).format(number=line.number).strip()
        beside = {REGISTER_NUMBER: line.number}
        if line.outcome == "withdrawn":
            enter(case, Withdrawn(line.answered_on), by=by, at=at, note=note, beside=beside)
        else:
            enter(case, Replied(line.answered_on), by=by, at=at, note=note, beside=beside)
            enter(case, Delivered(line.answered_on, Channel.DIRECT), by=by, at=at, note=note)
    return True


def _read_back(line: _Line) -> str:
    return _("由台账导入") if line.door is Door.ORAL else ""
