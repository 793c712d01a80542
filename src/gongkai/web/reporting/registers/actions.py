"""Enter lines, one or a workbook full; strike one out; sign a year's register as complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.tabular import Row, day_of
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.tables import WrongCells, place_of
from gongkai.web.files.uploads import shown_name
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting import acts
from gongkai.web.reporting.permissions import FILE_REPORT
from gongkai.web.reporting.personal import personal_in
from gongkai.web.reporting.registers.doubts import EnteredLines, Neighbours
from gongkai.web.reporting.registers.models import (
    MONEY,
    RegisterKind,
    RegisterLine,
    RegisterSigned,
    lines_of,
)
from gongkai.web.reporting.registers.workbook import amount_of, rows_of

DAY_AS = "2025-03-09的写法"


@dataclass(frozen=True)
class Entered:
    """What a line says."""

    on: date
    title: str
    source: str
    number: str = ""
    amount: Decimal | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Imported:
    """What came of an import: how many lines were new, how many stood there already with the same words.

    ``repeated`` are the rows without a number that say just what another line says; they were left out.
    """

    made: int
    known: int
    repeated: tuple[int, ...] = ()


@transaction.atomic
def enter_line(
    body: PublicBody,
    kind: RegisterKind,
    *,
    acting_user: User | Platform,
    at: datetime,
    line: Entered,
) -> RegisterLine:
    """One line.

    Raises:
        ActionError: the day lies ahead, the number stands there already, or an amount is missing or too many.
    """
    require(acting_user, FILE_REPORT, body)
    today = timezone.localdate(at)
    if line.on > today:
        raise ActionError(_("日期 {on} 还没有到，应为今天或以前；请改正。").format(on=line.on))
    if line.ended_on is not None and line.ended_on < line.on:
        raise ActionError(
            _("废止、失效日期 {ended_on} 早于印发日期 {on}；请改正。").format(
                ended_on=line.ended_on, on=line.on
            )
        )
    if not line.title.strip() or not line.source.strip():
        raise ActionError(_("请填写名称和来源。"))
    if personal := personal_in(line.title):
        raise ActionError(_("名称里有{personal}；台账只记事项，请删去。").format(personal=personal))
    if (line.amount is not None) != (kind in MONEY):
        raise ActionError(_("收费台账要填金额，其他台账不填金额；请改正。"))
    if line.number and _known(body, kind, [line.number]):
        raise ActionError(
            _("{kind}“{number}”已经登记过，没有另记。").format(kind=kind.label, number=line.number)
        )
    made = _made(body, kind, line, acting_user, at)
    made.save()
    record(
        acts.REGISTER_ENTERED,
        by=acting_user,
        body=body,
        subject=made,
        after={"kind": kind.value, "on": line.on, "number": line.number},
        at=at,
    )
    return made


@transaction.atomic
def import_lines(
    body: PublicBody,
    kind: RegisterKind,
    *,
    acting_user: User | Platform,
    at: datetime,
    name: str,
    data: bytes,
    sure: bool = False,
) -> Imported:
    """Every line of a workbook that does not stand in the register yet.

    A number that stands there with another day or amount, and a line that seems to be another body's, is asked
    about and never dropped or counted in silence. ``sure``: somebody looked, and the lines that seem to be another
    body's are this one's, those without a number that are alike are several.

    Raises:
        FileRefused: it is no such workbook.
        WrongCells: at least one cell is wrong or doubtful; nothing was saved.
    """
    require(acting_user, FILE_REPORT, body)
    name, today = shown_name(name), timezone.localdate(at)
    wrong: list[str] = []
    read = [
        (row, line)
        for row in rows_of(data, name, kind)
        if (line := _read(row, kind, name, today, wrong)) is not None
    ]
    if not sure:
        neighbours = Neighbours.of(body)
        for row, line in read:
            whose = neighbours.whose(line.number, line.source)
            if whose:
                wrong.append(
                    _(
                        "{place}：“{number}”看来是{whose}的，台账只记以本机关名义作出的；不是本机关的请删去这一行，确是本机关的请勾选“已核对”再导入。"
                    ).format(
                        place=place_of(row, "number"),
                        number=line.number or line.source,
                        whose=whose,
                    )
                )
    standing = EnteredLines.of(RegisterLine.objects.standing().filter(body=body, kind=kind))
    fresh, known, repeated = [], 0, []
    for row, line in read:
        if line.number and line.number in standing.numbered:
            if standing.numbered[line.number] == (line.on, line.amount):
                known += 1
            else:
                wrong.append(
                    _(
                        "{place}：“{number}”已经登记过（{standing}），这一行是{own}；登记错了的先划去原来的一行，同一号分几次的请在文号后面加“-2”区分。"
                    ).format(
                        place=place_of(row, "number"),
                        number=line.number,
                        standing=standing.same_number(line.number),
                        own=line.on.isoformat()
                        if line.amount is None
                        else _("{on}、{amount}元").format(on=line.on, amount=line.amount),
                    )
                )
            continue
        if (
            not line.number
            and not sure
            and (line.on, line.title, line.amount) in standing.unnumbered
        ):
            repeated.append(row.number)
            continue
        standing.take(line.number, line.on, line.title, line.amount)
        fresh.append(_made(body, kind, line, acting_user, at))
    if wrong:
        raise WrongCells(wrong)
    RegisterLine.objects.bulk_create(fresh, batch_size=500)
    record(
        acts.REGISTER_IMPORTED,
        by=acting_user,
        body=body,
        after={"kind": kind.value, "name": name, "lines": len(fresh), "repeated": repeated},
        at=at,
    )
    return Imported(len(fresh), known, tuple(repeated))


@transaction.atomic
def strike_line(
    line: RegisterLine, *, acting_user: User | Platform, at: datetime, reason: str
) -> RegisterLine:
    """Strike out a line entered by mistake; it stays to be seen.

    Raises:
        WrongState: it is struck out already.
        ActionError: no reason is given.
    """
    current = RegisterLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    require(acting_user, FILE_REPORT, current.body)
    if current.struck_at is not None:
        raise WrongState(_("这一行已经划去。"))
    if not reason.strip():
        raise ActionError(_("请写明划去的理由。"))
    current.struck_at, current.why_struck = at, reason.strip()
    current.struck_by = acting_user if isinstance(acting_user, User) else None
    current.save(update_fields=["struck_at", "struck_by", "why_struck"])
    record(
        acts.REGISTER_STRUCK,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"kind": current.kind, "number": current.number},
        reason=reason,
        at=at,
    )
    return current


@transaction.atomic
def sign_register(
    body: PublicBody, kind: RegisterKind, year: int, *, acting_user: User | Platform, at: datetime
) -> RegisterSigned:
    """Say that the register holds everything of the year; without lines this proves that there was nothing.

    Raises:
        ActionError: the year is not over.
    """
    require(acting_user, FILE_REPORT, body)
    if year >= timezone.localdate(at).year:
        raise ActionError(_("{year} 年还没有过完，过完再确认。").format(year=year))
    lines = lines_of(body, kind, year).count()
    signed, _made = RegisterSigned.objects.update_or_create(
        body=body,
        kind=kind,
        year=year,
        defaults={
            "lines": lines,
            "signed_by": acting_user if isinstance(acting_user, User) else None,
            "signed_at": at,
        },
    )
    record(
        acts.REGISTER_SIGNED,
        by=acting_user,
        body=body,
        subject=signed,
        after={"kind": kind.value, "year": year, "lines": lines},
        at=at,
    )
    return signed


def _known(body: PublicBody, kind: RegisterKind, numbers: list[str]) -> set[str]:
    lines = RegisterLine.objects.standing().filter(body=body, kind=kind)
    if len(numbers) < 500:
        lines = lines.filter(number__in=numbers)
    return set(lines.exclude(number="").values_list("number", flat=True))


def _made(
    body: PublicBody, kind: RegisterKind, line: Entered, by: User | Platform, at: datetime
) -> RegisterLine:
    return RegisterLine(
        body=body,
        kind=kind,
        on=line.on,
        number=line.number.strip(),
        title=line.title.strip(),
        amount=line.amount,
        ended_on=line.ended_on,
        source=line.source.strip()[:200],
        entered_by=by if isinstance(by, User) else None,
        entered_at=at,
    )


def _read(
    row: Row, kind: RegisterKind, name: str, latest: date, wrong: list[str]
) -> Entered | None:
    """A row of the workbook; what is wrong with it goes to `wrong`."""
    before = len(wrong)
    on, ended_on, amount = day_of(row.text("on")), None, None
    if on is None:
        wrong.append(row.cells["on"].wrong(DAY_AS))
    elif on > latest:
        wrong.append(row.cells["on"].wrong(_("今天或以前的日期")))
    if not row.text("title"):
        wrong.append(row.cells["title"].wrong(_("名称")))
    elif personal := personal_in(row.text("title")):
        wrong.append(
            _("{place}：名称里有{personal}；台账只记事项，请删去。").format(
                place=place_of(row, "title"), personal=personal
            )
        )
    if kind in MONEY:
        amount = amount_of(row.text("amount"))
        if amount is None:
            wrong.append(row.cells["amount"].wrong(_("以元为单位、最多两位小数的金额")))
    if kind == RegisterKind.NORMATIVE and row.text("ended_on"):
        ended_on = day_of(row.text("ended_on"))
        if ended_on is None or (on is not None and ended_on < on):
            wrong.append(row.cells["ended_on"].wrong(_("不早于印发日期的日期")))
    if len(wrong) > before or on is None:
        return None
    source = row.text("source") or _("{name} 第 {row} 行").format(name=name, row=row.number)
    number = row.text("number").strip()[:100]
    return Entered(on, row.text("title").strip(), source, number, amount, ended_on)
