"""Sign for a month without requests, and hand out the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.writers.listing import Form, ListColumn, list_as_bytes
from gongkai.statute.receipt import Door
from gongkai.statute.settings import Settings
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.casework.counting.importing import REGISTER_NUMBER
from gongkai.web.casework.counting.models import NoneReceived
from gongkai.web.casework.counting.rules import RULES
from gongkai.web.casework.counting.table import as_counted, result_cell
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT, SEE_CASES, SEE_LETTERS
from gongkai.web.casework.requests.models import DisclosureRequest, UnreachedLetter
from gongkai.web.casework.requests.people import unseal_person
from gongkai.web.journal.personal import mask
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

# The doors that somebody must look at, or ask after in other offices; the portal and what is handed down count themselves.
LOOKED_AT = (
    Door.COUNTER,
    Door.ORAL,
    Door.SIGNED_MAIL,
    Door.ORDINARY_MAIL,
    Door.OTHER_OFFICE,
    Door.FAX,
    Door.EMAIL,
)
COLUMNS = (
    ListColumn("申请编号", 18),
    ListColumn("收到日期", 12, Form.DAY),
    ListColumn("申请人", 14),
    ListColumn("渠道", 14),
    ListColumn("申请人情况", 12),
    ListColumn("联系电话", 16),
    ListColumn("申请内容", 48, wraps=True),
    ListColumn("类型", 20),
    ListColumn("状态", 24),
    ListColumn("截止日", 12, Form.DAY),
    ListColumn("办理结果", 24),
    ListColumn("办结日期", 12, Form.DAY),
    ListColumn("文号", 22),
    ListColumn("计入表三", 36),
    ListColumn("统计口径", 60, wraps=True),
)


def doors_in(body: PublicBody, month: date) -> list[tuple[Door, int, NoneReceived | None]]:
    """Each door to be looked at, what came by it in the month, and who signed for none."""
    came: dict[str, int] = {}
    received = DisclosureRequest.objects.filter(
        body=body, received_on__year=month.year, received_on__month=month.month
    )
    waiting = UnreachedLetter.objects.filter(
        body=body, came_on__year=month.year, came_on__month=month.month
    )
    doors = [*received.values_list("door", flat=True), *waiting.values_list("door", flat=True)]
    for door in doors:
        came[door] = came.get(door, 0) + 1
    signed = {
        each.door: each
        for each in NoneReceived.objects.filter(body=body, month=month).select_related("signed_by")
    }
    return [(door, came.get(door.value, 0), signed.get(door.value)) for door in LOOKED_AT]


def unsigned_months(body: PublicBody, year: int, on: date) -> list[date]:
    """The months of a year, as far as they are over, in which a door brought nothing and nobody signed for that."""
    first = date(year, 1, 1)
    # By the day: the month of a day is, on SQLite, a call of Python for each row.
    days = (
        DisclosureRequest.objects.filter(body=body, received_on__year=year)
        .order_by()
        .values_list("received_on", "door")
        .distinct()
    )
    came = {(day.month, door) for day, door in days}
    signed = NoneReceived.objects.filter(body=body, month__year=year, contradicted_at=None)
    known = came | {(each.month.month, each.door) for each in signed}
    months = [first.replace(month=number) for number in range(1, 13)]
    return [
        month
        for month in months
        if month < on.replace(day=1)
        and any((month.month, door.value) not in known for door in LOOKED_AT)
    ]


@transaction.atomic
def sign_none(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    month: date,
    doors: Sequence[Door],
) -> list[NoneReceived]:
    """By these doors nothing came in a month that is over."""
    require(acting_user, HANDLE, body)
    first = month.replace(day=1)
    if first >= timezone.localdate(at).replace(day=1):
        raise ActionError(_("{month:%Y年%m月}还没有过完，过完再确认。").format(month=first))
    if not doors:
        raise ActionError(_("请勾选查看过、确认没有收到申请的渠道。"))
    came = {door: number for door, number, _signed in doors_in(body, first)}
    for door in doors:
        if came.get(door):
            raise ActionError(
                _("{month:%Y年%m月}{door}收到过{number}件，不能确认为无。").format(
                    month=first, door=door.label, number=came[door]
                )
            )
    signed = []
    for door in doors:
        each, _made = NoneReceived.objects.get_or_create(
            body=body,
            month=first,
            door=door.value,
            defaults={
                "signed_by": acting_user if isinstance(acting_user, User) else None,
                "signed_at": at,
            },
        )
        signed.append(each)
    record(
        acts.NONE_SIGNED,
        by=acting_user,
        body=body,
        after={"month": first, "doors": [door.value for door in doors]},
        at=at,
    )
    return signed


def contradict_none(
    disclosure_request: DisclosureRequest, *, by: User | Platform | None, at: datetime
) -> None:
    """A request of a month and door that somebody had signed for "none": the signature stays and proves nothing any more."""
    signed = NoneReceived.objects.filter(
        body=disclosure_request.body,
        month=disclosure_request.received_on.replace(day=1),
        door=disclosure_request.door,
        contradicted_at=None,
    )
    if signed.update(contradicted_at=at):
        record(
            acts.NONE_CONTRADICTED,
            by=by,
            body=disclosure_request.body,
            subject=disclosure_request,
            after={
                "month": disclosure_request.received_on.replace(day=1),
                "door": disclosure_request.door,
            },
            at=at,
        )


@transaction.atomic
def export_register(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    year: int,
    whole: bool = False,
) -> bytes:
    """The register of a year as xlsx, in the columns in which it can be taken over again.

    Args:
        body, acting_user, at: whose, by whom, when.
        year: of receipt.
        whole: names and telephones as they are, for those who may see who asked; else masked.
    """
    require(acting_user, SEE_CASES, body)
    if whole:
        require(acting_user, SEE_APPLICANT, body)
    reads = not isinstance(acting_user, User) or acting_user.may(SEE_LETTERS, body)
    cases = DisclosureRequest.objects.filter(body=body, received_on__year=year)
    cases = cases.select_related("body", "applicant").order_by("received_on", "pk")
    settings = choices_of(body, year)
    counted = as_counted(cases, settings)
    rows = _rows(counted, settings, _answers(cases), whole=whole, reads=reads)
    content = list_as_bytes(COLUMNS, rows, name="台账")
    told = {"year": year, "whole": whole}
    record(acts.REGISTER_EXPORTED, by=acting_user, body=body, after=told, at=at)
    return content


def _answers(cases: Any) -> dict[int, str]:
    """By case, the number of its last signed answer; of one taken over, the number that the register had."""
    imported = CaseEvent.objects.filter(
        disclosure_request__in=cases, codes__has_key=REGISTER_NUMBER
    )
    kept = imported.order_by("pk").values_list("disclosure_request", "codes")
    found = {case: codes[REGISTER_NUMBER] for case, codes in kept}
    signed = cases.filter(letters__decision__isnull=False, letters__state="issued")
    return found | dict(signed.order_by("letters__pk").values_list("pk", "letters__number"))


def _rows(
    cases: Any, settings: Settings, answers: dict[int, str], *, whole: bool, reads: bool
) -> Iterator[Sequence[Any]]:
    for case in cases.iterator(chunk_size=1000):
        cell = result_cell(case, settings)
        person = unseal_person(case.applicant.sealed)
        concluded = case.concluded_on is not None
        yield (
            case.number,
            case.received_on,
            person.name if whole else person.masked(),
            case.get_door_display(),
            case.get_applicant_kind_display(),
            person.phone if whole else "",
            case.text if reads else mask(case.text),
            case.get_matter_display(),
            case.get_state_display(),
            case.due_on,
            case.get_outcome_display() if concluded else "",
            case.concluded_on,
            answers.get(case.pk, ""),
            cell.words if cell else "",
            "\n".join(f"{rule}：{RULES[rule].text}" for rule in cell.rules) if cell else "",
        )
