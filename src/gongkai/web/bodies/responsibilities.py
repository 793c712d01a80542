"""Who answers for each matter of a body on a day, and which matters nobody answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, write
from gongkai.web.bodies.matters import Matter, matters_of
from gongkai.web.bodies.models import Person, Post, PublicBody, Responsibility, Term

HEADS = ("序号", "事项", "承办单位", "责任职务", "责任人", "起始日")
WIDTHS = (6.0, 46.0, 22.0, 20.0, 14.0, 13.0)


@dataclass(frozen=True)
class Assignment:
    """A matter with its section, post and person; each ``None`` where there is none."""

    matter: Matter
    unit: PublicBody | None = None
    post: Post | None = None
    person: Person | None = None
    since: date | None = None

    @property
    def gap(self) -> str:
        """Why nobody answers for the matter; empty where somebody does."""
        if self.unit is None:
            return "未分工"
        if self.post is None:
            return "未确定责任职务"
        return "" if self.person else "职务空缺"

    def cells(self) -> tuple[str, ...]:
        """What stands on the sheet beside its number."""
        return (
            self.matter.name,
            str(self.unit or "（未分工）"),
            self.post.title if self.post else "（未确定）",
            self.person.name if self.person else "（空缺）",
            self.since.isoformat() if self.since else "",
        )


def duties_of(body: PublicBody, on: date) -> list[Assignment]:
    """Every matter of the body with whoever answers for it on that day."""
    terms = Prefetch("post__terms", Term.objects.on(on).select_related("person"), "terms_today")
    rows = Responsibility.objects.on(on).filter(body=body).select_related("unit", "post__body")
    held = {row.matter: row for row in rows.prefetch_related(terms)}
    return [_duty(matter, held.get(matter.code)) for matter in matters_of(body, on)]


def _duty(matter: Matter, row: Responsibility | None) -> Assignment:
    if row is None:
        return Assignment(matter)
    term = row.post.terms_today[0] if row.post and row.post.terms_today else None
    return Assignment(matter, row.unit, row.post, term.person if term else None, row.starts_on)


def as_workbook(body: PublicBody, duties: Iterable[Assignment], on: date) -> bytes:
    """The sheet 责任分工表 as an .xlsx file."""
    title = f"{body.name}政府信息公开责任分工表"
    cells = [
        SheetCell(0, 0, title, Look.TITLE, column_span=len(HEADS)),
        SheetCell(1, 0, f"截至 {on.isoformat()}", column_span=len(HEADS)),
        *(SheetCell(2, column, head, Look.HEAD) for column, head in enumerate(HEADS)),
    ]
    for number, duty in enumerate(duties, start=1):
        cells.append(SheetCell(number + 2, 0, number, Look.FIGURE))
        look = Look.WRONG if duty.gap else Look.LABEL
        cells += [
            SheetCell(number + 2, column, text, look)
            for column, text in enumerate(duty.cells(), start=1)
        ]
    sheet = Sheet("责任分工表", tuple(cells), WIDTHS, frozen=(3, 0), landscape=True)
    return write([sheet], title=title)
