"""What each table is counted from. A source gives the figures of its cells, and the records behind each of them.

Unknown is no number with a reason; zero is a number only where something proves it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.report.edition import edition
from gongkai.report.model import Number
from gongkai.statute.settings import Settings
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.actions import unsigned_months
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.casework.counting.table import cases_in, cells_in, count, without_result
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.publishing.duties.counting.counts import (
    Normative,
    count_normative,
)
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.reporting.models import Stage, YearReport
from gongkai.web.reporting.registers.doubts import plain_number
from gongkai.web.reporting.registers.models import (
    RegisterKind,
    RegisterLine,
    RegisterSigned,
)

FORM = "2021"
"""The edition whose cells are counted; reports on earlier years are read from files."""
WAN = Decimal(10_000)


@dataclass(frozen=True)
class Tally:
    """A counted figure: its number, or ``None`` and why it is unknown. ``why`` of a number says what proves a zero, or what to look at.

    ``at_least``: nobody has confirmed that there are no more.
    """

    number: Number | None
    why: str = ""
    at_least: bool = False


@dataclass(frozen=True)
class Record:
    """A record behind a figure: how it is called, its day, where it opens, what it adds, and every cell it stands in with the rules."""

    label: str
    on: date | None
    url: str
    adds: Number
    cells: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Records:
    """The records of a cell, in order; a page of them is told one by one."""

    found: QuerySet[Any] | Sequence[Any]
    told: Callable[[Any], Record]


def carried_out_before(body: PublicBody, year: int) -> Mapping[str, Number | None]:
    """By column what the accepted report on the year before carried out; empty where there is none."""
    before = (
        YearReport.objects.filter(body=body, year=year - 1, stage=Stage.ACCEPTED)
        .select_related("current")
        .first()
    )
    tables = before.current.data.get("tables", {}) if before and before.current else {}
    out: Mapping[str, Number | None] = (tables.get("requests") or {}).get("carried_out") or {}
    return out


class Source(Protocol):
    """Counts some cells of a body and a year. ``on`` is the day on which it is asked."""

    def tallies(self, body: PublicBody, year: int, on: date) -> Mapping[str, Tally]:
        """Every cell of this source."""
        ...

    def records(self, body: PublicBody, year: int, cell: str) -> Records | None:
        """What stands behind a cell; ``None`` for a cell of another source."""
        ...


class Requests:
    """Table three, from the cases."""

    def tallies(self, body: PublicBody, year: int, on: date) -> Mapping[str, Tally]:
        settings = choices_of(body, year)
        found = count(body, year, settings=settings)
        cells = edition(FORM).table("requests").cell_ids()
        months = unsigned_months(body, year, on)
        missing = [
            *([_months(months)] if months else []),
            *([_("没有过完的月份")] if year >= on.year else []),
        ]
        notes = []
        if missing:
            notes.append(
                _(
                    "{months}没有确认“本月无申请”，没有登记的不能认定为 0；请逐月、逐渠道确认。"
                ).format(months="、".join(missing))
                if found
                else _(
                    "本年度没有登记申请，{months}也没有确认“本月无申请”，不能认定为 0；请逐月确认。"
                ).format(months="、".join(missing))
            )
        elif not found:
            notes.append(_("没有登记申请，十二个月都已确认“本月无申请”。"))
        open_ends = without_result(body, year, settings=settings).count()
        if open_ends:
            notes.append(
                _("有 {number} 件已办结但没有办理结果，没有计入任何结果行；请补登结果。").format(
                    number=open_ends
                )
            )
        why = " ".join(notes)
        numbers = {cell: found[tuple(cell.split(".")[1:])] for cell in cells}  # type: ignore[index]
        tallies = {
            cell: Tally(None if missing and not number else number, why, bool(missing and number))
            for cell, number in numbers.items()
        }
        return tallies | self._carried_in(body, year, numbers)

    def _carried_in(
        self, body: PublicBody, year: int, numbers: Mapping[str, int]
    ) -> dict[str, Tally]:
        """What last year's accepted report carried out is known, whatever is still to come this year (C4)."""
        found = {}
        for column, said in carried_out_before(body, year).items():
            cell = f"requests.carried_in.{column}"
            number = numbers.get(cell)
            if number is None or said is None:
                continue
            if number == said:
                found[cell] = Tally(number, _("与上年报告的结转下年度相同（统计口径 C4）。"))
            elif not number:
                told = _("上年报告结转 {said} 件，平台没有登记；请补登这些申请（统计口径 C4）。")
                found[cell] = Tally(None, told.format(said=said))
        return found

    def records(self, body: PublicBody, year: int, cell: str) -> Records | None:
        table, row, column = cell.split(".")
        if table != "requests":
            return None
        settings = choices_of(body, year)
        cases = cases_in(body, year, row, column, settings=settings)
        return Records(
            cases.select_related("body").defer("text"),
            lambda case: self._told(case, year, settings),
        )

    def _told(self, case: DisclosureRequest, year: int, settings: Settings) -> Record:
        cells = tuple((cell.id, cell.rules) for cell in cells_in(case, year, settings))
        return Record(
            case.number, case.received_on, reverse("casework:case", args=[case.pk]), 1, cells
        )


NORMATIVE = {
    "proactive.normative_documents.issued": ("made", "T1"),
    "proactive.normative_documents.repealed": ("ceased", "T2"),
    "proactive.normative_documents.in_force": ("in_force", "T3"),
}


class NormativeDocuments:
    """The second row of table two: what was published, and what the register holds beside it."""

    def tallies(self, body: PublicBody, year: int, on: date) -> Mapping[str, Tally]:
        published = self._published(body, year)
        signed = RegisterSigned.objects.filter(
            body=body, kind=RegisterKind.NORMATIVE, year=year
        ).exists()
        lines = self._lines(body, year)
        numbers = {
            cell: getattr(published, name).number
            + sum(name in _standing(line, year) for line in lines)
            for cell, (name, _rule) in NORMATIVE.items()
        }
        undated = published.undated.number
        if not signed and not any(numbers.values()) and not undated:
            told = _("没有发布、也没有登记行政规范性文件；确实没有的，请在台账确认本年度登记完毕。")
            return dict.fromkeys(NORMATIVE, Tally(None, told))
        why = "" if signed else _("行政规范性文件台账还没有确认登记完毕，没有登记的不能认定为 0。")
        found = {
            cell: Tally(number if number or signed else None, why, bool(number and not signed))
            for cell, number in numbers.items()
        }
        if undated:
            found["proactive.normative_documents.repealed"] = Tally(
                None,
                _("有 {number} 件已失效但没有失效日期，不知道是哪一年；请补登日期。").format(
                    number=undated
                ),
            )
        return found

    def records(self, body: PublicBody, year: int, cell: str) -> Records | None:
        if cell not in NORMATIVE:
            return None
        name, _rule = NORMATIVE[cell]
        published = self._published(body, year)
        items = list(getattr(published, name).records.select_related("body").order_by("day", "pk"))
        lines = [line for line in self._lines(body, year) if name in _standing(line, year)]
        standing = {
            key: set(getattr(published, key).records.values_list("pk", flat=True))
            for key, _rule in NORMATIVE.values()
        }
        return Records([*items, *lines], lambda each: self._told(each, year, standing))

    def _published(self, body: PublicBody, year: int) -> Normative:
        return count_normative([body.pk], date(year, 1, 1), date(year, 12, 31))

    def _lines(self, body: PublicBody, year: int) -> list[RegisterLine]:
        """Register lines of documents that are not published under the same number."""
        lines = (
            RegisterLine.objects.standing()
            .filter(body=body, kind=RegisterKind.NORMATIVE, on__year__lte=year)
            .defer("title")
            .order_by("on", "pk")
        )
        numbers = {
            plain_number(number)
            for number in ItemPage.objects.filter(body__public_body=body, live=True)
            .exclude(document_number="")
            .values_list("document_number", flat=True)
        }
        return [
            line for line in lines if not (line.number and plain_number(line.number) in numbers)
        ]

    def _told(self, each: Any, year: int, standing: Mapping[str, set[int]]) -> Record:
        if isinstance(each, RegisterLine):
            names = _standing(each, year)
            label, on, url = str(each), each.on, register_url(each.body_id, each.kind, each.on.year)
        else:
            names = {name for name, numbers in standing.items() if each.pk in numbers}
            label = each.document_number or each.title
            on, url = each.day, reverse("publishing:item", args=[each.pk])
        cells = tuple((cell, (rule,)) for cell, (name, rule) in NORMATIVE.items() if name in names)
        return Record(label, on, url, 1, cells)


def _standing(line: RegisterLine, year: int) -> set[str]:
    """In which of the three figures of a year a line stands."""
    ended = line.ended_on.year if line.ended_on else None
    standing = set()
    if line.on.year == year:
        standing.add("made")
    if ended == year:
        standing.add("ceased")
    if line.on.year <= year and (line.ended_on is None or line.ended_on > date(year, 12, 31)):
        standing.add("in_force")
    return standing


DECISIONS = {
    "proactive.licences.decisions": RegisterKind.LICENCE,
    "proactive.penalties.decisions": RegisterKind.PENALTY,
    "proactive.coercion.decisions": RegisterKind.COERCION,
}
FEES = "proactive.fees.amount"
FEE_KINDS = {RegisterKind.CHARGE: "T5", RegisterKind.INFORMATION_FEE: "T6"}


class Registers:
    """The rest of table two, from the registers; unpublished decisions count too."""

    def tallies(self, body: PublicBody, year: int, on: date) -> Mapping[str, Tally]:
        lines: dict[str, Any] = {
            each["kind"]: each
            for each in RegisterLine.objects.standing()
            .filter(body=body, on__year=year)
            .values("kind")
            .annotate(number=Count("pk"), yuan=Sum("amount"))
            .order_by()
        }
        signed = set(
            RegisterSigned.objects.filter(body=body, year=year).values_list("kind", flat=True)
        )
        found = {
            cell: self._tally([kind], signed, lines.get(kind, {}).get("number", 0))
            for cell, kind in DECISIONS.items()
        }
        yuan = sum((lines[kind]["yuan"] for kind in FEE_KINDS if kind in lines), Decimal(0))
        has = any(kind in lines for kind in FEE_KINDS)
        tally = self._tally(list(FEE_KINDS), signed, _in_wan(yuan) if has else 0)
        if has and tally.number is None:
            tally = Tally(_in_wan(yuan), tally.why)
        found[FEES] = tally
        return found

    def _tally(self, kinds: list[RegisterKind], signed: set[str], number: Number) -> Tally:
        missing = "、".join(str(kind.label) for kind in kinds if kind not in signed)
        if not missing:
            return Tally(number, "" if number else _("台账已确认本年度没有。"))
        if number:
            told = _("{kinds}台账还没有确认登记完毕。").format(kinds=missing)
            return Tally(number, told, at_least=True)
        told = _("{kinds}台账没有登记；确实没有的，请在台账确认本年度登记完毕。").format(
            kinds=missing
        )
        return Tally(None, told)

    def records(self, body: PublicBody, year: int, cell: str) -> Records | None:
        if cell in DECISIONS:
            kinds = [DECISIONS[cell]]
        elif cell == FEES:
            kinds = list(FEE_KINDS)
        else:
            return None
        lines = (
            RegisterLine.objects.standing()
            .filter(body=body, kind__in=kinds, on__year=year)
            .defer("title")
            .order_by("on", "pk")
        )
        return Records(lines, lambda line: self._told(line, cell))

    def _told(self, line: RegisterLine, cell: str) -> Record:
        rule = FEE_KINDS.get(RegisterKind(line.kind), "T4")
        adds = 1 if line.amount is None else _in_wan(line.amount)
        return Record(
            str(line),
            line.on,
            register_url(line.body_id, line.kind, line.on.year),
            adds,
            ((cell, (rule,)),),
        )


def register_url(body: int, kind: str, year: int) -> str:
    """Where the register of a kind and a year is kept."""
    return reverse("reporting:register", args=[body, kind, year])


class Regulations:
    """The first row of table two: zero by law below the city."""

    def tallies(self, body: PublicBody, year: int, on: date) -> Mapping[str, Tally]:
        columns = ("issued", "repealed", "in_force")
        told = _("县乡机关不制定规章（立法法第九十一条、第九十三条）。")
        return {f"proactive.regulations.{column}": Tally(0, told) for column in columns}

    def records(self, body: PublicBody, year: int, cell: str) -> Records | None:
        return Records([], _nothing) if cell.startswith("proactive.regulations.") else None


def _nothing(each: Any) -> Record:
    raise LookupError(each)


def _in_wan(yuan: Decimal) -> Decimal:
    """Yuan as 万元, no place of the 分 lost."""
    return (yuan / WAN).normalize() + 0


def _months(months: Sequence[date]) -> str:
    return "、".join(_("{month}月").format(month=month.month) for month in months)


SOURCES: list[Source] = [Requests(), NormativeDocuments(), Registers(), Regulations()]


def provide_source(source: Source) -> None:
    """Let a further table be counted."""
    SOURCES.append(source)
